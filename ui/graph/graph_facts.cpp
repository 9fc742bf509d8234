// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "ui/documents/graph_scope.h"

namespace fettle::ui {
namespace {

constexpr int kDeepestBlock = 16;
constexpr std::size_t kMaxFacts = 100'000;

} // namespace

GraphFacts::GraphFacts(GraphReport report, const Graph& graph) : m_report(std::move(report))
{
    const double total = m_report.multiplyAdds > 0 ? static_cast<double>(m_report.multiplyAdds) : 1.0;
    for (const auto& problem : m_report.problems)
        if (!m_firstError)
            m_firstError = &problem;
    m_errorCount = static_cast<int>(m_report.problems.size());
    for (const auto& node : m_report.nodes) {
        auto& facts = m_facts[node.node];
        facts.report = &node;
        facts.outputs = node.outputs;
        if (node.error && !m_firstError)
            m_firstError = &*node.error;
        m_errorCount += node.error.has_value();
        // Into the node itself and every group around it.
        for (auto end = node.node.size();; end = node.node.rfind('/', end - 1)) {
            if (end == std::string::npos)
                break;
            auto& each = end == node.node.size() ? facts : m_facts[node.node.substr(0, end)];
            each.parameterCount += node.parameterCount;
            each.multiplyAdds += node.multiplyAdds;
            each.activationBytes += node.activationBytes;
            each.costShare = static_cast<double>(each.multiplyAdds) / total;
            each.blocked = each.blocked || node.blocked;
            if (node.error && !each.error) {
                each.error = &*node.error;
                each.errorPath = node.node;
            }
            if (end == 0)
                break;
        }
    }
    addEnds(graph, graph, {});
}

/// What comes out of a node's port, followed through the ends of blocks, which the report leaves out.
const TensorSpec* GraphFacts::trace(const Graph& root, const std::vector<std::string>& scope, const std::string& id,
                                    const std::string& port, int depth) const
{
    const auto* graph = findScope(root, scope);
    const auto* node = graph && depth < kDeepestBlock ? graph->findNode(id) : nullptr;
    if (!node)
        return nullptr;
    const auto source = [&](const Graph& in, const std::vector<std::string>& at, const std::string& to, const auto& arrives) -> const TensorSpec* {
        for (const auto& edge : in.edges)
            if (edge.toNode == to && arrives(edge))
                return trace(root, at, edge.fromNode, edge.fromPort, depth + 1);
        return nullptr;
    };
    const auto named = [](const GraphNode& end, const char* parameter, const char* unset) {
        const auto found = end.parameters.find(parameter);
        return found == end.parameters.end() || found->second.asText().empty() ? std::string(unset) : found->second.asText();
    };
    const auto anywhere = [](const GraphEdge&) { return true; };
    if (const auto* block = blockOf(root, scope, *node)) {
        auto inner = scope;
        inner.push_back(id);
        std::vector<const GraphNode*> ends;
        for (const auto& each : block->nodes)
            if (each.component == "output")
                ends.push_back(&each);
        for (const auto* end : ends)
            if (named(*end, "name", "output") == port || ends.size() == 1)
                return source(*block, inner, end->id, anywhere);
        return nullptr;
    }
    if (const auto facts = m_facts.find(joinPath(scope, id)); facts != m_facts.end() && facts->second.report)
        return facts->second.outputs.empty() ? nullptr : &facts->second.outputs.front();
    if (node->component == "output")
        return source(*graph, scope, id, anywhere);
    if (node->component != "input" || scope.empty())
        return nullptr;
    auto outer = scope;
    outer.pop_back();
    const auto* around = findScope(root, outer);
    const auto name = named(*node, "field", "input");
    const auto inputs = std::ranges::count(graph->nodes, "input", &GraphNode::component);
    return around ? source(*around, outer, scope.back(), [&](const GraphEdge& edge) { return edge.toPort == name || inputs == 1; }) : nullptr;
}

/// Groups, and the Inputs and Outputs inside them.
void GraphFacts::addEnds(const Graph& root, const Graph& graph, const std::vector<std::string>& scope)
{
    if (scope.size() >= kDeepestBlock || m_facts.size() > kMaxFacts)
        return;
    for (const auto& node : graph.nodes) {
        const auto path = joinPath(scope, node.id);
        const auto* block = blockOf(root, scope, node);
        if (block) {
            if (!m_facts.contains(path))
                continue;
            std::vector<TensorSpec> outputs;
            for (const auto& inner : block->nodes)
                if (inner.component == "output") {
                    const auto name = inner.parameters.find("name");
                    const auto* spec = trace(root, scope, node.id, name == inner.parameters.end() ? "output" : name->second.asText(), 0);
                    outputs.push_back(spec ? *spec : TensorSpec());
                }
            m_facts[path].outputs = std::move(outputs);
            auto inner = scope;
            inner.push_back(node.id);
            addEnds(root, *block, inner);
        } else if (!scope.empty() && (node.component == "input" || node.component == "output") && !m_facts.contains(path)) {
            if (const auto* spec = trace(root, scope, node.id, "output", 0)) {
                NodeFacts facts;
                facts.outputs = {*spec};
                m_facts.emplace(path, std::move(facts));
            }
        }
    }
}

const NodeFacts* GraphFacts::find(const std::string& path) const
{
    const auto found = m_facts.find(path);
    return found == m_facts.end() ? nullptr : &found->second;
}

const TensorSpec* GraphFacts::output(const std::string& path, std::size_t index) const
{
    const auto* facts = find(path);
    return facts && index < facts->outputs.size() ? &facts->outputs[index] : nullptr;
}

std::string compactCount(std::int64_t count)
{
    std::array<char, 32> text{};
    if (count < 10'000) {
        if (count < 1000)
            std::snprintf(text.data(), text.size(), "%lld", static_cast<long long>(count));
        else
            std::snprintf(text.data(), text.size(), "%lld,%03lld", static_cast<long long>(count / 1000), static_cast<long long>(count % 1000));
        return text.data();
    }
    constexpr std::array kUnits{"", "k", "M", "G", "T", "P"};
    double value = static_cast<double>(count);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    std::snprintf(text.data(), text.size(), value >= 99.95 ? "%.0f%s" : value >= 9.995 ? "%.1f%s" : "%.2f%s", value, kUnits[unit]);
    return text.data();
}

} // namespace fettle::ui
