// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace fettle::ui {

/// A Material Design icon by the name it has in release 1.6.50 ("play-circle"), drawn in the color of the text around
/// it: the palette's ButtonText, disabled and selected colors included. With `colorToken` in that color of the theme.
/// An unknown name asserts, and is an empty square without asserts. Follows a theme switch by itself.
[[nodiscard]] QIcon icon(std::string_view name, std::string_view colorToken = {});

[[nodiscard]] bool hasIcon(std::string_view name);
/// The glyph's code, 0 where there is none.
[[nodiscard]] char32_t iconCode(std::string_view name);

/// Draws one into the square in the middle of `rect` (own painting: nodes, rows, tiles).
void drawIcon(QPainter& painter, const QRectF& rect, std::string_view name, const QColor& color);

/// Draws any icon into `rect` (its size is kept): ours in `color`, others as they are.
void drawIcon(QPainter& painter, const QRectF& rect, const QIcon& icon, const QColor& color);

} // namespace fettle::ui
