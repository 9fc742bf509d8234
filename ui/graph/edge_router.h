// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

namespace fettle::ui {

struct RouteRequest {
    QPointF start; ///< at the right side of its node
    QPointF end;   ///< at the left side of its node
};

/// Paths of edges that go around nodes instead of behind them: a plain curve where the way is free, else through a lane
/// above or below what is in the way. Edges that share a way get lanes of their own, short ones nearest to the nodes.
[[nodiscard]] std::vector<QPainterPath> routeEdges(const std::vector<QRectF>& nodes, const std::vector<RouteRequest>& edges);

/// The plain curve, for an edge that is being drawn.
[[nodiscard]] QPainterPath directCurve(QPointF start, QPointF end);

} // namespace fettle::ui
