// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_scene.h"

#include <cmath>

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/graph/edge_item.h"
#include "ui/graph/edge_router.h"
#include "ui/graph/node_faces.h"
#include "ui/graph/node_item.h"
#include "ui/graph/note_item.h"

namespace fettle::ui {
namespace {

constexpr double kMargin = 4000; ///< how far one can move away from the network
constexpr double kLevel = 10;    ///< z between a frame and what it holds

bool startsWith(const GroupPath& path, const GroupPath& prefix)
{
    return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

} // namespace

GraphScene::GraphScene(GraphEditor& editor, const Theme& theme, QObject* parent)
    : QGraphicsScene(parent), m_editor(editor), m_style(std::make_unique<CanvasStyle>(theme))
{
    setItemIndexMethod(QGraphicsScene::BspTreeIndex);
    connect(&m_editor, &GraphEditor::graphChanged, this, &GraphScene::sync);
    connect(&m_editor, &GraphEditor::factsChanged, this, [this] { syncNodes(); });
    connect(&m_editor, &GraphEditor::selectionChanged, this, &GraphScene::syncSelection);
    connect(&m_editor, &GraphEditor::scopeChanged, this, [this] {
        if (!shows(m_editor.scope()))
            setShown(m_editor.scope());
        else
            syncSelection();
    });
    sync();
}

GraphScene::~GraphScene() = default;

void GraphScene::setTheme(const Theme& theme)
{
    // Items hold the style by reference, so its contents are exchanged.
    *m_style = CanvasStyle(theme);
    update();
    sync();
}

void GraphScene::setShown(GroupPath shown)
{
    if (shown == m_shown)
        return;
    m_shown = std::move(shown);
    clearItems();
    sync();
}

void GraphScene::setExpanded(const std::string& path, bool expanded)
{
    if (expanded ? !m_expanded.insert(path).second : m_expanded.erase(path) == 0)
        return;
    sync();
}

bool GraphScene::shows(const GroupPath& scope) const
{
    if (!startsWith(scope, m_shown))
        return false;
    GroupPath frame = m_shown;
    while (frame.size() < scope.size()) {
        const auto id = scope[frame.size()];
        if (!m_expanded.contains(joinPath(frame, id)))
            return false;
        frame.push_back(id);
    }
    return true;
}

const PlacedNode* GraphScene::placed(const std::string& path) const
{
    const auto found = m_placed.find(path);
    return found == m_placed.end() ? nullptr : &m_arrangement.nodes[found->second];
}

NodeItem* GraphScene::node(const std::string& path) const
{
    const auto found = m_nodes.find(path);
    return found == m_nodes.end() ? nullptr : found->second;
}

NoteItem* GraphScene::note(const std::string& id) const
{
    const auto found = m_notes.find(id);
    return found == m_notes.end() ? nullptr : found->second;
}

EdgeItem* GraphScene::edge(const std::string& scope, const GraphEdge& edge) const
{
    const auto found = m_edges.find({scope, edge});
    return found == m_edges.end() ? nullptr : found->second;
}

NodeItem* GraphScene::nodeAt(QPointF position) const
{
    for (auto* item : items(position, Qt::IntersectsItemShape, Qt::DescendingOrder))
        if (item->type() == NodeItem::Type)
            return static_cast<NodeItem*>(item);
    return nullptr;
}

std::pair<NodeItem*, PortPlace> GraphScene::portAt(QPointF position, double reach) const
{
    for (auto* item : items(QRectF(position - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)), Qt::IntersectsItemBoundingRect, Qt::DescendingOrder))
        if (item->type() == NodeItem::Type) {
            auto* node = static_cast<NodeItem*>(item);
            if (const auto port = node->portAt(position, reach); port.index >= 0)
                return {node, port};
        }
    return {};
}

NoteItem* GraphScene::noteAt(QPointF position) const
{
    for (const auto& [id, item] : m_notes)
        if (item->cardRect().contains(position))
            return item;
    return nullptr;
}

EdgeItem* GraphScene::edgeAt(QPointF position, double reach) const
{
    EdgeItem* nearest = nullptr;
    double best = reach;
    const QRectF around(position - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    for (auto* item : items(around, Qt::IntersectsItemBoundingRect))
        if (item->type() == EdgeItem::Type)
            if (const double distance = static_cast<EdgeItem*>(item)->distanceTo(position); distance <= best) {
                best = distance;
                nearest = static_cast<EdgeItem*>(item);
            }
    return nearest;
}

QRectF GraphScene::contentRect() const
{
    QRectF rect;
    for (const auto& placed : m_arrangement.nodes)
        if (placed.depth == 0)
            rect = rect.united(placed.rect);
    for (const auto& [id, item] : m_notes)
        rect = rect.united(item->cardRect());
    return rect;
}

std::pair<GroupPath, QPointF> GraphScene::documentPlace(QPointF position) const
{
    const PlacedNode* frame = nullptr; // the innermost one around
    for (const auto& placed : m_arrangement.nodes)
        if (placed.expanded && placed.rect.contains(position))
            frame = &placed;
    GroupPath scope = m_shown;
    if (frame) {
        scope = frame->scope;
        scope.push_back(frame->node->id);
    }
    // As far from its place as the nearest node in the same block that stands before it.
    const PlacedNode* nearest = nullptr;
    for (const auto& placed : m_arrangement.nodes)
        if (placed.scope == scope && placed.rect.left() <= position.x() && (!nearest || placed.rect.left() > nearest->rect.left()))
            nearest = &placed;
    if (!nearest)
        for (const auto& placed : m_arrangement.nodes)
            if (placed.scope == scope && !nearest)
                nearest = &placed;
    QPointF shift;
    if (nearest) {
        shift = nearest->rect.topLeft() - QPointF(nearest->node->x, nearest->node->y);
        if (nearest->expanded && position.x() > nearest->rect.right())
            shift += QPointF(nearest->rect.width() - m_style->nodeWidth, 0);
    }
    return {scope, position - shift};
}

std::string GraphScene::portName(const NodeItem& node, PortPlace port) const
{
    const auto* place = placed(node.path());
    const auto& ports = port.output ? place->ports.outputs : place->ports.inputs;
    return port.index >= 0 && static_cast<std::size_t>(port.index) < ports.size() ? ports[static_cast<std::size_t>(port.index)].name : std::string();
}

void GraphScene::clearItems()
{
    for (const auto& [path, item] : m_nodes)
        delete item;
    for (const auto& [key, item] : m_edges)
        delete item;
    for (const auto& [id, item] : m_notes)
        delete item;
    m_nodes.clear();
    m_edges.clear();
    m_notes.clear();
}

void GraphScene::sync()
{
    while (!findScope(m_editor.root(), m_shown)) // an undo took the group away
        m_shown.pop_back();
    std::erase_if(m_expanded, [this](const std::string& path) {
        const auto [scope, id] = splitPath(path);
        const auto* graph = findScope(m_editor.root(), scope);
        return !graph || !graph->findNode(id);
    });
    m_arrangement = arrangeScope(m_editor.root(), m_shown, m_expanded, m_editor.catalog());
    m_placed.clear();
    for (std::size_t i = 0; i < m_arrangement.nodes.size(); ++i)
        m_placed.emplace(m_arrangement.nodes[i].path, i);
    m_dragOffset = {};
    syncNodes();
    syncEdges();
    syncNotes();
    syncSelection();
    setSceneRect(contentRect().adjusted(-kMargin, -kMargin, kMargin, kMargin));
    Q_EMIT synced();
}

void GraphScene::syncNodes()
{
    std::unordered_map<std::string, NodeItem*> kept;
    kept.reserve(m_arrangement.nodes.size());
    std::set<std::pair<std::size_t, int>> connectedInputs;
    std::set<std::pair<std::size_t, int>> connectedOutputs;
    for (const auto& edge : m_arrangement.edges) {
        connectedOutputs.emplace(edge.from, edge.fromPort);
        connectedInputs.emplace(edge.to, edge.toPort);
    }
    for (std::size_t i = 0; i < m_arrangement.nodes.size(); ++i) {
        const auto& placed = m_arrangement.nodes[i];
        auto found = m_nodes.find(placed.path);
        NodeItem* item = nullptr;
        if (found != m_nodes.end()) {
            item = found->second;
            m_nodes.erase(found);
        } else {
            item = new NodeItem(placed.path, *m_style);
            item->setZValue(placed.depth * kLevel);
            addItem(item);
        }
        auto face = faceOf(m_editor, placed);
        for (std::size_t port = 0; port < face.inputs.size(); ++port)
            face.inputs[port].connected = connectedInputs.contains({i, static_cast<int>(port)});
        for (std::size_t port = 0; port < face.outputs.size(); ++port)
            face.outputs[port].connected = connectedOutputs.contains({i, static_cast<int>(port)});
        item->setFace(std::move(face));
        item->setPos(placed.rect.topLeft());
        kept.emplace(placed.path, item);
    }
    for (const auto& [path, item] : m_nodes)
        delete item;
    m_nodes = std::move(kept);
    for (const auto& [key, item] : m_edges) {
        const auto* from = m_editor.facts().find(key.first + key.second.fromNode);
        item->setBlocked(from && (from->blocked || from->error));
    }
}

void GraphScene::syncEdges()
{
    std::map<std::pair<std::string, GraphEdge>, EdgeItem*> kept;
    for (const auto& placed : m_arrangement.edges) {
        const std::pair key{placed.scope, *placed.edge};
        auto found = m_edges.extract(key);
        EdgeItem* item = nullptr;
        if (found) {
            item = found.mapped();
        } else {
            item = new EdgeItem(placed.scope, *placed.edge, *m_style);
            item->setDepth(m_arrangement.nodes[placed.from].depth * kLevel);
            addItem(item);
        }
        const auto* from = m_editor.facts().find(placed.scope + placed.edge->fromNode);
        item->setBlocked(from && (from->blocked || from->error));
        kept.emplace(key, item);
    }
    for (const auto& [key, item] : m_edges)
        delete item;
    m_edges = std::move(kept);
    routeAll();
}

void GraphScene::routeAll()
{
    // Of each block by itself: a frame is one obstacle for those outside, its inside none.
    std::map<std::string, std::pair<std::vector<QRectF>, std::vector<std::size_t>>> byScope;
    for (const auto& placed : m_arrangement.nodes) {
        // Lines do not flee from a node that is dragged: it may be meant for one of them.
        const auto* item = m_nodes.at(placed.path);
        if (m_dragOffset.isNull() || !item->isChosen())
            byScope[joinPath(placed.scope, "")].first.push_back(item->cardRect());
    }
    for (std::size_t i = 0; i < m_arrangement.edges.size(); ++i)
        byScope[m_arrangement.edges[i].scope].second.push_back(i);
    for (const auto& [scope, group] : byScope) {
        std::vector<RouteRequest> requests;
        for (const auto i : group.second) {
            const auto& placed = m_arrangement.edges[i];
            const auto* from = m_nodes.at(m_arrangement.nodes[placed.from].path);
            const auto* to = m_nodes.at(m_arrangement.nodes[placed.to].path);
            requests.push_back({from->portPosition({true, placed.fromPort}), to->portPosition({false, std::max(placed.toPort, 0)})});
        }
        const auto paths = routeEdges(group.first, requests);
        for (std::size_t i = 0; i < paths.size(); ++i) {
            const auto& placed = m_arrangement.edges[group.second[i]];
            m_edges.at({placed.scope, *placed.edge})->setPath(paths[i]);
        }
    }
}

void GraphScene::syncNotes()
{
    const auto* graph = findScope(m_editor.root(), m_shown);
    std::map<std::string, NoteItem*> kept;
    for (const auto& comment : graph->comments) {
        auto found = m_notes.extract(comment.id);
        NoteItem* item = found ? found.mapped() : nullptr;
        if (!item) {
            item = new NoteItem(comment.id, *m_style);
            addItem(item);
        }
        item->setText(QString::fromStdString(comment.text));
        item->setPos(comment.x, comment.y);
        kept.emplace(comment.id, item);
    }
    for (const auto& [id, item] : m_notes)
        delete item;
    m_notes = std::move(kept);
}

void GraphScene::syncSelection()
{
    const auto& selection = m_editor.selection();
    const auto prefix = joinPath(m_editor.scope(), "");
    for (const auto& [path, item] : m_nodes) {
        const bool inScope = path.size() > prefix.size() && path.starts_with(prefix) && path.find('/', prefix.size()) == std::string::npos;
        item->setChosen(inScope && selection.nodes.contains(std::string_view(path).substr(prefix.size())));
    }
    for (const auto& [key, item] : m_edges)
        item->setLit(key.first == prefix && (selection.nodes.contains(key.second.fromNode) || selection.nodes.contains(key.second.toNode)));
    for (const auto& [id, item] : m_notes)
        item->setChosen(m_editor.scope() == m_shown && selection.comments.contains(id));
}

void GraphScene::setDragOffset(QPointF offset)
{
    if (offset == m_dragOffset)
        return;
    m_dragOffset = offset;
    const auto& selection = m_editor.selection();
    for (const auto& placed : m_arrangement.nodes) {
        // A frame takes along what it holds.
        const bool own = placed.scope == m_editor.scope() && selection.nodes.contains(placed.node->id);
        const bool inside = placed.scope.size() > m_editor.scope().size() && startsWith(placed.scope, m_editor.scope()) &&
                            selection.nodes.contains(placed.scope[m_editor.scope().size()]);
        m_nodes.at(placed.path)->setPos(placed.rect.topLeft() + (own || inside ? offset : QPointF()));
    }
    if (const auto* graph = findScope(m_editor.root(), m_shown))
        for (const auto& comment : graph->comments)
            if (selection.comments.contains(comment.id))
                m_notes.at(comment.id)->setPos(QPointF(comment.x, comment.y) + offset);
    routeAll();
}

void GraphScene::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, m_style->canvas);
    if (!m_gridShown)
        return;
    const double detail = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    double step = m_style->gridStep;
    while (step * detail < 16)
        step *= 2;
    QVarLengthArray<QPointF, 4096> dots;
    for (double x = std::floor(rect.left() / step) * step; x < rect.right(); x += step)
        for (double y = std::floor(rect.top() / step) * step; y < rect.bottom(); y += step)
            dots.append({x, y});
    QPen pen(m_style->grid, 2);
    pen.setCosmetic(true);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(pen);
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

} // namespace fettle::ui
