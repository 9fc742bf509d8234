// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QGraphicsItem>
#include <QPainterPath>

#include "engine/contract/graph.h"

namespace fettle::ui {

class CanvasStyle;

/// A connection on the canvas.
class EdgeItem final : public QGraphicsItem {
public:
    enum { Type = UserType + 2 };
    EdgeItem(std::string scope, GraphEdge edge, const CanvasStyle& style);

    /// The path of the group that it lies in, with "/" at the end; empty: the network shown.
    [[nodiscard]] const std::string& scope() const { return m_scope; }
    [[nodiscard]] const GraphEdge& edge() const { return m_edge; }
    void setPath(const QPainterPath& path);
    [[nodiscard]] const QPainterPath& path() const { return m_path; }
    void setHovered(bool hovered);
    /// Of a chosen node: drawn in the focus color.
    void setLit(bool lit);
    /// How deep the block lies in frames: the line stays behind the nodes of its own block.
    void setDepth(double depth);
    void setBlocked(bool blocked) { setOpacity(blocked ? 0.5 : 1.0); }
    /// How far a scene position is from the line.
    [[nodiscard]] double distanceTo(QPointF position) const;
    [[nodiscard]] QPointF middle() const { return m_path.pointAtPercent(0.5); }

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override { return m_path; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void raise();
    std::string m_scope;
    GraphEdge m_edge;
    const CanvasStyle& m_style;
    QPainterPath m_path;
    double m_depth = 0;
    bool m_hovered = false;
    bool m_lit = false;
};

} // namespace fettle::ui
