// SPDX-License-Identifier: GPL-3.0-or-later
// Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment" (2001), with the compaction done on the graph of
// blocks, in two passes.
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "ui/graph/layered_graph.h"

namespace fettle::ui {
namespace {

constexpr double kDummyGap = 24;

class Placement {
public:
    Placement(const LayeredGraph& graph, double nodeGap) : m_graph(graph), m_gap(nodeGap) { markConflicts(); }

    /// `down`: blocks follow the layer before; `left`: of two medians the one above. Places of all vertices.
    std::vector<double> run(bool down, bool left)
    {
        align(down, left);
        return compact(left);
    }

private:
    static std::size_t at(int vertex) { return static_cast<std::size_t>(vertex); }

    /// The stand-in before `vertex` where both are stand-ins of one edge, or −1.
    [[nodiscard]] int innerBefore(int vertex) const
    {
        if (m_graph.isDummy(vertex))
            for (const int before : m_graph.before[at(vertex)])
                if (m_graph.isDummy(before))
                    return before;
        return -1;
    }

    /// Where a long edge and another one cross, the long one stays straight.
    void markConflicts()
    {
        for (std::size_t layer = 1; layer < m_graph.layers.size(); ++layer) {
            const auto& row = m_graph.layers[layer];
            int first = 0;
            std::size_t scanned = 0;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const int inner = innerBefore(row[i]);
                if (inner < 0 && i + 1 < row.size())
                    continue;
                const int last = inner >= 0 ? m_graph.position[at(inner)] : static_cast<int>(m_graph.layers[layer - 1].size());
                for (; scanned <= i; ++scanned)
                    for (const int before : m_graph.before[at(row[scanned])]) {
                        const int place = m_graph.position[at(before)];
                        const bool bothInner = m_graph.isDummy(before) && m_graph.isDummy(row[scanned]);
                        if ((place < first || place > last) && !bothInner)
                            m_conflicts.emplace(before, row[scanned]);
                    }
                first = last;
            }
        }
    }

    [[nodiscard]] bool conflicting(int a, int b) const
    {
        return !m_conflicts.empty() && (m_conflicts.contains({a, b}) || m_conflicts.contains({b, a}));
    }

    /// Chains vertices to the middle one of their neighbors, so that each chain becomes one straight block.
    void align(bool down, bool left)
    {
        const auto count = at(m_graph.count());
        m_root.resize(count);
        m_align.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            m_root[i] = m_align[i] = static_cast<int>(i);
        const auto layerCount = m_graph.layers.size();
        for (std::size_t l = 0; l < layerCount; ++l) {
            const auto& row = m_graph.layers[down ? l : layerCount - 1 - l];
            int reached = left ? -1 : std::numeric_limits<int>::max();
            for (std::size_t i = 0; i < row.size(); ++i) {
                const int vertex = row[left ? i : row.size() - 1 - i];
                auto neighbors = (down ? m_graph.before : m_graph.after)[at(vertex)];
                if (neighbors.empty())
                    continue;
                std::ranges::sort(neighbors, {}, [this](int v) { return m_graph.position[at(v)]; });
                const auto low = (neighbors.size() - 1) / 2;
                const auto high = neighbors.size() / 2;
                for (const auto middle : left ? std::array{low, high} : std::array{high, low}) {
                    const int neighbor = neighbors[middle];
                    const int place = m_graph.position[at(neighbor)];
                    if (m_align[at(vertex)] != vertex || conflicting(neighbor, vertex) || (left ? place <= reached : place >= reached))
                        continue;
                    m_align[at(neighbor)] = vertex;
                    m_root[at(vertex)] = m_root[at(neighbor)];
                    m_align[at(vertex)] = m_root[at(vertex)];
                    reached = place;
                }
            }
        }
    }

    [[nodiscard]] double separation(int a, int b) const
    {
        const double gap = m_graph.isDummy(a) && m_graph.isDummy(b) ? kDummyGap
                           : m_graph.isDummy(a) || m_graph.isDummy(b) ? (m_gap + kDummyGap) / 2 : m_gap;
        return (m_graph.height[at(a)] + m_graph.height[at(b)]) / 2 + gap;
    }

    /// Blocks as close together as the gaps allow: each to its first possible place, then back to its neighbors.
    std::vector<double> compact(bool left) const
    {
        const auto count = at(m_graph.count());
        struct Bound { int block; double distance; };
        std::vector<std::vector<Bound>> above(count);
        std::vector<std::vector<Bound>> below(count);
        std::vector<int> waiting(count, 0);
        for (const auto& row : m_graph.layers)
            for (std::size_t i = 0; i + 1 < row.size(); ++i) {
                const int upper = m_root[at(row[i])];
                const int lower = m_root[at(row[i + 1])];
                const double distance = separation(row[i], row[i + 1]);
                above[at(lower)].push_back({upper, distance});
                below[at(upper)].push_back({lower, distance});
                ++waiting[at(lower)];
            }
        std::vector<int> order;
        for (int vertex = 0; vertex < m_graph.count(); ++vertex)
            if (m_root[at(vertex)] == vertex && waiting[at(vertex)] == 0)
                order.push_back(vertex);
        for (std::size_t i = 0; i < order.size(); ++i)
            for (const auto& bound : below[at(order[i])])
                if (--waiting[at(bound.block)] == 0)
                    order.push_back(bound.block);
        std::vector<double> place(count, 0);
        if (left) {
            pass(order, above, below, place, 1);
        } else {
            std::ranges::reverse(order);
            pass(order, below, above, place, -1);
        }
        std::vector<double> places(count);
        for (std::size_t i = 0; i < count; ++i)
            places[i] = place[at(m_root[i])];
        return places;
    }

    /// `sign` 1: from above to below; −1: the mirror image.
    template <class Bounds>
    static void pass(const std::vector<int>& order, const Bounds& held, const Bounds& holding, std::vector<double>& place, double sign)
    {
        for (const int block : order) {
            double limit = held[at(block)].empty() ? 0.0 : -std::numeric_limits<double>::max();
            for (const auto& bound : held[at(block)])
                limit = std::max(limit, sign * place[at(bound.block)] + bound.distance);
            place[at(block)] = sign * limit;
        }
        // What has room moves towards what it is held by on the other side.
        for (auto it = order.rbegin(); it != order.rend(); ++it) {
            if (holding[at(*it)].empty())
                continue;
            double limit = std::numeric_limits<double>::max();
            for (const auto& bound : holding[at(*it)])
                limit = std::min(limit, sign * place[at(bound.block)] - bound.distance);
            place[at(*it)] = sign * std::max(sign * place[at(*it)], limit);
        }
    }

    const LayeredGraph& m_graph;
    double m_gap;
    std::set<std::pair<int, int>> m_conflicts;
    std::vector<int> m_root;
    std::vector<int> m_align;
};

} // namespace

std::vector<double> placeInLayers(const LayeredGraph& graph, double nodeGap)
{
    const auto count = static_cast<std::size_t>(graph.count());
    if (count == 0)
        return {};
    Placement placement(graph, nodeGap);
    std::array<std::vector<double>, 4> runs;
    std::array<double, 4> low{};
    std::array<double, 4> high{};
    for (std::size_t i = 0; i < 4; ++i) {
        runs[i] = placement.run(i < 2, i % 2 == 0);
        const auto [least, most] = std::ranges::minmax_element(runs[i]);
        low[i] = *least;
        high[i] = *most;
    }
    // All four on the narrowest one, then the mean of the two in the middle: balanced, and straight where they agree.
    std::size_t narrowest = 0;
    for (std::size_t i = 1; i < 4; ++i)
        if (high[i] - low[i] < high[narrowest] - low[narrowest])
            narrowest = i;
    for (std::size_t i = 0; i < 4; ++i) {
        const double shift = i % 2 == 0 ? low[narrowest] - low[i] : high[narrowest] - high[i];
        for (auto& place : runs[i])
            place += shift;
    }
    std::vector<double> result(count);
    for (std::size_t v = 0; v < count; ++v) {
        std::array<double, 4> four{runs[0][v], runs[1][v], runs[2][v], runs[3][v]};
        std::ranges::sort(four);
        result[v] = (four[1] + four[2]) / 2;
    }
    return result;
}

} // namespace fettle::ui
