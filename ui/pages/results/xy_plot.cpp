// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/xy_plot.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr double kReachPixels = 24.0;
constexpr double kPointRadius = 2.5;

/// A little room on both sides; a single value gets room at all.
std::pair<double, double> widened(double low, double high)
{
    if (!(low <= high))
        return {0.0, 1.0};
    const double room = high > low ? (high - low) * 0.04 : std::max(1.0, std::abs(low) * 0.1);
    return {low - room, high + room};
}

} // namespace

std::vector<double> axisTicks(double low, double high, int count)
{
    std::vector<double> ticks;
    if (!(high > low) || count < 1 || !std::isfinite(high - low))
        return ticks;
    const double raw = (high - low) / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10.0 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= raw) {
            step = factor * power;
            break;
        }
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && ticks.size() < 100; k += 1.0)
        ticks.push_back(k == 0.0 ? 0.0 : k * step);
    return ticks;
}

XyPlot::XyPlot(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setPaintsOwnFocus(*this, true);
}

void XyPlot::setContent(XyAxes axes, std::vector<XySeries> series)
{
    if (axes == m_axes && series == m_series)
        return;
    m_axes = std::move(axes);
    m_series = std::move(series);
    m_currentSeries = m_current = -1;
    fitRanges();
    update();
}

void XyPlot::fitRanges()
{
    double lowX = std::numeric_limits<double>::infinity();
    double highX = -lowX;
    double lowY = lowX;
    double highY = -lowX;
    for (const auto& series : m_series)
        for (std::size_t i = 0; i < series.points.size(); ++i) {
            const auto& point = series.points[i];
            lowX = std::min(lowX, point.x());
            highX = std::max(highX, i < series.barEnds.size() ? series.barEnds[i] : point.x());
            lowY = std::min(lowY, series.form == XySeries::Form::Bars ? 0.0 : point.y());
            highY = std::max(highY, point.y());
        }
    m_x = m_axes.x.value_or(widened(lowX, highX));
    m_y = m_axes.y.value_or(widened(lowY, highY));
    const bool bars = std::ranges::any_of(m_series, [](const auto& series) { return series.form == XySeries::Form::Bars; });
    if (bars && !m_axes.y)
        m_y.first = 0.0;
}

QRectF XyPlot::area() const
{
    const auto& theme = themeOf(this);
    const QFontMetricsF metrics(theme.font(TextStyle::Code));
    const double line = theme.lineHeight(TextStyle::Small);
    double widest = 0.0;
    const auto ticks = axisTicks(m_y.first, m_y.second, 5);
    for (const double tick : ticks)
        widest = std::max(widest, metrics.horizontalAdvance(axisText(tick, m_y.second - m_y.first, m_axes.percentY)));
    const double left = widest + theme.space(2) + line + theme.space(0);
    const double bottom = theme.lineHeight(TextStyle::Code) + line + theme.space(1);
    return QRectF(rect()).adjusted(left, theme.space(1), -theme.space(3), -bottom);
}

QPointF XyPlot::toPixels(const QPointF& point) const
{
    const auto inside = area();
    return {inside.left() + (point.x() - m_x.first) / (m_x.second - m_x.first) * inside.width(),
            inside.bottom() - (point.y() - m_y.first) / (m_y.second - m_y.first) * inside.height()};
}

QString XyPlot::axisText(double value, double range, bool percent) const
{
    if (percent)
        return QStringLiteral("%1%").arg(QLocale().toString(value * 100.0, 'f', range < 0.05 ? 1 : 0));
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(range / 5.0))), 0, 6);
    return std::abs(value) >= 1e6 ? QLocale().toString(value, 'g', 3) : QLocale().toString(value, 'f', decimals);
}

void XyPlot::paintGrid(QPainter& painter) const
{
    const auto& theme = themeOf(this);
    const auto inside = area();
    const QColor grid = theme.color("line.subtle");
    painter.setFont(theme.font(TextStyle::Code));
    const QFontMetricsF metrics(painter.font());
    const int columns = std::clamp(static_cast<int>(inside.width() / 80.0), 2, 8);
    const double row = theme.lineHeight(TextStyle::Code);
    for (const double tick : axisTicks(m_x.first, m_x.second, columns)) {
        const double x = toPixels({tick, m_y.first}).x();
        painter.setPen(grid);
        painter.drawLine(QPointF(x, inside.top()), QPointF(x, inside.bottom()));
        painter.setPen(theme.color("text.secondary"));
        const QString text = axisText(tick, m_x.second - m_x.first, m_axes.percentX);
        const double half = metrics.horizontalAdvance(text) / 2.0 + 1.0;
        const double at = std::clamp(x, half, width() - half);
        painter.drawText(QRectF(at - half, inside.bottom() + 2, 2 * half, row), Qt::AlignCenter, text);
    }
    for (const double tick : axisTicks(m_y.first, m_y.second, 5)) {
        const double y = toPixels({m_x.first, tick}).y();
        painter.setPen(grid);
        painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y));
        painter.setPen(theme.color("text.secondary"));
        painter.drawText(QRectF(0, y - row / 2.0, inside.left() - theme.space(0) - 2, row), Qt::AlignRight | Qt::AlignVCenter,
                         axisText(tick, m_y.second - m_y.first, m_axes.percentY));
    }
    painter.setFont(theme.font(TextStyle::Small));
    const double line = theme.lineHeight(TextStyle::Small);
    painter.drawText(QRectF(inside.left(), height() - line, inside.width(), line),
                     Qt::AlignCenter, m_axes.xTitle);
    painter.save();
    painter.translate(0, inside.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-inside.height() / 2.0, 0, inside.height(), line), Qt::AlignCenter, m_axes.yTitle);
    painter.restore();
}

void XyPlot::paintSeries(QPainter& painter, const XySeries& series) const
{
    const auto& theme = themeOf(this);
    QColor color = theme.plotColor(series.color);
    if (series.form == XySeries::Form::Line) {
        QPainterPath path;
        for (std::size_t i = 0; i < series.points.size(); ++i)
            i == 0 ? path.moveTo(toPixels(series.points[i])) : path.lineTo(toPixels(series.points[i]));
        painter.setPen(QPen(color, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
        if (series.dots) {
            painter.setBrush(color);
            for (const auto& point : series.points)
                painter.drawEllipse(toPixels(point), kPointRadius, kPointRadius);
        }
        return;
    }
    painter.setPen(Qt::NoPen);
    if (series.form == XySeries::Form::Points) {
        // Where many lie on each other it gets darker.
        color.setAlphaF(series.points.size() > 300 ? 0.45F : 0.75F);
        painter.setBrush(color);
        for (const auto& point : series.points)
            painter.drawEllipse(toPixels(point), kPointRadius, kPointRadius);
        return;
    }
    color.setAlphaF(0.8F);
    painter.setBrush(color);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < series.points.size() && i < series.barEnds.size(); ++i) {
        const QPointF top = toPixels(series.points[i]);
        const QPointF foot = toPixels({series.barEnds[i], m_y.first});
        painter.drawRect(QRectF(top, foot).adjusted(1, 0, -1, 0));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

QPointF XyPlot::anchor(int series, int index) const
{
    const auto& of = m_series[static_cast<std::size_t>(series)];
    auto point = of.points[static_cast<std::size_t>(index)];
    if (of.form == XySeries::Form::Bars && static_cast<std::size_t>(index) < of.barEnds.size())
        point.setX((point.x() + of.barEnds[static_cast<std::size_t>(index)]) / 2.0);
    return toPixels(point);
}

void XyPlot::paintCurrent(QPainter& painter) const
{
    if (m_currentSeries < 0)
        return;
    const auto& theme = themeOf(this);
    const auto at = anchor(m_currentSeries, m_current);
    painter.setPen(QPen(theme.color("text.primary"), 2.0));
    painter.setBrush(theme.color("bg.surface"));
    painter.drawEllipse(at, 4.5, 4.5);
    const QString text = currentText();
    painter.setFont(theme.font(TextStyle::Code));
    const QFontMetricsF metrics(painter.font());
    const double pad = theme.space(1);
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 2 * pad, theme.lineHeight(TextStyle::Code) + pad);
    box.moveCenter(at);
    box.moveBottom(at.y() - 8);
    if (box.top() < 0)
        box.moveTop(at.y() + 8);
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, width() - box.width())));
    painter.setPen(theme.color("line.subtle"));
    painter.setBrush(theme.color("bg.raised"));
    painter.drawRoundedRect(box, theme.radius("cell"), theme.radius("cell"));
    painter.setPen(theme.color("text.primary"));
    painter.drawText(box, Qt::AlignCenter, text);
}

void XyPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = themeOf(this);
    const auto inside = area();
    if (inside.width() < 20 || inside.height() < 20)
        return;
    paintGrid(painter);
    painter.save();
    painter.setClipRect(inside.adjusted(-3, -3, 3, 3));
    if (m_axes.diagonal) {
        painter.setPen(QPen(theme.color("line.control"), 1.0, Qt::DashLine));
        const double low = std::max(m_x.first, m_y.first);
        const double high = std::min(m_x.second, m_y.second);
        painter.drawLine(toPixels({low, low}), toPixels({high, high}));
    }
    for (const auto& series : m_series)
        paintSeries(painter, series);
    painter.restore();
    paintCurrent(painter);
    if (showsOwnFocus(*this)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color("line.focus"), theme.size("focus.width")));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.radius("control"), theme.radius("control"));
    }
}

std::pair<int, int> XyPlot::nearest(const QPointF& pixel) const
{
    std::pair<int, int> found{-1, -1};
    double best = kReachPixels;
    for (std::size_t s = 0; s < m_series.size(); ++s)
        for (std::size_t i = 0; i < m_series[s].points.size(); ++i) {
            const auto at = anchor(static_cast<int>(s), static_cast<int>(i));
            // A bar is meant anywhere above its foot.
            const bool bar = m_series[s].form == XySeries::Form::Bars;
            const double distance = bar ? std::abs(at.x() - pixel.x()) : std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
            if (distance < best) {
                best = distance;
                found = {static_cast<int>(s), static_cast<int>(i)};
            }
        }
    return found;
}

void XyPlot::setCurrent(int series, int index)
{
    const bool valid = series >= 0 && series < static_cast<int>(m_series.size()) && index >= 0 &&
        index < static_cast<int>(m_series[static_cast<std::size_t>(series)].points.size());
    const std::pair<int, int> wanted = valid ? std::pair{series, index} : std::pair{-1, -1};
    if (wanted == current())
        return;
    std::tie(m_currentSeries, m_current) = wanted;
    setAccessibleDescription(currentText());
    update();
}

QString XyPlot::currentText() const
{
    if (m_currentSeries < 0)
        return {};
    const auto& series = m_series[static_cast<std::size_t>(m_currentSeries)];
    const auto& point = series.points[static_cast<std::size_t>(m_current)];
    const auto number = [](double value, bool percent) {
        return percent ? QStringLiteral("%1%").arg(QLocale().toString(value * 100.0, 'f', 1)) : QLocale().toString(value, 'g', 4);
    };
    const QString y = number(point.y(), m_axes.percentY);
    if (series.form == XySeries::Form::Bars && static_cast<std::size_t>(m_current) < series.barEnds.size())
        return tr("%1 to %2: %3").arg(number(point.x(), m_axes.percentX),
                                      number(series.barEnds[static_cast<std::size_t>(m_current)], m_axes.percentX), y);
    const QString x = number(point.x(), m_axes.percentX);
    return m_series.size() > 1 && !series.name.isEmpty() ? tr("%1: %2, %3").arg(series.name, x, y) : tr("%1, %2").arg(x, y);
}

void XyPlot::mouseMoveEvent(QMouseEvent* event)
{
    const auto [series, index] = nearest(event->position());
    setCurrent(series, index);
    setCursor(m_pressable && series >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void XyPlot::mousePressEvent(QMouseEvent* event)
{
    if (m_pressable && event->button() == Qt::LeftButton && m_currentSeries >= 0)
        Q_EMIT pointPressed(m_currentSeries, m_current);
}

void XyPlot::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setCurrent(-1, -1);
}

void XyPlot::moveCurrent(int by)
{
    if (m_series.empty())
        return;
    const int series = std::max(0, m_currentSeries);
    const int count = static_cast<int>(m_series[static_cast<std::size_t>(series)].points.size());
    setCurrent(series, m_currentSeries < 0 ? 0 : std::clamp(m_current + by, 0, count - 1));
}

void XyPlot::moveSeries(int by)
{
    if (m_series.empty())
        return;
    const int series = std::clamp(m_currentSeries + by, 0, static_cast<int>(m_series.size()) - 1);
    const int count = static_cast<int>(m_series[static_cast<std::size_t>(series)].points.size());
    setCurrent(series, std::clamp(m_current, 0, std::max(0, count - 1)));
}

void XyPlot::keyPressEvent(QKeyEvent* event)
{
    const int page = 10;
    switch (event->key()) {
    case Qt::Key_Left: return moveCurrent(-1);
    case Qt::Key_Right: return moveCurrent(1);
    case Qt::Key_PageUp: return moveCurrent(-page);
    case Qt::Key_PageDown: return moveCurrent(page);
    case Qt::Key_Up: return moveSeries(-1);
    case Qt::Key_Down: return moveSeries(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_pressable && m_currentSeries >= 0)
            Q_EMIT pointPressed(m_currentSeries, m_current);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void XyPlot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void XyPlot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1, -1);
    update();
}

QSize XyPlot::sizeHint() const
{
    const double scale = themeOf(this).options().textScale;
    return {static_cast<int>(360 * scale), static_cast<int>(260 * scale)};
}

QSize XyPlot::minimumSizeHint() const
{
    const double scale = themeOf(this).options().textScale;
    return {static_cast<int>(240 * scale), static_cast<int>(200 * scale)};
}

void XyPlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        update();
}

} // namespace fettle::ui
