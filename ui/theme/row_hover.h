// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>

class QTableView;
class QWidget;

namespace fettle::ui {

/// Qt tells a table's delegate about the cell under the mouse; where whole rows are chosen the whole row must answer.
/// The style puts one on each table.
class RowHover : public QObject {
    Q_OBJECT
public:
    explicit RowHover(QTableView* view);

    [[nodiscard]] int row() const { return m_row; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setRow(int row);
    void updateRow(int row);

    QTableView* m_view;
    int m_row = -1;
};

/// Whether `index` stands in the row under the mouse of a table that chooses whole rows.
[[nodiscard]] bool isHoveredRow(const QWidget* view, const QModelIndex& index);

} // namespace fettle::ui
