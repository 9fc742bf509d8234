// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/component_api/registry.h"
#include "engine/platform/stop_signals.h"

namespace fettle::worker {

struct RecipeRunOptions {
    std::string recipeFile; ///< UTF-8
    std::string outFolder;  ///< made where it is missing; a run that was begun in it goes on
    bool quiet = false;
};

/// Trains a recipe with neither supervisor nor database: checkpoints, metrics.jsonl, recipe.yaml, result.json, log and
/// model/ in `outFolder`, which `fettle-cli runs adopt` brings home; the model holds all its weights. Prints
/// progress to stderr, and the error of a run that failed, unless quiet. Returns the exit code: 0 completed, 1 failed, 3
/// stopped with a checkpoint (run again to go on).
int runRecipe(const RecipeRunOptions& options, const Registry& registry, const platform::StopSignals& signals);

} // namespace fettle::worker
