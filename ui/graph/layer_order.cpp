// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "ui/graph/layered_graph.h"

namespace fettle::ui {
namespace {

constexpr int kSweeps = 16;
constexpr int kSweepsWithoutGain = 4;
/// Exchanging neighbors one by one is for layers where looking at all of them is quick.
constexpr std::size_t kMaxTransposed = 400;

/// Crossings between a layer and the next: inversions among the ends, counted in a binary indexed tree.
long crossingsBehind(const LayeredGraph& graph, std::size_t layer)
{
    std::vector<int> ends;
    for (const int vertex : graph.layers[layer]) {
        const auto begin = ends.size();
        for (const int follower : graph.after[static_cast<std::size_t>(vertex)])
            ends.push_back(graph.position[static_cast<std::size_t>(follower)]);
        std::sort(ends.begin() + static_cast<std::ptrdiff_t>(begin), ends.end());
    }
    const auto size = graph.layers[layer + 1].size();
    std::vector<int> tree(size + 1, 0);
    long crossings = 0;
    int inserted = 0;
    for (const int end : ends) {
        int notAbove = 0;
        for (auto i = static_cast<std::size_t>(end) + 1; i > 0; i -= i & (~i + 1))
            notAbove += tree[i];
        crossings += inserted - notAbove;
        ++inserted;
        for (auto i = static_cast<std::size_t>(end) + 1; i <= size; i += i & (~i + 1))
            ++tree[i];
    }
    return crossings;
}

/// The weighted median of the neighbors' places (Gansner and others); −1 where there are none.
double median(std::vector<int> places)
{
    if (places.empty())
        return -1;
    std::ranges::sort(places);
    const auto middle = places.size() / 2;
    if (places.size() % 2 == 1)
        return places[middle];
    if (places.size() == 2)
        return (places[0] + places[1]) / 2.0;
    const double left = places[middle - 1] - places.front();
    const double right = places.back() - places[middle];
    if (left + right == 0)
        return (places[middle - 1] + places[middle]) / 2.0;
    return (places[middle - 1] * right + places[middle] * left) / (left + right);
}

void sortLayer(LayeredGraph& graph, std::size_t layer, bool byBefore)
{
    auto& row = graph.layers[layer];
    std::vector<std::pair<double, int>> keyed;
    for (const int vertex : row) {
        std::vector<int> places;
        for (const int neighbor : (byBefore ? graph.before : graph.after)[static_cast<std::size_t>(vertex)])
            places.push_back(graph.position[static_cast<std::size_t>(neighbor)]);
        const double key = median(std::move(places));
        // Without neighbors there a vertex keeps its place among the others.
        keyed.emplace_back(key < 0 ? graph.position[static_cast<std::size_t>(vertex)] : key, vertex);
    }
    std::ranges::stable_sort(keyed, {}, &std::pair<double, int>::first);
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = keyed[i].second;
        graph.position[static_cast<std::size_t>(row[i])] = static_cast<int>(i);
    }
}

/// Crossings between the edges of two neighbors in one layer, `upper` above `lower`.
long crossingsOfPair(const LayeredGraph& graph, const std::vector<std::vector<int>>& neighbors, int upper, int lower)
{
    long crossings = 0;
    for (const int a : neighbors[static_cast<std::size_t>(upper)])
        for (const int b : neighbors[static_cast<std::size_t>(lower)])
            crossings += graph.position[static_cast<std::size_t>(a)] > graph.position[static_cast<std::size_t>(b)];
    return crossings;
}

void transpose(LayeredGraph& graph)
{
    for (int round = 0; round < 4; ++round) {
        bool gained = false;
        for (auto& row : graph.layers) {
            if (row.size() > kMaxTransposed)
                continue;
            for (std::size_t i = 0; i + 1 < row.size(); ++i) {
                const int upper = row[i];
                const int lower = row[i + 1];
                const auto now = crossingsOfPair(graph, graph.before, upper, lower) + crossingsOfPair(graph, graph.after, upper, lower);
                if (now == 0)
                    continue;
                const auto then = crossingsOfPair(graph, graph.before, lower, upper) + crossingsOfPair(graph, graph.after, lower, upper);
                if (then >= now)
                    continue;
                std::swap(row[i], row[i + 1]);
                std::swap(graph.position[static_cast<std::size_t>(upper)], graph.position[static_cast<std::size_t>(lower)]);
                gained = true;
            }
        }
        if (!gained)
            return;
    }
}

/// A first order by walking along the edges, so that what belongs together stands together.
void orderByWalk(LayeredGraph& graph)
{
    std::vector<bool> seen(static_cast<std::size_t>(graph.count()), false);
    for (auto& row : graph.layers)
        row.clear();
    std::vector<int> stack;
    for (int start = 0; start < graph.count(); ++start) {
        if (!graph.before[static_cast<std::size_t>(start)].empty())
            continue;
        stack.push_back(start);
        while (!stack.empty()) {
            const int vertex = stack.back();
            stack.pop_back();
            if (seen[static_cast<std::size_t>(vertex)])
                continue;
            seen[static_cast<std::size_t>(vertex)] = true;
            graph.layers[static_cast<std::size_t>(graph.layer[static_cast<std::size_t>(vertex)])].push_back(vertex);
            const auto& next = graph.after[static_cast<std::size_t>(vertex)];
            stack.insert(stack.end(), next.rbegin(), next.rend());
        }
    }
    graph.setPositions();
}

} // namespace

long countCrossings(const LayeredGraph& graph)
{
    long crossings = 0;
    for (std::size_t layer = 0; layer + 1 < graph.layers.size(); ++layer)
        crossings += crossingsBehind(graph, layer);
    return crossings;
}

void orderLayers(LayeredGraph& graph)
{
    orderByWalk(graph);
    auto best = graph.layers;
    auto fewest = countCrossings(graph);
    for (int sweep = 0, idle = 0; sweep < kSweeps && idle < kSweepsWithoutGain && fewest > 0; ++sweep) {
        if (sweep % 2 == 0)
            for (std::size_t layer = 1; layer < graph.layers.size(); ++layer)
                sortLayer(graph, layer, true);
        else
            for (std::size_t layer = graph.layers.size() - 1; layer-- > 0;)
                sortLayer(graph, layer, false);
        transpose(graph);
        const auto crossings = countCrossings(graph);
        if (crossings < fewest) {
            fewest = crossings;
            best = graph.layers;
            idle = 0;
        } else {
            ++idle;
        }
    }
    graph.layers = std::move(best);
    graph.setPositions();
}

} // namespace fettle::ui
