// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flow_layout.h"

#include <QWidget>

namespace fettle::ui {

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) { setContentsMargins(0, 0, 0, 0); }

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

void FlowLayout::setSpacings(int horizontal, int vertical)
{
    m_horizontal = horizontal;
    m_vertical = vertical;
    invalidate();
}

void FlowLayout::setLineAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    invalidate();
}

void FlowLayout::setColumnMinimum(int minimum)
{
    m_columnMinimum = minimum;
    invalidate();
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
    invalidate();
}

QLayoutItem* FlowLayout::itemAt(int index) const { return index >= 0 && index < count() ? m_items[index] : nullptr; }

QLayoutItem* FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* item = m_items.takeAt(index);
    invalidate();
    return item;
}

int FlowLayout::count() const { return static_cast<int>(m_items.size()); }

void FlowLayout::invalidate()
{
    m_cachedWidth = -1;
    QLayout::invalidate();
}

int FlowLayout::heightForWidth(int width) const
{
    if (m_cachedWidth != width) {
        m_cachedHeight = arrange(QRect(0, 0, width, 0), false);
        m_cachedWidth = width;
    }
    return m_cachedHeight;
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        width += (width > 0 ? m_horizontal : 0) + std::max(size.width(), m_columnMinimum);
        height = std::max(height, size.height());
    }
    return QSize(width, height).grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    return least.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool apply) const
{
    const QMargins margins = contentsMargins();
    const QRect area = rect.marginsRemoved(margins);
    const int height = m_columnMinimum > 0 ? arrangeColumns(area, apply) : arrangeFlow(area, apply);
    return height + margins.top() + margins.bottom();
}

int FlowLayout::arrangeFlow(const QRect& area, bool apply) const
{
    int y = area.y();
    qsizetype first = 0;
    while (first < m_items.size()) {
        // One line: as many as the width holds, at least one.
        QList<QPair<QLayoutItem*, QSize>> line;
        int used = 0;
        int tallest = 0;
        for (; first < m_items.size(); ++first) {
            QLayoutItem* item = m_items[first];
            if (item->isEmpty())
                continue;
            QSize size = item->sizeHint();
            const int next = used + (line.isEmpty() ? 0 : m_horizontal) + size.width();
            if (!line.isEmpty() && next > area.width())
                break;
            if (size.width() > area.width()) {
                size.setWidth(std::max(area.width(), item->minimumSize().width()));
                if (item->hasHeightForWidth())
                    size.setHeight(item->heightForWidth(size.width()));
            }
            used += (line.isEmpty() ? 0 : m_horizontal) + size.width();
            tallest = std::max(tallest, size.height());
            line.append({item, size});
        }
        if (line.isEmpty())
            break;
        int x = area.x();
        if (m_alignment & Qt::AlignHCenter)
            x += std::max(0, (area.width() - used) / 2);
        for (const auto& [item, size] : line) {
            if (apply)
                item->setGeometry(QRect(QPoint(x, y + (tallest - size.height()) / 2), size));
            x += size.width() + m_horizontal;
        }
        y += tallest + m_vertical;
    }
    return y > area.y() ? y - m_vertical - area.y() : 0;
}

int FlowLayout::arrangeColumns(const QRect& area, bool apply) const
{
    QList<QLayoutItem*> shown;
    for (QLayoutItem* item : m_items)
        if (!item->isEmpty())
            shown.append(item);
    if (shown.isEmpty())
        return 0;
    const int fit = std::max(1, (area.width() + m_horizontal) / (m_columnMinimum + m_horizontal));
    // Few cards keep a card's width and leave the rest of the line empty.
    const int columns = fit;
    const int width = (area.width() - (columns - 1) * m_horizontal) / columns;
    // Rounded as a whole, so that the last card ends where the line ends.
    const auto left = [&](qsizetype column) {
        return area.x() + static_cast<int>(column * (area.width() + m_horizontal) / columns);
    };
    int y = area.y();
    for (qsizetype first = 0; first < shown.size(); first += columns) {
        const qsizetype end = std::min<qsizetype>(first + columns, shown.size());
        int tallest = 0;
        for (qsizetype i = first; i < end; ++i)
            tallest = std::max(tallest, shown[i]->hasHeightForWidth() ? shown[i]->heightForWidth(width)
                                                                      : shown[i]->sizeHint().height());
        for (qsizetype i = first; apply && i < end; ++i) {
            const int x = left(i - first);
            shown[i]->setGeometry(QRect(x, y, left(i - first + 1) - m_horizontal - x, tallest));
        }
        y += tallest + m_vertical;
    }
    return y - m_vertical - area.y();
}

} // namespace fettle::ui
