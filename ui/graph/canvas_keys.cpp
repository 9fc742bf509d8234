// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas by the keyboard alone, and its menus.
#include <cmath>

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include "ui/graph/canvas_style.h"
#include "ui/graph/edge_item.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/node_menu.h"

namespace fettle::ui {
namespace {

bool isArrow(int key) { return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down; }

/// How far `to` lies in a direction, sideways counted more; negative: not in that direction.
double distanceIn(Qt::Key direction, QPointF from, QPointF to)
{
    const auto offset = to - from;
    const bool across = direction == Qt::Key_Left || direction == Qt::Key_Right;
    const double along = direction == Qt::Key_Right ? offset.x() : direction == Qt::Key_Left ? -offset.x() : direction == Qt::Key_Down ? offset.y() : -offset.y();
    const double side = std::abs(across ? offset.y() : offset.x());
    return along < 1 ? -1 : along + 2 * side;
}

} // namespace

bool GraphCanvas::isOurs(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const int key = event.key();
    if (modifiers == Qt::ControlModifier)
        return key == Qt::Key_A || key == Qt::Key_C || key == Qt::Key_X || key == Qt::Key_V || key == Qt::Key_D || key == Qt::Key_G || isArrow(key);
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        return key == Qt::Key_G;
    if (modifiers != Qt::NoModifier && modifiers != Qt::ShiftModifier)
        return false;
    if (isArrow(key))
        return true;
    switch (key) {
    case Qt::Key_Delete: case Qt::Key_Backspace: case Qt::Key_Return: case Qt::Key_Enter: case Qt::Key_Escape: case Qt::Key_Space:
    case Qt::Key_A: case Qt::Key_C: case Qt::Key_E: case Qt::Key_F: case Qt::Key_G: case Qt::Key_L: case Qt::Key_N: case Qt::Key_U:
    case Qt::Key_1: case Qt::Key_Plus: case Qt::Key_Equal: case Qt::Key_Minus: case Qt::Key_Home: case Qt::Key_End:
        return true;
    default:
        return false;
    }
}

bool GraphCanvas::event(QEvent* event)
{
    // The window's shortcuts come after the canvas's own keys, while it has the focus.
    if (event->type() == QEvent::ShortcutOverride && isOurs(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QGraphicsView::event(event);
}

bool GraphCanvas::focusNextPrevChild(bool next)
{
    // Tab adds the next node; without a selected one it goes on to the next control, Shift+Tab always goes back.
    if (next && m_editor.current() && !m_editor.isReadOnly()) {
        openMenuAfterCurrent();
        return true;
    }
    return QGraphicsView::focusNextPrevChild(next);
}

void GraphCanvas::keyPressEvent(QKeyEvent* event)
{
    if (handleKey(*event))
        event->accept();
    else
        QAbstractScrollArea::keyPressEvent(event); // not the view's: it scrolls by arrow keys
}

void GraphCanvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        viewport()->setCursor(Qt::ArrowCursor);
    }
    QGraphicsView::keyReleaseEvent(event);
}

bool GraphCanvas::handleKey(QKeyEvent& event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const auto key = static_cast<Qt::Key>(event.key());
    if (!isOurs(event))
        return false;
    if (m_mode == Mode::Connect && m_connection.byKey) {
        if (isArrow(key))
            moveKeyConnection(key);
        else if (key == Qt::Key_Return || key == Qt::Key_Enter)
            finishKeyConnection();
        else
            cancelDrag();
        return true;
    }
    if (isArrow(key)) {
        if (control)
            m_editor.moveSelected(key == Qt::Key_Left ? -kCanvasGrid : key == Qt::Key_Right ? kCanvasGrid : 0,
                                  key == Qt::Key_Up ? -kCanvasGrid : key == Qt::Key_Down ? kCanvasGrid : 0, true);
        else
            moveFocus(key, shift);
        return true;
    }
    if (control) {
        switch (key) {
        case Qt::Key_A: m_editor.selectAll(); break;
        case Qt::Key_C: m_editor.copySelected(); break;
        case Qt::Key_X: m_editor.cutSelected(); break;
        case Qt::Key_V: m_editor.pasteClipboard(); break;
        case Qt::Key_D: m_editor.duplicateSelected(); break;
        default: shift ? m_editor.ungroupSelected() : m_editor.groupSelected(); break;
        }
        return true;
    }
    switch (key) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_chosenEdge)
            m_editor.disconnectEdge(std::exchange(m_chosenEdge, nullptr)->edge());
        else
            m_editor.removeSelected();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: editCurrent(); return true;
    case Qt::Key_Escape:
        if (m_mode != Mode::Idle)
            cancelDrag();
        else if (!m_editor.selection().isEmpty())
            m_editor.setSelection({});
        else if (m_scene->shown().empty())
            return false;
        else
            leaveGroup();
        return true;
    case Qt::Key_Space:
        m_spaceHeld = true;
        viewport()->setCursor(Qt::OpenHandCursor);
        return true;
    default: return handleLetter(key, shift);
    }
}

bool GraphCanvas::handleLetter(int key, bool shift)
{
    switch (key) {
    case Qt::Key_A: m_editor.current() ? openMenuAfterCurrent() : openMenu(viewport()->rect().center()); return true;
    case Qt::Key_C: startKeyConnection(); return true;
    case Qt::Key_E: toggleExpanded(); return true;
    case Qt::Key_F: zoomToFit(); return true;
    case Qt::Key_G: shift ? m_editor.ungroupSelected() : m_editor.groupSelected(); return true;
    case Qt::Key_U: m_editor.ungroupSelected(); return true;
    case Qt::Key_L: arrange(); return true;
    case Qt::Key_N: addNoteHere(); return true;
    case Qt::Key_1: setZoom(1.0); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(1.25); return true;
    case Qt::Key_Minus: zoomBy(0.8); return true;
    case Qt::Key_Home:
    case Qt::Key_End: {
        const PlacedNode* end = nullptr;
        for (const auto& placed : m_scene->arrangement().nodes)
            if (placed.depth == 0 && (!end || (key == Qt::Key_Home ? placed.rect.left() < end->rect.left() : placed.rect.left() > end->rect.left())))
                end = &placed;
        if (end)
            m_editor.selectPath(end->path);
        return true;
    }
    default: return false;
    }
}

// --- moving between nodes -----------------------------------------------------------------------------------------------

std::string GraphCanvas::neighbor(const std::string& path, Qt::Key direction) const
{
    const auto* from = m_scene->placed(path);
    std::string best;
    double nearest = 1e18;
    if (!from) {
        for (const auto& placed : m_scene->arrangement().nodes)
            if (const double rank = placed.rect.left() + placed.rect.top() * 0.001; placed.depth == 0 && rank < nearest) {
                nearest = rank;
                best = placed.path;
            }
        return best;
    }
    // Left and right follow the connections, the straightest one first; otherwise it is what lies there.
    if (direction == Qt::Key_Left || direction == Qt::Key_Right)
        for (const auto& edge : m_scene->arrangement().edges) {
            const auto& source = m_scene->arrangement().nodes[edge.from];
            const auto& target = m_scene->arrangement().nodes[edge.to];
            const auto* other = direction == Qt::Key_Right && source.path == path ? &target : direction == Qt::Key_Left && target.path == path ? &source : nullptr;
            if (!other)
                continue;
            const auto offset = other->rect.center() - from->rect.center();
            if (const double distance = std::abs(offset.y()) * 4 + std::abs(offset.x()); distance < nearest) {
                nearest = distance;
                best = other->path;
            }
        }
    if (!best.empty())
        return best;
    for (const auto& placed : m_scene->arrangement().nodes)
        if (placed.path != path && placed.scope == from->scope)
            if (const double distance = distanceIn(direction, from->rect.center(), placed.rect.center()); distance >= 0 && distance < nearest) {
                nearest = distance;
                best = placed.path;
            }
    return best;
}

void GraphCanvas::moveFocus(Qt::Key direction, bool extend)
{
    auto path = currentPath();
    if (path.empty() && !m_editor.selection().nodes.empty()) {
        // From the outermost of several.
        double furthest = -1e18;
        for (const auto& id : m_editor.selection().nodes)
            if (const auto* placed = m_scene->placed(m_editor.pathOf(id))) {
                const auto center = placed->rect.center();
                const double rank = direction == Qt::Key_Right ? center.x() : direction == Qt::Key_Left ? -center.x() : direction == Qt::Key_Down ? center.y() : -center.y();
                if (rank > furthest) {
                    furthest = rank;
                    path = placed->path;
                }
            }
    }
    const auto next = neighbor(path, direction);
    if (next.empty())
        return;
    if (extend) {
        auto selection = m_editor.selection();
        selection.nodes.insert(splitPath(next).second);
        m_editor.setSelection(selection);
    } else {
        m_editor.selectPath(next);
    }
    reveal(next);
}

void GraphCanvas::editCurrent()
{
    const auto path = currentPath();
    if (path.empty()) {
        if (m_editor.selection().comments.size() == 1)
            editNote(*m_editor.selection().comments.begin());
        return;
    }
    const auto* placed = m_scene->placed(path);
    if (placed && blockOf(m_editor.root(), placed->scope, *placed->node))
        enterGroup(path);
    else
        Q_EMIT editRequested(path);
}

// --- connecting by keys -------------------------------------------------------------------------------------------------

void GraphCanvas::startKeyConnection()
{
    const auto path = currentPath();
    auto* node = m_scene->node(path);
    if (!node || node->face().outputs.empty() || m_editor.isReadOnly())
        return;
    m_connection = {};
    m_connection.fixedPath = path;
    m_connection.fixed = {true, 0};
    m_connection.byKey = true;
    m_connection.end = node->portPosition({true, 0}) + QPointF(4, 0);
    m_mode = Mode::Connect;
    m_lastAt = mapFromScene(m_connection.end);
    m_connection.targetPath = path;
    moveKeyConnection(Qt::Key_Right);
}

void GraphCanvas::moveKeyConnection(Qt::Key direction)
{
    // From what is aimed at, whether it fits or not, to what lies there and has an input.
    const auto* from = m_scene->placed(m_connection.fixedPath);
    auto* best = static_cast<NodeItem*>(nullptr);
    double nearest = 1e18;
    for (const auto& placed : m_scene->arrangement().nodes) {
        if (placed.scope != from->scope || placed.ports.inputs.empty() || placed.path == m_connection.fixedPath)
            continue;
        const auto* aimed = m_scene->nodeAt(m_connection.end + QPointF(2, 0));
        if (aimed && aimed->path() == placed.path)
            continue;
        const auto origin = aimed ? aimed->cardRect().center() : m_connection.end;
        if (const double distance = distanceIn(direction, origin, placed.rect.center()); distance >= 0 && distance < nearest) {
            nearest = distance;
            best = m_scene->node(placed.path);
        }
    }
    if (best) {
        const auto& ports = best->face().inputs;
        const auto free = std::ranges::find_if(ports, [](const ShownPort& port) { return port.variadic || !port.connected; });
        aimConnection(best, {false, free == ports.end() ? 0 : static_cast<int>(free - ports.begin())});
        m_lastAt = mapFromScene(m_connection.end);
        reveal(best->path());
    }
    viewport()->update();
}

void GraphCanvas::finishKeyConnection()
{
    auto* target = m_scene->node(m_connection.targetPath);
    const auto edge = target && m_connection.problem.isEmpty() ? edgeOf(m_connection, *target, m_connection.target) : std::nullopt;
    cancelDrag();
    if (edge)
        static_cast<void>(m_editor.connectNodes(*edge));
}

// --- the menu of what can be added ----------------------------------------------------------------------------------------

void GraphCanvas::showMenu(QPoint at, const TensorSpec* input, bool needsInput, bool needsOutput)
{
    if (m_editor.isReadOnly())
        return;
    const auto* current = m_editor.current();
    m_menu->open(at, {input ? std::optional(*input) : std::nullopt, needsInput, needsOutput,
                      m_menuAfter && current ? current->component : std::string()});
}

void GraphCanvas::openMenu(QPoint at)
{
    m_menuPosition = mapToScene(at);
    m_menuConnection.reset();
    m_menuEdge.reset();
    m_menuAfter = false;
    showMenu(at, nullptr, false, false);
}

void GraphCanvas::openMenuAfterCurrent()
{
    const auto path = currentPath();
    const auto* item = m_scene->node(path);
    if (!item)
        return;
    m_menuConnection.reset();
    m_menuEdge.reset();
    m_menuAfter = true;
    reveal(path);
    showMenu(mapFromScene(item->cardRect().topRight()) + QPoint(16, 0), m_editor.facts().output(path, 0), !item->face().outputs.empty(), false);
}

void GraphCanvas::openMenuForEdge(const EdgeItem& edge, QPoint at)
{
    m_menuPosition = mapToScene(at);
    m_menuConnection.reset();
    m_menuAfter = false;
    m_editor.setScope(splitPath(edge.scope() + "x").first);
    m_menuEdge = edge.edge();
    const auto* from = m_scene->placed(edge.scope() + edge.edge().fromNode);
    const int port = from ? portIndex(from->ports.outputs, edge.edge().fromPort) : -1;
    showMenu(at, port < 0 ? nullptr : m_editor.facts().output(from->path, static_cast<std::size_t>(port)), true, true);
}

void GraphCanvas::chooseFromMenu(const std::string& component, bool block)
{
    const auto [scope, at] = m_scene->documentPlace(m_menuPosition);
    const auto onGrid = [](QPointF point) {
        return QPointF(std::round(point.x() / kCanvasGrid) * kCanvasGrid, std::round(point.y() / kCanvasGrid) * kCanvasGrid);
    };
    const QPointF middle(kNodeWidth / 2, kNodeHeight / 2);
    if (m_menuAfter && !block) {
        m_editor.addAfterCurrent(component);
    } else if (m_menuEdge && !block) {
        m_editor.insertComponent(component, *m_menuEdge, onGrid(at - middle));
    } else if (m_menuConnection && !block) {
        const auto& fixed = *m_menuConnection;
        const auto* placed = m_scene->placed(fixed.fixedPath);
        const auto* item = m_scene->node(fixed.fixedPath);
        if (placed && item) {
            m_editor.setScope(placed->scope);
            GraphEdge edge;
            (fixed.fixed.output ? edge.fromNode : edge.toNode) = placed->node->id;
            (fixed.fixed.output ? edge.fromPort : edge.toPort) = m_scene->portName(*item, fixed.fixed);
            // The new node's port is where the connection was dropped.
            const QPointF corner = at - QPointF(fixed.fixed.output ? 0 : kNodeWidth, kNodeHeight / 2);
            m_editor.addConnected(component, edge, fixed.fixed.output, onGrid(corner));
        }
    } else {
        m_editor.setScope(scope);
        if (block)
            m_editor.addBlock(component, onGrid(at - middle));
        else
            m_editor.addComponent(component, onGrid(at - middle));
    }
    m_menuConnection.reset();
    m_menuEdge.reset();
    setFocus(Qt::OtherFocusReason);
    if (const auto path = currentPath(); !path.empty())
        reveal(path);
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (std::exchange(m_rightMoved, false))
        return;
    const auto position = mapToScene(event->pos());
    if (event->reason() == QContextMenuEvent::Mouse)
        if (auto* node = m_scene->nodeAt(position)) {
            pressItem(node, nullptr, false); // one of several selected ones leaves them selected
            m_mode = Mode::Idle;
        }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool some = !m_editor.selection().isEmpty();
    const bool edits = !m_editor.isReadOnly();
    const auto add = [menu](const QString& text, const QKeySequence& key, bool enabled, auto&& act) {
        auto* action = menu->addAction(text);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setEnabled(enabled);
        QObject::connect(action, &QAction::triggered, menu, act);
    };
    const auto at = event->pos();
    const auto place = m_scene->documentPlace(position).second;
    add(tr("Add a layer…"), Qt::Key_A, edits, [this, at] { openMenu(at); });
    add(tr("Add a note"), Qt::Key_N, edits, [this] { addNoteHere(); });
    menu->addSeparator();
    add(tr("Cut"), QKeySequence::Cut, some && edits, [this] { m_editor.cutSelected(); });
    add(tr("Copy"), QKeySequence::Copy, some, [this] { m_editor.copySelected(); });
    add(tr("Paste"), QKeySequence::Paste, m_editor.canPaste(), [this, place] { m_editor.pasteClipboard(place); });
    add(tr("Duplicate"), Qt::CTRL | Qt::Key_D, some && edits, [this] { m_editor.duplicateSelected(); });
    add(tr("Remove"), Qt::Key_Delete, some && edits, [this] { m_editor.removeSelected(); });
    menu->addSeparator();
    add(tr("Group into a block"), Qt::Key_G, m_editor.canGroupSelected(), [this] { m_editor.groupSelected(); });
    add(tr("Ungroup"), Qt::Key_U, m_editor.canUngroupSelected(), [this] { m_editor.ungroupSelected(); });
    const auto current = currentPath();
    add(m_scene->isExpanded(current) ? tr("Collapse") : tr("Expand in place"), Qt::Key_E, !current.empty() && m_editor.current()->component == "group",
        [this] { toggleExpanded(); });
    menu->addSeparator();
    add(tr("Arrange"), Qt::Key_L, edits, [this] { arrange(); });
    add(tr("Zoom to fit"), Qt::Key_F, true, [this] { zoomToFit(); });
    menu->popup(event->globalPos());
    event->accept();
}

} // namespace fettle::ui
