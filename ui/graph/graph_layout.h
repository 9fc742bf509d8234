// SPDX-License-Identifier: GPL-3.0-or-later
// Layered layout (Sugiyama's four steps) from left to right: cycles are opened, nodes get layers, layers get an order with
// few crossings, and Brandes and Köpf's four alignments give each node its height, so that chains stay straight lines.
#pragma once

#include <utility>
#include <vector>

#include <QPointF>
#include <QSizeF>

namespace fettle::ui {

struct LayoutProblem {
    std::vector<QSizeF> nodes;
    std::vector<std::pair<int, int>> edges; ///< from, to; doubles and loops are allowed
    double layerGap = 56;
    double nodeGap = 56;
    double grid = 24;
    /// Longer rows are broken where all that leads on begins at one node, as lines of text are; 0: never.
    double widthWanted = 0;
};

/// The upper left corners; the whole begins at 0, 0.
[[nodiscard]] std::vector<QPointF> layeredLayout(const LayoutProblem& problem);

/// For tests: how many pairs of edges cross when nodes stand at these places.
[[nodiscard]] int countCrossings(const LayoutProblem& problem, const std::vector<QPointF>& places);

} // namespace fettle::ui
