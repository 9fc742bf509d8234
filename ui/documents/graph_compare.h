// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/contract/graph.h"

namespace fettle::ui {

enum class NodeMark { Added, Removed, Changed };

/// One option of a node that two networks have in different values; a null value: the default.
struct ParameterDifference {
    std::string parameter;
    Value before;
    Value after;
    friend bool operator==(const ParameterDifference&, const ParameterDifference&) = default;
};

struct NodeDifference {
    std::string path; ///< "stage1/conv2"; in the network after, but for removed ones
    std::string component;
    NodeMark mark = NodeMark::Changed;
    std::string before; ///< Changed: the component that it was, where that is another one
    std::vector<ParameterDifference> parameters;
    friend bool operator==(const NodeDifference&, const NodeDifference&) = default;
};

struct GraphDifference {
    std::vector<NodeDifference> nodes; ///< in the order of the network after, then removed ones in the order before
    int addedEdges = 0;
    int removedEdges = 0;
    [[nodiscard]] bool isEmpty() const { return nodes.empty() && addedEdges == 0 && removedEdges == 0; }
    /// By path, for the canvas: marks of the nodes after (Added, Changed) or before (Removed, Changed).
    [[nodiscard]] std::map<std::string, NodeMark> marksAfter() const;
    [[nodiscard]] std::map<std::string, NodeMark> marksBefore() const;
};

/// What makes one network of the other. Nodes are the same by their id; places, titles and notes do not count. Groups
/// are compared inside.
[[nodiscard]] GraphDifference compareGraphs(const Graph& before, const Graph& after);

} // namespace fettle::ui
