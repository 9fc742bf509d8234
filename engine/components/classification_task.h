// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/component_api/task.h"

namespace fettle::components {

/// One head of class scores per target; what image and table classification share (texts too, when they come).
[[nodiscard]] Result<std::unique_ptr<TaskInstance>> createClassification(const TaskContext& context);
[[nodiscard]] Result<std::unique_ptr<TaskInstance>> restoreClassification(const Value& state);
/// One head with one number per target.
[[nodiscard]] Result<std::unique_ptr<TaskInstance>> createRegression(const TaskContext& context);
[[nodiscard]] Result<std::unique_ptr<TaskInstance>> restoreRegression(const Value& state, const TaskContext& context);

/// "output" for the only target, "output_2" … for further ones.
[[nodiscard]] std::string headName(std::size_t index);
/// AdamW at a constant learning rate with the given loss.
[[nodiscard]] Objective objectiveWith(const std::string& loss);

} // namespace fettle::components
