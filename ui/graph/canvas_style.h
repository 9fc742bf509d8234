// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <QFontMetricsF>
#include <QHash>
#include <QPainterPath>
#include <QPixmap>

#include "engine/contract/catalog.h"
#include "ui/theme/theme.h"

class QPainter;

namespace fettle::ui {

/// "node.dense" … ; None is drawn as a shape.
[[nodiscard]] std::string_view colorTokenOf(NodeCategory category);
/// The icon of a node: its category's, with the exceptions of input and output, and `alert` for errors is drawn by the item.
[[nodiscard]] std::string_view iconOf(NodeCategory category, std::string_view component);
/// Families that hold most weights tint their header.
[[nodiscard]] bool tintsHeader(NodeCategory category);

/// What the items of a canvas are drawn with: the theme's tokens at 100 %, looked up once and not in every paint. The
/// size of texts is the view's business (its zoom is multiplied by the text scale), so that places in the document mean
/// the same for everyone.
class CanvasStyle {
public:
    explicit CanvasStyle(const Theme& theme);

    struct Category {
        QColor color;
        QColor header; ///< the surface, tinted where the family is
    };
    [[nodiscard]] const Category& category(NodeCategory category) const;
    /// Of `pixels` device pixels, from a small store.
    [[nodiscard]] const QPixmap& icon(std::string_view name, const QColor& color, int pixels) const;
    /// In the square `rect` of item coordinates at this level of detail.
    void drawIcon(QPainter& painter, const QRectF& rect, std::string_view name, const QColor& color, double detail) const;

    QColor canvas, grid, surface, border, hover, text, secondary, focus, danger, dangerFill, edge, selected;
    QColor added, addedFill, changed, changedFill, note, onAccent;
    QFont titleFont, bodyFont, codeFont, smallFont;
    QFontMetricsF titleMetrics, bodyMetrics, codeMetrics, smallMetrics;
    double nodeWidth, headerHeight, bodyHeight, stripe, costBar, gridStep, portRadius, portHit, radius, focusWidth, focusGap;
    double textScale;
    /// Outlines of a node of the usual size.
    QPainterPath card, header, stripePath;

    /// The same for a node of another size.
    [[nodiscard]] QPainterPath cardPath(const QSizeF& size) const;
    [[nodiscard]] QPainterPath headerPath(double width) const;
    [[nodiscard]] QPainterPath stripeOf(double height) const;

private:
    std::array<Category, 12> m_categories;
    mutable QHash<QString, QPixmap> m_icons;
};

} // namespace fettle::ui
