// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_table_model.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace fettle::ui {
namespace {

std::optional<double> valueAtStep(const SeriesPyramid& points, std::int64_t step)
{
    const auto index = points.indexOf(static_cast<double>(step));
    if (index < points.size() && points.step(index) == step)
        return points.value(index);
    return std::nullopt;
}

QByteArray csvField(const QString& text)
{
    QByteArray field = text.toUtf8();
    if (field.contains(',') || field.contains('"') || field.contains('\n'))
        field = '"' + field.replace("\"", "\"\"") + '"';
    return field;
}

} // namespace

std::vector<std::int64_t> mergedSteps(const std::vector<std::unique_ptr<PlotCurve>>& curves)
{
    std::vector<std::int64_t> merged;
    std::vector<std::int64_t> joined;
    for (const auto& curve : curves) {
        if (!curve->visible)
            continue;
        const auto steps = curve->points().steps();
        joined.clear();
        std::ranges::set_union(merged, steps, std::back_inserter(joined));
        std::swap(merged, joined);
    }
    return merged;
}

QByteArray toCsv(const std::vector<std::unique_ptr<PlotCurve>>& curves, const QString& stepName)
{
    QByteArray text = QByteArrayLiteral("\xEF\xBB\xBF") + csvField(stepName);
    for (const auto& curve : curves)
        if (curve->visible)
            text += ',' + csvField(curve->style.name);
    text += '\n';
    for (const auto step : mergedSteps(curves)) {
        text += QByteArray::number(static_cast<qlonglong>(step));
        for (const auto& curve : curves) {
            if (!curve->visible)
                continue;
            text += ',';
            if (const auto value = valueAtStep(curve->points(), step))
                text += std::isnan(*value) ? QByteArrayLiteral("NaN") : QByteArray::number(*value, 'g', 17);
        }
        text += '\n';
    }
    return text;
}

PlotTableModel::PlotTableModel(const Curves& curves, QObject* parent) : QAbstractTableModel(parent), m_curves(curves)
{
    refresh();
}

void PlotTableModel::refresh()
{
    auto steps = mergedSteps(m_curves);
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < m_curves.size(); ++i)
        if (m_curves[i]->visible)
            columns.push_back(i);
    const auto known = m_steps.size();
    const bool grown = columns == m_columns && known > 0 && steps.size() >= known && steps[known - 1] == m_steps.back();
    if (!grown) {
        beginResetModel();
        m_steps = std::move(steps);
        m_columns = std::move(columns);
        endResetModel();
        return;
    }
    // What is looked at stays where it is.
    if (steps.size() > known) {
        beginInsertRows({}, static_cast<int>(known), static_cast<int>(steps.size()) - 1);
        m_steps = std::move(steps);
        endInsertRows();
    }
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void PlotTableModel::setForm(ValueForm form)
{
    if (form == m_form)
        return;
    m_form = form;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int PlotTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int PlotTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_columns.size());
}

QVariant PlotTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const auto step = m_steps[static_cast<std::size_t>(index.row())];
    if (index.column() == 0)
        return formatStep(static_cast<double>(step));
    const auto curve = m_columns[static_cast<std::size_t>(index.column() - 1)];
    if (curve >= m_curves.size())
        return {};
    const auto value = valueAtStep(m_curves[curve]->points(), step);
    return value ? QVariant(formatValue(*value, m_form)) : QVariant();
}

QVariant PlotTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Step");
    const auto curve = m_columns[static_cast<std::size_t>(section - 1)];
    return curve < m_curves.size() ? QVariant(m_curves[curve]->style.name) : QVariant();
}

} // namespace fettle::ui
