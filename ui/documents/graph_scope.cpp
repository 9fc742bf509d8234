// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/graph_scope.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace fettle::ui {
namespace {

constexpr std::size_t kMaxDepth = 16;

bool isGroup(const GraphNode& node) { return node.component == "group"; }

std::string_view blockName(const GraphNode& group)
{
    const auto found = group.parameters.find("block");
    return found == group.parameters.end() ? std::string_view() : std::string_view(found->second.asText());
}

/// The graphs on the way: the network first, the innermost block last; shorter than the path where it leads nowhere.
template <class AnyGraph>
std::vector<AnyGraph*> chain(AnyGraph& root, const GroupPath& scope)
{
    std::vector<AnyGraph*> graphs{&root};
    for (const auto& id : scope) {
        const auto* group = graphs.back()->findNode(id);
        if (!group || !isGroup(*group) || graphs.size() > kMaxDepth)
            break;
        AnyGraph* block = nullptr;
        for (auto outer = graphs.rbegin(); outer != graphs.rend() && !block; ++outer)
            if (const auto found = (*outer)->blocks.find(std::string(blockName(*group))); found != (*outer)->blocks.end())
                block = &found->second;
        if (!block)
            break;
        graphs.push_back(block);
    }
    return graphs;
}

std::string parameterText(const GraphNode& node, const char* name, const char* unset)
{
    const auto found = node.parameters.find(name);
    return found == node.parameters.end() || found->second.asText().empty() ? unset : found->second.asText();
}

/// A component that this version does not know keeps the connections that it has.
NodePorts portsInUse(const Graph& graph, const GraphNode& node)
{
    NodePorts ports;
    const auto add = [](std::vector<PortInfo>& list, const std::string& name) {
        if (std::ranges::find(list, name, &PortInfo::name) == list.end())
            list.push_back({name, {}, false, true});
    };
    for (const auto& edge : graph.edges) {
        if (edge.toNode == node.id)
            add(ports.inputs, edge.toPort);
        if (edge.fromNode == node.id)
            add(ports.outputs, edge.fromPort);
    }
    return ports;
}

} // namespace

std::string joinPath(const GroupPath& scope, std::string_view id)
{
    std::string path;
    for (const auto& group : scope)
        path += group + '/';
    return path.append(id);
}

std::pair<GroupPath, std::string> splitPath(std::string_view path)
{
    GroupPath scope;
    std::size_t start = 0;
    for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', start)) {
        scope.emplace_back(path.substr(start, slash - start));
        start = slash + 1;
    }
    return {std::move(scope), std::string(path.substr(start))};
}

const Graph* findScope(const Graph& root, const GroupPath& scope)
{
    const auto graphs = chain(root, scope);
    return graphs.size() == scope.size() + 1 ? graphs.back() : nullptr;
}

Graph* findScope(Graph& root, const GroupPath& scope)
{
    const auto graphs = chain(root, scope);
    return graphs.size() == scope.size() + 1 ? graphs.back() : nullptr;
}

const Graph* findBlock(const Graph& root, const GroupPath& scope, std::string_view name)
{
    const auto graphs = chain(root, scope);
    for (auto outer = graphs.rbegin(); outer != graphs.rend(); ++outer)
        if (const auto found = (*outer)->blocks.find(std::string(name)); found != (*outer)->blocks.end())
            return &found->second;
    return nullptr;
}

const Graph* blockOf(const Graph& root, const GroupPath& scope, const GraphNode& group)
{
    return isGroup(group) ? findBlock(root, scope, blockName(group)) : nullptr;
}

NodePorts portsOf(const Graph& root, const GroupPath& scope, const GraphNode& node, const Catalog& catalog)
{
    if (isGroup(node)) {
        NodePorts ports;
        if (const auto* block = blockOf(root, scope, node)) {
            for (const auto& inner : block->nodes)
                if (inner.component == "input")
                    ports.inputs.push_back({parameterText(inner, "field", "input"), {}, false, false});
                else if (inner.component == "output")
                    ports.outputs.push_back({parameterText(inner, "name", "output"), {}, false, false});
            return ports;
        }
    } else if (const auto* info = catalog.find(ComponentKind::Layer, node.component)) {
        return {info->inputs, info->outputs};
    }
    const auto* graph = findScope(root, scope);
    return graph ? portsInUse(*graph, node) : NodePorts();
}

std::pair<std::string, int> splitPort(std::string_view port)
{
    const auto colon = port.rfind(':');
    if (colon == std::string_view::npos)
        return {std::string(port), -1};
    int index = -1;
    const auto* end = port.data() + port.size();
    const auto [stop, problem] = std::from_chars(port.data() + colon + 1, end, index);
    if (problem != std::errc() || stop != end || index < 0)
        return {std::string(port), -1};
    return {std::string(port.substr(0, colon)), index};
}

int portIndex(const std::vector<PortInfo>& ports, std::string_view name)
{
    if (name.empty())
        return ports.empty() ? -1 : 0;
    const auto base = splitPort(name);
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (ports[i].name == name || (ports[i].variadic && ports[i].name == base.first))
            return static_cast<int>(i);
    // The one port of a group also answers to the general name.
    return ports.size() == 1 && (name == "input" || name == "output") ? 0 : -1;
}

NodeIds reachedFrom(const Graph& graph, const NodeIds& ids)
{
    std::multimap<std::string_view, std::string_view> next;
    for (const auto& edge : graph.edges)
        next.emplace(edge.fromNode, edge.toNode);
    NodeIds reached;
    std::vector<std::string_view> open(ids.begin(), ids.end());
    while (!open.empty()) {
        const auto from = open.back();
        open.pop_back();
        for (auto [edge, end] = next.equal_range(from); edge != end; ++edge)
            if (reached.emplace(edge->second).second)
                open.push_back(edge->second);
    }
    return reached;
}

bool wouldCycle(const Graph& graph, std::string_view from, std::string_view to)
{
    return from == to || reachedFrom(graph, {std::string(to)}).contains(from);
}

bool isNodeId(std::string_view id)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !id.empty() && id.size() <= 100 && std::ranges::all_of(id, fits);
}

std::string freshId(const Graph& graph, std::string_view component)
{
    std::string base;
    for (const char c : component)
        base += isNodeId(std::string_view(&c, 1)) ? c : '_';
    // conv2d counts as conv1, conv2: "conv2d1" reads badly.
    if (base.size() > 2 && base.back() == 'd' && base[base.size() - 2] >= '1' && base[base.size() - 2] <= '3')
        base.resize(base.size() - 2);
    if (base.empty())
        base = "node";
    const bool single = component == "input" || component == "output";
    if (single && !graph.findNode(base))
        return base;
    NodeIds taken;
    for (const auto& node : graph.nodes)
        taken.insert(node.id);
    for (int number = single ? 2 : 1;; ++number)
        if (auto id = base + std::to_string(number); !taken.contains(id))
            return id;
}

std::string freeId(const Graph& graph, std::string_view wanted)
{
    NodeIds taken;
    for (const auto& node : graph.nodes)
        taken.insert(node.id);
    if (!taken.contains(wanted))
        return std::string(wanted);
    auto base = wanted;
    while (base.size() > 1 && base.back() >= '0' && base.back() <= '9')
        base.remove_suffix(1);
    for (int number = 2;; ++number)
        if (auto id = std::string(base) + std::to_string(number); !taken.contains(id))
            return id;
}

GraphNode* findNode(Graph& graph, std::string_view id)
{
    const auto found = std::ranges::find(graph.nodes, id, &GraphNode::id);
    return found == graph.nodes.end() ? nullptr : &*found;
}

} // namespace fettle::ui
