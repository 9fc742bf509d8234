// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/edge_router.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace fettle::ui {
namespace {

constexpr double kColumn = 264;   // width of a bucket of nodes
constexpr double kClear = 14;     // between a lane and a node
constexpr double kLaneStep = 10;  // between two lanes
constexpr double kTurn = 44;      // how far from a port a way turns into its lane
constexpr double kLead = 26;      // how far a way that goes back leads out of its port
constexpr int kTries = 12;

/// Nodes by column, for questions about a stretch of x.
class NodeIndex {
public:
    explicit NodeIndex(const std::vector<QRectF>& nodes) : m_nodes(nodes)
    {
        for (std::size_t i = 0; i < nodes.size(); ++i)
            for (int column = columnOf(nodes[i].left()); column <= columnOf(nodes[i].right()); ++column)
                m_columns[column].push_back(i);
    }

    /// Calls `visit(rect)` for nodes that touch left … right; a node may come twice.
    template <class Visit>
    void between(double left, double right, const Visit& visit) const
    {
        for (int column = columnOf(left); column <= columnOf(right); ++column)
            if (const auto found = m_columns.find(column); found != m_columns.end())
                for (const auto node : found->second)
                    if (m_nodes[node].right() > left && m_nodes[node].left() < right)
                        visit(m_nodes[node]);
    }

private:
    static int columnOf(double x) { return static_cast<int>(std::floor(x / kColumn)); }
    const std::vector<QRectF>& m_nodes;
    std::unordered_map<int, std::vector<std::size_t>> m_columns;
};

QPointF onCurve(const QPointF& a, const QPointF& b, const QPointF& c, const QPointF& d, double t)
{
    const double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

double reach(QPointF start, QPointF end)
{
    return std::clamp(std::abs(end.x() - start.x()) / 2, 24.0, 120.0);
}

class Router {
public:
    explicit Router(const std::vector<QRectF>& nodes) : m_index(nodes) {}

    QPainterPath route(QPointF start, QPointF end)
    {
        if (end.x() > start.x() + 8 && isFree(start, end))
            return directCurve(start, end);
        const bool back = end.x() <= start.x() + 2 * kTurn;
        const double left = back ? std::min(start.x(), end.x()) - kLead : start.x() + 2;
        const double right = back ? std::max(start.x(), end.x()) + kLead : end.x() - 2;
        const double lane = laneFor(left, right, start.y(), end.y(), back);
        return back ? wayBack(start, end, lane) : wayAround(start, end, lane);
    }

private:
    [[nodiscard]] bool isFree(QPointF start, QPointF end) const
    {
        const double top = std::min(start.y(), end.y());
        const double bottom = std::max(start.y(), end.y());
        std::vector<QRectF> near;
        m_index.between(start.x() + 1, end.x() - 1, [&](const QRectF& node) {
            if (node.top() - 4 < bottom && node.bottom() + 4 > top)
                near.push_back(node.adjusted(-4, -4, 4, 4));
        });
        if (near.empty())
            return true;
        const double dx = reach(start, end);
        constexpr int kSamples = 24;
        for (int i = 1; i < kSamples; ++i) {
            const auto point = onCurve(start, start + QPointF(dx, 0), end - QPointF(dx, 0), end, static_cast<double>(i) / kSamples);
            if (point.x() > start.x() + 6 && point.x() < end.x() - 6 &&
                std::ranges::any_of(near, [&](const QRectF& node) { return node.contains(point); }))
                return false;
        }
        return true;
    }

    /// The nearest height at which nothing stands between left and right, and no other lane runs.
    double laneFor(double left, double right, double from, double to, bool back)
    {
        const double middle = (from + to) / 2;
        // A way back between two rows prefers the gap between them.
        double above = back ? middle : std::min(from, to);
        double below = back ? middle : std::max(from, to);
        if (back && std::abs(from - to) < 1)
            above = below = from;
        above = clearOf(left, right, above, -1);
        below = clearOf(left, right, below, 1);
        const auto detour = [&](double lane) { return std::abs(lane - from) + std::abs(lane - to); };
        const double lane = detour(above) <= detour(below) + 1 ? above : below;
        m_lanes.push_back({lane, left, right});
        return lane;
    }

    [[nodiscard]] double clearOf(double left, double right, double y, int direction) const
    {
        for (int round = 0; round < kTries * kTries; ++round) {
            double moved = y;
            m_index.between(left, right, [&](const QRectF& node) {
                if (moved > node.top() - kClear && moved < node.bottom() + kClear)
                    moved = direction < 0 ? node.top() - kClear : node.bottom() + kClear;
            });
            for (const auto& lane : m_lanes)
                if (lane.left < right && lane.right > left && std::abs(lane.y - moved) < kLaneStep - 0.5)
                    moved = lane.y + direction * kLaneStep;
            if (moved == y)
                break;
            y = moved;
        }
        return y;
    }

    static QPainterPath wayAround(QPointF start, QPointF end, double lane)
    {
        const double turn = std::min(kTurn, (end.x() - start.x()) / 2);
        const QPointF in(start.x() + turn, lane);
        const QPointF out(end.x() - turn, lane);
        QPainterPath path(start);
        path.cubicTo(start + QPointF(turn * 0.6, 0), in - QPointF(turn * 0.6, 0), in);
        path.lineTo(out);
        path.cubicTo(out + QPointF(turn * 0.6, 0), end - QPointF(turn * 0.6, 0), end);
        return path;
    }

    static QPainterPath wayBack(QPointF start, QPointF end, double lane)
    {
        const QPointF in(start.x(), lane);
        const QPointF out(end.x(), lane);
        const auto bulge = [&](double y) { return std::clamp(std::abs(lane - y) * 0.5, 12.0, 48.0); };
        QPainterPath path(start);
        path.cubicTo(start + QPointF(bulge(start.y()), 0), in + QPointF(bulge(start.y()), 0), in);
        path.lineTo(out);
        path.cubicTo(out - QPointF(bulge(end.y()), 0), end - QPointF(bulge(end.y()), 0), end);
        return path;
    }

    struct Lane {
        double y;
        double left;
        double right;
    };
    NodeIndex m_index;
    std::vector<Lane> m_lanes;
};

} // namespace

QPainterPath directCurve(QPointF start, QPointF end)
{
    const double dx = reach(start, end);
    QPainterPath path(start);
    if (std::abs(start.y() - end.y()) < 0.5 && end.x() > start.x())
        path.lineTo(end);
    else
        path.cubicTo(start + QPointF(dx, 0), end - QPointF(dx, 0), end);
    return path;
}

std::vector<QPainterPath> routeEdges(const std::vector<QRectF>& nodes, const std::vector<RouteRequest>& edges)
{
    std::vector<std::size_t> order(edges.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::abs(edges[i].end.x() - edges[i].start.x()); });
    Router router(nodes);
    std::vector<QPainterPath> paths(edges.size());
    for (const auto i : order)
        paths[i] = router.route(edges[i].start, edges[i].end);
    return paths;
}

} // namespace fettle::ui
