// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/pages/results/xy_plot.h"

namespace fettle::ui {

/// The points of an XyPlot as numbers: the series where there are several, x (bars: from, to) and y.
class XyTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit XyTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setContent(XyAxes axes, std::vector<XySeries> series);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    XyAxes m_axes;
    std::vector<XySeries> m_series;
    std::vector<std::pair<int, int>> m_rows; ///< series and point
};

} // namespace fettle::ui
