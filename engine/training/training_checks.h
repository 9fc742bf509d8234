// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/contract/recipe.h"
#include "engine/contract/result.h"

namespace fettle::training {

/// Error training.option_range.
[[nodiscard]] Error optionOutOfRange(std::string_view option, Value value, std::string_view expected);

/// Options that no training can have are refused, and what is left open about tuning a pretrained network is decided.
/// Errors: training.option_range, training.device_unavailable.
[[nodiscard]] Result<void> settleTrainingOptions(TrainingOptions& training);

} // namespace fettle::training
