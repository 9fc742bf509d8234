// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/registry.h"
#include "engine/contract/job.h"
#include "engine/contract/run.h"
#include "engine/training/train_observer.h"

namespace fettle::training {

/// How a training came to its end without an error.
struct TrainOutcome {
    /// Completed (also after stop-and-save), Paused, or Stopped (discarded).
    JobState state = JobState::Completed;
    /// Metrics, model folder and artifacts stand in it where `state` is Completed.
    TrainResult result;
};

/// The train job, from a dataset version and a recipe to a published model. One at a time per process: it sets torch's
/// threads, default generator and CPU allocator for the whole process. OMP_* must stand in the environment before the
/// process starts (see `resolveThreads`).
///
/// Resume: with `request.resume` the newest whole checkpoint whose step is not beyond `request.lastStep` is taken up;
/// with lastStep −1 (no metric point is stored) the run begins anew, so that no series has a gap.
///
/// Faults for tests stand in the environment variable FETTLE_FAULT_TRAIN (train_faults.h).
///
/// Errors: training.* and whatever data, documents, model and platform give. training.out_of_memory means that not
/// even one example at a time fits. Does not throw.
[[nodiscard]] Result<TrainOutcome> train(const TrainRequest& request, const Registry& registry,
                                         TrainObserver& observer);

} // namespace fettle::training
