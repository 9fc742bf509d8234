// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/registry.h"
#include "engine/contract/run.h"
#include "engine/training/train_observer.h"

namespace fettle::training {

/// The evaluate job: every split of a dataset version with a published model; the artifacts of each (see
/// evaluation.h) go to the run folder. Losses are not known to a model, so none are given.
/// Errors: those of Predictor::open, data.*, training.field_missing, platform.*.
[[nodiscard]] Result<TrainResult> evaluate(const EvaluateRequest& request, const Registry& registry,
                                           TrainObserver& observer);

} // namespace fettle::training
