// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "ui/graph/graph_editor.h"

namespace fettle::ui {

/// What the check says of every layer, a row each in the order in which they are computed; of blocks the layers inside.
class AnalyzeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Type, Output, Parameters, MultiplyAdds, ColumnCount };
    enum Role { PathRole = Qt::UserRole, SortRole, ErrorRole };

    explicit AnalyzeModel(GraphEditor& editor, QObject* parent = nullptr);

    /// The row of a node, or −1.
    [[nodiscard]] int rowOf(const std::string& path) const;
    void retranslate();
    /// As tab-separated text with a header.
    [[nodiscard]] QString text() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        std::string path;
        QString type;
        QString output;
        std::int64_t parameters = 0;
        std::int64_t multiplyAdds = 0;
        QString error;
        bool blocked = false;
    };
    void fill();
    [[nodiscard]] std::vector<Row> makeRows() const;

    GraphEditor& m_editor;
    std::vector<Row> m_rows;
};

} // namespace fettle::ui
