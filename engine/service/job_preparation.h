// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/contract/job.h"
#include "engine/contract/result.h"
#include "engine/service/service_context.h"

namespace fettle::service {

/// A claimed job as it is handed to a worker.
struct PreparedJob {
    Value request;            ///< with absolute paths, the data version, the step to go on from
    std::int64_t threads = 1;
    std::int64_t resumeStep = -1;
};

/// Resolves what a job names into what its worker needs. For a training: the newest data version where none is fixed,
/// and the newest stored checkpoint whose folder is still there; later points and checkpoints are dropped in the same
/// transaction. Errors: service.dataset_not_ready, store.*, contract.*.
[[nodiscard]] Result<PreparedJob> prepareJob(const ServiceContext& context, const Job& job);

/// Threads for a training that asks for none: physical cores, less one from four up.
[[nodiscard]] std::int64_t defaultThreads();
/// Where all cores are used, at a low priority, so that the machine stays usable.
[[nodiscard]] int workerNiceness();

} // namespace fettle::service
