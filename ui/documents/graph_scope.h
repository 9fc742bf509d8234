// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/contract/catalog.h"
#include "engine/contract/graph.h"

namespace fettle::ui {

/// Ids of group nodes from the outermost network inwards: where in the network one is. Empty: the network itself.
using GroupPath = std::vector<std::string>;
using NodeIds = std::set<std::string, std::less<>>;

/// "stage1/conv2", as reports name nodes.
[[nodiscard]] std::string joinPath(const GroupPath& scope, std::string_view id);
[[nodiscard]] std::pair<GroupPath, std::string> splitPath(std::string_view path);

/// The block that the path leads into; null where a group or its block is missing.
[[nodiscard]] const Graph* findScope(const Graph& root, const GroupPath& scope);
[[nodiscard]] Graph* findScope(Graph& root, const GroupPath& scope);
/// The block of that name as `scope` sees it: the nearest one outwards. Null: there is none.
[[nodiscard]] const Graph* findBlock(const Graph& root, const GroupPath& scope, std::string_view name);
/// The block that a group node stands for.
[[nodiscard]] const Graph* blockOf(const Graph& root, const GroupPath& scope, const GraphNode& group);

struct NodePorts {
    std::vector<PortInfo> inputs;
    std::vector<PortInfo> outputs;
};
/// The ports of a node: its component's; those of a group are its block's Inputs and Outputs, by their names.
/// Of an unknown component: what its connections say.
[[nodiscard]] NodePorts portsOf(const Graph& root, const GroupPath& scope, const GraphNode& node, const Catalog& catalog);

/// "inputs:2" → {"inputs", 2}; without an index −1.
[[nodiscard]] std::pair<std::string, int> splitPort(std::string_view port);
/// The port that an edge's end names, or −1. An empty name is the first one; a variadic port answers to its indices.
[[nodiscard]] int portIndex(const std::vector<PortInfo>& ports, std::string_view name);

/// Everything that is reached from the nodes along the edges, themselves left out unless they are in a cycle.
[[nodiscard]] NodeIds reachedFrom(const Graph& graph, const NodeIds& ids);
[[nodiscard]] bool wouldCycle(const Graph& graph, std::string_view from, std::string_view to);
/// Ids become names of weights: letters, digits, "_", "-", at most 100.
[[nodiscard]] bool isNodeId(std::string_view id);
/// "conv1": the first free number behind the component's short name; "input" and "output" go without where they can.
[[nodiscard]] std::string freshId(const Graph& graph, std::string_view component);
/// `wanted`, or the first "wanted2", "wanted3" … that is free.
[[nodiscard]] std::string freeId(const Graph& graph, std::string_view wanted);

[[nodiscard]] GraphNode* findNode(Graph& graph, std::string_view id);

} // namespace fettle::ui
