// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/column.h"
#include "engine/component_api/task.h"
#include "engine/contract/value.h"
#include "engine/training/evaluation.h"

namespace fettle::training {

/// What the model says of a few examples of the validation set, always the same ones, so that people see predictions
/// become better: {"step", "rows": [{"id", "target", "value", "score", "text"}]} of the first head. `score` is how sure it
/// is, for classes only; `target` and `value` are class names, or numbers in the target's unit; `text` is the beginning of
/// what stands in `texts`, where the model reads one.
[[nodiscard]] Value liveExamples(const SplitEvaluation& evaluation, std::int64_t step, const Column* texts = nullptr);

} // namespace fettle::training
