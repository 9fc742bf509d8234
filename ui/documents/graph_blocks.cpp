// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/graph_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/documents/graph_document.h"

namespace fettle::ui {
namespace {

bool isEnd(const GraphNode& node) { return node.component == "input" || node.component == "output"; }

std::string parameter(const GraphNode& node, const char* name)
{
    const auto found = node.parameters.find(name);
    return found == node.parameters.end() ? std::string() : found->second.asText();
}

NodeIds groupable(const Graph& graph, const NodeIds& ids)
{
    NodeIds kept;
    for (const auto& node : graph.nodes)
        if (ids.contains(node.id) && !isEnd(node))
            kept.insert(node.id);
    return kept;
}

/// A name that neither the scope sees nor `besides` holds.
std::string freshBlock(const Graph& root, const GroupPath& scope, const std::string& wanted,
                       const std::map<std::string, Graph>& besides = {})
{
    std::string base;
    for (const char c : wanted)
        base += isNodeId(std::string_view(&c, 1)) ? c : '_';
    if (base.empty())
        base = "block";
    if (!findBlock(root, scope, base) && !besides.contains(base))
        return base;
    for (int number = 2;; ++number)
        if (auto name = base + std::to_string(number); !findBlock(root, scope, name) && !besides.contains(name))
            return name;
}

/// The blocks that one is inside of: a group of one of them in there would hold itself.
std::set<std::string> blocksAround(const Graph& root, const GroupPath& scope)
{
    std::set<std::string> names;
    GroupPath outer;
    for (const auto& id : scope) {
        if (const auto* graph = findScope(root, outer))
            if (const auto* group = graph->findNode(id))
                names.insert(parameter(*group, "block"));
        outer.push_back(id);
    }
    return names;
}

bool usesAny(const Graph& graph, const std::set<std::string>& names)
{
    return std::ranges::any_of(graph.nodes, [&](const GraphNode& node) {
        return node.component == "group" && names.contains(parameter(node, "block"));
    }) || std::ranges::any_of(graph.blocks, [&](const auto& inner) { return usesAny(inner.second, names); });
}

void renameInside(Graph& graph, const std::string& from, const std::string& to)
{
    for (auto& node : graph.nodes)
        if (node.component == "group" && parameter(node, "block") == from)
            node.parameters["block"] = to;
    for (auto& [name, block] : graph.blocks)
        if (name != from && !block.blocks.contains(from)) // an inner block of that name hides the outer one
            renameInside(block, from, to);
}

/// Names of the blocks that the nodes stand for, and those inside them, as seen from `scope`.
void addUsedBlocks(const Graph& root, const GroupPath& scope, const Graph& graph, Graph& clip)
{
    for (const auto& node : graph.nodes) {
        if (node.component != "group")
            continue;
        const auto name = parameter(node, "block");
        const auto* block = findBlock(root, scope, name);
        if (!block || graph.blocks.contains(name) || !clip.blocks.emplace(name, *block).second)
            continue;
        addUsedBlocks(root, scope, *block, clip);
    }
}

/// Where the connections of a block's ends lead.
struct BlockEnds {
    std::map<std::string, std::vector<GraphEdge>> fromInput; ///< Input's id → edges out of it
    std::map<std::string, GraphEdge> toOutput;               ///< Output's id → the edge into it
};

BlockEnds endsOf(const Graph& block)
{
    BlockEnds ends;
    for (const auto& edge : block.edges) {
        if (const auto* from = block.findNode(edge.fromNode); from && from->component == "input")
            ends.fromInput[from->id].push_back(edge);
        if (const auto* to = block.findNode(edge.toNode); to && to->component == "output")
            ends.toOutput[to->id] = edge;
    }
    return ends;
}

/// The block's end of that kind that answers to a group's port.
const GraphNode* endNamed(const Graph& block, const char* component, const char* name, const std::string& port)
{
    std::vector<const GraphNode*> ends;
    for (const auto& node : block.nodes)
        if (node.component == component)
            ends.push_back(&node);
    for (const auto* node : ends)
        if ((parameter(*node, name).empty() ? component : parameter(*node, name)) == port)
            return node;
    const auto [base, index] = splitPort(port);
    if (index >= 0 && base == component && static_cast<std::size_t>(index) < ends.size())
        return ends[static_cast<std::size_t>(index)];
    return ends.size() == 1 && (port.empty() || port == component) ? ends.front() : nullptr;
}

} // namespace

GroupProblem canGroup(const Graph& graph, const NodeIds& ids)
{
    const auto inside = groupable(graph, ids);
    if (inside.empty())
        return GroupProblem::TooFew;
    NodeIds left;
    for (const auto& edge : graph.edges)
        if (inside.contains(edge.fromNode) && !inside.contains(edge.toNode))
            left.insert(edge.toNode);
    auto after = reachedFrom(graph, left);
    after.merge(left);
    const bool back = std::ranges::any_of(after, [&](const std::string& id) { return inside.contains(id); });
    return back ? GroupProblem::NotTogether : GroupProblem::None;
}

std::string groupNodes(Graph& root, const EditPlace& place, const NodeIds& ids, const std::string& name)
{
    auto* graph = findScope(root, place.scope);
    if (!graph || canGroup(*graph, ids) != GroupProblem::None)
        return {};
    const auto inside = groupable(*graph, ids);
    Graph block;
    const auto blockName = freshBlock(root, place.scope, name);
    block.name = blockName;
    for (const auto& node : graph->nodes)
        if (inside.contains(node.id))
            block.nodes.push_back(node);
    const auto bounds = boundsOf(block);
    for (auto& node : block.nodes) {
        node.x += kColumnStep - bounds.left;
        node.y -= bounds.top;
    }
    const auto addEnd = [&](const char* component, const char* nameParameter, double x, double y) {
        GraphNode end;
        end.component = component;
        end.id = freeId(block, component);
        end.parameters[nameParameter] = end.id;
        end.x = x;
        end.y = freeRow(block, x, y);
        block.nodes.push_back(end);
        return end.id;
    };
    const double right = bounds.right - bounds.left + kColumnStep;
    std::map<std::pair<std::string, std::string>, std::string> inputs;  // source outside → the block's Input
    std::map<std::pair<std::string, std::string>, std::string> outputs; // source inside → the block's Output
    std::vector<GraphEdge> outer;
    GraphNode group;
    group.component = "group";
    group.id = freshId(*graph, blockName);
    group.parameters["block"] = blockName;
    group.x = std::round((bounds.left + bounds.right - kNodeWidth) / 2 / kCanvasGrid) * kCanvasGrid;
    group.y = bounds.top;
    for (const auto& edge : graph->edges) {
        const bool from = inside.contains(edge.fromNode);
        const bool to = inside.contains(edge.toNode);
        if (from && to) {
            block.edges.push_back(edge);
        } else if (to) {
            auto& input = inputs[{edge.fromNode, edge.fromPort}];
            if (input.empty()) {
                input = addEnd("input", "field", 0, block.findNode(edge.toNode)->y);
                outer.push_back({edge.fromNode, edge.fromPort, group.id, input});
            }
            block.edges.push_back({input, "output", edge.toNode, edge.toPort});
        } else if (from) {
            auto& output = outputs[{edge.fromNode, edge.fromPort}];
            if (output.empty()) {
                output = addEnd("output", "name", right + kColumnStep - kNodeWidth, block.findNode(edge.fromNode)->y);
                block.edges.push_back({edge.fromNode, edge.fromPort, output, "input"});
            }
            outer.push_back({group.id, output, edge.toNode, edge.toPort});
        } else {
            outer.push_back(edge);
        }
    }
    graph->edges = std::move(outer);
    std::erase_if(graph->nodes, [&](const GraphNode& node) { return inside.contains(node.id); });
    graph->nodes.push_back(group);
    graph->blocks.emplace(blockName, std::move(block));
    return group.id;
}

NodeIds ungroup(Graph& root, const EditPlace& place, const std::string& groupId)
{
    auto* graph = findScope(root, place.scope);
    const auto* found = graph ? graph->findNode(groupId) : nullptr;
    const auto* definition = found ? blockOf(root, place.scope, *found) : nullptr;
    if (!definition)
        return {};
    const GraphNode group = *found;
    Graph block = *definition;
    std::map<std::string, std::string> lifted;
    for (const auto& [name, inner] : block.blocks)
        if (findBlock(root, place.scope, name))
            lifted[name] = freshBlock(root, place.scope, name, block.blocks);
    for (const auto& [name, fresh] : lifted)
        renameInside(block, name, fresh);
    for (auto& [name, inner] : block.blocks)
        graph->blocks.emplace(lifted.contains(name) ? lifted[name] : name, std::move(inner));
    const auto ends = endsOf(block);
    std::erase_if(graph->nodes, [&](const GraphNode& node) { return node.id == groupId; });
    std::map<std::string, std::string> ids;
    GraphBounds bounds{std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), 0, 0};
    for (const auto& node : block.nodes)
        if (!isEnd(node)) {
            bounds.left = std::min(bounds.left, node.x);
            bounds.top = std::min(bounds.top, node.y);
            bounds.right = std::max(bounds.right, node.x + kNodeWidth);
        }
    NodeIds added;
    for (auto node : block.nodes) {
        if (isEnd(node))
            continue;
        ids[node.id] = freeId(*graph, node.id);
        node.id = ids[node.id];
        node.x += group.x - bounds.left;
        node.y += group.y - bounds.top;
        added.insert(node.id);
        graph->nodes.push_back(std::move(node));
    }
    for (const auto& edge : block.edges)
        if (ids.contains(edge.fromNode) && ids.contains(edge.toNode))
            graph->edges.push_back({ids[edge.fromNode], edge.fromPort, ids[edge.toNode], edge.toPort});
    // The connections of the group go to what stands behind its ends, straight through where an Input is an Output.
    std::map<std::string, GraphEdge> arriving;
    NodeIds followers;
    for (const auto& edge : graph->edges)
        if (edge.toNode == groupId)
            if (const auto* end = endNamed(block, "input", "field", edge.toPort))
                arriving[end->id] = edge;
    std::vector<GraphEdge> edges;
    for (const auto& edge : graph->edges) {
        if (edge.toNode == groupId) {
            if (const auto* end = endNamed(block, "input", "field", edge.toPort))
                if (const auto inner = ends.fromInput.find(end->id); inner != ends.fromInput.end())
                    for (const auto& next : inner->second)
                        if (ids.contains(next.toNode))
                            edges.push_back({edge.fromNode, edge.fromPort, ids[next.toNode], next.toPort});
        } else if (edge.fromNode == groupId) {
            const auto* end = endNamed(block, "output", "name", edge.fromPort);
            const auto inner = end ? ends.toOutput.find(end->id) : ends.toOutput.end();
            if (inner == ends.toOutput.end())
                continue;
            followers.insert(edge.toNode);
            if (ids.contains(inner->second.fromNode))
                edges.push_back({ids[inner->second.fromNode], inner->second.fromPort, edge.toNode, edge.toPort});
            else if (const auto through = arriving.find(inner->second.fromNode); through != arriving.end())
                edges.push_back({through->second.fromNode, through->second.fromPort, edge.toNode, edge.toPort});
        } else {
            edges.push_back(edge);
        }
    }
    graph->edges = std::move(edges);
    if (!added.empty())
        for (const auto& follower : followers)
            pushRight(*graph, follower, group.x + bounds.right - bounds.left + kColumnStep - kNodeWidth);
    pruneBlocks(root, {parameter(group, "block")});
    return added;
}

std::string makeOwnBlock(Graph& root, const EditPlace& place, const std::string& groupId)
{
    auto* graph = findScope(root, place.scope);
    auto* group = graph ? findNode(*graph, groupId) : nullptr;
    const auto* block = group ? blockOf(root, place.scope, *group) : nullptr;
    if (!block)
        return {};
    const auto name = freshBlock(root, place.scope, parameter(*group, "block"));
    Graph copy = *block;
    copy.name = name;
    group->parameters["block"] = name;
    graph->blocks.emplace(name, std::move(copy));
    return name;
}

bool renameBlock(Graph& root, const GroupPath& scope, const std::string& from, const std::string& to)
{
    if (!isNodeId(to) || findBlock(root, scope, to))
        return false;
    for (auto outer = scope;; outer.pop_back()) {
        auto* graph = findScope(root, outer);
        if (graph)
            if (auto entry = graph->blocks.extract(from)) {
                entry.key() = to;
                entry.mapped().name = to;
                graph->blocks.insert(std::move(entry));
                renameInside(*graph, from, to);
                return true;
            }
        if (outer.empty())
            return false;
    }
}

int usesOf(const Graph& root, const std::string& block)
{
    int uses = 0;
    for (const auto& node : root.nodes)
        uses += node.component == "group" && parameter(node, "block") == block;
    for (const auto& [name, inner] : root.blocks)
        uses += usesOf(inner, block);
    return uses;
}

Graph copyItems(const Graph& root, const GroupPath& scope, const GraphSelection& selection)
{
    Graph clip;
    const auto* graph = findScope(root, scope);
    if (!graph)
        return clip;
    for (const auto& node : graph->nodes)
        if (selection.nodes.contains(node.id))
            clip.nodes.push_back(node);
    for (const auto& edge : graph->edges)
        if (selection.nodes.contains(edge.fromNode) && selection.nodes.contains(edge.toNode))
            clip.edges.push_back(edge);
    for (const auto& comment : graph->comments)
        if (selection.comments.contains(comment.id))
            clip.comments.push_back(comment);
    Graph nodes;
    nodes.nodes = clip.nodes;
    addUsedBlocks(root, scope, nodes, clip);
    for (const auto& node : clip.nodes) // a connection that stayed behind leaves a gap
        renumberPorts(clip, node.id);
    return clip;
}

namespace {

/// Brings the blocks of `clip` in. One that is there already and says the same is used; one of the same name that says
/// something else, or that one is inside of, gets a fresh name, and so do those that use it.
void addBlocks(const Graph& root, const GroupPath& scope, Graph& graph, Graph& clip)
{
    auto renamed = blocksAround(root, scope);
    for (const auto& [name, block] : clip.blocks)
        if (const auto* there = findBlock(root, scope, name); there && !(*there == block))
            renamed.insert(name);
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& [name, block] : clip.blocks)
            grew |= !renamed.contains(name) && usesAny(block, renamed) && renamed.insert(name).second;
    }
    std::map<std::string, std::string> names;
    std::map<std::string, Graph> taken = clip.blocks;
    for (const auto& [name, block] : clip.blocks)
        if (renamed.contains(name)) {
            names[name] = freshBlock(root, scope, name, taken);
            taken.emplace(names[name], Graph());
        }
    for (const auto& [name, fresh] : names)
        renameInside(clip, name, fresh);
    for (auto& [name, block] : clip.blocks) {
        if (const auto fresh = names.find(name); fresh != names.end()) {
            block.name = fresh->second;
            graph.blocks.emplace(fresh->second, block);
        } else if (!findBlock(root, scope, name)) {
            graph.blocks.emplace(name, block);
        }
    }
}

} // namespace

std::vector<std::string> blocksFor(const Graph& root, const GroupPath& scope)
{
    auto around = blocksAround(root, scope);
    std::map<std::string, const Graph*> seen;
    for (auto outer = scope;; outer.pop_back()) {
        if (const auto* graph = findScope(root, outer))
            for (const auto& [name, block] : graph->blocks)
                seen.emplace(name, &block);
        if (outer.empty())
            break;
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& [name, block] : seen)
            grew |= !around.contains(name) && usesAny(*block, around) && around.insert(name).second;
    }
    std::vector<std::string> names;
    for (const auto& [name, block] : seen)
        if (!around.contains(name))
            names.push_back(name);
    return names;
}

GraphSelection paste(Graph& root, const GroupPath& scope, const Graph& clip, double dx, double dy)
{
    GraphSelection added;
    auto* graph = findScope(root, scope);
    if (!graph)
        return added;
    Graph fresh = clip;
    addBlocks(root, scope, *graph, fresh);
    std::map<std::string, std::string> ids;
    for (auto& node : fresh.nodes) {
        const auto id = freeId(*graph, node.id);
        ids[node.id] = id;
        node.id = id;
        node.x += dx;
        node.y += dy;
        added.nodes.insert(id);
        graph->nodes.push_back(node);
    }
    for (const auto& edge : fresh.edges)
        if (ids.contains(edge.fromNode) && ids.contains(edge.toNode))
            graph->edges.push_back({ids[edge.fromNode], edge.fromPort, ids[edge.toNode], edge.toPort});
    for (const auto& comment : fresh.comments)
        added.comments.insert(addComment(*graph, comment.text, comment.x + dx, comment.y + dy));
    return added;
}

std::string clipboardText(const Graph& clip) { return documents::writeGraph(clip); }

Result<Graph> readClipboard(std::string_view text) { return documents::readGraph(text, "clipboard"); }

GraphBounds boundsOf(const Graph& graph)
{
    if (graph.nodes.empty() && graph.comments.empty())
        return {};
    constexpr double kFar = std::numeric_limits<double>::max();
    GraphBounds bounds{kFar, kFar, -kFar, -kFar};
    const auto include = [&](double x, double y) {
        bounds.left = std::min(bounds.left, x);
        bounds.top = std::min(bounds.top, y);
        bounds.right = std::max(bounds.right, x + kNodeWidth);
        bounds.bottom = std::max(bounds.bottom, y + kNodeHeight);
    };
    for (const auto& node : graph.nodes)
        include(node.x, node.y);
    for (const auto& comment : graph.comments)
        include(comment.x, comment.y);
    return bounds;
}

} // namespace fettle::ui
