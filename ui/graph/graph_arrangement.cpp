// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_arrangement.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "ui/documents/graph_blocks.h"
#include "ui/graph/graph_layout.h"

namespace fettle::ui {
namespace {

constexpr double kFramePad = 24;
constexpr double kFrameHeader = 32;
constexpr double kPortStep = 18;
constexpr std::size_t kMaxDepth = 16;

class Arranger {
public:
    Arranger(const Graph& root, const std::set<std::string>& expanded, const Catalog& catalog)
        : m_root(root), m_expanded(expanded), m_catalog(catalog)
    {
    }

    /// Adds the nodes of a scope at their own places; gives their extent.
    QRectF add(const Graph& graph, const GroupPath& scope, int depth)
    {
        const auto begin = m_result.nodes.size();
        std::vector<std::size_t> own;
        std::vector<std::size_t> frames;
        for (const auto& node : graph.nodes) {
            own.push_back(m_result.nodes.size());
            m_result.nodes.push_back({joinPath(scope, node.id), scope, &node, portsOf(m_root, scope, node, m_catalog), {}, depth, false});
            auto& placed = m_result.nodes.back();
            placed.rect = {QPointF(node.x, node.y), nodeSize(placed.ports)};
            const auto* block = m_expanded.contains(placed.path) && scope.size() < kMaxDepth ? blockOf(m_root, scope, node) : nullptr;
            if (!block)
                continue;
            placed.expanded = true;
            frames.push_back(own.back());
            auto inner = scope;
            inner.push_back(node.id);
            const auto inside = m_result.nodes.size();
            const auto extent = add(*block, inner, depth + 1);
            auto& frame = m_result.nodes[own.back()];
            const QPointF offset = frame.rect.topLeft() + QPointF(kFramePad, kFrameHeader + kFramePad) - extent.topLeft();
            for (auto i = inside; i < m_result.nodes.size(); ++i)
                m_result.nodes[i].rect.translate(offset);
            frame.rect.setSize({std::max(extent.width() + 2 * kFramePad, frame.rect.width()),
                                std::max(extent.height() + 2 * kFramePad + kFrameHeader, frame.rect.height())});
        }
        makeRoom(own, frames);
        addEdges(graph, scope, own);
        QRectF extent;
        for (auto i = begin; i < m_result.nodes.size(); ++i)
            extent = extent.united(m_result.nodes[i].rect);
        return extent;
    }

    Arrangement take() { return std::move(m_result); }

private:
    void shift(std::size_t index, double dx, double dy)
    {
        // A node's inside follows it in the list, deeper than itself.
        const auto depth = m_result.nodes[index].depth;
        m_result.nodes[index].rect.translate(dx, dy);
        for (auto i = index + 1; i < m_result.nodes.size() && m_result.nodes[i].depth > depth; ++i)
            m_result.nodes[i].rect.translate(dx, dy);
    }

    /// By places as they are in the document, so that several frames add up whatever their order.
    void makeRoom(const std::vector<std::size_t>& own, const std::vector<std::size_t>& frames)
    {
        if (frames.empty())
            return;
        struct Frame {
            double x, y, width, dx, dy;
        };
        std::vector<Frame> list;
        for (const auto index : frames) {
            const auto& placed = m_result.nodes[index];
            const auto size = nodeSize(placed.ports);
            list.push_back({placed.node->x, placed.node->y, size.width(), placed.rect.width() - size.width(), placed.rect.height() - size.height()});
        }
        std::ranges::sort(list, {}, &Frame::x);
        for (const auto index : own) {
            const auto& node = *m_result.nodes[index].node;
            double dx = 0;
            double dy = 0;
            double column = 0; // the widest of the frames that stand above each other counts
            double columnX = -1e12;
            for (const auto& frame : list) {
                if (node.x < frame.x + frame.width / 2) {
                    if (node.y > frame.y + 1 && node.x > frame.x - frame.width)
                        dy = std::max(dy, frame.dy);
                    continue;
                }
                if (frame.x - columnX > frame.width) {
                    dx += column;
                    column = 0;
                    columnX = frame.x;
                }
                column = std::max(column, frame.dx);
            }
            shift(index, dx + column, dy);
        }
    }

    void addEdges(const Graph& graph, const GroupPath& scope, const std::vector<std::size_t>& own)
    {
        std::unordered_map<std::string_view, std::size_t> byId;
        for (const auto index : own)
            byId.emplace(m_result.nodes[index].node->id, index);
        const auto prefix = joinPath(scope, "");
        for (const auto& edge : graph.edges) {
            const auto from = byId.find(edge.fromNode);
            const auto to = byId.find(edge.toNode);
            if (from == byId.end() || to == byId.end())
                continue;
            m_result.edges.push_back({prefix, &edge, from->second, to->second,
                                      std::max(portIndex(m_result.nodes[from->second].ports.outputs, edge.fromPort), 0),
                                      portIndex(m_result.nodes[to->second].ports.inputs, edge.toPort)});
        }
    }

    const Graph& m_root;
    const std::set<std::string>& m_expanded;
    const Catalog& m_catalog;
    Arrangement m_result;
};

} // namespace

QSizeF nodeSize(const NodePorts& ports)
{
    const auto count = static_cast<double>(std::max(ports.inputs.size(), ports.outputs.size()));
    return {208, std::max(64.0, kPortStep * (count + 1))};
}

Arrangement arrangeScope(const Graph& root, const GroupPath& scope, const std::set<std::string>& expanded, const Catalog& catalog)
{
    const auto* graph = findScope(root, scope);
    if (!graph)
        return {};
    Arranger arranger(root, expanded, catalog);
    arranger.add(*graph, scope, 0);
    return arranger.take();
}

std::vector<NewPlace> layOut(const Graph& root, const GroupPath& scope, const Catalog& catalog, double widthWanted)
{
    const auto* graph = findScope(root, scope);
    if (!graph || graph->nodes.empty())
        return {};
    LayoutProblem problem;
    problem.widthWanted = widthWanted;
    std::unordered_map<std::string_view, int> byId;
    for (const auto& node : graph->nodes) {
        byId.emplace(node.id, static_cast<int>(problem.nodes.size()));
        problem.nodes.push_back(nodeSize(portsOf(root, scope, node, catalog)));
    }
    for (const auto& edge : graph->edges) {
        const auto from = byId.find(edge.fromNode);
        const auto to = byId.find(edge.toNode);
        if (from != byId.end() && to != byId.end())
            problem.edges.emplace_back(from->second, to->second);
    }
    const auto bounds = boundsOf(*graph);
    const auto places = layeredLayout(problem);
    std::vector<NewPlace> result;
    for (std::size_t i = 0; i < places.size(); ++i)
        result.push_back({graph->nodes[i].id, bounds.left + places[i].x(), bounds.top + places[i].y()});
    return result;
}

} // namespace fettle::ui
