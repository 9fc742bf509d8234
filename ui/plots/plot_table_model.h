// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "ui/plots/plot_curve.h"

namespace fettle::ui {

/// A plot as numbers: a row for each step that any of the lines has, a column for each line.
class PlotTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using Curves = std::vector<std::unique_ptr<PlotCurve>>;

    /// Reads the curves while it lives.
    explicit PlotTableModel(const Curves& curves, QObject* parent = nullptr);

    /// The curves have other points, names or places.
    void refresh();
    void setForm(ValueForm form);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Curves& m_curves;
    std::vector<std::size_t> m_columns; ///< which curve
    std::vector<std::int64_t> m_steps;
    ValueForm m_form = ValueForm::Number;
};

/// The steps of all curves, each once.
[[nodiscard]] std::vector<std::int64_t> mergedSteps(const std::vector<std::unique_ptr<PlotCurve>>& curves);
/// The same table as a file: every point with all its digits, UTF-8 with a byte order mark.
[[nodiscard]] QByteArray toCsv(const std::vector<std::unique_ptr<PlotCurve>>& curves, const QString& stepName);

} // namespace fettle::ui
