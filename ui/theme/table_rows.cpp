// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/table_rows.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTableView>

#include "ui/theme/theme.h"

namespace fettle::ui {

TableRows::TableRows(QTableView* view) : QObject(view), m_view(view)
{
    setObjectName(QStringLiteral("fettleTableRows"));
    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { setHovered(-1); });
    // The header took its height when it was made, before anyone could say how dense it is to be.
    m_rowHeight = themeOf(nullptr).rowHeight();
    applyRowHeight();
}

bool TableRows::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view) {
        if (event->type() == QEvent::StyleChange)
            applyRowHeight();
        return false;
    }
    if (event->type() == QEvent::MouseMove)
        setHovered(m_view->rowAt(static_cast<QMouseEvent*>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        setHovered(-1);
    return false;
}

void TableRows::applyRowHeight()
{
    QHeaderView* header = m_view->verticalHeader();
    const int wanted = themeOf(m_view).rowHeight();
    if (header->defaultSectionSize() != m_rowHeight || m_rowHeight == wanted)
        return;
    m_rowHeight = wanted;
    header->setDefaultSectionSize(wanted);
}

void TableRows::setHovered(int row)
{
    if (row == m_hovered)
        return;
    const int before = std::exchange(m_hovered, row);
    updateRow(before);
    updateRow(row);
}

void TableRows::updateRow(int row)
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
    const auto* rows = table->findChild<TableRows*>(QStringLiteral("fettleTableRows"), Qt::FindDirectChildrenOnly);
    return rows && rows->hovered() == index.row();
}

} // namespace fettle::ui
