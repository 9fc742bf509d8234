// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/training/session.h"

namespace fettle::training {

/// The key of ModelManifest::taskState that holds the task's own state, and that of the layout that evaluation used.
inline constexpr const char* kTaskStateKey = "task";
inline constexpr const char* kChannelsLastKey = "channels_last";

/// Writes the model folder (model.yaml, weights.safetensors) whole or not at all, then loads it again and holds its
/// scores on a few of `evaluation`'s examples against it: "completed" means that it works. On any error no model is
/// left. Errors: training.model_not_finite, training.verification_failed, platform.*, documents.*, model.*.
[[nodiscard]] Result<void> publishModel(Session& session, const SplitMetrics& metrics,
                                        const SplitEvaluation& evaluation);

} // namespace fettle::training
