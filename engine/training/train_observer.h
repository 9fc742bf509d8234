// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/contract/job.h"
#include "engine/contract/metric.h"
#include "engine/contract/recipe.h"
#include "engine/contract/run.h"
#include "engine/contract/worker_protocol.h"

namespace fettle::training {

/// What a training tells while it runs, and the one question that it asks. Called from the training thread only, in
/// order: the metric points of every step up to a checkpoint come before that checkpoint's message. A slow callback
/// slows the training, so a worker hands messages to a writer of its own.
class TrainObserver {
public:
    virtual ~TrainObserver() = default;
    virtual void metrics(const MetricBatch& batch) = 0;
    virtual void progress(const Progress& progress) = 0;
    virtual void checkpoint(const CheckpointInfo& info) = 0;
    virtual void artifact(const ArtifactInfo& info) = 0;
    virtual void note(const Note& note) = 0;
    /// The recipe with every value filled in; sent once before the first step, and again where a value had to change
    /// on the way (the micro-batch after memory ran short).
    virtual void resolvedRecipe(const Recipe& recipe) = 0;
    /// Asked between two optimizer steps; must be cheap (an atomic read). SIGTERM and a lost supervisor are Pause.
    [[nodiscard]] virtual std::optional<StopMode> stopRequested() = 0;
};

} // namespace fettle::training
