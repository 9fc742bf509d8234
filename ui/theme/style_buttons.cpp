// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_parts.h"

#include <QWidget>

#include "ui/theme/hover_fade.h"
#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

namespace fettle::ui::parts {

namespace {

const char* kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Normal: return "normal";
    case ButtonKind::Primary: return "primary";
    case ButtonKind::Quiet: return "quiet";
    case ButtonKind::Danger: return "danger";
    case ButtonKind::DangerConfirm: return "dangerConfirm";
    }
    return "normal";
}

bool isFlat(const QStyleOptionButton& option) { return option.features & QStyleOptionButton::Flat; }

ButtonKind kindOf(const QStyleOptionButton& option, const QWidget* widget)
{
    return isFlat(option) ? ButtonKind::Quiet : buttonKind(widget);
}

StateColors between(const StateColors& rest, const StateColors& hover, double share)
{
    return {blended(rest.background, hover.background, share), blended(rest.text, hover.text, share),
            blended(rest.border, hover.border, share)};
}

StateColors buttonColors(const Theme& theme, const QStyleOptionButton& option, const QWidget* widget)
{
    const ButtonKind kind = kindOf(option, widget);
    // A busy button is not to be pressed, but it is not out of reach either: it looks as at rest.
    const bool busy = hasBusyMark(widget);
    const std::string state = busy ? "rest" : stateName(option);
    if (state == "disabled") {
        StateColors colors = theme.state("button.any.disabled");
        if (kind == ButtonKind::Quiet)
            colors.background = colors.border = QColor();
        return colors;
    }
    const std::string name = std::string("button.") + kindName(kind) + ".";
    StateColors colors = theme.state(name + state);
    if (const bool hover = state == "hover"; !busy && (hover || state == "rest"))
        colors = between(theme.state(name + "rest"), theme.state(name + "hover"), hoverShare(widget, hover));
    if (option.state & QStyle::State_On) {
        colors.background = theme.color("bg.selected");
        colors.border = theme.color("line.focus");
        colors.text = theme.color("text.primary");
    }
    return colors;
}

QFont buttonFont(const Theme& theme, ButtonKind kind)
{
    return theme.font(kind == ButtonKind::Primary || kind == ButtonKind::DangerConfirm ? TextStyle::Strong
                                                                                        : TextStyle::Body);
}

int iconGap(const Theme& theme) { return theme.space(1) - theme.space(0) / 2; }

int buttonPad(const Theme& theme, bool hasIcon)
{
    if (theme.density() == Density::Compact)
        return theme.space(2);
    return hasIcon ? theme.space(2) : theme.space(3);
}

/// The busy ring stands where the icon is; without an icon it takes what the padding leaves.
QRectF leadingRect(const Theme& theme, const QRectF& rect, double left, bool hasIcon)
{
    const double side = hasIcon ? theme.iconSize(0)
                                : std::min<double>(theme.iconSize(0), 2 * (left - rect.x()) - 2 * theme.space(0));
    return {left, rect.center().y() - side / 2, side, side};
}

} // namespace

void drawPushButtonBox(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    const StateColors colors = buttonColors(theme, option, widget);
    drawBox(painter, option.rect, theme.radius("control"), colors.background, colors.border);
}

void drawPushButtonLabel(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    const QColor color = buttonColors(theme, option, widget).text;
    const QFont font = buttonFont(theme, kindOf(option, widget));
    const QString text = withoutMnemonic(option.text);
    const bool hasIcon = !option.icon.isNull();
    const bool busy = hasBusyMark(widget);
    QRectF rect = option.rect;
    if (option.features & QStyleOptionButton::HasMenu) {
        const QRectF arrow(rect.right() - buttonPad(theme, true) - theme.iconSize(0) / 2.0, rect.y(),
                           theme.iconSize(0) / 2.0, rect.height());
        drawArrow(painter, arrow, Arrow::Down, color, theme.iconSize(0) / 2.0);
        rect.setRight(arrow.left() - iconGap(theme) + buttonPad(theme, hasIcon));
    }
    const double gap = text.isEmpty() ? 0 : iconGap(theme);
    const double textRoom = textWidth(text, font);
    double leading = hasIcon ? theme.iconSize(0) + gap : 0;
    const double room = rect.width() - 2 * theme.space(0);
    double ring = 0;
    if (busy && !hasIcon) {
        ring = std::min<double>(theme.iconSize(0), room - textRoom - gap);
        leading = ring >= theme.iconSize(0) / 2.0 ? ring + gap : 0;
    }
    const double whole = std::min(leading + textRoom, room);
    const double left = rect.x() + std::round((rect.width() - whole) / 2);
    if (busy && leading > 0) {
        const double side = hasIcon ? theme.iconSize(0) : ring;
        QColor track = color;
        track.setAlphaF(0.3F);
        drawRing(painter, QRectF(left, rect.center().y() - side / 2, side, side), busyTurn(widget), color, track);
    } else if (hasIcon) {
        drawIcon(painter, leadingRect(theme, rect, left, true), option.icon, color);
    }
    drawTextLine(painter, QRectF(left + leading, rect.y(), whole - leading, rect.height()), text, font, color);
}

void drawPushButton(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    drawPushButtonBox(theme, option, painter, widget);
    drawPushButtonLabel(theme, option, painter, widget);
}

QSize pushButtonSize(const Theme& theme, const QStyleOptionButton& option, const QWidget* widget)
{
    const QString text = withoutMnemonic(option.text);
    const bool hasIcon = !option.icon.isNull();
    if (text.isEmpty())
        return {theme.controlHeight(), theme.controlHeight()};
    int width = textWidth(text, buttonFont(theme, kindOf(option, widget))) + 2 * buttonPad(theme, hasIcon);
    if (hasIcon)
        width += theme.iconSize(0) + iconGap(theme);
    if (option.features & QStyleOptionButton::HasMenu)
        width += theme.iconSize(0) / 2 + iconGap(theme);
    // The smallest hit area keeps a short word from being a sliver.
    return {std::max(width, 2 * theme.controlHeight()), theme.controlHeight()};
}

namespace {

int toolArrowWidth(const Theme& theme, const QStyleOptionToolButton& option)
{
    using Option = QStyleOptionToolButton;
    if (option.features & Option::MenuButtonPopup)
        return theme.space(3);
    return option.features & Option::HasMenu ? theme.space(2) : 0;
}

QColor toolTextColor(const Theme& theme, const QStyleOptionToolButton& option)
{
    if (!(option.state & QStyle::State_Enabled))
        return theme.color("text.disabled");
    const bool lively = option.state & (QStyle::State_MouseOver | QStyle::State_On | QStyle::State_Sunken);
    return theme.color(lively ? "text.primary" : "text.secondary");
}

bool hasToolText(const QStyleOptionToolButton& option)
{
    return option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
}

bool hasToolIcon(const QStyleOptionToolButton& option)
{
    return option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
}

} // namespace

void drawToolButton(const Theme& theme, const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget)
{
    QColor background;
    if (option.state & QStyle::State_Enabled) {
        if (option.state & QStyle::State_Sunken)
            background = theme.color("bg.pressed");
        else if (option.state & QStyle::State_On)
            background = theme.color("bg.selected");
        else if (const double share = hoverShare(widget, option.state & QStyle::State_MouseOver); share > 0.0)
            background = blended({}, theme.color("bg.hover"), share);
    }
    drawBox(painter, option.rect, theme.radius("control"), background);
    drawToolButtonLabel(theme, option, painter);
}

void drawToolButtonLabel(const Theme& theme, const QStyleOptionToolButton& option, QPainter& painter)
{
    const QColor color = toolTextColor(theme, option);
    const int arrow = toolArrowWidth(theme, option);
    QRectF rect = option.rect;
    if (arrow > 0) {
        const QRectF place(rect.right() - arrow - theme.space(0) / 2.0, rect.y(), arrow, rect.height());
        drawArrow(painter, place, Arrow::Down, color, theme.space(1) - 1);
        rect.setRight(place.left());
    }
    const QString text = hasToolText(option) ? withoutMnemonic(option.text) : QString();
    const QFont font = theme.font(TextStyle::Body);
    // A tool button's own icon size counts: the rail and the empty states have larger ones.
    const double icon = hasToolIcon(option) ? option.iconSize.height() : 0;
    if (option.toolButtonStyle == Qt::ToolButtonTextUnderIcon && !text.isEmpty()) {
        const QFont small = theme.font(TextStyle::Small);
        const double line = theme.lineHeight(TextStyle::Small);
        const double top = rect.y() + std::round((rect.height() - icon - theme.space(0) - line) / 2);
        drawIcon(painter, QRectF(rect.center().x() - icon / 2, top, icon, icon), option.icon, color);
        drawTextLine(painter, QRectF(rect.x(), top + icon + theme.space(0), rect.width(), line), text, small, color,
                     Qt::AlignHCenter);
        return;
    }
    const double gap = icon > 0 && !text.isEmpty() ? iconGap(theme) : 0;
    const double whole = std::min(icon + gap + textWidth(text, font), rect.width());
    const double left = std::round(rect.x() + (rect.width() - whole) / 2);
    if (icon > 0)
        drawIcon(painter, QRectF(left, rect.center().y() - icon / 2, icon, icon), option.icon, color);
    else if (option.features & QStyleOptionToolButton::Arrow)
        drawArrow(painter, rect, option.arrowType == Qt::UpArrow     ? Arrow::Up
                                 : option.arrowType == Qt::LeftArrow ? Arrow::Left
                                 : option.arrowType == Qt::RightArrow ? Arrow::Right : Arrow::Down, color);
    drawTextLine(painter, QRectF(left + icon + gap, rect.y(), whole - icon - gap, rect.height()), text, font, color);
}

QSize toolButtonSize(const Theme& theme, const QStyleOptionToolButton& option)
{
    const int arrow = toolArrowWidth(theme, option);
    const int icon = hasToolIcon(option) ? option.iconSize.width() : 0;
    if (!hasToolText(option))
        return {std::max(theme.controlHeight(), icon + theme.space(1)) + arrow,
                std::max(theme.controlHeight(), icon + theme.space(1))};
    const QString text = withoutMnemonic(option.text);
    if (option.toolButtonStyle == Qt::ToolButtonTextUnderIcon) {
        const int width = std::max(icon, textWidth(text, theme.font(TextStyle::Small)));
        return {width + theme.space(1) + arrow,
                icon + theme.space(0) + theme.lineHeight(TextStyle::Small) + theme.space(1)};
    }
    const int width = textWidth(text, theme.font(TextStyle::Body)) + (icon > 0 ? icon + iconGap(theme) : 0);
    return {width + 2 * theme.space(1) + arrow, theme.controlHeight()};
}

QRect toolButtonPart(const Theme& theme, const QStyleOptionToolButton& option, QStyle::SubControl part)
{
    QRect rect = option.rect;
    const int arrow = option.features & QStyleOptionToolButton::MenuButtonPopup ? toolArrowWidth(theme, option) : 0;
    if (part == QStyle::SC_ToolButtonMenu)
        return arrow > 0 ? QRect(rect.right() - arrow + 1, rect.y(), arrow, rect.height()) : QRect();
    rect.setRight(rect.right() - arrow);
    return rect;
}

} // namespace fettle::ui::parts
