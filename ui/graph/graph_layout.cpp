// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ui/graph/layered_graph.h"

namespace fettle::ui {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Numbers of the connected parts, by node.
std::vector<int> connectedParts(const LayoutProblem& problem)
{
    std::vector<int> parent(problem.nodes.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto find = [&parent](int node) {
        while (parent[at(node)] != node)
            node = parent[at(node)] = parent[at(parent[at(node)])];
        return node;
    };
    for (const auto& [from, to] : problem.edges)
        parent[at(find(from))] = find(to);
    std::vector<int> part(problem.nodes.size());
    std::vector<int> numbers(problem.nodes.size(), -1);
    int count = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        auto& number = numbers[at(find(static_cast<int>(i)))];
        if (number < 0)
            number = count++;
        part[i] = number;
    }
    return part;
}

double onGrid(double value, double grid) { return std::round(value / grid) * grid; }

/// One connected part: corners from 0, 0.
class PartLayout {
public:
    PartLayout(const LayoutProblem& problem, const std::vector<int>& members) : m_problem(problem), m_members(members) {}

    std::vector<QPointF> run()
    {
        std::vector<double> heights;
        std::vector<int> local(m_problem.nodes.size(), -1);
        for (const int member : m_members) {
            local[at(member)] = static_cast<int>(heights.size());
            heights.push_back(m_problem.nodes[at(member)].height());
        }
        std::vector<std::pair<int, int>> edges;
        for (const auto& [from, to] : m_problem.edges)
            if (local[at(from)] >= 0 && local[at(to)] >= 0)
                edges.emplace_back(local[at(from)], local[at(to)]);
        m_graph = makeLayers(heights, edges);
        orderLayers(m_graph);
        m_middles = placeInLayers(m_graph, m_problem.nodeGap);
        return places();
    }

private:
    std::vector<QPointF> places()
    {
        std::vector<QPointF> result(m_members.size());
        const auto rows = breakRows();
        double top = 0;
        for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
            double x = 0;
            double low = std::numeric_limits<double>::max();
            double high = -std::numeric_limits<double>::max();
            for (auto layer = rows[r]; layer < rows[r + 1]; ++layer)
                for (const int vertex : m_graph.layers[layer])
                    if (!m_graph.isDummy(vertex)) {
                        low = std::min(low, m_middles[at(vertex)] - m_graph.height[at(vertex)] / 2);
                        high = std::max(high, m_middles[at(vertex)] + m_graph.height[at(vertex)] / 2);
                    }
            for (auto layer = rows[r]; layer < rows[r + 1]; ++layer) {
                for (const int vertex : m_graph.layers[layer])
                    if (!m_graph.isDummy(vertex))
                        result[at(vertex)] = {x, top + onGrid(m_middles[at(vertex)] - m_graph.height[at(vertex)] / 2 - low, m_problem.grid)};
                x += widthOf(layer);
            }
            top += std::ceil((high - low + 1.5 * m_problem.nodeGap) / m_problem.grid) * m_problem.grid;
        }
        return result;
    }

    /// With the gap behind it.
    [[nodiscard]] double widthOf(std::size_t layer) const
    {
        double width = 0;
        for (const int vertex : m_graph.layers[layer])
            if (!m_graph.isDummy(vertex))
                width = std::max(width, m_problem.nodes[at(m_members[at(vertex)])].width());
        return std::ceil((width + m_problem.layerGap) / m_problem.grid) * m_problem.grid;
    }

    /// Where rows begin, and the end behind the last one.
    [[nodiscard]] std::vector<std::size_t> breakRows() const
    {
        std::vector<std::size_t> rows{0};
        double width = 0;
        for (std::size_t layer = 0; layer < m_graph.layers.size(); ++layer) {
            const double wide = widthOf(layer);
            // All that leads on begins at one node: nothing is torn apart here.
            const bool bridge = layer > 0 && m_graph.layers[layer - 1].size() == 1;
            if (m_problem.widthWanted > 0 && bridge && width + wide > m_problem.widthWanted) {
                rows.push_back(layer);
                width = 0;
            }
            width += wide;
        }
        rows.push_back(m_graph.layers.size());
        return rows;
    }

    const LayoutProblem& m_problem;
    const std::vector<int>& m_members;
    LayeredGraph m_graph;
    std::vector<double> m_middles;
};

bool crosses(QPointF a, QPointF b, QPointF c, QPointF d)
{
    const auto side = [](QPointF p, QPointF q, QPointF r) { return (q.x() - p.x()) * (r.y() - p.y()) - (q.y() - p.y()) * (r.x() - p.x()); };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

} // namespace

std::vector<QPointF> layeredLayout(const LayoutProblem& problem)
{
    const auto part = connectedParts(problem);
    const int count = part.empty() ? 0 : *std::ranges::max_element(part) + 1;
    std::vector<std::vector<int>> members(at(count));
    for (std::size_t i = 0; i < part.size(); ++i)
        members[at(part[i])].push_back(static_cast<int>(i));
    // The largest first, single nodes at the foot side by side.
    std::ranges::stable_sort(members, std::ranges::greater(), [](const auto& each) { return each.size(); });
    std::vector<QPointF> result(problem.nodes.size());
    double top = 0;
    double right = 0;
    double bottom = 0;
    double widest = problem.widthWanted;
    for (const auto& group : members) {
        const auto places = PartLayout(problem, group).run();
        double width = 0;
        double height = 0;
        for (std::size_t i = 0; i < group.size(); ++i) {
            width = std::max(width, places[i].x() + problem.nodes[at(group[i])].width());
            height = std::max(height, places[i].y() + problem.nodes[at(group[i])].height());
        }
        const bool beside = group.size() == 1 && right > 0 && right + width <= widest;
        const QPointF origin = beside ? QPointF(right, top) : QPointF(0, bottom);
        for (std::size_t i = 0; i < group.size(); ++i)
            result[at(group[i])] = origin + places[i];
        top = origin.y();
        right = group.size() == 1 ? origin.x() + width + problem.layerGap : 0;
        widest = std::max(widest, width);
        bottom = std::max(bottom, origin.y() + std::ceil((height + problem.nodeGap) / problem.grid) * problem.grid);
    }
    return result;
}

int countCrossings(const LayoutProblem& problem, const std::vector<QPointF>& places)
{
    const auto out = [&](int node) { return places[at(node)] + QPointF(problem.nodes[at(node)].width(), problem.nodes[at(node)].height() / 2); };
    const auto in = [&](int node) { return places[at(node)] + QPointF(0, problem.nodes[at(node)].height() / 2); };
    int crossings = 0;
    for (std::size_t i = 0; i < problem.edges.size(); ++i)
        for (std::size_t j = i + 1; j < problem.edges.size(); ++j)
            crossings += crosses(out(problem.edges[i].first), in(problem.edges[i].second), out(problem.edges[j].first), in(problem.edges[j].second));
    return crossings;
}

} // namespace fettle::ui
