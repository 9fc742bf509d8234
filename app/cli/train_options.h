// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/cli_context.h"
#include "app/cli/import_flow.h"
#include "engine/contract/recipe.h"

namespace fettle::cli {

/// The flags of `train`. Everything unset is decided by the recommendation or the recipe.
struct TrainArguments {
    std::string source; ///< a recipe.yaml, or data to import first
    std::string dataset;
    std::string version;
    std::string name;
    std::string project;
    std::string task;
    std::string modelTemplate;
    std::string graphFile;
    std::string loss;
    std::string optimizer;
    std::string schedule;
    std::optional<double> learningRate;
    std::optional<double> weightDecay;
    std::optional<double> epochs;
    std::optional<std::int64_t> steps;
    std::optional<std::int64_t> batchSize;
    std::optional<std::int64_t> accumulation;
    std::optional<std::int64_t> seed;
    std::optional<std::int64_t> threads;
    std::optional<double> clipNorm;
    std::optional<double> emaDecay;
    std::optional<double> maxMinutes;
    std::optional<double> checkpointSeconds;
    std::string activationCheckpointing;
    std::string precision;
    std::string device;
    std::optional<bool> earlyStopping;
    std::optional<bool> channelsLast;
    std::vector<std::string> parameters; ///< "model.hidden=[64,32]", "optimizer.momentum=0.9"
    std::int64_t priority = 0;
    bool detach = false;
    ImportArguments import;
};

/// Puts the flags into a recipe. Errors: client.bad_argument, documents.* (a graph file).
[[nodiscard]] Result<void> applyFlags(Recipe& recipe, const TrainArguments& arguments);

} // namespace fettle::cli
