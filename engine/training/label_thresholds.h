// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/component_api/metric.h"
#include "engine/training/session.h"

namespace fettle::training {

/// From which score on a row should have each label, so that each label's F1 on `data` is highest: halfway between two
/// scores, between 0.05 and 0.95, and of equally good places the one nearest to 0.5. A label that too few rows have keeps
/// 0.5: chance would choose.
[[nodiscard]] std::vector<double> bestThresholds(const EvaluationData& data);

/// Chooses the thresholds of all labels on the validation part with the weights as they are and makes them the task's: they
/// are kept with the model (TaskInstance::state, "thresholds" by head). Nothing to do where no head gives labels, or where
/// there is no validation part. Errors: components.*.
[[nodiscard]] Result<void> chooseLabelThresholds(Session& session);

} // namespace fettle::training
