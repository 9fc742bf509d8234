// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include <QLineEdit>
#include <QMenu>
#include <QStyleOption>

#include "ui/theme/fettle_style.h"
#include "ui/theme/style_parts.h"

namespace fettle::ui {

QRect FettleStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    switch (element) {
    case SE_LineEditContents: return parts::lineEditContents(theme, *option, widget);
    case SE_CheckBoxIndicator:
    case SE_RadioButtonIndicator: return parts::checkablePart(theme, *option, true);
    case SE_CheckBoxContents:
    case SE_RadioButtonContents: return parts::checkablePart(theme, *option, false);
    case SE_CheckBoxClickRect:
    case SE_RadioButtonClickRect:
    case SE_CheckBoxFocusRect:
    case SE_RadioButtonFocusRect:
    case SE_PushButtonFocusRect:
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
    case SE_ProgressBarLabel: return option->rect;
    case SE_ItemViewItemCheckIndicator:
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemText:
    case SE_ItemViewItemFocusRect:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            return parts::viewItemPart(theme, *item, element);
        break;
    case SE_HeaderLabel: return option->rect;
    case SE_TabBarTabText:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return parts::tabText(theme, *tab);
        break;
    default: break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect FettleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                  const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            combo && part != SC_ComboBoxListBoxPopup)
            return parts::comboBoxPart(theme, *combo, part);
        break;
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return parts::spinBoxPart(theme, *spin, part);
        break;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return parts::scrollBarPart(*bar, part);
        break;
    case CC_Slider:
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return parts::sliderPart(theme, *slider, part);
        break;
    case CC_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            return parts::toolButtonPart(theme, *button, part);
        break;
    case CC_GroupBox:
        if (const auto* box = qstyleoption_cast<const QStyleOptionGroupBox*>(option))
            return parts::groupBoxPart(theme, *box, part);
        break;
    default: break;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize FettleStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                    const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return parts::pushButtonSize(theme, *button, widget);
        break;
    case CT_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            return parts::toolButtonSize(theme, *button);
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return parts::checkableSize(theme, *button);
        break;
    case CT_LineEdit: return {size.width() + 2 * parts::fieldPad(theme), theme.controlHeight()};
    case CT_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return parts::comboBoxSize(theme, *combo, size);
        break;
    case CT_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return parts::spinBoxSize(theme, *spin, size);
        break;
    case CT_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return parts::tabSize(theme, *tab, size);
        break;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return parts::menuItemSize(theme, *item, size);
        break;
    case CT_MenuBarItem: return {size.width() + 2 * theme.space(1), theme.controlHeight()};
    case CT_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return parts::headerSize(theme, *header);
        break;
    case CT_ItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            QSize own = parts::viewItemSize(theme, *item);
            if (item->features & QStyleOptionViewItem::WrapText)
                own = own.expandedTo(QProxyStyle::sizeFromContents(type, option, size, widget));
            return own;
        }
        break;
    case CT_Slider: {
        const int thick = theme.iconSize(2);
        const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        const bool upright = slider && slider->orientation == Qt::Vertical;
        return upright ? QSize(thick, size.height()) : QSize(size.width(), thick);
    }
    case CT_ProgressBar: return {std::max(size.width(), theme.space(6)), theme.lineHeight(TextStyle::Code)};
    case CT_GroupBox: return size;
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

namespace {

/// Metrics that are one of the theme's sizes whatever the widget.
std::optional<int> plainMetric(const Theme& theme, QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_ListViewIconSize:
    case QStyle::PM_TabBarIconSize:
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
    case QStyle::PM_SliderLength:
    case QStyle::PM_SliderThickness:
    case QStyle::PM_SliderControlThickness:
    case QStyle::PM_TabCloseIndicatorWidth:
    case QStyle::PM_TabCloseIndicatorHeight: return theme.iconSize(0);
    case QStyle::PM_ToolBarIconSize: return theme.iconSize(1);
    case QStyle::PM_LargeIconSize:
    case QStyle::PM_IconViewIconSize:
    case QStyle::PM_MessageBoxIconSize: return theme.iconSize(2);
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_RadioButtonLabelSpacing:
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
    case QStyle::PM_SplitterWidth: return theme.space(1);
    case QStyle::PM_MenuHMargin:
    case QStyle::PM_MenuVMargin:
    case QStyle::PM_HeaderGripMargin: return theme.space(0);
    case QStyle::PM_SubMenuOverlap: return -theme.space(0) / 2;
    case QStyle::PM_MenuButtonIndicator:
    case QStyle::PM_ScrollBarExtent: return theme.space(2);
    case QStyle::PM_ScrollBarSliderMin: return 2 * theme.space(2);
    case QStyle::PM_HeaderDefaultSectionSizeVertical: return theme.rowHeight();
    case QStyle::PM_TreeViewIndentation: return theme.space(3) + theme.space(0);
    case QStyle::PM_FocusFrameHMargin:
    case QStyle::PM_FocusFrameVMargin: return theme.size("focus.width") + theme.size("focus.gap");
    case QStyle::PM_ToolTipLabelFrameWidth: return theme.space(1) - 2;
    default: return {};
    }
}

} // namespace

int FettleStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    if (const auto plain = plainMetric(theme, metric))
        return *plain;
    switch (metric) {
    // A window's own layout has room around it, layouts inside say what they need.
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return widget && widget->isWindow() ? theme.pad() : 0;
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QMenu*>(widget))
            return 1;
        // The viewport's square corners must stay inside the round ones.
        return theme.radius("card") / 2;
    // Qt adds it to the face's height for the least section; the theme's row is to win, also in Noto.
    case PM_HeaderMargin:
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
    case PM_MenuPanelWidth:
    case PM_TextCursorWidth: return 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_TabBarBaseHeight:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_MenuBarPanelWidth:
    case PM_MenuDesktopFrameWidth:
    case PM_ScrollView_ScrollBarSpacing: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FettleStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_UnderlineShortcut:
    case SH_ToolTip_Mask:
    case SH_FocusFrame_Mask: // The ring may stand around a part of the control, inside of it.
    case SH_Menu_Mask:
    case SH_DitherDisabledText:
    case SH_ItemView_ArrowKeysNavigateIntoChildren:
    case SH_Menu_FlashTriggeredItem:
    case SH_Menu_FadeOutOnHide: return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_FocusFrame_AboveWidget:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
    case SH_ComboBox_ListMouseTracking: return 1;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_ToolTip_WakeUpDelay: return 500;
    case SH_ComboBox_PopupFrameStyle: return static_cast<int>(QFrame::StyledPanel) | static_cast<int>(QFrame::Plain);
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
    case SH_Slider_PageSetButtons: return Qt::NoButton;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 1;
    case SH_Table_GridLineColor: return static_cast<int>(themeFor(widget).color("line.subtle").rgba());
    case SH_GroupBox_TextLabelColor: return static_cast<int>(themeFor(widget).color("text.primary").rgba());
    case SH_Widget_Animation_Duration: return themeFor(widget).motion("hoverMs");
    case SH_Widget_Animate: return themeFor(widget).options().reduceMotion ? 0 : 1;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace fettle::ui
