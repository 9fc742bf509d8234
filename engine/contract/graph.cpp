// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/contract/graph_fields.h"

namespace fettle {

FETTLE_JSON(GraphNode)
FETTLE_JSON(GraphEdge)
FETTLE_JSON(GraphComment)
FETTLE_JSON(Graph)
FETTLE_JSON(GraphRepair)
FETTLE_JSON(NodeReport)
FETTLE_JSON(GraphReport)

const GraphNode* Graph::findNode(std::string_view id) const
{
    const auto found = std::ranges::find(nodes, id, &GraphNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

bool GraphReport::ok() const
{
    return problems.empty() && std::ranges::none_of(nodes, [](const NodeReport& node) { return node.error || node.blocked; });
}
} // namespace fettle
