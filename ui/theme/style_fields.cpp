// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_parts.h"

#include <cmath>

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QWidget>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

namespace fettle::ui::parts {

namespace {

/// QLineEdit keeps two pixels of its own left and right of its text.
constexpr int kLineEditMargin = 2;

int comboArrowWidth(const Theme& theme) { return theme.iconSize(0) + theme.space(1); }
int spinButtonWidth(const Theme& theme) { return std::max(24, theme.controlHeight() - theme.space(0)); }

/// A field whose edit is inside it has the focus when the edit has it.
bool fieldHasFocus(const QStyleOption& option, const QWidget* widget)
{
    if (option.state & QStyle::State_HasFocus)
        return true;
    return widget && widget->focusProxy() && widget->focusProxy()->hasFocus();
}

} // namespace

void drawField(const Theme& theme, const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = enabled && fieldHasFocus(option, widget);
    const bool error = enabled && hasFieldError(widget);
    const bool hover = option.state & QStyle::State_MouseOver;
    const char* state = !enabled ? "disabled" : error ? "error" : focused ? "focus" : hover ? "hover" : "rest";
    const StateColors colors = theme.state(std::string("field.") + state);
    // The focus is seen in a field with an error, too: its border grows.
    drawBox(painter, option.rect, theme.radius("control"), colors.background, colors.border,
            focused ? theme.number("focus.width") : 1);
}

QRect lineEditContents(const Theme& theme, const QStyleOption& option, const QWidget* widget)
{
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
    QRect rect = option.rect;
    if (frame && frame->lineWidth > 0) {
        const int pad = fieldPad(theme) - kLineEditMargin;
        rect.adjust(pad, 1, -pad, -1);
    }
    // The edit centers its face's whole height, and one pixel more for some texts; the theme's baselines are the same
    // for all faces (painting.h). An even rest around the face makes the extra pixel fall away.
    const QFont font = widget ? widget->font() : theme.font(TextStyle::Body);
    const int rest = rect.height() - QFontMetrics(font).height();
    if (rest % 2 != 0)
        rect.setHeight(rect.height() - 1);
    const double drawn = std::round(rect.y() + std::floor(rest / 2.0) + QFontMetricsF(font).ascent());
    const double wanted = option.rect.y() + baselineIn(option.rect.height(), font);
    rect.translate(0, static_cast<int>(wanted - drawn));
    return rect;
}

QRect comboBoxPart(const Theme& theme, const QStyleOptionComboBox& option, QStyle::SubControl part)
{
    const QRect& rect = option.rect;
    const int arrow = comboArrowWidth(theme);
    const int pad = option.frame ? fieldPad(theme) : theme.space(0);
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        return {rect.right() - arrow - theme.space(0) + 1, rect.y(), arrow, rect.height()};
    case QStyle::SC_ComboBoxEditField: {
        const int left = rect.x() + pad - (option.editable ? kLineEditMargin : 0);
        return QRect(QPoint(left, rect.y() + 1), QPoint(rect.right() - arrow - theme.space(0), rect.bottom() - 1));
    }
    default: return rect;
    }
}

void drawComboBox(const Theme& theme, const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget)
{
    if (option.frame) {
        drawField(theme, option, painter, widget);
    } else if (option.state & QStyle::State_Enabled) {
        // In a table's cell or in a sentence ("Predict [intent] from [message]"): a box only under the mouse.
        const bool lively = option.state & (QStyle::State_MouseOver | QStyle::State_On);
        if (lively)
            drawBox(painter, option.rect, theme.radius("control"), theme.color("bg.hover"));
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    drawArrow(painter, comboBoxPart(theme, option, QStyle::SC_ComboBoxArrow), Arrow::Down,
              theme.color(enabled ? "text.secondary" : "text.disabled"), theme.space(1));
}

void drawComboBoxLabel(const Theme& theme, const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget)
{
    if (option.editable)
        return;
    const bool enabled = option.state & QStyle::State_Enabled;
    const auto* combo = qobject_cast<const QComboBox*>(widget);
    const bool empty = combo && combo->currentIndex() < 0;
    const QColor color = theme.color(!enabled ? "text.disabled" : empty ? "text.secondary" : "text.primary");
    QRectF rect = comboBoxPart(theme, option, QStyle::SC_ComboBoxEditField);
    if (!option.currentIcon.isNull()) {
        const double side = theme.iconSize(0);
        drawIcon(painter, QRectF(rect.x(), rect.center().y() - side / 2, side, side), option.currentIcon, color);
        rect.setLeft(rect.left() + side + theme.space(1));
    }
    const QString text = empty && option.currentText.isEmpty() ? combo->placeholderText() : option.currentText;
    drawTextLine(painter, rect, text, widget ? widget->font() : theme.font(TextStyle::Body), color);
}

QSize comboBoxSize(const Theme& theme, const QStyleOptionComboBox& option, const QSize& contents)
{
    const int pad = option.frame ? fieldPad(theme) : theme.space(0);
    // The popup is as wide as its combo box, and its rows have a check at the right.
    const int row = 2 * cellPad(theme) + theme.iconSize(0) + theme.space(0) + theme.radius("card");
    const int own = pad + comboArrowWidth(theme) + 2 * theme.space(0);
    return {contents.width() + (option.frame ? std::max(own, row) : own), theme.controlHeight()};
}

QRect spinBoxPart(const Theme& theme, const QStyleOptionSpinBox& option, QStyle::SubControl part)
{
    const QRect& rect = option.rect;
    const bool buttons = option.buttonSymbols != QAbstractSpinBox::NoButtons;
    const int width = buttons ? spinButtonWidth(theme) : 0;
    const int inset = 1;
    const auto button = [&](int fromRight) {
        const int left = rect.right() + 1 - inset - fromRight * width;
        return buttons ? QRect(left, rect.y() + inset, width, rect.height() - 2 * inset) : QRect();
    };
    switch (part) {
    case QStyle::SC_SpinBoxUp: return button(1);
    case QStyle::SC_SpinBoxDown: return button(2);
    case QStyle::SC_SpinBoxEditField: {
        const int pad = fieldPad(theme) - kLineEditMargin;
        return QRect(QPoint(rect.x() + pad, rect.y() + 1),
                     QPoint(rect.right() - (buttons ? 2 * width + inset : pad), rect.bottom() - 1));
    }
    default: return rect;
    }
}

void drawSpinBox(const Theme& theme, const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget)
{
    if (option.frame)
        drawField(theme, option, painter, widget);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const bool enabled = option.state & QStyle::State_Enabled;
    for (const bool up : {false, true}) {
        const QStyle::SubControl part = up ? QStyle::SC_SpinBoxUp : QStyle::SC_SpinBoxDown;
        const QRectF rect = spinBoxPart(theme, option, part);
        const auto step = up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled;
        const bool live = enabled && (option.stepEnabled & step);
        if (live && (option.activeSubControls & part)) {
            const bool pressed = option.state & QStyle::State_Sunken;
            drawBox(painter, rect.adjusted(1, 2, -1, -2), theme.radius("cell"),
                    theme.color(pressed ? "bg.pressed" : "bg.hover"));
        }
        const double side = theme.iconSize(0);
        drawIcon(painter, QRectF(rect.center().x() - side / 2, rect.y(), side, rect.height()), up ? "plus" : "minus", theme.color(live ? "text.secondary" : "text.disabled"));
    }
}

QSize spinBoxSize(const Theme& theme, const QStyleOptionSpinBox& option, const QSize& contents)
{
    const bool buttons = option.buttonSymbols != QAbstractSpinBox::NoButtons;
    const int right = buttons ? 2 * spinButtonWidth(theme) + theme.space(0) : fieldPad(theme);
    return {contents.width() + fieldPad(theme) + right, theme.controlHeight()};
}

} // namespace fettle::ui::parts
