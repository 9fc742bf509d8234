// SPDX-License-Identifier: GPL-3.0-or-later
// Small graphs for the tests of this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/component_api/layer.h"
#include "engine/component_api/registry.h"
#include "engine/contract/graph.h"

namespace fettle::test {

using NamedSpecs = std::vector<std::pair<std::string, TensorSpec>>;

inline const Registry& builtInRegistry()
{
    static const Registry registry = [] {
        Registry made;
        registerBuiltInComponents(made);
        return made;
    }();
    return registry;
}

inline GraphNode node(std::string id, std::string component, ValueMap parameters = {})
{
    GraphNode made;
    made.id = std::move(id);
    made.component = std::move(component);
    made.parameters = std::move(parameters);
    return made;
}

/// input → each node in turn → output "label".
inline Graph chain(std::vector<GraphNode> nodes)
{
    Graph graph;
    graph.nodes.push_back(node("input", "input", {{"field", "x"}}));
    for (auto& each : nodes)
        graph.nodes.push_back(std::move(each));
    graph.nodes.push_back(node("output", "output", {{"name", "label"}}));
    for (std::size_t i = 1; i < graph.nodes.size(); ++i)
        graph.edges.push_back({graph.nodes[i - 1].id, "output", graph.nodes[i].id, "input"});
    return graph;
}

inline TensorSpec rowSpec(std::int64_t columns) { return tensorSpec({{"N", -1}, {"D", columns}}); }
inline TensorSpec pictureSpec(std::int64_t channels, std::int64_t height, std::int64_t width)
{
    return tensorSpec({{"N", -1}, {"C", channels}, {"H", height}, {"W", width}});
}

} // namespace fettle::test
