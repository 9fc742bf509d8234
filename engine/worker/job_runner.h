// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "engine/component_api/registry.h"
#include "engine/contract/worker_protocol.h"
#include "engine/data/observer.h"
#include "engine/training/train_observer.h"

namespace fettle::worker {

/// Where a job's messages go and from where its stop comes; the protocol and `fettle-worker run` implement it.
class JobSink : public training::TrainObserver, public data::Observer {
public:
    void progress(const Progress& progress) override = 0;
    void note(const Note& note) override = 0;
    [[nodiscard]] bool cancelled() const override = 0;
};

/// Runs one job to its end and says what it came to; the one place where the runtime's exceptions are caught.
[[nodiscard]] JobOutcome runJob(const JobAssignment& job, const Registry& registry, JobSink& sink);

/// Calls `work` and turns what it throws into an error: worker.out_of_memory, model.* of a LayerError,
/// worker.unexpected.
[[nodiscard]] Result<Value> guarded(const std::function<Result<Value>()>& work);

} // namespace fettle::worker
