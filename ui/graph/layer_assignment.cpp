// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <set>

#include "ui/graph/layered_graph.h"

namespace fettle::ui {
namespace {

/// More stand-ins than this help nobody and take long: edges beyond go straight through.
constexpr long kMaxDummies = 30000;

using Edges = std::vector<std::pair<int, int>>;

/// Turns the edges that close a cycle around, seen from a walk that begins at the sources.
Edges openCycles(int count, const Edges& edges)
{
    std::vector<std::vector<int>> next(static_cast<std::size_t>(count));
    std::vector<int> arriving(static_cast<std::size_t>(count), 0);
    for (const auto& [from, to] : edges) {
        next[static_cast<std::size_t>(from)].push_back(to);
        ++arriving[static_cast<std::size_t>(to)];
    }
    std::vector<int> starts;
    for (int pass = 0; pass < 2; ++pass)
        for (int vertex = 0; vertex < count; ++vertex)
            if ((arriving[static_cast<std::size_t>(vertex)] == 0) == (pass == 0))
                starts.push_back(vertex);
    enum class Mark : char { New, Open, Done };
    std::vector<Mark> marks(static_cast<std::size_t>(count), Mark::New);
    std::set<std::pair<int, int>> turned;
    std::vector<std::pair<int, std::size_t>> stack; // no recursion: chains are thousands long
    for (const int start : starts) {
        if (marks[static_cast<std::size_t>(start)] != Mark::New)
            continue;
        stack.emplace_back(start, 0);
        marks[static_cast<std::size_t>(start)] = Mark::Open;
        while (!stack.empty()) {
            auto& [vertex, index] = stack.back();
            const auto& followers = next[static_cast<std::size_t>(vertex)];
            if (index == followers.size()) {
                marks[static_cast<std::size_t>(vertex)] = Mark::Done;
                stack.pop_back();
                continue;
            }
            const int follower = followers[index++];
            auto& mark = marks[static_cast<std::size_t>(follower)];
            if (mark == Mark::Open)
                turned.emplace(vertex, follower);
            else if (mark == Mark::New) {
                mark = Mark::Open;
                stack.emplace_back(follower, 0);
            }
        }
    }
    std::set<std::pair<int, int>> result;
    for (const auto& edge : edges)
        if (edge.first != edge.second)
            result.insert(turned.contains(edge) ? std::pair(edge.second, edge.first) : edge);
    return {result.begin(), result.end()};
}

std::vector<int> topologicalOrder(int count, const std::vector<std::vector<int>>& next, std::vector<int> arriving)
{
    std::vector<int> order;
    for (int vertex = 0; vertex < count; ++vertex)
        if (arriving[static_cast<std::size_t>(vertex)] == 0)
            order.push_back(vertex);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (const int follower : next[static_cast<std::size_t>(order[i])])
            if (--arriving[static_cast<std::size_t>(follower)] == 0)
                order.push_back(follower);
    return order;
}

/// Longest path, then nodes with more ways out than in (a second input, say) move up to what they feed.
std::vector<int> assignLayers(int count, const Edges& edges)
{
    const auto size = static_cast<std::size_t>(count);
    std::vector<std::vector<int>> next(size);
    std::vector<int> arriving(size, 0);
    for (const auto& [from, to] : edges) {
        next[static_cast<std::size_t>(from)].push_back(to);
        ++arriving[static_cast<std::size_t>(to)];
    }
    const auto order = topologicalOrder(count, next, arriving);
    std::vector<int> layer(size, 0);
    for (const int vertex : order)
        for (const int follower : next[static_cast<std::size_t>(vertex)])
            layer[static_cast<std::size_t>(follower)] = std::max(layer[static_cast<std::size_t>(follower)], layer[static_cast<std::size_t>(vertex)] + 1);
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const auto vertex = static_cast<std::size_t>(*it);
        if (next[vertex].empty() || static_cast<int>(next[vertex].size()) <= arriving[vertex])
            continue;
        int nearest = std::numeric_limits<int>::max();
        for (const int follower : next[vertex])
            nearest = std::min(nearest, layer[static_cast<std::size_t>(follower)]);
        layer[vertex] = std::max(layer[vertex], nearest - 1);
    }
    const int first = layer.empty() ? 0 : *std::ranges::min_element(layer);
    for (auto& each : layer)
        each -= first;
    return layer;
}

} // namespace

void LayeredGraph::setPositions()
{
    position.assign(layer.size(), 0);
    for (const auto& row : layers)
        for (std::size_t i = 0; i < row.size(); ++i)
            position[static_cast<std::size_t>(row[i])] = static_cast<int>(i);
}

LayeredGraph makeLayers(const std::vector<double>& heights, const std::vector<std::pair<int, int>>& edges)
{
    LayeredGraph graph;
    graph.realCount = static_cast<int>(heights.size());
    graph.height = heights;
    const auto forward = openCycles(graph.realCount, edges);
    graph.layer = assignLayers(graph.realCount, forward);
    graph.before.resize(heights.size());
    graph.after.resize(heights.size());
    const auto link = [&graph](int from, int to) {
        graph.after[static_cast<std::size_t>(from)].push_back(to);
        graph.before[static_cast<std::size_t>(to)].push_back(from);
    };
    long dummies = 0;
    for (const auto& [from, to] : forward) {
        const int first = graph.layer[static_cast<std::size_t>(from)];
        const int last = graph.layer[static_cast<std::size_t>(to)];
        if (dummies + last - first - 1 > kMaxDummies)
            continue;
        int tail = from;
        for (int layer = first + 1; layer < last; ++layer, ++dummies) {
            const int dummy = graph.count();
            graph.layer.push_back(layer);
            graph.height.push_back(0);
            graph.before.emplace_back();
            graph.after.emplace_back();
            link(tail, dummy);
            tail = dummy;
        }
        link(tail, to);
    }
    const int last = graph.layer.empty() ? -1 : *std::ranges::max_element(graph.layer);
    graph.layers.resize(static_cast<std::size_t>(last + 1));
    for (int vertex = 0; vertex < graph.count(); ++vertex)
        graph.layers[static_cast<std::size_t>(graph.layer[static_cast<std::size_t>(vertex)])].push_back(vertex);
    graph.setPositions();
    return graph;
}

} // namespace fettle::ui
