// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "ui/pages/results/confusion_matrix.h"

namespace fettle::ui {

ConfusionCounts::ConfusionCounts(const std::vector<std::string>& classes, const std::vector<ConfusionCell>& cells)
{
    for (const auto& name : classes)
        m_names << QString::fromStdString(name);
    const bool unknown = std::ranges::any_of(cells, [](const ConfusionCell& cell) { return cell.target < 0; });
    m_rowSums.assign(classes.size() + (unknown ? 1 : 0), 0);
    for (const auto& cell : cells) {
        const int row = cell.target < 0 ? columnCount() : static_cast<int>(cell.target);
        if (cell.predicted < 0 || cell.predicted >= columnCount() || row >= rowCount())
            continue;
        m_counts[{row, static_cast<int>(cell.predicted)}] += cell.count;
        m_rowSums[static_cast<std::size_t>(row)] += cell.count;
    }
}

double ConfusionCounts::shareOfRow(int row, int column) const
{
    const auto sum = rowSum(row);
    return sum > 0 ? static_cast<double>(count(row, column)) / static_cast<double>(sum) : 0.0;
}

std::vector<ConfusionCounts::Pair> ConfusionCounts::mixedUp(std::size_t most) const
{
    std::vector<Pair> pairs;
    for (auto cell = m_counts.begin(); cell != m_counts.end(); ++cell)
        if (cell.key().first != cell.key().second && cell.value() > 0)
            pairs.push_back({cell.key().first, cell.key().second, cell.value()});
    std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
        return std::tuple(-a.count, a.row, a.column) < std::tuple(-b.count, b.row, b.column);
    });
    pairs.resize(std::min(pairs.size(), most));
    return pairs;
}

} // namespace fettle::ui
