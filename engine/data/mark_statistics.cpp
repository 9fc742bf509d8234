// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/mark_statistics.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>

#include "engine/contract/marks.h"
#include "engine/data/tag_cells.h"

namespace fettle::data {
namespace {

constexpr std::size_t kMostLabels = 1000;
/// Of sets of labels the most frequent are kept: which those are shows at the end.
constexpr std::size_t kMostCounted = 100'000;
constexpr std::size_t kMostShown = 100;

/// The names in a cell, one for each mark; none of a missing cell.
std::vector<std::string> namesOf(std::string_view cell, FieldKind kind)
{
    if (kind == FieldKind::Tags)
        return labelsOfCell(cell);
    std::vector<std::string> names;
    if (const auto marks = cell.empty() ? std::nullopt : parseMarks(cell))
        for (const auto& mark : *marks)
            names.push_back(mark.label);
    return names;
}

} // namespace

void countMarks(const Column& column, const std::vector<std::uint8_t>& splits, FieldInfo& field, FieldStatistics& statistics)
{
    constexpr std::int64_t kStride = 65536;
    std::map<std::string, std::array<std::int64_t, 3>> counts;
    const auto most = field.kind == FieldKind::Tags ? kMostCounted : kMostLabels;
    std::vector<std::int64_t> rows(kStride);
    std::vector<std::string_view> cells(kStride);
    for (std::int64_t first = 0; first < column.size(); first += kStride) {
        const auto count = static_cast<std::size_t>(std::min(kStride, column.size() - first));
        std::iota(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), first);
        column.readTexts({rows.data(), count}, {cells.data(), count});
        for (std::size_t i = 0; i < count; ++i) {
            const auto split = std::min<std::size_t>(splits[static_cast<std::size_t>(first) + i], 2);
            for (auto& name : namesOf(cells[i], field.kind))
                if (counts.contains(name) || counts.size() < most)
                    ++counts[std::move(name)][split];
        }
    }
    std::vector<ValueCount> all;
    for (const auto& [label, bySplit] : counts)
        all.push_back({label, std::accumulate(bySplit.begin(), bySplit.end(), std::int64_t{0})});
    std::ranges::stable_sort(all, [](const ValueCount& a, const ValueCount& b) { return a.count > b.count; });
    if (field.kind == FieldKind::Tags)
        statistics.distinct = static_cast<std::int64_t>(all.size());
    all.resize(std::min(all.size(), kMostLabels));
    field.classes.clear();
    statistics.classCounts.clear();
    for (const auto& label : all) {
        field.classes.push_back(label.value);
        for (const auto split : {Split::Train, Split::Validation, Split::Test})
            statistics.classCounts[std::string(toText(split))].push_back({label.value, counts.at(label.value)[static_cast<std::size_t>(split)]});
    }
    all.resize(std::min(all.size(), kMostShown));
    statistics.topValues = std::move(all);
}

} // namespace fettle::data
