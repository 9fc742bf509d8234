// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/row_hover.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTableView>

namespace fettle::ui {

RowHover::RowHover(QTableView* view) : QObject(view), m_view(view)
{
    setObjectName(QStringLiteral("fettleRowHover"));
    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { setRow(-1); });
}

bool RowHover::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseMove)
        setRow(m_view->rowAt(static_cast<QMouseEvent*>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        setRow(-1);
    return QObject::eventFilter(watched, event);
}

void RowHover::setRow(int row)
{
    if (row == m_row)
        return;
    const int before = std::exchange(m_row, row);
    updateRow(before);
    updateRow(row);
}

void RowHover::updateRow(int row)
{
    if (row < 0)
        return;
    const int top = m_view->rowViewportPosition(row);
    m_view->viewport()->update(0, top, m_view->viewport()->width(), m_view->rowHeight(row));
}

bool isHoveredRow(const QWidget* view, const QModelIndex& index)
{
    const auto* table = qobject_cast<const QTableView*>(view);
    if (!table || table->selectionBehavior() != QAbstractItemView::SelectRows || !index.isValid())
        return false;
    const auto* hover = table->findChild<RowHover*>(QStringLiteral("fettleRowHover"), Qt::FindDirectChildrenOnly);
    return hover && hover->row() == index.row();
}

} // namespace fettle::ui
