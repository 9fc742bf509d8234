// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room: one connected part of a graph on its way through the layout.
#pragma once

#include <utility>
#include <vector>

namespace fettle::ui {

/// Vertices 0 … realCount − 1 are nodes, the others stand for long edges in the layers that they cross.
struct LayeredGraph {
    int realCount = 0;
    std::vector<double> height;           ///< across the layers
    std::vector<int> layer;               ///< by vertex
    std::vector<std::vector<int>> before; ///< by vertex: neighbors in the layer before
    std::vector<std::vector<int>> after;
    std::vector<std::vector<int>> layers; ///< the vertices of each layer in their order
    std::vector<int> position;            ///< by vertex: its place in its layer

    [[nodiscard]] int count() const { return static_cast<int>(layer.size()); }
    [[nodiscard]] bool isDummy(int vertex) const { return vertex >= realCount; }
    void setPositions();
};

/// Opens cycles, assigns layers and splits long edges. `edges` are between 0 … heights.size() − 1.
[[nodiscard]] LayeredGraph makeLayers(const std::vector<double>& heights, const std::vector<std::pair<int, int>>& edges);
/// Orders the layers so that few edges cross.
void orderLayers(LayeredGraph& graph);
/// The middle of each vertex across the layers.
[[nodiscard]] std::vector<double> placeInLayers(const LayeredGraph& graph, double nodeGap);
[[nodiscard]] long countCrossings(const LayeredGraph& graph);

} // namespace fettle::ui
