// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/recipe.h"

namespace fettle::ui {

/// `own` after the advice for it changed from `before` to `after`: what stands as it was advised becomes what is advised
/// now, down to single parameters; what somebody set otherwise stays, and so does how thorough the training is.
[[nodiscard]] Recipe followAdvice(const Recipe& own, const Recipe& before, const Recipe& after);

} // namespace fettle::ui
