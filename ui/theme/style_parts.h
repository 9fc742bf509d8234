// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include "ui/theme/theme.h"

/// The pieces that FettleStyle is made of, one file per family of controls. Not for other rooms.
namespace fettle::ui::parts {

/// "rest", "hover", "pressed" or "disabled".
[[nodiscard]] const char* stateName(const QStyleOption& option);
/// Left and right padding of fields and of the cells of views.
[[nodiscard]] int fieldPad(const Theme& theme);
[[nodiscard]] int cellPad(const Theme& theme);
[[nodiscard]] int indicatorSize(const Theme& theme);
/// What the focus must be seen by when it came by the keyboard.
[[nodiscard]] bool showsKeyboardFocus(const QStyleOption& option);

// style_buttons.cpp
void drawPushButton(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void drawPushButtonBox(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void drawPushButtonLabel(const Theme& theme, const QStyleOptionButton& option, QPainter& painter,
                         const QWidget* widget);
[[nodiscard]] QSize pushButtonSize(const Theme& theme, const QStyleOptionButton& option, const QWidget* widget);
void drawToolButton(const Theme& theme, const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget);
void drawToolButtonLabel(const Theme& theme, const QStyleOptionToolButton& option, QPainter& painter);
[[nodiscard]] QSize toolButtonSize(const Theme& theme, const QStyleOptionToolButton& option);
[[nodiscard]] QRect toolButtonPart(const Theme& theme, const QStyleOptionToolButton& option, QStyle::SubControl part);

// style_indicators.cpp
void drawCheckIndicator(const Theme& theme, const QStyleOption& option, const QRect& rect, QPainter& painter);
void drawRadioIndicator(const Theme& theme, const QStyleOption& option, const QRect& rect, QPainter& painter);
void drawCheckable(const Theme& theme, const QStyleOptionButton& option, QPainter& painter, bool radio);
[[nodiscard]] QSize checkableSize(const Theme& theme, const QStyleOptionButton& option);
[[nodiscard]] QRect checkablePart(const Theme& theme, const QStyleOption& option, bool indicator);
void drawSlider(const Theme& theme, const QStyleOptionSlider& option, QPainter& painter, const QStyle& style,
                const QWidget* widget);
[[nodiscard]] QRect sliderPart(const Theme& theme, const QStyleOptionSlider& option, QStyle::SubControl part);
void drawProgress(const Theme& theme, const QStyleOptionProgressBar& option, QPainter& painter);
void drawScrollBar(const Theme& theme, const QStyleOptionSlider& option, QPainter& painter);
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part);

// style_fields.cpp
void drawField(const Theme& theme, const QStyleOption& option, QPainter& painter, const QWidget* widget);
void drawComboBox(const Theme& theme, const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget);
void drawComboBoxLabel(const Theme& theme, const QStyleOptionComboBox& option, QPainter& painter,
                       const QWidget* widget);
[[nodiscard]] QRect comboBoxPart(const Theme& theme, const QStyleOptionComboBox& option, QStyle::SubControl part);
[[nodiscard]] QSize comboBoxSize(const Theme& theme, const QStyleOptionComboBox& option, const QSize& contents);
void drawSpinBox(const Theme& theme, const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect spinBoxPart(const Theme& theme, const QStyleOptionSpinBox& option, QStyle::SubControl part);
[[nodiscard]] QSize spinBoxSize(const Theme& theme, const QStyleOptionSpinBox& option, const QSize& contents);
[[nodiscard]] QRect lineEditContents(const Theme& theme, const QStyleOption& option, const QWidget* widget);

// style_views.cpp
void drawPanelFrame(const Theme& theme, const QStyleOptionFrame& option, QPainter& painter, const QWidget* widget);
void drawRowPanel(const Theme& theme, const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget);
void drawViewItem(const Theme& theme, const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect viewItemPart(const Theme& theme, const QStyleOptionViewItem& option, QStyle::SubElement part);
/// A cell that wants several lines and has the height for them.
[[nodiscard]] bool wrapsText(const Theme& theme, const QStyleOptionViewItem& option);
[[nodiscard]] QSize viewItemSize(const Theme& theme, const QStyleOptionViewItem& option);
void drawBranch(const Theme& theme, const QStyleOption& option, QPainter& painter);
void drawHeaderSection(const Theme& theme, const QStyleOptionHeader& option, QPainter& painter);
void drawHeaderLabel(const Theme& theme, const QStyleOptionHeader& option, QPainter& painter);
[[nodiscard]] QSize headerSize(const Theme& theme, const QStyleOptionHeader& option);

// style_bars.cpp
void drawTab(const Theme& theme, const QStyleOptionTab& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect tabText(const Theme& theme, const QStyleOptionTab& option);
[[nodiscard]] QSize tabSize(const Theme& theme, const QStyleOptionTab& option, const QSize& contents);
void drawMenuItem(const Theme& theme, const QStyleOptionMenuItem& option, QPainter& painter);
[[nodiscard]] QSize menuItemSize(const Theme& theme, const QStyleOptionMenuItem& option, const QSize& contents);
void drawMenuBarItem(const Theme& theme, const QStyleOptionMenuItem& option, QPainter& painter);
/// The row under the mouse in a menu or a popup list.
[[nodiscard]] QColor popupHover(const Theme& theme);
void drawPopupPanel(const Theme& theme, const QRect& rect, QPainter& painter);
void drawToolTipPanel(const Theme& theme, const QRect& rect, QPainter& painter);
void drawGroupBox(const Theme& theme, const QStyleOptionGroupBox& option, QPainter& painter);
[[nodiscard]] QRect groupBoxPart(const Theme& theme, const QStyleOptionGroupBox& option, QStyle::SubControl part);
void drawSplitterHandle(const Theme& theme, const QStyleOption& option, QPainter& painter);

} // namespace fettle::ui::parts
