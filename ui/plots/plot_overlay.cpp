// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_overlay.h"

#include <algorithm>
#include <cmath>

#include <QFontMetrics>
#include <QPainter>

#include "ui/plots/plot_canvas.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr std::size_t kMostRows = 8;
/// A marker speaks where the crosshair is so near to it.
constexpr double kMarkerReach = 6.0;

} // namespace

PlotOverlay::PlotOverlay(PlotCanvas& canvas) : QWidget(&canvas), m_canvas(canvas)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void PlotOverlay::setBox(const std::optional<QRectF>& box)
{
    m_box = box;
    update();
}

std::vector<PlotOverlay::Row> PlotOverlay::rows() const
{
    std::vector<Row> rows;
    const auto& theme = themeOf(this);
    const auto& scale = m_canvas.scale();
    const auto& curves = m_canvas.curves();
    const double step = *m_canvas.crosshair();
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const auto& points = curves[i]->points();
        if (!curves[i]->visible || points.isEmpty())
            continue;
        const auto index = *points.nearest(step);
        // A line that ended long before, or begins later, says nothing here.
        if (std::abs(scale.x(static_cast<double>(points.step(index))) - scale.x(step)) > m_canvas.plotArea().width() / 8.0)
            continue;
        const bool raised = static_cast<int>(i) == m_canvas.raised();
        Row row{curves[i]->style.name, formatValue(points.value(index), m_canvas.options().form),
                curves[i]->color(theme, true), scale.y(points.value(index))};
        // The one that is looked at comes first.
        rows.insert(raised ? rows.begin() : rows.end(), std::move(row));
    }
    return rows;
}

QStringList PlotOverlay::heads() const
{
    const double step = *m_canvas.crosshair();
    QStringList heads{tr("Step %1").arg(formatStep(step))};
    const auto& scale = m_canvas.scale();
    for (const auto& marker : m_canvas.markers())
        if (std::abs(scale.x(marker.step) - scale.x(step)) <= kMarkerReach && !heads.contains(marker.words))
            heads << marker.words;
    return heads;
}

QStringList PlotOverlay::crosshairLines() const
{
    if (!m_canvas.crosshair())
        return {};
    QStringList lines = heads();
    for (const auto& row : rows())
        lines << QStringLiteral("%1: %2").arg(row.name, row.value);
    return lines;
}

void PlotOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = themeOf(this);
    if (showsOwnFocus(m_canvas)) {
        painter.setPen(QPen(theme.color("line.focus"), theme.size("focus.width")));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.radius("cell"), theme.radius("cell"));
    }
    if (m_box) {
        QColor fill = theme.color("accent.fill");
        painter.setPen(QPen(fill, 1));
        fill.setAlphaF(0.15F);
        painter.setBrush(fill);
        painter.drawRect(*m_box);
    }
    if (m_canvas.crosshair() && !m_box)
        paintCrosshair(painter);
}

void PlotOverlay::paintCrosshair(QPainter& painter)
{
    const auto& theme = themeOf(this);
    const QRectF area = m_canvas.plotArea();
    const double x = area.left() + m_canvas.scale().x(*m_canvas.crosshair());
    if (x < area.left() - 1 || x > area.right() + 1)
        return;
    painter.setPen(QPen(theme.color("text.secondary"), 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const auto lines = rows();
    for (const auto& row : lines)
        if (row.y >= 0.0 && row.y <= area.height()) {
            painter.setPen(QPen(theme.color("bg.surface"), 1));
            painter.setBrush(row.color);
            painter.drawEllipse(QPointF(x, area.top() + row.y), 3.5, 3.5);
        }
    paintCard(painter, x, heads(), lines);
}

void PlotOverlay::paintCard(QPainter& painter, double x, const QStringList& heads, const std::vector<Row>& rows)
{
    const auto& theme = themeOf(this);
    const auto shown = std::min(rows.size(), kMostRows);
    const QString more = rows.size() > shown ? tr("and %n more", nullptr, static_cast<int>(rows.size() - shown)) : QString();
    QFont numbers = theme.font(TextStyle::Code);
    numbers.setPixelSize(theme.font(TextStyle::Small).pixelSize());
    const QFontMetrics nameMetrics(theme.font(TextStyle::Small));
    const QFontMetrics numberMetrics(numbers);
    const int line = theme.lineHeight(TextStyle::Small);
    const int gap = theme.space(1);
    const int nameWidth = [&] {
        int width = 0;
        for (std::size_t i = 0; i < shown; ++i)
            width = std::max(width, nameMetrics.horizontalAdvance(rows[i].name));
        return std::min(width, this->width() / 3);
    }();
    int valueWidth = 0;
    for (std::size_t i = 0; i < shown; ++i)
        valueWidth = std::max(valueWidth, numberMetrics.horizontalAdvance(rows[i].value));
    int width = shown > 0 ? 2 * gap + nameWidth + gap + valueWidth : 0;
    for (const auto& head : heads + QStringList{more})
        width = std::max(width, nameMetrics.horizontalAdvance(head));
    const int count = static_cast<int>(heads.size() + static_cast<qsizetype>(shown) + (more.isEmpty() ? 0 : 1));
    const QRectF area = m_canvas.plotArea();
    QRectF card(x + 2 * gap, area.top() + gap, width + 2 * gap, count * line + gap);
    if (card.right() > this->width())
        card.moveRight(x - 2 * gap);
    card.moveLeft(std::max(0.0, card.left()));

    painter.setPen(QPen(theme.color("line.subtle"), 1));
    painter.setBrush(theme.color("bg.raised"));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("cell"), theme.radius("cell"));
    QRectF row(card.left() + gap, card.top() + gap / 2.0, width, line);
    const auto next = [&] { row.translate(0, line); };
    painter.setFont(theme.font(TextStyle::Small));
    painter.setPen(theme.color("text.secondary"));
    for (const auto& head : heads) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, head);
        next();
    }
    for (std::size_t i = 0; i < shown; ++i) {
        painter.fillRect(QRectF(row.left(), row.center().y() - 1.0, 1.5 * gap, 2.0), rows[i].color);
        painter.setPen(theme.color("text.primary"));
        painter.setFont(theme.font(TextStyle::Small));
        painter.drawText(row.adjusted(2 * gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         nameMetrics.elidedText(rows[i].name, Qt::ElideRight, nameWidth));
        painter.setFont(numbers);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, rows[i].value);
        next();
    }
    painter.setFont(theme.font(TextStyle::Small));
    painter.setPen(theme.color("text.secondary"));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, more);
}

} // namespace fettle::ui
