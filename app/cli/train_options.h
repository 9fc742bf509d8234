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
    std::vector<std::string> sources; ///< a recipe.yaml, or data to import first
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
    std::vector<std::string> parameters; ///< "model.hidden=[64,32]", "fine_tuning.method=lora"
    std::int64_t priority = 0;
    bool detach = false;
    ImportArguments import;
};

/// A task and a template, each where it is set, in a recipe that says others. A recommendation obeys both by itself.
void applyChoices(Recipe& recipe, const std::string& task, const ComponentRef& model);
/// What --set calls an option that a recommendation names by its path; one that it cannot set stays as it is.
[[nodiscard]] std::string settingName(const std::string& path);
/// The value of what --set calls `name`; null where there is none.
[[nodiscard]] Value settingOf(const Recipe& recipe, const std::string& name);
/// Puts the other flags into a recipe. Errors: client.bad_argument, documents.* (a graph file).
[[nodiscard]] Result<void> applyFlags(Recipe& recipe, const TrainArguments& arguments);

} // namespace fettle::cli
