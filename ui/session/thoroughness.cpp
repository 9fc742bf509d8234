// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/thoroughness.h"

#include <algorithm>
#include <cmath>

namespace fettle::ui {
namespace {

constexpr double kQuick = 0.3;
constexpr double kThorough = 3.0;

double lengthFactor(Thoroughness thoroughness)
{
    return thoroughness == Thoroughness::Quick ? kQuick : thoroughness == Thoroughness::Thorough ? kThorough : 1.0;
}

} // namespace

void setThoroughness(Recipe& recipe, const Recipe& recommended, Thoroughness thoroughness)
{
    const double factor = lengthFactor(thoroughness);
    const auto& wanted = recommended.training;
    recipe.training.epochs = wanted.epochs > 0.0 ? std::max(1.0, std::round(wanted.epochs * factor)) : 0.0;
    recipe.training.steps = wanted.steps > 0 ? std::max<std::int64_t>(1, std::llround(static_cast<double>(wanted.steps) * factor)) : 0;
    // It waits longer where there is more time; never less than a few checks.
    recipe.training.earlyStopping.patience =
        std::max<std::int64_t>(3, std::llround(static_cast<double>(wanted.earlyStopping.patience) * std::sqrt(factor)));
    if (thoroughness == Thoroughness::Balanced)
        recipe.training.earlyStopping.patience = wanted.earlyStopping.patience;
}

std::optional<Thoroughness> thoroughnessOf(const Recipe& recipe, const Recipe& recommended)
{
    for (const auto thoroughness : {Thoroughness::Quick, Thoroughness::Balanced, Thoroughness::Thorough}) {
        Recipe wanted = recipe;
        setThoroughness(wanted, recommended, thoroughness);
        if (wanted.training.epochs == recipe.training.epochs && wanted.training.steps == recipe.training.steps)
            return thoroughness;
    }
    return std::nullopt;
}

} // namespace fettle::ui
