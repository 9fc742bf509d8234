// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_options.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/documents/graph_document.h"
#include "engine/documents/recipe_document.h"
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

/// The component of a recipe, const or not, that --set calls by this name; null: none.
template <class AnyRecipe>
auto partOf(AnyRecipe& recipe, std::string_view name) -> decltype(&recipe.task)
{
    if (name == "model") {
        const auto network = recipe.networks.find("model");
        return network == recipe.networks.end() ? nullptr : &network->second.fromTemplate;
    }
    if (name == "task")
        return &recipe.task;
    if (name == "sampler")
        return &recipe.sampler;
    if (recipe.objectives.empty())
        return nullptr;
    auto& objective = recipe.objectives.front();
    if (name == "loss")
        return &objective.loss;
    if (name == "optimizer")
        return &objective.optimizer;
    return name == "schedule" ? &objective.schedule : nullptr;
}

/// Groups of training options that are called without "training." before them.
constexpr std::string_view kTrainingGroups[] = {"fine_tuning", "early_stopping"};

bool isTrainingGroup(std::string_view name)
{
    return std::ranges::find(kTrainingGroups, name) != std::end(kTrainingGroups);
}

/// "training.batch_size" → "batch_size".
std::string_view withinTraining(std::string_view name)
{
    constexpr std::string_view kTraining = "training.";
    return name.starts_with(kTraining) ? name.substr(kTraining.size()) : name;
}

/// What the reader of recipes said of a value, said of what was typed.
Error aboutSetting(const std::string& assignment, const Error& error)
{
    for (const char* name : {"nearest", "expected", "known"})
        if (const auto found = error.arguments.find(name); found != error.arguments.end())
            return badArgument("--set", assignment, found->second);
    return error;
}

/// "model.hidden=[64,32]" → a parameter of that part of the recipe, "fine_tuning.method=lora" → a training option.
Result<void> setOption(Recipe& recipe, const std::string& assignment)
{
    const auto equals = assignment.find('=');
    const auto dot = assignment.find('.');
    if (equals == std::string::npos || dot == std::string::npos || dot > equals)
        return badArgument("--set", assignment, FETTLE_PHRASE("PART.OPTION=VALUE"));
    const auto part = assignment.substr(0, dot);
    const auto name = assignment.substr(dot + 1, equals - dot - 1);
    const auto value = readValue(assignment.substr(equals + 1));
    if (part == "model")
        recipe.networks.try_emplace(part); // partOf only finds it; the objective is there already
    if (auto* component = partOf(recipe, part)) {
        component->parameters[name] = value;
        return {};
    }
    if (part != "training" && !isTrainingGroup(part)) {
        ValueList known{"model", "task", "loss", "optimizer", "schedule", "sampler", "training"};
        known.insert(known.end(), std::begin(kTrainingGroups), std::end(kTrainingGroups));
        return badArgument("--set", assignment, std::move(known));
    }
    const auto set = documents::setTrainingOption(recipe.training, part == "training" ? name : part + '.' + name, value);
    return set ? set : aboutSetting(assignment, set.error());
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

void applyChoices(Recipe& recipe, const std::string& task, const ComponentRef& model)
{
    choose(recipe.task, task);
    if (!model.isSet())
        return;
    auto& network = recipe.networks["model"];
    network.graph.reset();
    // Weights of the library are those of the model that stood there.
    network.weights.erase("pretrained");
    choose(network.fromTemplate, model.component);
    for (const auto& [name, value] : model.parameters)
        network.fromTemplate.parameters[name] = value;
}

std::string settingName(const std::string& path)
{
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"networks.model.from_template.parameters.", "model."},
                                                                        {"networks.model.from_template", "model"}};
    for (const auto& [beginning, name] : kNames)
        if (path.starts_with(beginning))
            return std::string(name) + path.substr(beginning.size());
    const auto option = withinTraining(path);
    return isTrainingGroup(option.substr(0, option.find('.'))) ? std::string(option) : path;
}

Value settingOf(const Recipe& recipe, const std::string& name)
{
    const auto dot = name.find('.');
    if (const auto* part = partOf(recipe, std::string_view(name).substr(0, dot))) {
        if (dot == std::string::npos)
            return part->component;
        const auto found = part->parameters.find(name.substr(dot + 1));
        return found == part->parameters.end() ? Value() : found->second;
    }
    Value value = toValue(recipe.training);
    const auto path = withinTraining(name);
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('.', begin), path.size());
        value = Value(value.at(path.substr(begin, end - begin)));
        begin = end + 1;
    }
    return value;
}

Result<void> applyFlags(Recipe& recipe, const TrainArguments& arguments)
{
    if (!arguments.name.empty())
        recipe.name = arguments.name;
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
        FETTLE_TRY(setOption(recipe, assignment));
    return applyTraining(recipe.training, arguments);
}

} // namespace fettle::cli
