// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/contract/recipe.h"

namespace fettle::ui {

/// How thorough a training is: a multiple of the recommended length.
enum class Thoroughness { Quick, Balanced, Thorough };
/// Sets the length and the patience that goes with it.
void setThoroughness(Recipe& recipe, const Recipe& recommended, Thoroughness thoroughness);
/// Nothing where the length is the user's own.
[[nodiscard]] std::optional<Thoroughness> thoroughnessOf(const Recipe& recipe, const Recipe& recommended);

} // namespace fettle::ui
