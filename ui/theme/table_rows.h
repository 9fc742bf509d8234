// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>

class QTableView;
class QWidget;

namespace fettle::ui {

/// The style puts one on each table. Qt tells a table's delegate about the cell under the mouse only, but where whole
/// rows are chosen the whole row must answer; and a table keeps the height of its rows when the density changes.
class TableRows : public QObject {
    Q_OBJECT
public:
    explicit TableRows(QTableView* view);

    [[nodiscard]] int hovered() const { return m_hovered; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setHovered(int row);
    void updateRow(int row);
    void applyRowHeight();

    QTableView* m_view;
    int m_hovered = -1;
    /// What this object has set; another height is the table's own.
    int m_rowHeight = 0;
};

/// Whether `index` stands in the row under the mouse of a table that chooses whole rows.
[[nodiscard]] bool isHoveredRow(const QWidget* view, const QModelIndex& index);

} // namespace fettle::ui
