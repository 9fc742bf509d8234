// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/minimap.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/graph/canvas_style.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/theme/painting.h"

namespace fettle::ui {
namespace {

constexpr int kMinimapWide = 176;
constexpr int kMinimapHigh = 104;
constexpr int kInset = 12; ///< from the canvas's corner
constexpr int kMinimapPad = 8;

} // namespace

Minimap::Minimap(GraphCanvas& canvas) : QWidget(&canvas), m_canvas(canvas)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::NoFocus); // the canvas itself goes everywhere by keys
    canvas.installEventFilter(this);
    connect(&canvas, &GraphCanvas::viewMoved, this, &Minimap::follow);
    connect(&canvas.graphScene(), &GraphScene::synced, this, &Minimap::forget);
    connect(&canvas.editor(), &GraphEditor::factsChanged, this, &Minimap::forget);
    connect(&canvas.editor(), &GraphEditor::selectionChanged, this, &Minimap::forget);
    retranslate();
    place();
    follow();
}

QSize Minimap::sizeHint() const
{
    const double scale = themeOf(this).options().textScale;
    return {static_cast<int>(kMinimapWide * scale), static_cast<int>(kMinimapHigh * scale)};
}

void Minimap::place()
{
    const auto size = sizeHint();
    setGeometry(m_canvas.width() - size.width() - kInset, m_canvas.height() - size.height() - kInset, size.width(), size.height());
    raise();
}

void Minimap::forget()
{
    m_network = {};
    follow();
}

void Minimap::follow()
{
    const auto seen = m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect();
    const auto content = m_canvas.graphScene().contentRect();
    const bool small = 2 * m_canvas.width() < 5 * width() || m_canvas.height() < 3 * height();
    setVisible(!content.isEmpty() && !seen.contains(content) && !small);
    update();
}

QTransform Minimap::mapping() const
{
    const auto content = m_canvas.graphScene().contentRect().adjusted(-48, -48, 48, 48);
    const double scale = std::min((width() - 2.0 * kMinimapPad) / content.width(), (height() - 2.0 * kMinimapPad) / content.height());
    QTransform result;
    result.translate(width() / 2.0, height() / 2.0);
    result.scale(scale, scale);
    result.translate(-content.center().x(), -content.center().y());
    return result;
}

void Minimap::drawNetwork()
{
    m_network = QPixmap(size() * devicePixelRatioF());
    m_network.setDevicePixelRatio(devicePixelRatioF());
    m_network.fill(Qt::transparent);
    QPainter painter(&m_network);
    const auto map = mapping();
    const auto& style = m_canvas.graphScene().style();
    for (const auto& placed : m_canvas.graphScene().arrangement().nodes) {
        if (placed.depth > 0)
            continue;
        const auto* node = m_canvas.graphScene().node(placed.path);
        auto rect = map.mapRect(placed.rect);
        rect.setWidth(std::max(rect.width(), 2.0));
        rect.setHeight(std::max(rect.height(), 2.0));
        painter.fillRect(rect, !node->face().error.isEmpty() ? style.danger : node->isChosen() ? style.focus : style.category(node->face().category).color);
    }
}

void Minimap::paintEvent(QPaintEvent*)
{
    if (m_network.isNull())
        drawNetwork();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = themeOf(this);
    auto fill = theme.color("bg.surface");
    fill.setAlphaF(0.92F);
    drawBox(painter, rect(), theme.radius("card"), fill, theme.color("line.subtle"));
    painter.drawPixmap(0, 0, m_network);
    const auto seen = mapping().mapRect(m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect()).intersected(QRectF(rect()).adjusted(2, 2, -2, -2));
    auto veil = theme.color("line.focus");
    veil.setAlphaF(0.10F);
    drawBox(painter, seen, theme.radius("cell"), veil, theme.color("line.focus"), 1.5);
}

void Minimap::mousePressEvent(QMouseEvent* event) { mouseMoveEvent(event); }

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    m_canvas.centerOn(mapping().inverted().map(event->position()));
    event->accept();
}

bool Minimap::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_canvas && event->type() == QEvent::Resize) {
        place();
        follow();
    }
    return QWidget::eventFilter(watched, event);
}

void Minimap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        QMetaObject::invokeMethod(this, [this] { place(); forget(); }, Qt::QueuedConnection); // after the canvas's own
    QWidget::changeEvent(event);
}

void Minimap::retranslate()
{
    setAccessibleName(tr("Overview of the network"));
    setToolTip(tr("Drag to move the view"));
}

} // namespace fettle::ui
