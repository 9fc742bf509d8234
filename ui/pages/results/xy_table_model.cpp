// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/xy_table_model.h"

#include <QLocale>

namespace fettle::ui {

void XyTableModel::setContent(XyAxes axes, std::vector<XySeries> series)
{
    beginResetModel();
    m_axes = std::move(axes);
    m_series = std::move(series);
    m_rows.clear();
    for (std::size_t s = 0; s < m_series.size(); ++s)
        for (std::size_t i = 0; i < m_series[s].points.size(); ++i)
            m_rows.emplace_back(static_cast<int>(s), static_cast<int>(i));
    endResetModel();
}

int XyTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int XyTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_series.size() > 1 ? 3 : 2;
}

QVariant XyTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool isName = m_series.size() > 1 && index.column() == 0;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isName ? Qt::AlignLeft : Qt::AlignRight)));
    if (role != Qt::DisplayRole)
        return {};
    const auto [s, i] = m_rows[static_cast<std::size_t>(index.row())];
    const auto& series = m_series[static_cast<std::size_t>(s)];
    const auto& point = series.points[static_cast<std::size_t>(i)];
    if (isName)
        return series.name;
    const bool isX = index.column() == columnCount() - 2;
    const auto text = [](double value, bool percent) {
        return percent ? QStringLiteral("%1%").arg(QLocale().toString(value * 100.0, 'f', 1)) : QLocale().toString(value, 'g', 5);
    };
    if (!isX)
        return text(point.y(), m_axes.percentY);
    if (static_cast<std::size_t>(i) < series.barEnds.size())
        return tr("%1 to %2").arg(text(point.x(), m_axes.percentX), text(series.barEnds[static_cast<std::size_t>(i)], m_axes.percentX));
    return text(point.x(), m_axes.percentX);
}

QVariant XyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const int fromEnd = columnCount() - section;
    return fromEnd == 1 ? m_axes.yTitle : fromEnd == 2 ? m_axes.xTitle : tr("Class");
}

} // namespace fettle::ui
