// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/task.h"
#include "engine/contract/value.h"
#include "engine/training/evaluation.h"

namespace fettle::training {

/// What the model says of a few examples of the validation set, always the same ones, so that people see predictions
/// become better: {"step", "rows": [{"id", "target", "value", "score"}]} of the first head. `score` is how sure it is,
/// for classes only; `target` and `value` are class names, or numbers in the target's unit.
[[nodiscard]] Value liveExamples(const SplitEvaluation& evaluation, std::int64_t step);

} // namespace fettle::training
