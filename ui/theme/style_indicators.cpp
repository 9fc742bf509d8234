// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_parts.h"

#include <cmath>

#include <QWidget>

#include "ui/theme/color_science.h"
#include "ui/theme/icons.h"
#include "ui/theme/painting.h"

namespace fettle::ui::parts {

namespace {

struct IndicatorColors {
    QColor fill;
    QColor border;
    QColor mark;
};

IndicatorColors indicatorColors(const Theme& theme, const QStyleOption& option, bool marked)
{
    if (!(option.state & QStyle::State_Enabled))
        return {theme.color(marked ? "bg.pressed" : "bg.window"), theme.color("line.subtle"),
                theme.color("text.disabled")};
    const bool pressed = option.state & QStyle::State_Sunken;
    const bool hover = option.state & QStyle::State_MouseOver;
    if (marked) {
        const QColor fill = theme.color(pressed ? "accent.pressed" : hover ? "accent.hover" : "accent.fill");
        return {fill, fill, theme.color("text.onAccent")};
    }
    const StateColors field = theme.state(hover ? "field.hover" : "field.rest");
    return {pressed ? theme.color("bg.pressed") : field.background, field.border, theme.color("text.primary")};
}

QRectF squareIn(const QRect& rect, int side)
{
    return {rect.x() + std::floor((rect.width() - side) / 2.0), rect.y() + std::floor((rect.height() - side) / 2.0),
            static_cast<double>(side), static_cast<double>(side)};
}

int checkGap(const Theme& theme) { return theme.space(1); }

} // namespace

int indicatorSize(const Theme& theme) { return theme.iconSize(0); }

void drawCheckIndicator(const Theme& theme, const QStyleOption& option, const QRect& rect, QPainter& painter)
{
    const bool on = option.state & QStyle::State_On;
    const bool partly = option.state & QStyle::State_NoChange;
    const IndicatorColors colors = indicatorColors(theme, option, on || partly);
    const QRectF box = squareIn(rect, std::min({indicatorSize(theme), rect.width(), rect.height()}));
    drawBox(painter, box, theme.radius("cell"), colors.fill, colors.border);
    if (partly) {
        const double length = std::round(box.width() / 2);
        const double thick = std::max(2.0, std::round(box.width() / 8));
        painter.fillRect(QRectF(box.center().x() - length / 2, std::round(box.center().y() - thick / 2), length, thick),
                         colors.mark);
    } else if (on) {
        drawCheck(painter, box, colors.mark);
    }
}

void drawRadioIndicator(const Theme& theme, const QStyleOption& option, const QRect& rect, QPainter& painter)
{
    const bool on = option.state & QStyle::State_On;
    const IndicatorColors colors = indicatorColors(theme, option, on);
    const QRectF box = squareIn(rect, std::min({indicatorSize(theme), rect.width(), rect.height()}));
    drawBox(painter, box, box.width() / 2, colors.fill, colors.border);
    if (on) {
        const double side = std::round(box.width() * 3 / 8);
        QRectF dot(0, 0, side, side);
        dot.moveCenter(box.center());
        drawBox(painter, dot, side / 2, colors.mark);
    }
}

QRect checkablePart(const Theme& theme, const QStyleOption& option, bool indicator)
{
    const QRect& rect = option.rect;
    const int side = indicatorSize(theme);
    if (indicator)
        return {rect.x(), rect.y() + (rect.height() - side) / 2, side, side};
    return rect.adjusted(side + checkGap(theme), 0, 0, 0);
}

void drawCheckable(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, bool radio)
{
    const QRect indicator = checkablePart(theme, option, true);
    if (radio)
        drawRadioIndicator(theme, option, indicator, painter);
    else
        drawCheckIndicator(theme, option, indicator, painter);
    QRectF rest = checkablePart(theme, option, false);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor color = theme.color(enabled ? "text.primary" : "text.disabled");
    if (!option.icon.isNull()) {
        const double side = theme.iconSize(0);
        drawIcon(painter, QRectF(rest.x(), rest.center().y() - side / 2, side, side), option.icon, color);
        rest.setLeft(rest.left() + side + checkGap(theme));
    }
    drawTextLine(painter, rest, withoutMnemonic(option.text), theme.font(TextStyle::Body), color);
}

QSize checkableSize(const Theme& theme, const QStyleOptionButton& option)
{
    int width = indicatorSize(theme);
    if (!option.icon.isNull())
        width += checkGap(theme) + theme.iconSize(0);
    if (!option.text.isEmpty())
        width += checkGap(theme) + textWidth(withoutMnemonic(option.text), theme.font(TextStyle::Body));
    const int height = std::max(theme.iconSize(2), theme.lineHeight(TextStyle::Body));
    return {std::max(width, theme.iconSize(2)), height};
}

QRect sliderPart(const Theme& theme, const QStyleOptionSlider& option, QStyle::SubControl part)
{
    const QRect& rect = option.rect;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const int handle = theme.iconSize(0);
    const int room = (horizontal ? rect.width() : rect.height()) - handle;
    const int position =
        QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, room, option.upsideDown);
    // The handle runs beside the ticks' room, in the middle where there are none.
    const int across = ((horizontal ? rect.height() : rect.width()) - handle) / 2;
    const int groove = theme.space(0);
    if (part == QStyle::SC_SliderHandle)
        return horizontal ? QRect(rect.x() + position, rect.y() + across, handle, handle)
                          : QRect(rect.x() + across, rect.y() + position, handle, handle);
    if (part == QStyle::SC_SliderGroove)
        return horizontal ? QRect(rect.x(), rect.y() + (rect.height() - groove) / 2, rect.width(), groove)
                          : QRect(rect.x() + (rect.width() - groove) / 2, rect.y(), groove, rect.height());
    return rect;
}

namespace {

void drawSliderTicks(const Theme& theme, const QStyleOptionSlider& option, QPainter& painter)
{
    if (option.orientation != Qt::Horizontal || option.tickPosition == QSlider::NoTicks)
        return;
    const int step = option.tickInterval > 0 ? option.tickInterval : std::max(1, option.pageStep);
    const int handle = theme.iconSize(0);
    const double bottom = option.rect.center().y() + handle / 2.0 + theme.space(0) / 2.0;
    for (int value = option.minimum; value <= option.maximum; value += step) {
        const int x = option.rect.x() + handle / 2 +
                      QStyle::sliderPositionFromValue(option.minimum, option.maximum, value,
                                                      option.rect.width() - handle, option.upsideDown);
        drawRule(painter, QPointF(x, bottom), QPointF(x, bottom + theme.space(0)), theme.color("line.control"));
    }
}

} // namespace

void drawSlider(const Theme& theme, const QStyleOptionSlider& option, QPainter& painter, const QStyle& style,
                const QWidget* widget)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const QRectF groove = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, widget);
    const QRectF handle = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
    const double radius = std::min(groove.width(), groove.height()) / 2;
    drawBox(painter, groove, radius, theme.color(enabled ? "line.button" : "line.subtle"));
    QRectF filled = groove;
    if (horizontal)
        option.upsideDown ? filled.setLeft(handle.center().x()) : filled.setRight(handle.center().x());
    else
        // A vertical slider has its least value at the bottom, which Qt calls upside down.
        option.upsideDown ? filled.setTop(handle.center().y()) : filled.setBottom(handle.center().y());
    drawBox(painter, filled, radius, theme.color(enabled ? "accent.fill" : "line.button"));
    drawSliderTicks(theme, option, painter);
    const bool pressed = (option.state & QStyle::State_Sunken) && (option.activeSubControls & QStyle::SC_SliderHandle);
    const bool hover = option.state & QStyle::State_MouseOver;
    const QColor line = theme.color(!enabled  ? "line.button"
                                    : pressed ? "accent.pressed"
                                    : hover   ? "accent.hover"
                                              : "accent.fill");
    drawBox(painter, handle, handle.width() / 2, theme.color(enabled ? "bg.surface" : "bg.window"), line, 2);
}

void drawProgress(const Theme& theme, const QStyleOptionProgressBar& option, QPainter& painter)
{
    QRectF rect = option.rect;
    const double thick = theme.space(0);
    if (option.textVisible && !option.text.isEmpty()) {
        const QFont font = theme.font(TextStyle::Code);
        const double width = textWidth(option.text, font);
        drawTextLine(painter, QRectF(rect.right() - width, rect.y(), width, rect.height()), option.text, font,
                     theme.color("text.secondary"), Qt::AlignRight);
        rect.setRight(rect.right() - width - theme.space(1));
    }
    const QRectF bar(rect.x(), std::round(rect.center().y() - thick / 2), rect.width(), thick);
    drawBox(painter, bar, thick / 2, theme.color("bg.pressed"));
    const bool runsToAndFro = option.maximum <= option.minimum;
    const double share = runsToAndFro ? 0.3
                                      : static_cast<double>(option.progress - option.minimum) /
                                            (static_cast<double>(option.maximum) - option.minimum);
    QRectF filled = bar;
    filled.setWidth(std::max(bar.width() * std::clamp(share, 0.0, 1.0), share > 0 ? thick : 0.0));
    if (filled.width() > 0)
        drawBox(painter, filled, thick / 2, theme.color("accent.fill"));
}

QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part)
{
    const QRect& rect = option.rect;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const int length = horizontal ? rect.width() : rect.height();
    const int thick = horizontal ? rect.height() : rect.width();
    const qint64 range = static_cast<qint64>(option.maximum) - option.minimum;
    int slider = length;
    if (range > 0) {
        const qint64 page = std::max(1, option.pageStep);
        slider = static_cast<int>(length * page / (range + page));
        slider = std::min(std::max(slider, 2 * thick), length);
    }
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - slider, option.upsideDown);
    const auto along = [&](int from, int extent) {
        return horizontal ? QRect(rect.x() + from, rect.y(), extent, thick)
                          : QRect(rect.x(), rect.y() + from, thick, extent);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider: return along(start, slider);
    case QStyle::SC_ScrollBarSubPage: return along(0, start);
    case QStyle::SC_ScrollBarAddPage: return along(start + slider, length - start - slider);
    case QStyle::SC_ScrollBarGroove: return rect;
    default: return {};
    }
}

void drawScrollBar(const Theme& theme, const QStyleOptionSlider& option, QPainter& painter)
{
    if (option.maximum <= option.minimum)
        return;
    const QRectF slider = scrollBarPart(option, QStyle::SC_ScrollBarSlider);
    const bool onThumb = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    const bool pressed = onThumb && (option.state & QStyle::State_Sunken);
    const bool hover = option.state & QStyle::State_MouseOver;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const double thick = horizontal ? slider.height() : slider.width();
    const double inset = std::round(thick / 4);
    const QRectF thumb = horizontal ? slider.adjusted(inset / 2, inset, -inset / 2, -inset)
                                    : slider.adjusted(inset, inset / 2, -inset, -inset / 2);
    drawBox(painter, thumb, std::min(thumb.width(), thumb.height()) / 2,
            theme.color(pressed ? "text.secondary" : hover ? "line.control" : "line.button"));
}

} // namespace fettle::ui::parts
