// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include <QRectF>

#include "ui/documents/graph_scope.h"

namespace fettle::ui {

struct PlacedNode {
    std::string path; ///< from the network: "stage1/conv2"
    GroupPath scope;
    const GraphNode* node = nullptr;
    NodePorts ports;
    QRectF rect;
    int depth = 0; ///< how many frames it lies in
    bool expanded = false;
};

struct PlacedEdge {
    std::string scope; ///< with "/" at the end; empty in the network
    const GraphEdge* edge = nullptr;
    std::size_t from = 0; ///< places in Arrangement::nodes
    std::size_t to = 0;
    int fromPort = 0;
    int toPort = 0; ///< −1: the node has no such port
};

/// Where everything stands on the canvas. Pointers lead into the graph.
struct Arrangement {
    std::vector<PlacedNode> nodes; ///< frames before what they hold
    std::vector<PlacedEdge> edges;
};

/// A node's size without its frame.
[[nodiscard]] QSizeF nodeSize(const NodePorts& ports);

/// The nodes of `scope` at their places; a group whose path is in `expanded` is a frame with its nodes inside, and what
/// stands right of it or below gives way. Nothing of that is in the document.
[[nodiscard]] Arrangement arrangeScope(const Graph& root, const GroupPath& scope, const std::set<std::string>& expanded,
                                       const Catalog& catalog);

/// New places for the nodes of a scope by the layered layout; the corner of what was there stays.
struct NewPlace {
    std::string id;
    double x = 0;
    double y = 0;
};
[[nodiscard]] std::vector<NewPlace> layOut(const Graph& root, const GroupPath& scope, const Catalog& catalog,
                                           double widthWanted = 0);

} // namespace fettle::ui
