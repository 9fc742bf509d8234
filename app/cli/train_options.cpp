// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_options.h"

#include <nlohmann/json.hpp>

#include "engine/documents/graph_document.h"
#include "engine/platform/paths.h"

namespace fettle::cli {
namespace {

/// "0.9", "true", "[64, 32]" as what they are, anything else as text.
Value readValue(const std::string& text)
{
    const auto json = parseJson(text);
    return json.ok() ? valueFromJson(*json) : Value(text);
}

Objective& mainObjective(Recipe& recipe)
{
    if (recipe.objectives.empty())
        recipe.objectives.emplace_back();
    return recipe.objectives.front();
}

void choose(ComponentRef& ref, const std::string& id)
{
    if (!id.empty() && ref.component != id)
        ref = ComponentRef{id, {}};
}

/// "model.hidden=[64,32]" → the parameters of that part of the recipe.
Result<void> setParameter(Recipe& recipe, const std::string& assignment)
{
    const auto equals = assignment.find('=');
    const auto dot = assignment.find('.');
    if (equals == std::string::npos || dot == std::string::npos || dot > equals)
        return badArgument("--set", assignment, FETTLE_PHRASE("PART.OPTION=VALUE"));
    const auto part = assignment.substr(0, dot);
    const auto name = assignment.substr(dot + 1, equals - dot - 1);
    ComponentRef* ref = nullptr;
    if (part == "model")
        ref = &recipe.networks["model"].fromTemplate;
    else if (part == "task")
        ref = &recipe.task;
    else if (part == "loss")
        ref = &mainObjective(recipe).loss;
    else if (part == "optimizer")
        ref = &mainObjective(recipe).optimizer;
    else if (part == "schedule")
        ref = &mainObjective(recipe).schedule;
    else if (part == "sampler")
        ref = &recipe.sampler;
    if (ref == nullptr)
        return badArgument("--set", assignment, ValueList{"model", "task", "loss", "optimizer", "schedule", "sampler"});
    ref->parameters[name] = readValue(assignment.substr(equals + 1));
    return {};
}

Result<void> applyTraining(TrainingOptions& training, const TrainArguments& arguments)
{
    if (arguments.epochs) {
        training.epochs = *arguments.epochs;
        training.steps = 0;
    }
    if (arguments.steps) {
        training.steps = *arguments.steps;
        training.epochs = 0.0;
    }
    const auto set = [](auto& member, const auto& flag) {
        if (flag)
            member = *flag;
    };
    set(training.batchSize, arguments.batchSize);
    set(training.accumulation, arguments.accumulation);
    set(training.seed, arguments.seed);
    set(training.threads, arguments.threads);
    set(training.clipNorm, arguments.clipNorm);
    set(training.emaDecay, arguments.emaDecay);
    set(training.maxMinutes, arguments.maxMinutes);
    set(training.checkpointSeconds, arguments.checkpointSeconds);
    set(training.earlyStopping.enabled, arguments.earlyStopping);
    set(training.channelsLast, arguments.channelsLast);
    if (arguments.earlyStopping == false)
        training.earlyStopping.restoreBest = false;
    if (!arguments.device.empty())
        training.device = arguments.device;
    if (!arguments.activationCheckpointing.empty()) {
        const auto checkpointing = fromText<ActivationCheckpointing>(arguments.activationCheckpointing);
        if (!checkpointing)
            return badArgument("--activation-checkpointing", arguments.activationCheckpointing, allNames<ActivationCheckpointing>());
        training.activationCheckpointing = *checkpointing;
    }
    if (!arguments.precision.empty()) {
        const auto precision = fromText<Precision>(arguments.precision);
        if (!precision)
            return badArgument("--precision", arguments.precision, allNames<Precision>());
        training.precision = *precision;
    }
    return {};
}

} // namespace

Result<void> applyFlags(Recipe& recipe, const TrainArguments& arguments)
{
    if (!arguments.name.empty())
        recipe.name = arguments.name;
    choose(recipe.task, arguments.task);
    if (!arguments.modelTemplate.empty()) {
        auto& network = recipe.networks["model"];
        network.graph.reset();
        choose(network.fromTemplate, arguments.modelTemplate);
    }
    if (!arguments.graphFile.empty()) {
        FETTLE_TRY_ASSIGN(auto graph, documents::readGraphFile(platform::Path(arguments.graphFile)));
        recipe.networks["model"] = NetworkSpec{};
        recipe.networks["model"].graph = std::move(graph);
    }
    auto& objective = mainObjective(recipe);
    choose(objective.loss, arguments.loss);
    choose(objective.optimizer, arguments.optimizer);
    choose(objective.schedule, arguments.schedule);
    if (arguments.learningRate)
        objective.optimizer.parameters["lr"] = *arguments.learningRate;
    if (arguments.weightDecay)
        objective.optimizer.parameters["weight_decay"] = *arguments.weightDecay;
    if ((arguments.learningRate || arguments.weightDecay) && objective.optimizer.component.empty())
        objective.optimizer.component = "adamw";
    for (const auto& assignment : arguments.parameters)
        FETTLE_TRY(setParameter(recipe, assignment));
    return applyTraining(recipe.training, arguments);
}

} // namespace fettle::cli
