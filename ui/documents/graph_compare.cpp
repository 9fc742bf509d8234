// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/graph_compare.h"

#include <algorithm>
#include <set>

#include "ui/documents/graph_scope.h"

namespace fettle::ui {
namespace {

class Comparison {
public:
    Comparison(const Graph& before, const Graph& after) : m_before(before), m_after(after) {}

    GraphDifference run()
    {
        compare(m_before, m_after, {});
        m_result.nodes.insert(m_result.nodes.end(), m_removed.begin(), m_removed.end());
        return std::move(m_result);
    }

private:
    void compare(const Graph& before, const Graph& after, const GroupPath& scope)
    {
        for (const auto& node : after.nodes) {
            if (const auto* old = before.findNode(node.id))
                compareNodes(*old, node, scope);
            else
                m_result.nodes.push_back({joinPath(scope, node.id), node.component, NodeMark::Added, {}, {}});
        }
        for (const auto& node : before.nodes)
            if (!after.findNode(node.id))
                m_removed.push_back({joinPath(scope, node.id), node.component, NodeMark::Removed, {}, {}});
        const std::set<GraphEdge> oldEdges(before.edges.begin(), before.edges.end());
        const std::set<GraphEdge> newEdges(after.edges.begin(), after.edges.end());
        m_result.addedEdges += static_cast<int>(std::ranges::count_if(newEdges, [&](const GraphEdge& edge) { return !oldEdges.contains(edge); }));
        m_result.removedEdges += static_cast<int>(std::ranges::count_if(oldEdges, [&](const GraphEdge& edge) { return !newEdges.contains(edge); }));
    }

    void compareNodes(const GraphNode& before, const GraphNode& after, const GroupPath& scope)
    {
        NodeDifference difference{joinPath(scope, after.id), after.component, NodeMark::Changed, {}, {}};
        const auto* oldBlock = blockOf(m_before, scope, before);
        const auto* newBlock = blockOf(m_after, scope, after);
        if (before.component != after.component)
            difference.before = before.component;
        else if (!oldBlock || !newBlock)
            difference.parameters = parameters(before.parameters, after.parameters);
        const bool initializers = before.initializers != after.initializers;
        const auto place = m_result.nodes.size();
        const auto edges = m_result.addedEdges + m_result.removedEdges;
        const auto removed = m_removed.size();
        if (oldBlock && newBlock && scope.size() < kMaxDepth) {
            auto inner = scope;
            inner.push_back(after.id);
            compare(*oldBlock, *newBlock, inner);
        }
        const bool inside = m_result.nodes.size() > place || m_removed.size() > removed ||
                            m_result.addedEdges + m_result.removedEdges > edges;
        if (!difference.before.empty() || !difference.parameters.empty() || initializers || inside)
            m_result.nodes.insert(m_result.nodes.begin() + static_cast<std::ptrdiff_t>(place), std::move(difference));
    }

    static std::vector<ParameterDifference> parameters(const ValueMap& before, const ValueMap& after)
    {
        std::vector<ParameterDifference> differences;
        for (const auto& [name, value] : after)
            if (const auto old = before.find(name); old == before.end() || !(old->second == value))
                differences.push_back({name, old == before.end() ? Value() : old->second, value});
        for (const auto& [name, value] : before)
            if (!after.contains(name))
                differences.push_back({name, value, {}});
        return differences;
    }

    static constexpr std::size_t kMaxDepth = 16;
    const Graph& m_before;
    const Graph& m_after;
    GraphDifference m_result;
    std::vector<NodeDifference> m_removed;
};

std::map<std::string, NodeMark> marks(const GraphDifference& difference, NodeMark without)
{
    std::map<std::string, NodeMark> result;
    for (const auto& node : difference.nodes)
        if (node.mark != without)
            result.emplace(node.path, node.mark);
    return result;
}

} // namespace

std::map<std::string, NodeMark> GraphDifference::marksAfter() const { return marks(*this, NodeMark::Removed); }
std::map<std::string, NodeMark> GraphDifference::marksBefore() const { return marks(*this, NodeMark::Added); }

GraphDifference compareGraphs(const Graph& before, const Graph& after) { return Comparison(before, after).run(); }

} // namespace fettle::ui
