// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_canvas.h"

#include <cmath>

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "ui/graph/component_search.h"
#include "ui/graph/edge_item.h"
#include "ui/graph/edge_router.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/node_faces.h"
#include "ui/graph/node_menu.h"
#include "ui/graph/note_edit.h"
#include "ui/graph/note_item.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

namespace fettle::ui {
namespace {

constexpr double kFitMargin = 48;
/// From here on nodes show their second line well.
constexpr double kReadableZoom = 0.75;

} // namespace

GraphCanvas::GraphCanvas(GraphEditor& editor, QWidget* parent)
    : QGraphicsView(parent), m_editor(editor), m_scene(std::make_unique<GraphScene>(editor, themeOf(this)))
{
    setScene(m_scene.get());
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setResizeAnchor(QGraphicsView::NoAnchor);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    setOptimizationFlag(QGraphicsView::DontSavePainterState);
    setOptimizationFlag(QGraphicsView::DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    // One-key shortcuts: an input method must not take the letters.
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setAttribute(Qt::WA_InputMethodEnabled, false);
    setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    setMinimumSize(200, 160);
    m_menu = new NodeMenu(m_editor, this);
    m_menu->hide();
    connect(m_menu, &NodeMenu::chosen, this, &GraphCanvas::chooseFromMenu);
    connect(m_menu, &NodeMenu::closed, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_scene.get(), &GraphScene::synced, this, [this] {
        // Items may be others now.
        m_hoveredNode = nullptr;
        m_hoveredEdge = nullptr;
        m_chosenEdge = nullptr;
        m_insertion = nullptr;
        if (!m_fitted && !m_editor.graph().nodes.empty() && isVisible())
            zoomToFit();
        viewport()->update();
    });
    connect(&m_editor, &GraphEditor::scopeChanged, this, [this] { Q_EMIT shownChanged(); });
    connect(&m_editor, &GraphEditor::selectionChanged, this, [this] {
        if (const auto path = currentPath(); !path.empty() && hasFocus() && m_mode == Mode::Idle)
            reveal(path);
    });
    applyTheme();
    retranslate();
}

GraphCanvas::~GraphCanvas()
{
    setScene(nullptr); // the scene goes first
}

void GraphCanvas::retranslate()
{
    setAccessibleName(tr("Network"));
    setAccessibleDescription(tr("Arrow keys move between nodes, Enter edits, Tab adds the next one."));
}

void GraphCanvas::applyTheme()
{
    const double kept = m_fitted ? zoom() : 1.0;
    m_scene->setTheme(themeOf(this));
    setTransform(QTransform::fromScale(kept * m_scene->style().textScale, kept * m_scene->style().textScale));
}

// --- view -------------------------------------------------------------------------------------------------------------

double GraphCanvas::zoom() const { return transform().m11() / m_scene->style().textScale; }

void GraphCanvas::setZoom(double zoom) { zoomBy(zoom / this->zoom()); }

void GraphCanvas::zoomBy(double factor)
{
    const double target = std::clamp(zoom() * factor, kMinimumZoom, kMaximumZoom);
    // About the mouse where it is on the canvas, else about the middle.
    auto anchor = viewport()->mapFromGlobal(QCursor::pos());
    if (!viewport()->rect().contains(anchor) || !viewport()->underMouse())
        anchor = viewport()->rect().center();
    const auto fixed = mapToScene(anchor);
    const double scale = target * m_scene->style().textScale;
    setTransform(QTransform::fromScale(scale, scale));
    const auto moved = mapFromScene(fixed) - anchor;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + moved.y());
    m_fitted = true;
    Q_EMIT zoomChanged(zoom());
    Q_EMIT viewMoved();
}

void GraphCanvas::zoomToFit()
{
    const auto content = m_scene->contentRect();
    if (content.isEmpty())
        return;
    const double room = m_scene->style().textScale;
    const double wide = (viewport()->width() - 2 * kFitMargin) / content.width() / room;
    const double high = (viewport()->height() - 2 * kFitMargin) / content.height() / room;
    const double target = std::clamp(std::min(wide, high), kMinimumZoom, 1.0);
    setTransform(QTransform::fromScale(target * room, target * room));
    centerOn(content.center());
    m_fitted = true;
    Q_EMIT zoomChanged(zoom());
    Q_EMIT viewMoved();
}

void GraphCanvas::showStart()
{
    zoomToFit();
    const auto content = m_scene->contentRect();
    if (content.isEmpty() || zoom() >= kReadableZoom)
        return;
    setZoom(kReadableZoom);
    // The leftmost node at the left, in the middle of the height.
    const PlacedNode* first = nullptr;
    for (const auto& placed : m_scene->arrangement().nodes)
        if (placed.depth == 0 && (!first || placed.rect.left() < first->rect.left()))
            first = &placed;
    const auto seen = mapToScene(viewport()->rect()).boundingRect();
    const double left = content.left() - kFitMargin / kReadableZoom;
    centerOn(left + seen.width() / 2, first ? first->rect.center().y() : content.center().y());
    Q_EMIT viewMoved();
}

void GraphCanvas::reveal(const std::string& path)
{
    const auto* item = m_scene->node(path);
    if (!item)
        return;
    const auto rect = item->cardRect();
    const auto seen = mapToScene(viewport()->rect()).boundingRect();
    if (seen.contains(rect))
        return;
    if (rect.width() > seen.width() || rect.height() > seen.height() || !seen.adjusted(-seen.width(), -seen.height(), seen.width(), seen.height()).intersects(rect))
        centerOn(rect.center());
    else
        ensureVisible(rect, 32, 32);
    Q_EMIT viewMoved();
}

void GraphCanvas::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    if (!m_fitted && !m_editor.graph().nodes.empty() && viewport()->width() > 200)
        zoomToFit();
    Q_EMIT viewMoved();
}

void GraphCanvas::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    Q_EMIT viewMoved();
}

double GraphCanvas::reach() const
{
    // Twelve pixels of the screen, but never more than to the middle of a node.
    return std::min(m_scene->style().portHit / zoom(), 28.0);
}

void GraphCanvas::enterGroup(const std::string& path)
{
    auto [scope, id] = splitPath(path);
    scope.push_back(id);
    if (!findScope(m_editor.root(), scope))
        return;
    m_editor.setScope(scope);
    m_scene->setShown(scope);
    zoomToFit();
    Q_EMIT shownChanged();
}

void GraphCanvas::leaveGroup()
{
    auto scope = m_scene->shown();
    if (scope.empty())
        return;
    const auto id = scope.back();
    scope.pop_back();
    m_scene->setShown(scope);
    m_editor.setScope(scope);
    m_editor.setSelection({{id}, {}});
    zoomToFit();
    Q_EMIT shownChanged();
}

void GraphCanvas::toggleExpanded()
{
    const auto path = currentPath();
    const auto* placed = m_scene->placed(path);
    if (placed && blockOf(m_editor.root(), placed->scope, *placed->node))
        m_scene->setExpanded(path, !m_scene->isExpanded(path));
}

void GraphCanvas::arrange()
{
    // A long chain is broken into rows that make a picture of the canvas's own shape.
    const double rows = std::max(1.0, std::sqrt(static_cast<double>(m_editor.graph().nodes.size()) * kRowStep * 1.6 * viewport()->width() /
                                                (kColumnStep * std::max(1, viewport()->height()))));
    const double wanted = std::max(rows, 4.0) * kColumnStep;
    m_editor.arrange(m_editor.graph().nodes.size() > 8 ? wanted : 0);
    zoomToFit();
}

std::string GraphCanvas::currentPath() const
{
    const auto* node = m_editor.current();
    return node ? m_editor.pathOf(node->id) : std::string();
}

// --- find -------------------------------------------------------------------------------------------------------------

int GraphCanvas::markFound(const QString& query)
{
    for (const auto& path : m_found)
        if (auto* item = m_scene->node(path))
            item->setHighlighted(false);
    m_found.clear();
    m_foundIndex = 0;
    if (query.trimmed().isEmpty())
        return 0;
    for (const auto& placed : m_scene->arrangement().nodes) {
        const auto* info = m_editor.infoOf(*placed.node);
        QStringList words{QString::fromStdString(placed.node->id), QString::fromStdString(placed.node->component)};
        if (info)
            words << QString::fromStdString(info->title) << QString::fromStdString(m_editor.sentences().catalog(info->title));
        if (SearchKeys(m_editor.titleOf(*placed.node), words).score(query) > 1) {
            m_found.push_back(placed.path);
            m_scene->node(placed.path)->setHighlighted(true);
        }
    }
    if (!m_found.empty())
        reveal(m_found.front());
    return static_cast<int>(m_found.size());
}

void GraphCanvas::stepFound(int step)
{
    if (m_found.empty())
        return;
    const auto count = static_cast<int>(m_found.size());
    m_foundIndex = static_cast<std::size_t>((static_cast<int>(m_foundIndex) + step % count + count) % count);
    const auto path = m_found[m_foundIndex];
    m_editor.selectPath(path);
    reveal(path);
}

// --- notes ------------------------------------------------------------------------------------------------------------

void GraphCanvas::addNoteHere()
{
    auto at = viewport()->mapFromGlobal(QCursor::pos());
    if (!viewport()->rect().contains(at) || !viewport()->underMouse())
        at = viewport()->rect().center();
    const auto [scope, position] = m_scene->documentPlace(mapToScene(at));
    m_editor.setScope(m_scene->shown());
    const auto id = m_editor.addNote(tr("Note"), position);
    if (!id.empty())
        editNote(id);
}

void GraphCanvas::editNote(const std::string& id)
{
    const auto* item = m_scene->note(id);
    if (!item || m_editor.isReadOnly())
        return;
    commitNote();
    m_editedNote = id;
    m_noteEdit = new NoteEdit(item->text(), viewport());
    m_noteEdit->setAccessibleName(tr("Text of the note"));
    m_noteEdit->setTabChangesFocus(true);
    const auto rect = mapFromScene(item->cardRect()).boundingRect();
    m_noteEdit->setGeometry(QRect(rect.topLeft(), rect.size().expandedTo(QSize(240, 96))).intersected(viewport()->rect().adjusted(0, 0, 400, 400)));
    m_noteEdit->selectAll();
    m_noteEdit->show();
    m_noteEdit->setFocus();
    connect(m_noteEdit, &NoteEdit::done, this, &GraphCanvas::commitNote);
}

void GraphCanvas::commitNote()
{
    if (!m_noteEdit)
        return;
    auto* edit = std::exchange(m_noteEdit, nullptr);
    const auto id = std::exchange(m_editedNote, {});
    m_editor.setNote(id, edit->toPlainText().trimmed());
    edit->hide();
    edit->deleteLater();
    setFocus(Qt::OtherFocusReason);
}

// --- drawing over the items ---------------------------------------------------------------------------------------------

QString GraphCanvas::hoverText() const
{
    if (m_mode == Mode::Connect)
        return m_connection.problem;
    const auto* edge = m_hoveredEdge;
    if (!edge || m_mode != Mode::Idle)
        return {};
    const auto* from = m_scene->placed(edge->scope() + edge->edge().fromNode);
    const int port = from ? portIndex(from->ports.outputs, edge->edge().fromPort) : -1;
    const auto* spec = port < 0 ? nullptr : m_editor.facts().output(from->path, static_cast<std::size_t>(port));
    return spec ? shownSpec(*spec) : QString();
}

void GraphCanvas::drawForeground(QPainter* painter, const QRectF&)
{
    const auto& style = m_scene->style();
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_mode == Mode::Connect) {
        const auto* fixed = m_scene->node(m_connection.fixedPath);
        if (fixed) {
            const auto start = fixed->portPosition(m_connection.fixed);
            const bool wrong = !m_connection.problem.isEmpty();
            painter->setPen(QPen(wrong ? style.danger : style.focus, 2, wrong ? Qt::DashLine : Qt::SolidLine));
            painter->setBrush(Qt::NoBrush);
            painter->drawPath(m_connection.fixed.output ? directCurve(start, m_connection.end) : directCurve(m_connection.end, start));
        }
    }
    if (m_mode == Mode::Band) {
        auto fill = style.focus;
        fill.setAlphaF(0.12F);
        QPen pen(style.focus, 1);
        pen.setCosmetic(true);
        painter->setPen(pen);
        painter->setBrush(fill);
        painter->drawRect(m_band);
    }
    const auto text = hoverText();
    if (text.isEmpty() && !(hasFocus() && m_editor.selection().isEmpty()))
        return;
    painter->save();
    painter->resetTransform();
    if (!text.isEmpty()) {
        const bool wrong = m_mode == Mode::Connect;
        const QFont font = themeOf(this).font(wrong ? TextStyle::Small : TextStyle::Code);
        const double wide = textWidth(text, font) + 2.0 * themeOf(this).space(1);
        const double high = themeOf(this).lineHeight(TextStyle::Code) + 4.0;
        QRectF box(m_lastAt.x() + 12, m_lastAt.y() - high - 8, wide, high);
        box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, viewport()->width() - wide - 4)));
        box.moveTop(std::max(box.top(), 4.0));
        drawBox(*painter, box, style.radius, wrong ? style.dangerFill : style.note, wrong ? style.danger : style.border);
        drawTextLine(*painter, box, text, font, wrong ? style.danger : style.text, Qt::AlignHCenter);
    }
    painter->restore();
}

bool GraphCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto position = mapToScene(help->pos());
        if (const auto [node, port] = m_scene->portAt(position, reach()); node) {
            const auto name = m_scene->portName(*node, port);
            QToolTip::showText(help->globalPos(), port.output ? tr("Output “%1”").arg(QString::fromStdString(name))
                                                              : tr("Input “%1”").arg(QString::fromStdString(name)), viewport());
            return true;
        }
        if (const auto* node = m_scene->nodeAt(position)) {
            if (const auto* placed = m_scene->placed(node->path()))
                QToolTip::showText(help->globalPos(), describeNode(m_editor, *placed), viewport());
            return true;
        }
        QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Leave)
        updateHover({-1000, -1000});
    return QGraphicsView::viewportEvent(event);
}

void GraphCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_scene->sync();
    } else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyTheme();
    }
    QGraphicsView::changeEvent(event);
}

void GraphCanvas::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    viewport()->update();
}

void GraphCanvas::focusOutEvent(QFocusEvent* event)
{
    m_spaceHeld = false;
    QGraphicsView::focusOutEvent(event);
    viewport()->update();
}

} // namespace fettle::ui
