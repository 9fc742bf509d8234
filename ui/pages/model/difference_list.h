// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/graph/graph_editor.h"

namespace fettle::ui {

/// What makes one network of the other, a node in a row: where, what, and which options differ.
class DifferenceList : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Node, Kind, Details, ColumnCount };
    enum Role { PathRole = Qt::UserRole, MarkRole };

    /// The editor gives words and titles.
    explicit DifferenceList(const GraphEditor& editor, QObject* parent = nullptr);

    void setDifference(GraphDifference difference);
    [[nodiscard]] const GraphDifference& difference() const { return m_difference; }
    [[nodiscard]] int count(NodeMark mark) const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "Added", "Removed", "Changed".
    [[nodiscard]] static QString word(NodeMark mark);

private:
    [[nodiscard]] QString details(const NodeDifference& node) const;
    [[nodiscard]] QString titleOf(const std::string& component) const;

    const GraphEditor& m_editor;
    GraphDifference m_difference;
};

} // namespace fettle::ui
