// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_parts.h"

#include <cmath>

#include <QAbstractItemView>
#include <QComboBox>
#include <QListView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTextEdit>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/table_rows.h"

namespace fettle::ui::parts {

namespace {

bool isPopupList(const QWidget* widget) { return widget && widget->inherits("QComboBoxListView"); }

bool hasRoundedRows(const QWidget* widget)
{
    const auto* list = qobject_cast<const QListView*>(widget);
    return list && list->viewMode() == QListView::ListMode;
}

/// The combo box that a popup list belongs to.
const QComboBox* comboOf(const QWidget* list)
{
    for (const QWidget* parent = list; parent; parent = parent->parentWidget())
        if (const auto* combo = qobject_cast<const QComboBox*>(parent))
            return combo;
    return nullptr;
}

StateColors rowColors(const Theme& theme, const QStyleOptionViewItem& option, const QWidget* widget)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool selected = option.state & QStyle::State_Selected;
    if (isPopupList(widget)) {
        StateColors colors = theme.state("row.rest");
        if (selected && enabled)
            colors.background = popupHover(theme);
        return colors;
    }
    if (selected)
        return theme.state(option.state & QStyle::State_Active ? "row.selected" : "row.selectedInactive");
    const bool hover = enabled && ((option.state & QStyle::State_MouseOver) || isHoveredRow(widget, option.index));
    return theme.state(hover ? "row.hover" : "row.rest");
}

bool isCheckable(const QStyleOptionViewItem& option)
{
    return option.features & QStyleOptionViewItem::HasCheckIndicator;
}
bool isDecorated(const QStyleOptionViewItem& option) { return option.features & QStyleOptionViewItem::HasDecoration; }

QSize decorationSize(const Theme& theme, const QStyleOptionViewItem& option)
{
    // Ours are the theme's; a model's pixmap keeps the size that the view gives it.
    const int side = theme.iconSize(0);
    return option.icon.name().isEmpty() ? option.decorationSize : QSize(side, side);
}

} // namespace

void drawPanelFrame(const Theme& theme, const QStyleOptionFrame& option, QPainter& painter, const QWidget* widget)
{
    if (widget && widget->inherits("QComboBoxPrivateContainer")) {
        drawPopupPanel(theme, option.rect, painter);
        return;
    }
    const bool edit = qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
    if (edit) {
        drawField(theme, option, painter, widget);
        return;
    }
    drawBox(painter, option.rect, theme.radius("card"), theme.color("bg.surface"), theme.color("line.subtle"));
}

void drawRowPanel(const Theme& theme, const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget)
{
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    const QColor fill = rowColors(theme, option, widget).background;
    if (!fill.isValid())
        return;
    if (hasRoundedRows(widget))
        drawBox(painter, option.rect.adjusted(theme.space(0), 0, -theme.space(0), 0), theme.radius("cell"), fill);
    else
        painter.fillRect(option.rect, fill);
}

QRect viewItemPart(const Theme& theme, const QStyleOptionViewItem& option, QStyle::SubElement part)
{
    const QRect& rect = option.rect;
    int left = rect.x() + cellPad(theme);
    const int right = rect.right() + 1 - cellPad(theme);
    if (part == QStyle::SE_ItemViewItemFocusRect)
        return rect;
    if (isCheckable(option)) {
        const int side = indicatorSize(theme);
        if (part == QStyle::SE_ItemViewItemCheckIndicator)
            return {left, rect.y() + (rect.height() - side) / 2, side, side};
        left += side + theme.space(1);
    } else if (part == QStyle::SE_ItemViewItemCheckIndicator) {
        return {};
    }
    if (isDecorated(option)) {
        const QSize size = decorationSize(theme, option);
        if (part == QStyle::SE_ItemViewItemDecoration)
            return {left, rect.y() + (rect.height() - size.height()) / 2, size.width(), size.height()};
        left += size.width() + theme.space(1);
    } else if (part == QStyle::SE_ItemViewItemDecoration) {
        return {};
    }
    return {left, rect.y(), std::max(0, right - left), rect.height()};
}

void drawViewItem(const Theme& theme, const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget)
{
    drawRowPanel(theme, option, painter, widget);
    const bool enabled = option.state & QStyle::State_Enabled;
    if (isCheckable(option)) {
        QStyleOption box(option);
        box.state &= ~(QStyle::State_On | QStyle::State_Off | QStyle::State_NoChange | QStyle::State_MouseOver);
        box.state |= option.checkState == Qt::Checked            ? QStyle::State_On
                     : option.checkState == Qt::PartiallyChecked ? QStyle::State_NoChange
                                                                 : QStyle::State_Off;
        drawCheckIndicator(theme, box, viewItemPart(theme, option, QStyle::SE_ItemViewItemCheckIndicator), painter);
    }
    const QColor color =
        enabled ? option.palette.color(QPalette::Active, QPalette::Text) : theme.color("text.disabled");
    if (isDecorated(option)) {
        const QRect rect = viewItemPart(theme, option, QStyle::SE_ItemViewItemDecoration);
        option.icon.paint(&painter, rect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    QRectF text = viewItemPart(theme, option, QStyle::SE_ItemViewItemText);
    if (const QComboBox* combo = isPopupList(widget) ? comboOf(widget) : nullptr; combo) {
        const double side = theme.iconSize(0);
        const QRectF mark(text.right() - side, text.center().y() - side / 2, side, side);
        if (option.index.row() == combo->currentIndex())
            drawCheck(painter, mark, theme.color("text.primary"));
        text.setRight(mark.left() - theme.space(0));
    }
    drawTextLine(painter, text, option.text, option.font, color, option.displayAlignment, option.textElideMode);
    const bool focused = (option.state & QStyle::State_HasFocus) && showsKeyboardFocus(option);
    if (focused && !isPopupList(widget))
        drawBox(painter, option.rect.adjusted(1, 1, -1, -1), theme.radius("cell"), {}, theme.color("line.focus"),
                theme.number("focus.width"));
}

bool wrapsText(const Theme& theme, const QStyleOptionViewItem& option)
{
    // Tables set the flag for every cell.
    return (option.features & QStyleOptionViewItem::WrapText) &&
           option.rect.height() >= 2 * theme.lineHeight(TextStyle::Body) + theme.space(0);
}

QSize viewItemSize(const Theme& theme, const QStyleOptionViewItem& option)
{
    if (const QVariant hint = option.index.data(Qt::SizeHintRole); hint.isValid())
        return hint.toSize();
    int width = 2 * cellPad(theme) + textWidth(option.text, option.font);
    int height = theme.rowHeight();
    if (isCheckable(option))
        width += indicatorSize(theme) + theme.space(1);
    if (isDecorated(option)) {
        width += decorationSize(theme, option).width() + theme.space(1);
        height = std::max(height, decorationSize(theme, option).height() + theme.space(1));
    }
    // The check of the chosen one in a popup.
    if (isPopupList(option.widget))
        width += theme.iconSize(0) + theme.space(0);
    return {width, height};
}

void drawBranch(const Theme& theme, const QStyleOption& option, QPainter& painter)
{
    if (option.state & QStyle::State_Children)
        drawArrow(painter, option.rect, option.state & QStyle::State_Open ? Arrow::Down : Arrow::Right,
                  theme.color("text.secondary"), theme.space(1) - 1);
}

void drawHeaderSection(const Theme& theme, const QStyleOptionHeader& option, QPainter& painter)
{
    QColor fill = theme.color("bg.surface");
    if (option.state & QStyle::State_Sunken)
        fill = theme.color("bg.pressed");
    else if (option.state & QStyle::State_MouseOver)
        fill = theme.color("bg.hover");
    painter.fillRect(option.rect, fill);
    const QRectF rect = option.rect;
    const double width = lineWidth(painter);
    if (option.orientation == Qt::Horizontal)
        drawRule(painter, QPointF(rect.left(), rect.bottom() - width), QPointF(rect.right(), rect.bottom() - width),
                 theme.color("line.subtle"));
}

void drawHeaderLabel(const Theme& theme, const QStyleOptionHeader& option, QPainter& painter)
{
    QRectF rect = QRectF(option.rect).adjusted(cellPad(theme), 0, -cellPad(theme), 0);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor color = theme.color(enabled ? "text.secondary" : "text.disabled");
    const QFont font = theme.font(option.orientation == Qt::Horizontal ? TextStyle::Small : TextStyle::Code);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const double side = theme.space(2);
        const double text = std::min<double>(textWidth(option.text, font), rect.width() - side - theme.space(0));
        const bool right = option.textAlignment & Qt::AlignRight;
        const double left = right ? rect.right() - text - theme.space(0) - side : rect.x() + text + theme.space(0);
        const QRectF arrow(left, rect.y(), side, rect.height());
        // Qt's names are the arrow's, not the order's: down is ascending.
        drawArrow(painter, arrow, option.sortIndicator == QStyleOptionHeader::SortDown ? Arrow::Up : Arrow::Down, color,
                  theme.space(1) - 2);
        right ? rect.setLeft(arrow.right()) : rect.setWidth(text + 1);
    }
    if (!option.icon.isNull()) {
        const double side = theme.iconSize(0);
        drawIcon(painter, QRectF(rect.x(), rect.center().y() - side / 2, side, side), option.icon, color);
        rect.setLeft(rect.left() + side + theme.space(0));
    }
    drawTextLine(painter, rect, option.text, font, color, option.textAlignment);
}

QSize headerSize(const Theme& theme, const QStyleOptionHeader& option)
{
    const QFont font = theme.font(option.orientation == Qt::Horizontal ? TextStyle::Small : TextStyle::Code);
    int width = textWidth(option.text, font) + 2 * cellPad(theme);
    if (option.sortIndicator != QStyleOptionHeader::None)
        width += theme.space(2) + theme.space(0);
    if (!option.icon.isNull())
        width += theme.iconSize(0) + theme.space(0);
    return {width, theme.rowHeight()};
}

} // namespace fettle::ui::parts
