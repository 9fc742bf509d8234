// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/edge_item.h"

#include <cmath>
#include <limits>

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/graph/canvas_style.h"
#include "ui/graph/node_item.h"

namespace fettle::ui {

EdgeItem::EdgeItem(std::string scope, GraphEdge edge, const CanvasStyle& style)
    : m_scope(std::move(scope)), m_edge(std::move(edge)), m_style(style)
{
    raise();
}

void EdgeItem::raise() { setZValue(m_depth - (m_hovered || m_lit ? 0.5 : 1.0)); }

void EdgeItem::setDepth(double depth)
{
    m_depth = depth;
    raise();
}

void EdgeItem::setPath(const QPainterPath& path)
{
    if (path == m_path)
        return;
    prepareGeometryChange();
    m_path = path;
}

void EdgeItem::setHovered(bool hovered)
{
    if (std::exchange(m_hovered, hovered) == hovered)
        return;
    raise();
    update();
}

void EdgeItem::setLit(bool lit)
{
    if (std::exchange(m_lit, lit) == lit)
        return;
    raise();
    update();
}

double EdgeItem::distanceTo(QPointF position) const
{
    double best = std::numeric_limits<double>::max();
    for (const auto& polygon : m_path.toSubpathPolygons())
        for (qsizetype i = 0; i + 1 < polygon.size(); ++i) {
            const auto along = polygon[i + 1] - polygon[i];
            const double length = QPointF::dotProduct(along, along);
            const double t = length == 0 ? 0 : std::clamp(QPointF::dotProduct(position - polygon[i], along) / length, 0.0, 1.0);
            const auto offset = position - polygon[i] - t * along;
            best = std::min(best, std::hypot(offset.x(), offset.y()));
        }
    return best;
}

QRectF EdgeItem::boundingRect() const { return m_path.controlPointRect().adjusted(-3, -3, 3, 3); }

void EdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()) / m_style.textScale;
    const auto color = m_hovered || m_lit ? m_style.focus : m_style.edge;
    const bool small = zoom < NodeItem::kBlockZoom;
    painter->setRenderHint(QPainter::Antialiasing, !small);
    QPen pen(color, m_hovered ? 2.5 : m_lit ? 2.0 : 1.5);
    if (zoom < 0.7) { // a line that is thinner than a pixel fades away
        pen.setCosmetic(true);
        pen.setWidthF(m_hovered ? 2.0 : small ? 1.0 : 1.2);
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_path);
}

} // namespace fettle::ui
