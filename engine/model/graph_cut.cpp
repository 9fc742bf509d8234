// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph_cut.h"

#include <algorithm>
#include <map>

#include "engine/component_api/layer.h"
#include "engine/model/graph_checker.h"

namespace fettle::model {
namespace {

/// The nodes that have one of these weights: "block1.norm1.weight" is of "block1".
std::set<std::string> owners(const std::set<std::string>& weights)
{
    std::set<std::string> nodes;
    for (const auto& name : weights)
        nodes.insert(name.substr(0, name.find('.')));
    return nodes;
}

/// `nodes` and everything from which an edge leads to them.
std::set<std::string> withAncestors(const Graph& graph, std::set<std::string> nodes)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& edge : graph.edges)
            if (nodes.contains(edge.toNode))
                grown = nodes.insert(edge.fromNode).second || grown;
    }
    return nodes;
}

/// Whether a layer gives the same for the same input, training or not, and learns nothing.
bool isFixed(const Registry& registry, const GraphNode& node, const std::set<std::string>& learning)
{
    const auto* layer = registry.get<Layer>(ComponentKind::Layer, node.component);
    return layer && node.component != "output" && node.component != "input" && !layer->hasTrainingMode() && !learning.contains(node.id);
}

/// Takes in what follows, as far as it is fixed and reads nothing else.
void extend(const Graph& graph, const Registry& registry, const std::set<std::string>& learning, std::set<std::string>& frozen)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& node : graph.nodes) {
            if (frozen.contains(node.id) || !isFixed(registry, node, learning))
                continue;
            bool fed = false;
            bool onlyFrozen = true;
            for (const auto& edge : graph.edges)
                if (edge.toNode == node.id) {
                    fed = true;
                    onlyFrozen = onlyFrozen && frozen.contains(edge.fromNode);
                }
            if (fed && onlyFrozen)
                grown = frozen.insert(node.id).second || grown;
        }
    }
}

/// Layers that read all columns by themselves must not read the features for columns.
void nameFields(Graph& graph, const Registry& registry, const std::vector<std::pair<std::string, TensorSpec>>& inputs)
{
    ValueList columns;
    for (const auto& [name, spec] : inputs)
        if (spec.dimensions.size() == 2 && spec.dtype == DType::Float32)
            columns.emplace_back(name);
    for (auto& node : graph.nodes) {
        const auto* info = registry.info(ComponentKind::Layer, node.component);
        if (!info)
            continue;
        for (const auto& parameter : info->parameters)
            if (parameter.type == ParameterType::Fields && !node.parameters.contains(parameter.name))
                node.parameters[parameter.name] = columns;
    }
}

} // namespace

std::optional<GraphCut> cutBehind(const Graph& graph, const std::vector<std::pair<std::string, TensorSpec>>& inputs, const Registry& registry,
                                  const std::set<std::string>& kept, const std::set<std::string>& learned)
{
    const auto learning = owners(learned);
    auto frozen = withAncestors(graph, owners(kept));
    if (frozen.empty() || std::ranges::any_of(learning, [&](const std::string& node) { return frozen.contains(node); }))
        return std::nullopt;
    extend(graph, registry, learning, frozen);

    std::map<std::string, std::vector<TensorSpec>> outputs;
    GraphChecker checker(registry);
    for (const auto& report : checker.check(graph, inputs, {}).nodes)
        outputs[report.node] = report.outputs;

    GraphCut cut;
    cut.frozen.name = graph.name;
    cut.trained.name = graph.name;
    cut.frozen.blocks = graph.blocks;
    cut.trained.blocks = graph.blocks;
    for (const auto& node : graph.nodes)
        (frozen.contains(node.id) ? cut.frozen : cut.trained).nodes.push_back(node);
    nameFields(cut.trained, registry, inputs);
    std::map<std::pair<std::string, std::string>, std::string> features; // output port → its name
    for (const auto& edge : graph.edges) {
        if (frozen.contains(edge.toNode)) {
            cut.frozen.edges.push_back(edge);
            continue;
        }
        if (!frozen.contains(edge.fromNode)) {
            cut.trained.edges.push_back(edge);
            continue;
        }
        auto& name = features[{edge.fromNode, edge.fromPort}];
        if (name.empty()) {
            const auto& specs = outputs[edge.fromNode];
            if (specs.size() != 1 || specs[0].dimensions.size() != 2 || specs[0].dimensions[1].size < 1 || specs[0].dtype != DType::Float32)
                return std::nullopt;
            name = "features:" + edge.fromNode;
            cut.features.emplace_back(name, specs[0]);
            cut.frozen.nodes.push_back({name, "output", {{"name", name}}, {}, {}, 0.0, 0.0});
            cut.frozen.edges.push_back({edge.fromNode, edge.fromPort, name, "input"});
            cut.trained.nodes.push_back({name, "input", {{"field", name}}, {}, {}, 0.0, 0.0});
        }
        cut.trained.edges.push_back({name, "output", edge.toNode, edge.toPort});
    }
    if (cut.features.empty())
        return std::nullopt;
    return cut;
}

} // namespace fettle::model
