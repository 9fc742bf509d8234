// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/graph_nodes.h"

#include <algorithm>
#include <set>

#include "engine/contract/graph_fields.h"

namespace fettle::documents {
namespace {

/// Ids become names of weights ("conv1.weight") and parts of paths ("stage1/conv2").
bool isNodeId(std::string_view id)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !id.empty() && id.size() <= 100 && std::ranges::all_of(id, fits);
}

} // namespace

void readNode(ReadContext& context, std::string_view key, const Node& node, Graph& member)
{
    readStruct(context, key, node, member);
    std::set<std::string_view> seen;
    for (const auto& graphNode : member.nodes) {
        if (!isNodeId(graphNode.id))
            context.fail("documents.bad_node_id", node, key, {{"node", graphNode.id}});
        if (!seen.insert(graphNode.id).second)
            context.fail("documents.duplicate_node", node, key, {{"node", graphNode.id}});
    }
}

Node writeNode(const WriteContext& context, const Graph& value)
{
    // Always a block: a graph on one line is hard to read and to compare.
    Node node = Node::map();
    writeStructInto(context, value, node);
    return node;
}

} // namespace fettle::documents
