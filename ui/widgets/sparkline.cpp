// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include <cmath>
#include <limits>

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

namespace {

constexpr double kDot = 2.5;

struct ValueRange {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};

ValueRange rangeOf(const std::vector<double>& values)
{
    ValueRange range;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

} // namespace

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Sparkline::setValues(std::vector<double> values)
{
    m_values = std::move(values);
    update();
}

void Sparkline::setPlotColor(int index)
{
    m_plotColor = index;
    m_colorRole.clear();
    update();
}

void Sparkline::setColorRole(std::string_view token)
{
    m_colorRole = token;
    update();
}

void Sparkline::setFilled(bool filled)
{
    m_filled = filled;
    update();
}

QSize Sparkline::sizeHint() const { return {2 * themeOf(this).space(6), themeOf(this).iconSize(2)}; }

QSize Sparkline::minimumSizeHint() const { return {themeOf(this).space(4), themeOf(this).iconSize(0)}; }

void Sparkline::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    const ValueRange range = rangeOf(m_values);
    if (range.low > range.high)
        return;
    const Theme& theme = themeOf(this);
    const QColor color = m_colorRole.empty() ? theme.plotColor(m_plotColor) : theme.color(m_colorRole);
    const QRectF area = QRectF(rect()).adjusted(1, kDot + 1, -kDot - 1, -kDot - 1);
    const double span = range.high - range.low;
    const auto pointOf = [&](std::size_t index) {
        const double last = static_cast<double>(m_values.size() - 1);
        const double across = last > 0 ? static_cast<double>(index) / last : 1;
        // One value only, or all the same: a line in the middle.
        const double up = span > 0 ? (m_values[index] - range.low) / span : 0.5;
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height());
    };
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath line;
    bool drawing = false;
    std::size_t last = 0;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (!std::isfinite(m_values[i])) {
            drawing = false;
            continue;
        }
        drawing ? line.lineTo(pointOf(i)) : line.moveTo(pointOf(i));
        drawing = true;
        last = i;
    }
    if (m_filled && !line.isEmpty()) {
        QPainterPath below = line;
        below.lineTo(QPointF(pointOf(last).x(), height()));
        below.lineTo(QPointF(line.elementAt(0).x, height()));
        QColor pale = color;
        pale.setAlphaF(0.12F);
        painter.fillPath(below, pale);
    }
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(pointOf(last), kDot, kDot);
}

} // namespace fettle::ui
