// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_item.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/graph/canvas_style.h"
#include "ui/theme/painting.h"

namespace fettle::ui {
namespace {

constexpr double kPad = 12;
constexpr double kIcon = 16;
constexpr double kGap = 8;
constexpr double kBeyond = 8; ///< how far ports, focus line and marks reach beyond the card
constexpr double kStack = 4;  ///< the second card behind a group
constexpr double kBlockedOpacity = 0.5;
constexpr double kLeastId = 44;

} // namespace

NodeItem::NodeItem(std::string path, const CanvasStyle& style) : m_path(std::move(path)), m_style(style) {}

void NodeItem::setFace(NodeFace face)
{
    if (face == m_face)
        return;
    if (face.size != m_face.size)
        prepareGeometryChange();
    m_face = std::move(face);
    // The title goes before the id, which is left out where less than a word of it would be seen.
    const double room = m_face.size.width() - m_style.stripe - kPad - kIcon - kGap - kPad + 2;
    const double idWidth = m_style.codeMetrics.horizontalAdvance(m_face.id);
    const double titleWidth = m_style.titleMetrics.horizontalAdvance(m_face.title);
    const double idRoom = std::min(idWidth, std::max(room - titleWidth - kGap, m_face.group ? room * 0.4 : 0.0));
    m_id = idRoom >= std::min(idWidth, kLeastId) ? m_style.codeMetrics.elidedText(m_face.id, Qt::ElideRight, idRoom) : QString();
    m_title = m_style.titleMetrics.elidedText(m_face.title, Qt::ElideRight, m_id.isEmpty() ? room : room - idRoom - kGap);
    setOpacity(m_face.blocked && !m_face.expanded ? kBlockedOpacity : 1.0);
    update();
}

void NodeItem::setChosen(bool chosen)
{
    if (m_chosen == chosen)
        return;
    m_chosen = chosen;
    setZValue(chosen ? zValue() + 0.5 : zValue() - 0.5);
    update();
}

void NodeItem::setHovered(bool hovered)
{
    if (std::exchange(m_hovered, hovered) != hovered)
        update();
}

void NodeItem::setHotPort(PortPlace port)
{
    if (!(std::exchange(m_hotPort, port) == port))
        update();
}

void NodeItem::setHighlighted(bool highlighted)
{
    if (std::exchange(m_highlighted, highlighted) != highlighted)
        update();
}

QRectF NodeItem::cardRect() const { return {pos(), m_face.size}; }

QPointF NodeItem::portPosition(PortPlace port) const
{
    const auto count = (port.output ? m_face.outputs : m_face.inputs).size();
    // The ports of a frame stay at the height that the closed group has, so that a row of nodes stays a row.
    const double height = m_face.expanded ? m_style.headerHeight + m_style.bodyHeight : m_face.size.height();
    const double y = height * (port.index + 1) / (static_cast<double>(count) + 1);
    return pos() + QPointF(port.output ? m_face.size.width() : 0, y);
}

PortPlace NodeItem::portAt(QPointF position, double reach) const
{
    PortPlace nearest;
    double best = reach;
    for (const bool output : {true, false})
        for (int i = 0; i < static_cast<int>((output ? m_face.outputs : m_face.inputs).size()); ++i) {
            const auto offset = portPosition({output, i}) - position;
            const double distance = std::hypot(offset.x(), offset.y());
            if (distance <= best) {
                best = distance;
                nearest = {output, i};
            }
        }
    return nearest;
}

QRectF NodeItem::boundingRect() const
{
    return QRectF(QPointF(), m_face.size).adjusted(-kBeyond, -kBeyond, kBeyond, kBeyond);
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    // Of a frame only its header can be taken: what it holds lies above it.
    path.addRect(QRectF(0, 0, m_face.size.width(), m_face.expanded ? m_style.headerHeight : m_face.size.height()));
    return path;
}

bool NodeItem::hasUsualSize() const
{
    return m_face.size == QSizeF(m_style.nodeWidth, m_style.headerHeight + m_style.bodyHeight);
}

QColor NodeItem::accent() const
{
    return m_face.error.isEmpty() ? m_style.category(m_face.category).color : m_style.danger;
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const double detail = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const double zoom = detail / m_style.textScale;
    if (zoom < kBlockZoom)
        return paintBlock(*painter);
    painter->setRenderHint(QPainter::Antialiasing);
    paintCard(*painter);
    if (zoom < kTitleZoom && !m_face.expanded) {
        paintTitleOnly(*painter, detail);
    } else {
        paintTexts(*painter, detail);
        paintPorts(*painter);
    }
    paintMark(*painter, detail);
}

void NodeItem::paintBlock(QPainter& painter) const
{
    const QRectF rect(QPointF(), m_face.size);
    if (m_face.expanded) {
        painter.setPen(QPen(accent(), 0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
        return;
    }
    painter.fillRect(rect, m_face.mark == NodeMark::Added     ? m_style.added
                           : m_face.mark == NodeMark::Removed ? m_style.danger
                           : m_face.mark == NodeMark::Changed ? m_style.changed
                                                              : accent());
    if (m_chosen || m_highlighted) {
        QPen pen(m_style.focus, m_style.focusWidth);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
    }
}

void NodeItem::paintCard(QPainter& painter) const
{
    const auto& category = m_style.category(m_face.category);
    const bool wrong = !m_face.error.isEmpty();
    const auto border = wrong ? m_style.danger : m_hovered ? m_style.hover : m_style.border;
    const auto card = hasUsualSize() ? m_style.card : m_style.cardPath(m_face.size);
    painter.setPen(Qt::NoPen);
    if (m_face.group && !m_face.expanded) {
        painter.setPen(QPen(border, 1));
        painter.setBrush(m_style.surface);
        painter.drawPath(card.translated(kStack, kStack));
        painter.setPen(Qt::NoPen);
    }
    const auto fill = m_face.mark == NodeMark::Added     ? m_style.addedFill
                      : m_face.mark == NodeMark::Removed ? m_style.dangerFill
                      : m_face.mark == NodeMark::Changed ? m_style.changedFill
                                                         : m_style.surface;
    auto body = fill;
    if (m_face.expanded)
        body.setAlpha(90);
    painter.fillPath(card, body);
    if (category.header != m_style.surface || m_face.expanded)
        painter.fillPath(m_face.size.width() == m_style.nodeWidth ? m_style.header : m_style.headerPath(m_face.size.width()), category.header);
    painter.fillPath(hasUsualSize() ? m_style.stripePath : m_style.stripeOf(m_face.size.height()), accent());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(border, 1));
    painter.drawPath(card);
    if (m_chosen || m_highlighted) {
        const double out = m_style.focusGap + m_style.focusWidth / 2;
        QPen pen(m_style.focus, m_style.focusWidth, m_chosen ? Qt::SolidLine : Qt::DashLine);
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(QPointF(), m_face.size).adjusted(-out, -out, out, out), m_style.radius + out, m_style.radius + out);
    }
    if (m_face.costShare > 0 && !m_face.expanded && !wrong) {
        const double left = m_style.stripe;
        const double width = (m_face.size.width() - left - m_style.radius) * std::min(m_face.costShare, 1.0);
        painter.fillRect(QRectF(left, m_face.size.height() - m_style.costBar - 0.5, std::max(width, 1.0), m_style.costBar), accent());
    }
}

void NodeItem::paintTitleOnly(QPainter& painter, double detail) const
{
    // As large as it fits: icon and title take the whole card.
    constexpr double kLargeIcon = 28;
    constexpr double kLargest = 26;
    constexpr double kSmallest = 8.5; // on the screen
    const double middle = m_face.size.height() / 2;
    const QRectF iconRect(m_style.stripe + kGap, middle - kLargeIcon / 2, kLargeIcon, kLargeIcon);
    m_style.drawIcon(painter, iconRect, m_face.error.isEmpty() ? iconOf(m_face.category, m_face.component) : "alert", accent(), detail);
    const double left = iconRect.right() + kGap;
    const double room = m_face.size.width() - left - kGap;
    const double natural = m_style.titleMetrics.horizontalAdvance(m_face.title) / m_style.titleFont.pixelSize();
    const bool words = m_face.title.contains(QLatin1Char(' '));
    const double pixels = std::min(kLargest, std::max(room / std::max(natural, 0.1), std::min(kSmallest / detail, kLargest)));
    QFont font = m_style.titleFont;
    painter.setPen(m_style.text);
    // In two lines rather than cut, where it has two words.
    const bool breaks = words && natural * pixels > room + 0.5;
    font.setPixelSize(static_cast<int>(breaks ? std::min(pixels, 22.0) : pixels));
    painter.setFont(font);
    if (breaks) {
        painter.drawText(QRectF(left, 2, room, m_face.size.height() - 4), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, m_face.title);
        return;
    }
    const QFontMetricsF metrics(font);
    painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), metrics.elidedText(m_face.title, Qt::ElideRight, room + 1));
}

void NodeItem::paintTexts(QPainter& painter, double detail) const
{
    const double middle = m_style.headerHeight / 2;
    const QRectF iconRect(m_style.stripe + kPad - 2, middle - kIcon / 2, kIcon, kIcon);
    m_style.drawIcon(painter, iconRect, m_face.error.isEmpty() ? iconOf(m_face.category, m_face.component) : "alert", accent(), detail);
    const double left = iconRect.right() + kGap;
    painter.setFont(m_style.titleFont);
    painter.setPen(m_style.text);
    painter.drawText(QPointF(left, baselineIn(m_style.headerHeight, m_style.titleFont)), m_title);
    if (!m_id.isEmpty()) {
        painter.setFont(m_style.codeFont);
        painter.setPen(m_style.secondary);
        painter.drawText(QPointF(m_face.size.width() - kPad - m_style.codeMetrics.horizontalAdvance(m_id),
                                 baselineIn(m_style.headerHeight, m_style.codeFont)), m_id);
    }
    if (!m_face.expanded)
        paintSecondLine(painter, detail);
}

void NodeItem::paintSecondLine(QPainter& painter, double) const
{
    const double top = m_face.size.height() - m_style.bodyHeight;
    const double baseline = top + baselineIn(m_style.bodyHeight, m_style.codeFont);
    const double left = m_style.stripe + kPad - 2;
    const double right = m_face.size.width() - kPad;
    if (!m_face.error.isEmpty()) {
        painter.setFont(m_style.smallFont);
        painter.setPen(m_style.danger);
        painter.drawText(QPointF(left, top + baselineIn(m_style.bodyHeight, m_style.smallFont)),
                         m_style.smallMetrics.elidedText(m_face.error, Qt::ElideRight, right - left));
        return;
    }
    painter.setFont(m_style.codeFont);
    const double parametersWidth = m_style.codeMetrics.horizontalAdvance(m_face.parameters);
    painter.setPen(m_style.secondary);
    painter.drawText(QPointF(right - parametersWidth, baseline), m_face.parameters);
    const double room = right - (m_face.parameters.isEmpty() ? 0 : parametersWidth + kGap);
    double x = left;
    const double letter = m_style.codeMetrics.horizontalAdvance(QLatin1Char('0'));
    for (const auto& dimension : m_face.shape) {
        const double width = letter * static_cast<double>(dimension.name.size() + dimension.size.size());
        if (x + width > room) {
            painter.setPen(m_style.secondary);
            painter.drawText(QPointF(x, baseline), QStringLiteral("…"));
            return;
        }
        painter.setPen(m_style.secondary);
        painter.drawText(QPointF(x, baseline), dimension.name);
        x += letter * static_cast<double>(dimension.name.size());
        painter.setPen(m_style.text);
        painter.drawText(QPointF(x, baseline), dimension.size);
        x += letter * static_cast<double>(dimension.size.size()) + letter;
    }
}

void NodeItem::paintPorts(QPainter& painter) const
{
    for (const bool output : {false, true}) {
        const auto& ports = output ? m_face.outputs : m_face.inputs;
        for (int i = 0; i < static_cast<int>(ports.size()); ++i) {
            const auto& port = ports[static_cast<std::size_t>(i)];
            const auto center = portPosition({output, i}) - pos();
            const bool hot = m_hotPort == PortPlace{output, i};
            const double radius = m_style.portRadius + (hot ? 3 : m_hovered || m_chosen ? 1 : 0);
            painter.setPen(QPen(hot ? m_style.focus : m_style.edge, 1.5));
            painter.setBrush(hot ? m_style.focus : port.connected ? m_style.edge : m_style.surface);
            if (port.variadic) // a slot that takes any number
                painter.drawRoundedRect(QRectF(center.x() - radius, center.y() - radius * 2, radius * 2, radius * 4), radius, radius);
            else
                painter.drawEllipse(center, radius, radius);
        }
    }
}

void NodeItem::paintMark(QPainter& painter, double) const
{
    if (!m_face.mark)
        return;
    constexpr double kBadge = 9;
    const auto color = *m_face.mark == NodeMark::Added     ? m_style.added
                       : *m_face.mark == NodeMark::Removed ? m_style.danger
                                                           : m_style.changed;
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(hasUsualSize() ? m_style.card : m_style.cardPath(m_face.size));
    const QPointF center(m_face.size.width() - 4, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(center, kBadge, kBadge);
    painter.setPen(QPen(m_style.surface, 2));
    constexpr double kArm = 4;
    if (*m_face.mark == NodeMark::Changed) {
        painter.drawLine(center + QPointF(-kArm, -2), center + QPointF(kArm, -2));
        painter.drawLine(center + QPointF(-kArm, 2), center + QPointF(kArm, 2));
        return;
    }
    painter.drawLine(center - QPointF(kArm, 0), center + QPointF(kArm, 0));
    if (*m_face.mark == NodeMark::Added)
        painter.drawLine(center - QPointF(0, kArm), center + QPointF(0, kArm));
}

} // namespace fettle::ui
