// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_parts.h"

#include <cmath>

#include <QTabBar>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"

namespace fettle::ui::parts {

void drawTab(const Theme& theme, const QStyleOptionTab& option, QPainter& painter, const QWidget* widget)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = option.state & QStyle::State_MouseOver;
    const QColor color =
        theme.color(!enabled ? "text.disabled" : selected || hover ? "text.primary" : "text.secondary");
    QRectF rect = option.rect;
    const double mark = theme.number("focus.width");
    // The line under all tabs is drawn by each, so that the chosen one's mark lies on it.
    drawRule(painter, QPointF(rect.left(), rect.bottom() - lineWidth(painter)),
             QPointF(rect.right(), rect.bottom() - lineWidth(painter)), theme.color("line.subtle"));
    if (selected)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - mark, rect.width(), mark), theme.color("accent.fill"));
    const auto* bar = qobject_cast<const QTabBar*>(widget);
    if (bar && bar->hasFocus() && selected && showsKeyboardFocus(option))
        drawBox(painter, rect.adjusted(2, 4, -2, -4), theme.radius("cell"), {}, theme.color("line.focus"), mark);
    const QRectF words = tabText(theme, option);
    if (!option.icon.isNull()) {
        const double side = theme.iconSize(0);
        const double left = words.x() - theme.space(1) - side;
        drawIcon(painter, QRectF(left, rect.center().y() - side / 2, side, side), option.icon, color);
    }
    drawTextLine(painter, words, withoutMnemonic(option.text), theme.font(TextStyle::Body), color, Qt::AlignHCenter);
}

QRect tabText(const Theme& theme, const QStyleOptionTab& option)
{
    QRect rect = option.rect.adjusted(theme.space(2), 0, -theme.space(2), 0);
    rect.setLeft(rect.left() + std::max(0, option.leftButtonSize.width()));
    rect.setRight(rect.right() - std::max(0, option.rightButtonSize.width()));
    if (!option.icon.isNull())
        rect.setLeft(rect.left() + theme.iconSize(0) + theme.space(1));
    return rect;
}

QSize tabSize(const Theme& theme, const QStyleOptionTab& option, const QSize& contents)
{
    static_cast<void>(contents);
    int width = textWidth(withoutMnemonic(option.text), theme.font(TextStyle::Body)) + 2 * theme.space(2);
    if (!option.icon.isNull())
        width += theme.iconSize(0) + theme.space(1);
    width += std::max(0, option.leftButtonSize.width()) + std::max(0, option.rightButtonSize.width());
    // One more than the text, because Qt cuts what it measures at exactly its width.
    return {width + 1, theme.controlHeight() + theme.space(0)};
}

namespace {

int menuIconColumn(const Theme& theme, const QStyleOptionMenuItem& option)
{
    const bool any = option.menuHasCheckableItems || option.maxIconWidth > 0;
    return any ? theme.iconSize(0) + theme.space(1) : 0;
}

} // namespace

QSize menuItemSize(const Theme& theme, const QStyleOptionMenuItem& option, const QSize& contents)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), 2 * theme.space(0) + 1};
    const QString text = withoutMnemonic(option.text.section(u'\t', 0, 0));
    // Qt adds the column of shortcuts itself, without a gap before it.
    const int shortcutGap = option.text.contains(u'\t') ? theme.space(4) : 0;
    const int submenu = option.menuItemType == QStyleOptionMenuItem::SubMenu ? theme.iconSize(0) : 0;
    const int width = textWidth(text, theme.font(TextStyle::Body)) + 2 * theme.space(1) +
                      menuIconColumn(theme, option) + shortcutGap + submenu + theme.space(2);
    return {width, theme.controlHeight() - theme.space(0) / 2};
}

void drawMenuItem(const Theme& theme, const QStyleOptionMenuItem& option, QPainter& painter)
{
    const QRectF rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const double y = std::floor(rect.center().y());
        drawRule(painter, QPointF(rect.left() + theme.space(1), y), QPointF(rect.right() - theme.space(1), y),
                 theme.color("line.subtle"));
        return;
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    if ((option.state & QStyle::State_Selected) && enabled)
        drawBox(painter, rect, theme.radius("cell"), popupHover(theme));
    const QColor color = theme.color(enabled ? "text.primary" : "text.disabled");
    const QColor quiet = theme.color(enabled ? "text.secondary" : "text.disabled");
    QRectF line = rect.adjusted(theme.space(1), 0, -theme.space(1), 0);
    const double side = theme.iconSize(0);
    const QRectF lead(line.x(), rect.center().y() - side / 2, side, side);
    if (option.checked && option.checkType == QStyleOptionMenuItem::Exclusive)
        drawBox(painter, QRectF(lead.center() - QPointF(3, 3), QSizeF(6, 6)), 3, color);
    else if (option.checked)
        drawCheck(painter, lead, color);
    else if (!option.icon.isNull())
        drawIcon(painter, lead, option.icon, quiet);
    line.setLeft(line.left() + menuIconColumn(theme, option));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        drawArrow(painter, QRectF(line.right() - side / 2, rect.y(), side / 2, rect.height()), Arrow::Right, quiet,
                  theme.space(1) - 1);
    const qsizetype tab = option.text.indexOf(u'\t');
    drawTextLine(painter, line, withoutMnemonic(option.text.left(tab < 0 ? option.text.size() : tab)),
                 theme.font(TextStyle::Body), color, Qt::AlignLeft, Qt::ElideNone);
    if (tab >= 0)
        drawTextLine(painter, line, option.text.mid(tab + 1), theme.font(TextStyle::Body), quiet, Qt::AlignRight,
                     Qt::ElideNone);
}

void drawMenuBarItem(const Theme& theme, const QStyleOptionMenuItem& option, QPainter& painter)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool open = option.state & QStyle::State_Sunken;
    if (enabled && (open || (option.state & QStyle::State_Selected)))
        drawBox(painter, option.rect, theme.radius("cell"), theme.color(open ? "bg.pressed" : "bg.hover"));
    drawTextLine(painter, option.rect, withoutMnemonic(option.text), theme.font(TextStyle::Body),
                 theme.color(enabled ? "text.primary" : "text.disabled"), Qt::AlignHCenter);
}

QColor popupHover(const Theme& theme)
{
    // On the dark theme's raised surface the plain hover color is not seen.
    return theme.color(theme.isDark() ? "bg.pressed" : "bg.hover");
}

void drawPopupPanel(const Theme& theme, const QRect& rect, QPainter& painter)
{
    drawBox(painter, rect, theme.radius("card"), theme.color("bg.raised"), theme.color("line.button"));
}

void drawToolTipPanel(const Theme& theme, const QRect& rect, QPainter& painter)
{
    drawBox(painter, rect, theme.radius("cell"), theme.color("bg.raised"), theme.color("line.button"));
}

QRect groupBoxPart(const Theme& theme, const QStyleOptionGroupBox& option, QStyle::SubControl part)
{
    const QRect& rect = option.rect;
    const bool checkable = option.subControls & QStyle::SC_GroupBoxCheckBox;
    const bool titled = !option.text.isEmpty() || checkable;
    const int line = titled ? std::max(theme.lineHeight(TextStyle::Strong), theme.iconSize(2)) : 0;
    const int side = indicatorSize(theme);
    switch (part) {
    case QStyle::SC_GroupBoxCheckBox: return {rect.x(), rect.y() + (line - side) / 2, side, side};
    case QStyle::SC_GroupBoxLabel: {
        const int left = checkable ? side + theme.space(1) : 0;
        const int width = textWidth(withoutMnemonic(option.text), theme.font(TextStyle::Strong));
        return {rect.x() + left, rect.y(), std::min(width, rect.width() - left), line};
    }
    case QStyle::SC_GroupBoxContents: return rect.adjusted(0, titled ? line + theme.space(1) : 0, 0, 0);
    default: return rect;
    }
}

void drawGroupBox(const Theme& theme, const QStyleOptionGroupBox& option, QPainter& painter)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.subControls & QStyle::SC_GroupBoxCheckBox)
        drawCheckIndicator(theme, option, groupBoxPart(theme, option, QStyle::SC_GroupBoxCheckBox), painter);
    drawTextLine(painter, groupBoxPart(theme, option, QStyle::SC_GroupBoxLabel), withoutMnemonic(option.text),
                 theme.font(TextStyle::Strong), theme.color(enabled ? "text.primary" : "text.disabled"));
}

void drawSplitterHandle(const Theme& theme, const QStyleOption& option, QPainter& painter)
{
    const bool lively = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    const QColor color = theme.color(lively ? "line.focus" : "line.subtle");
    const QRectF rect = option.rect;
    // State_Horizontal: the widgets lie side by side, the handle stands upright.
    if (option.state & QStyle::State_Horizontal) {
        const double x = std::floor(rect.center().x());
        drawRule(painter, QPointF(x, rect.top()), QPointF(x, rect.bottom()), color);
    } else {
        const double y = std::floor(rect.center().y());
        drawRule(painter, QPointF(rect.left(), y), QPointF(rect.right(), y), color);
    }
}

} // namespace fettle::ui::parts
