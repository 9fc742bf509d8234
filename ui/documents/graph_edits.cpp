// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/graph_edits.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace fettle::ui {
namespace {

const ComponentInfo* layerInfo(const EditPlace& place, const std::string& component)
{
    return place.catalog->find(ComponentKind::Layer, component);
}

/// What an edge's ends are, with the ports by their whole names.
struct Ends {
    const GraphNode* from = nullptr;
    const GraphNode* to = nullptr;
    std::string fromPort;
    std::vector<PortInfo> inputs;
    int input = -1;
    ConnectProblem problem = ConnectProblem::None;
};

Ends endsOf(const Graph& root, const Graph& graph, const EditPlace& place, const GraphEdge& edge)
{
    Ends ends;
    ends.from = graph.findNode(edge.fromNode);
    ends.to = graph.findNode(edge.toNode);
    if (!ends.from || !ends.to) {
        ends.problem = ConnectProblem::NoSuchNode;
        return ends;
    }
    const auto outputs = portsOf(root, place.scope, *ends.from, *place.catalog).outputs;
    ends.inputs = portsOf(root, place.scope, *ends.to, *place.catalog).inputs;
    const int output = portIndex(outputs, edge.fromPort);
    ends.input = portIndex(ends.inputs, edge.toPort);
    if (output < 0 || ends.input < 0)
        ends.problem = ConnectProblem::NoSuchPort;
    else
        ends.fromPort = outputs[static_cast<std::size_t>(output)].name;
    return ends;
}

bool leadsTo(const GraphEdge& edge, const GraphNode& node, const std::vector<PortInfo>& inputs, int port)
{
    return edge.toNode == node.id && portIndex(inputs, edge.toPort) == port;
}

void collectBlockNames(const Graph& graph, std::multiset<std::string>& names)
{
    for (const auto& node : graph.nodes)
        if (node.component == "group")
            if (const auto found = node.parameters.find("block"); found != node.parameters.end())
                names.insert(found->second.asText());
    for (const auto& [name, block] : graph.blocks)
        collectBlockNames(block, names);
}

bool eraseBlock(Graph& graph, const std::string& name, Graph& erased)
{
    if (const auto found = graph.blocks.find(name); found != graph.blocks.end()) {
        erased = std::move(found->second);
        graph.blocks.erase(found);
        return true;
    }
    return std::ranges::any_of(graph.blocks, [&](auto& entry) { return eraseBlock(entry.second, name, erased); });
}

void healAround(Graph& graph, const GraphNode& node)
{
    const GraphEdge* before = nullptr;
    for (const auto& edge : graph.edges)
        if (edge.toNode == node.id) {
            if (before)
                return;
            before = &edge;
        }
    if (!before)
        return;
    const GraphEdge source = *before;
    std::vector<GraphEdge> healed;
    for (const auto& edge : graph.edges) {
        if (edge.fromNode != node.id || edge.toNode == source.fromNode)
            continue;
        const bool there = std::ranges::any_of(graph.edges, [&](const GraphEdge& other) {
            return other.fromNode == source.fromNode && other.fromPort == source.fromPort && other.toNode == edge.toNode;
        });
        if (!there)
            healed.push_back({source.fromNode, source.fromPort, edge.toNode, edge.toPort});
    }
    graph.edges.insert(graph.edges.end(), healed.begin(), healed.end());
}

} // namespace

std::string addNode(Graph& graph, const ComponentInfo& component, double x, double y, ValueMap parameters)
{
    GraphNode node;
    node.id = freshId(graph, component.id);
    node.component = component.id;
    node.parameters = std::move(parameters);
    node.x = x;
    node.y = y;
    // A second Output must not take the first one's name.
    if (component.id == "output" && node.id != "output" && !node.parameters.contains("name"))
        node.parameters["name"] = node.id;
    graph.nodes.push_back(node);
    return node.id;
}

std::string addGroupNode(Graph& graph, const std::string& block, double x, double y)
{
    GraphNode node;
    node.component = "group";
    node.id = freshId(graph, block);
    node.parameters["block"] = block;
    node.x = x;
    node.y = y;
    graph.nodes.push_back(node);
    return node.id;
}

ConnectProblem canConnect(const Graph& root, const EditPlace& place, const GraphEdge& edge)
{
    const auto* graph = findScope(root, place.scope);
    if (!graph)
        return ConnectProblem::NoSuchNode;
    const auto ends = endsOf(root, *graph, place, edge);
    if (ends.problem != ConnectProblem::None)
        return ends.problem;
    if (edge.fromNode == edge.toNode)
        return ConnectProblem::SameNode;
    const bool exists = std::ranges::any_of(graph->edges, [&](const GraphEdge& other) {
        return other.fromNode == edge.fromNode && leadsTo(other, *ends.to, ends.inputs, ends.input) &&
               (other.fromPort == ends.fromPort || other.fromPort.empty());
    });
    if (exists)
        return ConnectProblem::Exists;
    return wouldCycle(*graph, edge.fromNode, edge.toNode) ? ConnectProblem::Cycle : ConnectProblem::None;
}

ConnectProblem connectPorts(Graph& root, const EditPlace& place, const GraphEdge& edge)
{
    if (const auto problem = canConnect(root, place, edge); problem != ConnectProblem::None)
        return problem;
    auto& graph = *findScope(root, place.scope);
    const auto ends = endsOf(root, graph, place, edge);
    const auto& port = ends.inputs[static_cast<std::size_t>(ends.input)];
    GraphEdge added{edge.fromNode, ends.fromPort, edge.toNode, port.name};
    if (port.variadic)
        added.toPort += ':' + std::to_string(std::numeric_limits<int>::max());
    else
        std::erase_if(graph.edges, [&](const GraphEdge& other) { return leadsTo(other, *ends.to, ends.inputs, ends.input); });
    graph.edges.push_back(added);
    renumberPorts(graph, edge.toNode);
    return ConnectProblem::None;
}

void removeEdge(Graph& graph, const GraphEdge& edge)
{
    std::erase(graph.edges, edge);
    renumberPorts(graph, edge.toNode);
}

void moveConnection(Graph& graph, const GraphEdge& edge, int position)
{
    const auto [base, index] = splitPort(edge.toPort);
    if (index < 0 || index == position)
        return;
    for (auto& other : graph.edges) {
        const auto [otherBase, otherIndex] = splitPort(other.toPort);
        if (other.toNode != edge.toNode || otherBase != base || otherIndex < 0)
            continue;
        int moved = otherIndex;
        if (other == edge)
            moved = position;
        else if (index < position && otherIndex > index && otherIndex <= position)
            --moved;
        else if (index > position && otherIndex >= position && otherIndex < index)
            ++moved;
        other.toPort = base + ':' + std::to_string(moved);
    }
    renumberPorts(graph, edge.toNode);
}

void renumberPorts(Graph& graph, std::string_view nodeId)
{
    const auto* node = graph.findNode(nodeId);
    if (!node || node->component == "group") // a group's "input:1" names its second Input
        return;
    std::map<std::string, std::vector<GraphEdge*>> ports;
    NodeIds indexed;
    for (auto& edge : graph.edges)
        if (edge.toNode == nodeId) {
            const auto [base, index] = splitPort(edge.toPort);
            ports[base].push_back(&edge);
            if (index >= 0)
                indexed.insert(base);
        }
    for (auto& [base, edges] : ports) {
        if (!indexed.contains(base))
            continue;
        const auto order = [](const GraphEdge* edge) {
            const int index = splitPort(edge->toPort).second;
            return index < 0 ? std::numeric_limits<int>::max() - 1 : index;
        };
        std::ranges::stable_sort(edges, {}, order);
        for (std::size_t i = 0; i < edges.size(); ++i)
            edges[i]->toPort = base + ':' + std::to_string(i);
    }
}

void removeItems(Graph& root, const EditPlace& place, const GraphSelection& selection, bool heal)
{
    auto* graph = findScope(root, place.scope);
    if (!graph)
        return;
    std::vector<std::string> blocks;
    NodeIds touched;
    for (const auto& id : selection.nodes) {
        const auto* node = graph->findNode(id);
        if (!node)
            continue;
        if (heal)
            healAround(*graph, *node);
        if (const auto found = node->parameters.find("block"); found != node->parameters.end() && node->component == "group")
            blocks.push_back(found->second.asText());
        for (const auto& edge : graph->edges)
            if (edge.fromNode == id)
                touched.insert(edge.toNode);
        std::erase_if(graph->edges, [&](const GraphEdge& edge) { return edge.fromNode == id || edge.toNode == id; });
        std::erase_if(graph->nodes, [&](const GraphNode& other) { return other.id == id; });
    }
    for (const auto& id : touched)
        renumberPorts(*graph, id);
    std::erase_if(graph->comments, [&](const GraphComment& comment) { return selection.comments.contains(comment.id); });
    pruneBlocks(root, std::move(blocks));
}

void pruneBlocks(Graph& root, std::vector<std::string> candidates)
{
    while (!candidates.empty()) {
        const auto name = std::move(candidates.back());
        candidates.pop_back();
        std::multiset<std::string> used;
        collectBlockNames(root, used);
        Graph erased;
        if (used.contains(name) || !eraseBlock(root, name, erased))
            continue;
        std::multiset<std::string> inside;
        collectBlockNames(erased, inside);
        candidates.insert(candidates.end(), inside.begin(), inside.end());
    }
}

double freeRow(const Graph& graph, double x, double y, const NodeIds& besides)
{
    const auto taken = [&](double row) {
        return std::ranges::any_of(graph.nodes, [&](const GraphNode& node) {
            return !besides.contains(node.id) && std::abs(node.x - x) < kNodeWidth + kCanvasGrid / 2 &&
                   std::abs(node.y - row) < kNodeHeight + kCanvasGrid / 2;
        });
    };
    while (taken(y))
        y += kCanvasGrid;
    return y;
}

void pushRight(Graph& graph, const std::string& from, double x)
{
    const auto* first = graph.findNode(from);
    if (!first || first->x >= x)
        return;
    const double distance = std::ceil((x - first->x) / kCanvasGrid) * kCanvasGrid;
    auto moved = reachedFrom(graph, {from});
    moved.insert(from);
    for (auto& node : graph.nodes)
        if (moved.contains(node.id))
            node.x += distance;
}

ConnectProblem insertOnEdge(Graph& root, const EditPlace& place, const GraphEdge& edge, const std::string& id)
{
    auto* graph = findScope(root, place.scope);
    const auto* node = graph ? graph->findNode(id) : nullptr;
    if (!node || std::ranges::find(graph->edges, edge) == graph->edges.end())
        return ConnectProblem::NoSuchNode;
    const auto ports = portsOf(root, place.scope, *node, *place.catalog);
    if (ports.inputs.empty() || ports.outputs.empty())
        return ConnectProblem::NoSuchPort;
    if (id == edge.fromNode || id == edge.toNode)
        return ConnectProblem::SameNode;
    if (wouldCycle(*graph, edge.fromNode, id) || wouldCycle(*graph, id, edge.toNode))
        return ConnectProblem::Cycle;
    const double behind = node->x + kColumnStep;
    // In place of the edge, so that a variadic port keeps its order.
    std::ranges::find(graph->edges, edge)->fromNode = id;
    const auto moved = std::ranges::find(graph->edges, GraphEdge{id, edge.fromPort, edge.toNode, edge.toPort});
    moved->fromPort = ports.outputs.front().name;
    connectPorts(root, place, {edge.fromNode, edge.fromPort, id, ports.inputs.front().name});
    pushRight(*graph, edge.toNode, behind);
    return ConnectProblem::None;
}

std::string addAfter(Graph& root, const EditPlace& place, const std::string& after, const ComponentInfo& component,
                     bool between)
{
    auto& graph = *findScope(root, place.scope);
    const auto* before = graph.findNode(after);
    const auto outputs = before ? portsOf(root, place.scope, *before, *place.catalog).outputs : std::vector<PortInfo>();
    const double x = before ? before->x + kColumnStep : 0;
    const double y = before ? before->y : 0;
    const bool chained = !outputs.empty() && !component.inputs.empty();
    const auto id = addNode(graph, component, x, y);
    std::vector<GraphEdge> followers;
    if (chained && between && !component.outputs.empty())
        for (const auto& edge : graph.edges)
            if (edge.fromNode == after && portIndex(outputs, edge.fromPort) == 0)
                followers.push_back(edge);
    for (const auto& edge : followers) {
        auto& follower = *std::ranges::find(graph.edges, edge);
        follower.fromNode = id;
        follower.fromPort = component.outputs.front().name;
    }
    if (chained)
        connectPorts(root, place, {after, outputs.front().name, id, component.inputs.front().name});
    for (const auto& edge : followers)
        pushRight(graph, edge.toNode, x + kColumnStep);
    findNode(graph, id)->y = freeRow(graph, x, y, {id});
    return id;
}

void moveItems(Graph& graph, const GraphSelection& selection, double dx, double dy)
{
    for (auto& node : graph.nodes)
        if (selection.nodes.contains(node.id)) {
            node.x += dx;
            node.y += dy;
        }
    for (auto& comment : graph.comments)
        if (selection.comments.contains(comment.id)) {
            comment.x += dx;
            comment.y += dy;
        }
}

bool renameNode(Graph& graph, const std::string& from, const std::string& to)
{
    auto* node = findNode(graph, from);
    if (!node || !isNodeId(to) || graph.findNode(to))
        return false;
    node->id = to;
    for (auto& edge : graph.edges) {
        if (edge.fromNode == from)
            edge.fromNode = to;
        if (edge.toNode == from)
            edge.toNode = to;
    }
    return true;
}

void setTitle(Graph& graph, const std::string& id, const std::string& title)
{
    if (auto* node = findNode(graph, id))
        node->title = title;
}

void setNodeParameter(Graph& graph, const std::string& id, const std::string& parameter, const Value& value)
{
    auto* node = findNode(graph, id);
    if (!node)
        return;
    if (value.isNull())
        node->parameters.erase(parameter);
    else
        node->parameters.insert_or_assign(parameter, value);
}

std::string addComment(Graph& graph, const std::string& text, double x, double y)
{
    for (int number = 1;; ++number) {
        const auto id = "note" + std::to_string(number);
        if (std::ranges::find(graph.comments, id, &GraphComment::id) != graph.comments.end())
            continue;
        graph.comments.push_back({id, text, x, y});
        return id;
    }
}

void setCommentText(Graph& graph, const std::string& id, const std::string& text)
{
    if (text.empty())
        std::erase_if(graph.comments, [&](const GraphComment& comment) { return comment.id == id; });
    else if (const auto found = std::ranges::find(graph.comments, id, &GraphComment::id); found != graph.comments.end())
        found->text = text;
}

namespace {

bool insertBefore(Graph& root, const EditPlace& place, const std::string& id, const std::string& component)
{
    auto& graph = *findScope(root, place.scope);
    const auto* info = layerInfo(place, component);
    const auto* node = graph.findNode(id);
    if (!info || info->inputs.empty() || info->outputs.empty() || !node)
        return false;
    const auto inputs = portsOf(root, place.scope, *node, *place.catalog).inputs;
    std::vector<GraphEdge> arriving;
    for (std::size_t port = 0; port < inputs.size(); ++port) {
        arriving.clear();
        for (const auto& edge : graph.edges)
            if (leadsTo(edge, *node, inputs, static_cast<int>(port)))
                arriving.push_back(edge);
        // Several at a port for one are what a joining layer mends; otherwise it is the first port that is connected.
        if (!arriving.empty() && (!info->inputs.front().variadic || arriving.size() > 1))
            break;
    }
    if (arriving.empty())
        return false;
    const double x = node->x;
    const double y = node->y;
    const auto added = addNode(graph, *info, x, y);
    const std::string port = info->inputs.front().name;
    for (std::size_t i = 0; i < arriving.size(); ++i) {
        if (i > 0 && !info->inputs.front().variadic)
            break;
        std::erase(graph.edges, arriving[i]);
        connectPorts(root, place, {arriving[i].fromNode, arriving[i].fromPort, added, port});
    }
    graph.edges.push_back({added, info->outputs.front().name, id, arriving.front().toPort});
    renumberPorts(graph, id);
    pushRight(graph, id, x + kColumnStep);
    return true;
}

} // namespace

bool canRepair(const Graph& root, const GraphRepair& repair, const Catalog& catalog)
{
    Graph copy = root;
    return applyRepair(copy, repair, catalog);
}

bool applyRepair(Graph& root, const GraphRepair& repair, const Catalog& catalog)
{
    auto [scope, id] = splitPath(repair.node);
    auto* graph = findScope(root, scope);
    if (!graph || !graph->findNode(id))
        return false;
    const EditPlace place{std::move(scope), &catalog};
    if (repair.kind == "set_parameter") {
        setNodeParameter(*graph, id, repair.parameter, repair.value);
        return true;
    }
    if (repair.kind == "insert_before")
        return insertBefore(root, place, id, repair.component);
    if (repair.kind == "connect")
        return connectPorts(root, place, {repair.value.asText(), {}, id, repair.parameter}) == ConnectProblem::None;
    if (repair.kind == "remove") {
        removeItems(root, place, {{id}, {}});
        return true;
    }
    return false;
}

} // namespace fettle::ui
