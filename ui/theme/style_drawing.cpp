// SPDX-License-Identifier: GPL-3.0-or-later
// Which piece of style_parts.h draws what Qt asks for.
#include <cmath>

#include <QStyleOption>
#include <QTreeView>

#include "ui/theme/fettle_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_parts.h"

namespace fettle::ui {

namespace {

/// The option as the kind that a control has; a control of another kind is drawn by the style below.
template <class Option, class Draw>
bool drawAs(const QStyleOption* option, Draw&& draw)
{
    const auto* exact = qstyleoption_cast<const Option*>(option);
    if (exact)
        draw(*exact);
    return exact != nullptr;
}

bool isSeparatorFrame(const QStyleOptionFrame& option)
{
    return option.frameShape == QFrame::HLine || option.frameShape == QFrame::VLine;
}

void drawSeparatorFrame(const Theme& theme, const QStyleOptionFrame& option, QPainter& painter)
{
    const QRectF rect = option.rect;
    if (option.frameShape == QFrame::HLine)
        drawRule(painter, {rect.left(), std::floor(rect.center().y())}, {rect.right(), std::floor(rect.center().y())},
                 theme.color("line.subtle"));
    else
        drawRule(painter, {std::floor(rect.center().x()), rect.top()}, {std::floor(rect.center().x()), rect.bottom()},
                 theme.color("line.subtle"));
}

void drawTabBase(const Theme& theme, const QRectF& rect, QPainter& painter)
{
    const double y = rect.bottom() - lineWidth(painter);
    drawRule(painter, {rect.left(), y}, {rect.right(), y}, theme.color("line.subtle"));
}

/// What Fusion would draw and the theme does without: lines around lines, and the focus that has its ring.
bool isLeftOut(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_FrameFocusRect: // focus_ring.h; rows have a mark of their own.
    case QStyle::PE_FrameGroupBox:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_FrameWindow:
    case QStyle::PE_FrameMenu: // Drawn with its panel.
    case QStyle::PE_FrameButtonBevel:
    case QStyle::PE_FrameButtonTool:
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_PanelScrollAreaCorner:
    case QStyle::PE_PanelStatusBar:
    case QStyle::PE_IndicatorHeaderArrow: return true; // Beside the label, and drawn with it.
    default: return false;
    }
}

bool drawPopupOrMark(const Theme& theme, QStyle::PrimitiveElement element, const QStyleOption& option, QPainter& painter)
{
    const auto arrow = [&](Arrow direction) {
        const bool enabled = option.state & QStyle::State_Enabled;
        drawArrow(painter, option.rect, direction, theme.color(enabled ? "text.secondary" : "text.disabled"),
                  theme.space(1));
    };
    switch (element) {
    case QStyle::PE_PanelMenu: parts::drawPopupPanel(theme, option.rect, painter); return true;
    case QStyle::PE_PanelTipLabel: parts::drawToolTipPanel(theme, option.rect, painter); return true;
    case QStyle::PE_IndicatorItemViewItemCheck:
    case QStyle::PE_IndicatorCheckBox: parts::drawCheckIndicator(theme, option, option.rect, painter); return true;
    case QStyle::PE_IndicatorRadioButton: parts::drawRadioIndicator(theme, option, option.rect, painter); return true;
    case QStyle::PE_IndicatorBranch: parts::drawBranch(theme, option, painter); return true;
    case QStyle::PE_IndicatorArrowDown: arrow(Arrow::Down); return true;
    case QStyle::PE_IndicatorArrowUp: arrow(Arrow::Up); return true;
    case QStyle::PE_IndicatorArrowLeft: arrow(Arrow::Left); return true;
    case QStyle::PE_IndicatorArrowRight: arrow(Arrow::Right); return true;
    case QStyle::PE_IndicatorTabClose: {
        const bool hover = option.state & QStyle::State_MouseOver;
        drawIcon(painter, option.rect, "close", theme.color(hover ? "text.primary" : "text.secondary"));
        return true;
    }
    case QStyle::PE_IndicatorItemViewItemDrop:
        drawBox(painter, option.rect, theme.radius("cell"), {}, theme.color("line.focus"), theme.number("focus.width"));
        return true;
    case QStyle::PE_FrameTabBarBase: drawTabBase(theme, option.rect, painter); return true;
    default: return false;
    }
}

bool drawButtonControl(const Theme& theme, QStyle::ControlElement element, const QStyleOption* option, QPainter& painter,
                       const QWidget* widget)
{
    const auto button = [&](auto draw) { return drawAs<QStyleOptionButton>(option, draw); };
    switch (element) {
    case QStyle::CE_PushButton: return button([&](auto& b) { parts::drawPushButton(theme, b, painter, widget); });
    case QStyle::CE_PushButtonBevel:
        return button([&](auto& b) { parts::drawPushButtonBox(theme, b, painter, widget); });
    case QStyle::CE_PushButtonLabel:
        return button([&](auto& b) { parts::drawPushButtonLabel(theme, b, painter, widget); });
    case QStyle::CE_CheckBox: return button([&](auto& b) { parts::drawCheckable(theme, b, painter, false); });
    case QStyle::CE_RadioButton: return button([&](auto& b) { parts::drawCheckable(theme, b, painter, true); });
    case QStyle::CE_ToolButtonLabel:
        return drawAs<QStyleOptionToolButton>(option, [&](auto& b) { parts::drawToolButtonLabel(theme, b, painter); });
    case QStyle::CE_ComboBoxLabel:
        return drawAs<QStyleOptionComboBox>(option,
                                            [&](auto& c) { parts::drawComboBoxLabel(theme, c, painter, widget); });
    default: return false;
    }
}

void drawHeader(const Theme& theme, const QStyleOptionHeader& option, QPainter& painter)
{
    painter.save();
    painter.setClipRect(option.rect, Qt::IntersectClip);
    parts::drawHeaderSection(theme, option, painter);
    parts::drawHeaderLabel(theme, option, painter);
    painter.restore();
}

void drawEmptyHeader(const Theme& theme, const QRect& rect, QPainter& painter)
{
    QStyleOptionHeader empty;
    empty.rect = rect;
    empty.orientation = rect.width() >= rect.height() ? Qt::Horizontal : Qt::Vertical;
    parts::drawHeaderSection(theme, empty, painter);
}

void drawRubberBand(const Theme& theme, const QRect& rect, QPainter& painter)
{
    QColor fill = theme.color("accent.fill");
    fill.setAlphaF(0.12F);
    drawBox(painter, rect, 0, fill, theme.color("line.focus"));
}

bool drawBarControl(const Theme& theme, QStyle::ControlElement element, const QStyleOption* option, QPainter& painter,
                    const QWidget* widget)
{
    const auto header = [&](auto draw) { return drawAs<QStyleOptionHeader>(option, draw); };
    const auto menuItem = [&](auto draw) { return drawAs<QStyleOptionMenuItem>(option, draw); };
    switch (element) {
    case QStyle::CE_TabBarTab:
        return drawAs<QStyleOptionTab>(option, [&](auto& tab) { parts::drawTab(theme, tab, painter, widget); });
    case QStyle::CE_ProgressBar:
        return drawAs<QStyleOptionProgressBar>(option, [&](auto& bar) { parts::drawProgress(theme, bar, painter); });
    // The style below reckons the label's place by itself, without its arrow beside it.
    case QStyle::CE_Header: return header([&](auto& h) { drawHeader(theme, h, painter); });
    case QStyle::CE_HeaderSection: return header([&](auto& h) { parts::drawHeaderSection(theme, h, painter); });
    case QStyle::CE_HeaderLabel: return header([&](auto& h) { parts::drawHeaderLabel(theme, h, painter); });
    case QStyle::CE_HeaderEmptyArea: drawEmptyHeader(theme, option->rect, painter); return true;
    case QStyle::CE_MenuItem: return menuItem([&](auto& item) { parts::drawMenuItem(theme, item, painter); });
    case QStyle::CE_MenuBarItem: return menuItem([&](auto& item) { parts::drawMenuBarItem(theme, item, painter); });
    case QStyle::CE_MenuEmptyArea: return true;
    case QStyle::CE_MenuBarEmptyArea:
    case QStyle::CE_ToolBar: painter.fillRect(option->rect, theme.color("bg.window")); return true;
    case QStyle::CE_Splitter: parts::drawSplitterHandle(theme, *option, painter); return true;
    case QStyle::CE_RubberBand: drawRubberBand(theme, option->rect, painter); return true;
    default: return false;
    }
}

} // namespace

void FettleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    if (isLeftOut(element) || drawPopupOrMark(theme, element, *option, *painter))
        return;
    const auto frame = [&](auto draw) { return drawAs<QStyleOptionFrame>(option, draw); };
    const auto item = [&](auto draw) { return drawAs<QStyleOptionViewItem>(option, draw); };
    bool drawn = false;
    switch (element) {
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        drawn = frame([&](auto& f) {
            if (f.lineWidth > 0)
                parts::drawField(theme, f, *painter, widget);
        });
        break;
    case PE_Frame: drawn = frame([&](auto& f) { parts::drawPanelFrame(theme, f, *painter, widget); }); break;
    case PE_PanelItemViewItem: drawn = item([&](auto& i) { parts::drawRowPanel(theme, i, *painter, widget); }); break;
    case PE_PanelItemViewRow:
        // Rows are drawn by their cells; a tree's row reaches left of them.
        if (qobject_cast<const QTreeView*>(widget))
            item([&](auto& i) { parts::drawRowPanel(theme, i, *painter, widget); });
        return;
    default: break;
    }
    if (!drawn)
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void FettleStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    if (drawButtonControl(theme, element, option, *painter, widget) ||
        drawBarControl(theme, element, option, *painter, widget))
        return;
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    // Several lines in one cell are laid out by the style below; the panel that it asks for is ours.
    if (element == CE_ItemViewItem && item && !parts::wrapsText(theme, *item))
        parts::drawViewItem(theme, *item, *painter, widget);
    else if (element == CE_ShapedFrame && frame && isSeparatorFrame(*frame))
        drawSeparatorFrame(theme, *frame, *painter);
    else
        QProxyStyle::drawControl(element, option, painter, widget);
}

void FettleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    bool drawn = false;
    switch (control) {
    case CC_ToolButton:
        drawn = drawAs<QStyleOptionToolButton>(option, [&](auto& b) { parts::drawToolButton(theme, b, *painter, widget); });
        break;
    case CC_ComboBox:
        drawn = drawAs<QStyleOptionComboBox>(option, [&](auto& c) { parts::drawComboBox(theme, c, *painter, widget); });
        break;
    case CC_SpinBox:
        drawn = drawAs<QStyleOptionSpinBox>(option, [&](auto& s) { parts::drawSpinBox(theme, s, *painter, widget); });
        break;
    case CC_ScrollBar:
        drawn = drawAs<QStyleOptionSlider>(option, [&](auto& s) { parts::drawScrollBar(theme, s, *painter); });
        break;
    case CC_Slider:
        drawn = drawAs<QStyleOptionSlider>(
            option, [&](auto& s) { parts::drawSlider(theme, s, *painter, *this, widget); });
        break;
    case CC_GroupBox:
        drawn = drawAs<QStyleOptionGroupBox>(option, [&](auto& box) { parts::drawGroupBox(theme, box, *painter); });
        break;
    default: break;
    }
    if (!drawn)
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace fettle::ui
