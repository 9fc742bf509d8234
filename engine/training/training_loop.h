// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/result.h"
#include "engine/training/session.h"

namespace fettle::training {

enum class LoopEnd {
    Finished,  ///< state.endReason says why; a checkpoint with it is written
    Paused,    ///< a checkpoint is written
    Discarded,
};

/// The loop. Errors: training.diverged, training.out_of_memory, platform.* where a checkpoint that must be cannot be.
[[nodiscard]] Result<LoopEnd> runTrainingLoop(Session& session);

} // namespace fettle::training
