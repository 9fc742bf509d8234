// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas under the mouse.
#include <cmath>

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/graph/edge_item.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/node_menu.h"
#include "ui/graph/note_item.h"

namespace fettle::ui {
namespace {

constexpr double kWheelStep = 1.15;

double snapped(double value) { return std::round(value / kCanvasGrid) * kCanvasGrid; }

QPointF snapped(QPointF point) { return {snapped(point.x()), snapped(point.y())}; }

} // namespace

void GraphCanvas::updateHover(QPoint position)
{
    m_lastAt = position;
    const auto at = mapToScene(position);
    auto [portNode, port] = m_scene->portAt(at, reach());
    auto* node = portNode ? portNode : m_scene->nodeAt(at);
    auto* edge = node ? nullptr : m_scene->edgeAt(at, reach() / 2);
    if (m_hoveredNode && m_hoveredNode != node) {
        m_hoveredNode->setHovered(false);
        m_hoveredNode->setHotPort({});
    }
    if (m_hoveredEdge && m_hoveredEdge != edge && m_hoveredEdge != m_chosenEdge)
        m_hoveredEdge->setHovered(false);
    const bool changed = m_hoveredEdge != edge || edge;
    m_hoveredNode = node;
    m_hoveredEdge = edge;
    if (node) {
        node->setHovered(true);
        node->setHotPort(m_editor.isReadOnly() || !portNode ? PortPlace() : port);
    }
    if (edge)
        edge->setHovered(true);
    if (changed)
        viewport()->update(); // the shape beside the mouse
    viewport()->setCursor(m_spaceHeld            ? Qt::OpenHandCursor
                          : portNode && !m_editor.isReadOnly() ? Qt::CrossCursor
                                                 : Qt::ArrowCursor);
}

void GraphCanvas::mousePressEvent(QMouseEvent* event)
{
    m_menu->hide();
    commitNote();
    m_pressedAt = event->pos();
    m_lastAt = event->pos();
    m_rightMoved = false;
    const auto at = mapToScene(event->pos());
    event->accept();
    if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton || (event->button() == Qt::LeftButton && m_spaceHeld)) {
        m_mode = Mode::Pan;
        if (event->button() != Qt::RightButton)
            viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (m_chosenEdge) {
        m_chosenEdge->setHovered(false);
        m_chosenEdge = nullptr;
    }
    const bool toggle = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    if (const auto [node, port] = m_scene->portAt(at, reach()); node && !m_editor.isReadOnly() && !toggle)
        return startConnection(*node, port);
    auto* node = m_scene->nodeAt(at);
    auto* note = node ? nullptr : m_scene->noteAt(at);
    if (node || note)
        return pressItem(node, note, toggle);
    if (auto* edge = m_scene->edgeAt(at, reach() / 2)) {
        m_editor.setSelection({});
        m_chosenEdge = edge;
        edge->setHovered(true);
        return;
    }
    m_mode = Mode::Band;
    m_band = QRectF(at, QSizeF());
    m_editor.setScope(m_scene->shown());
    m_bandBase = toggle ? m_editor.selection() : GraphSelection();
    m_editor.setSelection(m_bandBase);
}

void GraphCanvas::pressItem(NodeItem* node, NoteItem* note, bool toggle)
{
    if (node)
        m_editor.setScope(m_scene->placed(node->path())->scope);
    else
        m_editor.setScope(m_scene->shown());
    auto selection = m_editor.selection();
    auto& ids = node ? selection.nodes : selection.comments;
    const auto id = node ? splitPath(node->path()).second : note->id();
    if (toggle) {
        if (!ids.erase(id))
            ids.insert(id);
    } else if (!ids.contains(id)) {
        selection = {};
        (node ? selection.nodes : selection.comments).insert(id);
    }
    m_mode = toggle ? Mode::Idle : Mode::Press;
    m_editor.setSelection(selection);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const auto moved = event->pos() - m_lastAt;
    const auto at = mapToScene(event->pos());
    switch (m_mode) {
    case Mode::Idle:
        return updateHover(event->pos());
    case Mode::Pan:
        m_rightMoved = m_rightMoved || (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
        m_fitted = true;
        break;
    case Mode::Band:
        m_band = QRectF(mapToScene(m_pressedAt), at).normalized();
        selectBand(m_band, !m_bandBase.isEmpty());
        viewport()->update();
        break;
    case Mode::Press:
        if ((event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance() || m_editor.isReadOnly())
            return;
        m_mode = Mode::Move;
        [[fallthrough]];
    case Mode::Move:
        followMove(event->pos());
        break;
    case Mode::Connect:
        m_lastAt = event->pos();
        followConnection(at);
        break;
    }
    m_lastAt = event->pos();
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const auto mode = std::exchange(m_mode, m_mode == Mode::Connect || m_mode == Mode::Move ? m_mode : Mode::Idle);
    switch (mode) {
    case Mode::Move:
        m_mode = Mode::Idle;
        finishMove();
        break;
    case Mode::Connect:
        m_mode = Mode::Idle;
        finishConnection(event->pos());
        break;
    case Mode::Press: {
        // A click on one of several selected ones selects it alone.
        const auto* node = m_scene->nodeAt(mapToScene(event->pos()));
        if (node && m_editor.selection().nodes.size() + m_editor.selection().comments.size() > 1)
            m_editor.setSelection({{splitPath(node->path()).second}, {}});
        break;
    }
    case Mode::Band:
        viewport()->update();
        break;
    default:
        break;
    }
    updateHover(event->pos());
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return mousePressEvent(event);
    const auto at = mapToScene(event->pos());
    m_mode = Mode::Idle;
    if (const auto* node = m_scene->nodeAt(at)) {
        const auto* placed = m_scene->placed(node->path());
        if (blockOf(m_editor.root(), placed->scope, *placed->node))
            enterGroup(node->path());
        else
            Q_EMIT editRequested(node->path());
    } else if (const auto* note = m_scene->noteAt(at)) {
        editNote(note->id());
    } else if (const auto* edge = m_scene->edgeAt(at, reach() / 2)) {
        openMenuForEdge(*edge, event->pos());
    } else {
        openMenu(event->pos());
    }
}

void GraphCanvas::wheelEvent(QWheelEvent* event)
{
    // A touchpad's two fingers move, a wheel zooms; with Ctrl both zoom.
    const auto pixels = event->pixelDelta();
    if (!pixels.isNull() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pixels.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - pixels.y());
        m_fitted = true;
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().x() - event->angleDelta().y());
        m_fitted = true;
    } else if (event->angleDelta().y() != 0) {
        zoomBy(std::pow(kWheelStep, event->angleDelta().y() / 120.0));
    }
    event->accept();
}

// --- moving -----------------------------------------------------------------------------------------------------------

bool GraphCanvas::canInsertSelected() const
{
    const auto* node = m_editor.current();
    return node && m_editor.selection().comments.empty() && std::ranges::none_of(m_editor.graph().edges, [&](const GraphEdge& edge) {
        return edge.fromNode == node->id || edge.toNode == node->id;
    });
}

void GraphCanvas::followMove(QPoint position)
{
    const auto offset = mapToScene(position) - mapToScene(m_pressedAt);
    m_scene->setDragOffset(snapped(offset));
    setInsertion(canInsertSelected() ? insertionEdge(mapToScene(position), currentPath()) : nullptr);
}

void GraphCanvas::finishMove()
{
    const auto offset = m_scene->dragOffset();
    const auto* edge = m_insertion;
    const auto inserted = edge ? std::optional(edge->edge()) : std::nullopt;
    setInsertion(nullptr);
    m_scene->setDragOffset({});
    if (inserted)
        m_editor.insertSelected(*inserted, offset);
    else
        m_editor.moveSelected(offset.x(), offset.y());
}

EdgeItem* GraphCanvas::insertionEdge(QPointF at, const std::string& besides) const
{
    auto* edge = m_scene->edgeAt(at, std::max(reach(), m_scene->style().headerHeight));
    // Only in the block that one edits, and never beside the node itself.
    if (!edge || edge->scope() != joinPath(m_editor.scope(), ""))
        return nullptr;
    const auto id = splitPath(besides).second;
    return !id.empty() && (edge->edge().fromNode == id || edge->edge().toNode == id) ? nullptr : edge;
}

void GraphCanvas::setInsertion(EdgeItem* edge)
{
    if (m_insertion && m_insertion != edge)
        m_insertion->setHovered(false);
    m_insertion = edge;
    if (edge)
        edge->setHovered(true);
}

void GraphCanvas::selectBand(const QRectF& band, bool add)
{
    auto selection = add ? m_bandBase : GraphSelection();
    for (const auto& placed : m_scene->arrangement().nodes)
        if (placed.scope == m_editor.scope() && placed.rect.intersects(band))
            selection.nodes.insert(placed.node->id);
    for (const auto& comment : m_editor.graph().comments)
        if (const auto* item = m_scene->note(comment.id); item && item->cardRect().intersects(band))
            selection.comments.insert(comment.id);
    m_editor.setSelection(selection);
}

void GraphCanvas::cancelDrag()
{
    setInsertion(nullptr);
    m_scene->setDragOffset({});
    if (auto* target = m_scene->node(m_connection.targetPath))
        target->setHotPort({});
    m_connection = {};
    m_mode = Mode::Idle;
    viewport()->update();
}

// --- connecting -------------------------------------------------------------------------------------------------------

void GraphCanvas::startConnection(NodeItem& node, PortPlace port)
{
    const auto* placed = m_scene->placed(node.path());
    m_editor.setScope(placed->scope);
    m_connection = {};
    m_connection.fixedPath = node.path();
    m_connection.fixed = port;
    m_connection.end = node.portPosition(port);
    m_mode = Mode::Connect;
    const auto& info = port.output ? placed->ports.outputs : placed->ports.inputs;
    if (port.output || info[static_cast<std::size_t>(port.index)].variadic)
        return;
    // The end of a connection is taken off its input and led elsewhere.
    for (const auto& edge : m_editor.graph().edges)
        if (edge.toNode == placed->node->id && portIndex(placed->ports.inputs, edge.toPort) == port.index) {
            const auto* from = m_scene->placed(joinPath(placed->scope, edge.fromNode));
            if (!from)
                return;
            m_connection.taken = edge;
            m_connection.fixedPath = from->path;
            m_connection.fixed = {true, std::max(portIndex(from->ports.outputs, edge.fromPort), 0)};
            return;
        }
}

std::optional<GraphEdge> GraphCanvas::edgeOf(const Connection& connection, const NodeItem& node, PortPlace port) const
{
    const auto* fixed = m_scene->node(connection.fixedPath);
    const auto* fixedPlace = m_scene->placed(connection.fixedPath);
    const auto* other = m_scene->placed(node.path());
    if (!fixed || !other || fixedPlace->scope != other->scope || port.output == connection.fixed.output)
        return std::nullopt;
    const auto fixedName = m_scene->portName(*fixed, connection.fixed);
    const auto name = m_scene->portName(node, port);
    return port.output ? GraphEdge{other->node->id, name, fixedPlace->node->id, fixedName}
                       : GraphEdge{fixedPlace->node->id, fixedName, other->node->id, name};
}

void GraphCanvas::aimConnection(NodeItem* node, PortPlace port)
{
    if (auto* before = m_scene->node(m_connection.targetPath); before && before != node)
        before->setHotPort({});
    m_connection.targetPath.clear();
    m_connection.problem.clear();
    if (!node || port.index < 0)
        return;
    const auto edge = edgeOf(m_connection, *node, port);
    const bool same = edge && m_connection.taken && edge->toNode == m_connection.taken->toNode && edge->toPort == m_connection.taken->toPort;
    const auto problem = !edge ? ConnectProblem::NoSuchPort : same ? ConnectProblem::None : canConnect(m_editor.root(), m_editor.place(), *edge);
    m_connection.problem = GraphEditor::sentenceOf(problem);
    m_connection.end = node->portPosition(port);
    if (problem == ConnectProblem::None) {
        m_connection.targetPath = node->path();
        m_connection.target = port;
        node->setHotPort(port);
    }
}

void GraphCanvas::followConnection(QPointF position)
{
    m_connection.end = position;
    const bool toInput = m_connection.fixed.output;
    auto [node, port] = m_scene->portAt(position, reach() * 1.5);
    if (!node || port.output == toInput) {
        // Anywhere on a node means its first port that is free, else its first one.
        node = m_scene->nodeAt(position);
        port = {!toInput, -1};
        if (node && node->path() != m_connection.fixedPath) {
            const auto& ports = toInput ? node->face().inputs : node->face().outputs;
            const auto free = std::ranges::find_if(ports, [&](const ShownPort& each) { return !toInput || each.variadic || !each.connected; });
            if (!ports.empty())
                port.index = free == ports.end() ? 0 : static_cast<int>(free - ports.begin());
        }
    }
    aimConnection(node, port);
    viewport()->update();
}

void GraphCanvas::finishConnection(QPoint at)
{
    const auto connection = m_connection;
    auto* target = m_scene->node(connection.targetPath);
    std::optional<GraphEdge> edge;
    if (target) {
        target->setHotPort({});
        edge = edgeOf(connection, *target, connection.target);
    }
    m_connection = {};
    viewport()->update();
    const bool moved = (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (connection.taken) {
        if (edge && !(*edge == *connection.taken))
            m_editor.rewire(*connection.taken, edge);
        else if (!edge && connection.problem.isEmpty() && moved)
            m_editor.disconnectEdge(*connection.taken);
        return;
    }
    if (edge) {
        static_cast<void>(m_editor.connectNodes(*edge));
        return;
    }
    if (!moved || !connection.problem.isEmpty())
        return;
    m_menuPosition = mapToScene(at);
    m_menuConnection = connection;
    m_menuEdge.reset();
    m_menuAfter = false;
    const auto* spec = connection.fixed.output ? m_editor.facts().output(connection.fixedPath, static_cast<std::size_t>(connection.fixed.index)) : nullptr;
    showMenu(at, spec, connection.fixed.output, !connection.fixed.output);
}

// --- dropping from the palette ------------------------------------------------------------------------------------------

void GraphCanvas::dragEnterEvent(QDragEnterEvent* event)
{
    const auto* data = event->mimeData();
    if (!m_editor.isReadOnly() && (data->hasFormat(kLayerMime) || data->hasFormat(kBlockMime)))
        event->acceptProposedAction();
    else
        event->ignore();
}

void GraphCanvas::dragMoveEvent(QDragMoveEvent* event)
{
    if (!event->mimeData()->hasFormat(kLayerMime) && !event->mimeData()->hasFormat(kBlockMime))
        return event->ignore();
    event->acceptProposedAction();
    m_editor.setScope(m_scene->documentPlace(mapToScene(event->position().toPoint())).first);
    const auto* info = m_editor.catalog().find(ComponentKind::Layer, event->mimeData()->data(kLayerMime).toStdString());
    const bool inserts = info && !info->inputs.empty() && !info->outputs.empty();
    setInsertion(inserts ? insertionEdge(mapToScene(event->position().toPoint()), {}) : nullptr);
}

void GraphCanvas::dragLeaveEvent(QDragLeaveEvent* event)
{
    setInsertion(nullptr);
    event->accept();
}

void GraphCanvas::dropEvent(QDropEvent* event)
{
    const auto* data = event->mimeData();
    const auto inserted = m_insertion ? std::optional(m_insertion->edge()) : std::nullopt;
    setInsertion(nullptr);
    const auto [scope, at] = m_scene->documentPlace(mapToScene(event->position().toPoint()));
    const auto corner = snapped(at - QPointF(kNodeWidth / 2, kNodeHeight / 2));
    m_editor.setScope(scope);
    if (data->hasFormat(kLayerMime)) {
        const auto id = data->data(kLayerMime).toStdString();
        if (inserted)
            m_editor.insertComponent(id, *inserted, corner);
        else
            m_editor.addComponent(id, corner);
    } else if (data->hasFormat(kBlockMime)) {
        m_editor.addBlock(data->data(kBlockMime).toStdString(), corner);
    } else {
        return event->ignore();
    }
    event->acceptProposedAction();
    setFocus(Qt::MouseFocusReason);
}

} // namespace fettle::ui
