// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "engine/contract/evaluation.h"

namespace fettle::ui {

/// Each class with its figures; sorted by SortRole.
class ClassTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Support, Predicted, Recall, Precision, F1, Threshold, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1 };

    explicit ClassTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `thresholds`: of labels, from which score on a row has each; empty where there are none, then without the column.
    void setFigures(std::vector<ClassFigures> figures, std::vector<double> thresholds = {});
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ClassFigures> m_figures;
    std::vector<double> m_thresholds;
};

} // namespace fettle::ui
