// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <memory>

#include "engine/contract/recipe_fields.h"
#include "engine/documents/component_nodes.h"
#include "engine/documents/graph_nodes.h"
#include "engine/documents/recipe_nodes.h"
#include "engine/documents/training_nodes.h"

namespace fettle::documents {

Node writeNode(const WriteContext& context, const EarlyStopping& value)
{
    EarlyStopping withDefaults;
    withDefaults.enabled = value.enabled;
    if (context.omitDefaults && value == withDefaults)
        return Node::scalar(value.enabled ? "true" : "false", true);
    Node node = Node::map();
    node.flow = true;
    writeStructInto(context, value, node);
    return node;
}

Node writeNode(const WriteContext& context, const FineTuning& value)
{
    FineTuning methodAlone;
    methodAlone.method = value.method;
    if (context.omitDefaults && value == methodAlone)
        return Node::scalar(std::string(toText(value.method)), false);
    Node node = Node::map();
    node.flow = true;
    writeStructInto(context, value, node);
    return node;
}

namespace {

Node textNode(const std::string& text) { return Node::scalar(text, false); }

Node datasetNode(const DatasetRef& dataset)
{
    const bool nameAlone = dataset.version.empty() && dataset.paths.empty() && dataset.options.empty();
    if (nameAlone && dataset.name.find('/') == std::string::npos)
        return textNode(dataset.name);
    Node node = Node::map();
    node.flow = true;
    if (!dataset.name.empty() || dataset.paths.empty())
        node.add("name", textNode(dataset.name));
    if (!dataset.version.empty())
        node.add("version", textNode(dataset.version));
    if (dataset.paths.size() == 1)
        node.add("path", textNode(dataset.paths.front()));
    else if (!dataset.paths.empty())
        node.add("paths", writeNode(WriteContext{}, dataset.paths));
    if (!dataset.options.empty())
        node.add("options", Node::fromValue(Value(dataset.options)));
    return node;
}

Node networkNode(const NetworkSpec& network)
{
    const auto& fromTemplate = network.fromTemplate;
    const bool templateAlone = fromTemplate.isSet() && !network.graph && network.weights.empty() && network.trainable;
    if (templateAlone && fromTemplate.parameters.empty())
        return textNode(fromTemplate.component);
    Node node = Node::map();
    node.flow = !network.graph;
    if (fromTemplate.isSet()) {
        constexpr auto reserved = std::to_array<std::string_view>({"template", "graph", "graph_file", "weights", "trainable"});
        const bool flat = std::ranges::none_of(reserved, [&](auto name) { return fromTemplate.parameters.contains(name); });
        node.add("template", flat ? textNode(fromTemplate.component) : writeNode(WriteContext{}, fromTemplate));
        for (const auto& [name, value] : fromTemplate.parameters)
            if (flat)
                node.add(name, Node::fromValue(value));
    }
    if (network.graph)
        node.add("graph", writeNode(WriteContext{}, *network.graph));
    if (!network.weights.empty())
        node.add("weights", Node::fromValue(Value(network.weights)));
    if (!network.trainable)
        node.add("trainable", Node::scalar("false", true));
    return node;
}

void writeNetworks(const std::map<std::string, NetworkSpec>& networks, Node& document)
{
    if (networks.size() == 1 && networks.begin()->first == "model") {
        document.add("model", networkNode(networks.begin()->second));
    } else if (!networks.empty()) {
        Node& node = document.add("networks", Node::map());
        for (const auto& [name, network] : networks)
            node.add(name, networkNode(network));
    }
}

void writeObjectives(const std::vector<Objective>& objectives, Node& document)
{
    if (objectives.empty())
        return;
    const auto& first = objectives.front();
    Objective shorthand;
    shorthand.loss = first.loss;
    shorthand.optimizer = first.optimizer;
    shorthand.schedule = first.schedule;
    const bool anySet = first.loss.isSet() || first.optimizer.isSet() || first.schedule.isSet();
    if (objectives.size() > 1 || first != shorthand || !anySet) {
        document.add("objectives", writeNode(WriteContext{}, objectives));
        return;
    }
    if (first.loss.isSet())
        document.add("loss", writeNode(WriteContext{}, first.loss));
    if (first.optimizer.isSet())
        document.add("optimizer", writeNode(WriteContext{}, first.optimizer));
    if (first.schedule.isSet())
        document.add("schedule", writeNode(WriteContext{}, first.schedule));
}

} // namespace

void writeRecipeInto(const Recipe& recipe, bool omitDefaults, Node& document)
{
    const WriteContext brief;
    if (!recipe.name.empty())
        document.add("name", textNode(recipe.name));
    if (recipe.dataset != DatasetRef())
        document.add("dataset", datasetNode(recipe.dataset));
    if (!recipe.inputs.empty())
        document.add("inputs", writeNode(brief, recipe.inputs));
    if (!recipe.targets.empty())
        document.add("targets", writeNode(brief, recipe.targets));
    if (recipe.task.isSet())
        document.add("task", writeNode(brief, recipe.task));
    writeNetworks(recipe.networks, document);
    writeObjectives(recipe.objectives, document);
    if (!recipe.augmentation.empty())
        document.add("augmentation", writeNode(brief, recipe.augmentation));
    for (const auto& [key, component] : {std::pair{"sampler", &recipe.sampler}, std::pair{"collator", &recipe.collator},
                                         std::pair{"decoder", &recipe.decoder}})
        if (component->isSet())
            document.add(key, writeNode(brief, *component));
    if (omitDefaults && recipe.training == TrainingOptions())
        return;
    Node training = Node::map();
    writeStructInto(WriteContext{.omitDefaults = omitDefaults}, recipe.training, training);
    document.add("training", std::move(training));
}

} // namespace fettle::documents
