// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

#include "ui/theme/theme.h"

/// What the style and every widget that paints draw with, so that lines are sharp and baselines agree everywhere.
namespace fettle::ui {

/// The width of a line of `pixels`, in whole pixels of the screen at any scale.
[[nodiscard]] double lineWidth(const QPainter& painter, double pixels = 1);

/// A filled rectangle with a line inside its edge; colors that are not valid are not drawn.
void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& border = {},
             double borderWidth = 1);

/// The ring of the focus around a control whose border is `around` (it is drawn outside of it).
void drawFocusRing(QPainter& painter, const QRectF& around, double radius, const Theme& theme);

/// One sharp line; horizontal or vertical.
void drawRule(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color);

/// One line of text on the baseline that the theme has for its height, whatever the face. `elide`: what does not fit
/// ends in …. Alignment: left, right or centered; it always stands in the middle of the rectangle's height.
void drawTextLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
                  Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight);

/// Where the baseline of `font` stands in a line of this height.
[[nodiscard]] double baselineIn(double lineHeight, const QFont& font);

/// The width that one line of text takes.
[[nodiscard]] int textWidth(const QString& text, const QFont& font);

enum class Arrow { Up, Down, Left, Right };
/// An open arrow in the middle of `rect`.
void drawArrow(QPainter& painter, const QRectF& rect, Arrow arrow, const QColor& color, double size = 8);
void drawCheck(QPainter& painter, const QRectF& rect, const QColor& color);
/// An open ring, turned by `degrees`.
void drawRing(QPainter& painter, const QRectF& rect, int degrees, const QColor& color, const QColor& track);
/// A soft shadow under a popup inside its window, as the theme has it; `box` is the popup's own rectangle.
void drawPopupShadow(QPainter& painter, const QRectF& box, double radius, const Theme& theme);
/// How far the shadow reaches beyond the popup on each side.
[[nodiscard]] int popupShadowMargin(const Theme& theme);

/// "&Open" → "Open", "Q&&A" → "Q&A": accelerators work, they are not underlined.
[[nodiscard]] QString withoutMnemonic(const QString& text);

} // namespace fettle::ui
