// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/pair_fields.h"

#include <algorithm>

#include "engine/component_api/encoder.h"
#include "engine/data/pair_columns.h"

namespace fettle::training {
namespace {

ValueList namesOf(const std::vector<FieldUse>& uses)
{
    ValueList names;
    for (const auto& use : uses)
        names.emplace_back(use.field);
    return names;
}

/// The node that leads to a port of another; null where nothing does.
const GraphNode* nodeBefore(const Graph& graph, const std::string& node, const std::string& port)
{
    const auto edge = std::ranges::find_if(graph.edges, [&](const GraphEdge& each) { return each.toNode == node && each.toPort == port; });
    const auto found = edge == graph.edges.end() ? graph.nodes.end() : std::ranges::find(graph.nodes, edge->fromNode, &GraphNode::id);
    return found == graph.nodes.end() ? nullptr : &*found;
}

bool isNode(const GraphNode* node, std::string_view component) { return node && node->component == component; }

/// The reader of the third text and that text, out of a graph as templates write it. False: it is another graph.
bool cutThirdText(Graph& graph, const std::string& field)
{
    const auto output = std::ranges::find(graph.nodes, "output", &GraphNode::component);
    const auto* each = output == graph.nodes.end() ? nullptr : nodeBefore(graph, output->id, "input");
    const auto* side = isNode(each, "reshape") ? nodeBefore(graph, each->id, "input") : nullptr;
    const auto* reader = isNode(side, "concat") ? nodeBefore(graph, side->id, "inputs:2") : nullptr;
    const auto* text = isNode(reader, "group") ? nodeBefore(graph, reader->id, "input") : nullptr;
    if (!isNode(text, "input") || !text->parameters.contains("field") || text->parameters.at("field") != Value(field) || !nodeBefore(graph, side->id, "inputs:1"))
        return false;
    const std::string apart = each->id;
    const std::vector<std::string> gone{reader->id, text->id};
    const auto isGone = [&gone](const std::string& id) { return std::ranges::find(gone, id) != gone.end(); };
    std::erase_if(graph.edges, [&](const GraphEdge& edge) { return isGone(edge.fromNode) || isGone(edge.toNode); });
    std::erase_if(graph.nodes, [&](const GraphNode& node) { return isGone(node.id); });
    std::ranges::find(graph.nodes, apart, &GraphNode::id)->parameters["shape"] = ValueList{2, -1};
    return true;
}

} // namespace

void leaveOutNegative(ModelManifest& model)
{
    if (model.inputs.size() != 3 || model.networks.size() != 1)
        return;
    const auto field = model.inputs.back().field;
    if (!cutThirdText(model.networks.begin()->second, field))
        return;
    model.inputs.pop_back();
    model.encoders.erase(field);
    std::erase_if(model.fields, [&](const FieldInfo& info) { return info.name == field; });
}

std::vector<FieldUse> usualPairInputs(const DatasetManifest& manifest, const std::string& target)
{
    std::vector<FieldUse> inputs;
    const auto columns = data::pairColumns(manifest, target);
    for (const auto* name : {&columns.text, &columns.negative})
        if (!name->empty())
            inputs.push_back({*name, {}});
    return inputs;
}

Result<void> arrangePairFields(Recipe& recipe, const DatasetManifest& manifest)
{
    auto& inputs = recipe.inputs;
    const auto wrong = [&] {
        return makeError("training.pair_fields", {{"targets", namesOf(recipe.targets)}, {"inputs", namesOf(inputs)}});
    };
    const auto isText = [&](const FieldUse& use) { return manifest.findField(use.field)->kind == FieldKind::Text; };
    if (recipe.targets.size() != 1 || !isText(recipe.targets.front()) || !std::ranges::all_of(inputs, isText))
        return wrong();
    auto& target = recipe.targets.front();
    FieldUse match{target.field, {}};
    if (const auto given = std::ranges::find(inputs, target.field, &FieldUse::field); given != inputs.end()) {
        match = *given;
        inputs.erase(given);
    }
    if (inputs.empty() || inputs.size() > 2)
        return wrong();
    inputs.insert(inputs.begin() + 1, match);
    for (auto& input : inputs)
        if (!input.encoder.isSet())
            input.encoder = inputs.front().encoder;
    target.encoder = {"matching_text", {{Encoder::kAlignedParameter, inputs.front().field}}};
    return {};
}

} // namespace fettle::training
