// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/note_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/graph/canvas_style.h"
#include "ui/graph/node_item.h"

namespace fettle::ui {
namespace {

constexpr double kWidest = 264;
constexpr double kLeast = 48;

} // namespace

NoteItem::NoteItem(std::string id, const CanvasStyle& style) : m_id(std::move(id)), m_style(style) { setZValue(-2); }

QSizeF NoteItem::sizeOf(const QString& text, const CanvasStyle& style)
{
    const auto rect = style.bodyMetrics.boundingRect(QRectF(0, 0, kWidest, 10000), Qt::TextWordWrap, text);
    return {std::max(std::ceil(rect.width()) + 2 * kPad, kLeast), std::ceil(rect.height()) + 2 * kPad - 4};
}

void NoteItem::setText(const QString& text)
{
    prepareGeometryChange();
    m_text = text;
    m_size = sizeOf(text, m_style);
    update();
}

void NoteItem::setChosen(bool chosen)
{
    if (std::exchange(m_chosen, chosen) != chosen)
        update();
}

QRectF NoteItem::boundingRect() const { return QRectF(QPointF(), m_size).adjusted(-4, -4, 4, 4); }

void NoteItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()) / m_style.textScale;
    const QRectF rect(QPointF(), m_size);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_style.border, 1));
    painter->setBrush(m_style.changedFill);
    painter->drawRoundedRect(rect, 2, 2);
    if (zoom >= NodeItem::kBlockZoom) {
        painter->setFont(m_style.bodyFont);
        painter->setPen(m_style.text);
        painter->drawText(rect.adjusted(kPad, kPad - 2, -kPad + 1, -kPad + 2), Qt::TextWordWrap, m_text);
    }
    if (m_chosen) {
        painter->setPen(QPen(m_style.focus, m_style.focusWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 4, 4);
    }
}

} // namespace fettle::ui
