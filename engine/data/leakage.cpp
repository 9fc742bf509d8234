// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/leakage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace fettle::data {
namespace {

constexpr std::size_t kMaxRows = 20'000;

/// Class numbers of rows, −1 where missing.
std::vector<int> classesOf(const Column& column, std::span<const std::int64_t> rows, std::vector<std::string>& names)
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    std::unordered_map<std::string_view, int> index;
    std::vector<int> result;
    for (const std::string_view text : texts) {
        if (!text.data()) {
            result.push_back(-1);
            continue;
        }
        const auto [found, isNew] = index.try_emplace(text, static_cast<int>(names.size()));
        if (isNew)
            names.emplace_back(text);
        result.push_back(found->second);
    }
    return result;
}

struct Target {
    std::string name;
    std::vector<int> classes;
    std::vector<std::string> names;
    std::vector<std::int64_t> counts;
    std::int64_t total = 0;
};

/// Categories: what follows from each value?
std::optional<Leak> leakOfCategory(const Column& column, std::span<const std::int64_t> rows, const Target& target)
{
    std::vector<std::string> values;
    const std::vector<int> codes = classesOf(column, rows, values);
    if (values.size() < 2 || values.size() > 50)
        return std::nullopt;
    std::vector<std::vector<std::int64_t>> counts(values.size(), std::vector<std::int64_t>(target.names.size()));
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i] >= 0 && target.classes[i] >= 0)
            ++counts[static_cast<std::size_t>(codes[i])][static_cast<std::size_t>(target.classes[i])];
    std::int64_t total = 0;
    std::int64_t decided = 0;
    std::optional<Leak> likely;
    for (std::size_t value = 0; value < values.size(); ++value) {
        std::int64_t sum = 0;
        for (const std::int64_t count : counts[value])
            sum += count;
        const auto best = std::ranges::max_element(counts[value]);
        const auto bestClass = static_cast<std::size_t>(best - counts[value].begin());
        total += sum;
        decided += *best;
        const double baseRate = static_cast<double>(target.counts[bestClass]) / static_cast<double>(target.total);
        // A rare class that one value almost always means.
        if (sum >= 10 && *best * 100 >= sum * 95 && baseRate <= 0.2)
            likely = Leak{column.field().name, false,
                          makeError("data.warn_leak_likely", {{"column", column.field().name}, {"target", target.name},
                                                              {"value", values[value]},
                                                              {"percent", std::round(100.0 * static_cast<double>(*best) / static_cast<double>(sum))}})};
    }
    const auto rarest = *std::ranges::min_element(target.counts);
    if (total >= 30 && decided == total && rarest >= 5)
        return Leak{column.field().name, true,
                    makeError("data.warn_leak_equal", {{"column", column.field().name}, {"target", target.name}})};
    return likely;
}

/// Numbers and two classes: does one threshold tell them apart?
std::optional<Leak> leakOfNumber(const Column& column, std::span<const std::int64_t> rows, const Target& target)
{
    if (target.names.size() != 2)
        return std::nullopt;
    std::vector<double> numbers(rows.size());
    column.readNumbers(rows, numbers);
    std::vector<std::pair<double, int>> pairs;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!std::isnan(numbers[i]) && target.classes[i] >= 0)
            pairs.emplace_back(numbers[i], target.classes[i]);
    std::ranges::sort(pairs);
    double positives = 0.0;
    double negatives = 0.0;
    double area = 0.0; // pairs in order, ties half
    for (std::size_t i = 0; i < pairs.size();) {
        double here[2] = {0.0, 0.0};
        std::size_t j = i;
        for (; j < pairs.size() && pairs[j].first == pairs[i].first; ++j)
            here[pairs[j].second] += 1.0;
        area += here[1] * (negatives + here[0] / 2.0);
        negatives += here[0];
        positives += here[1];
        i = j;
    }
    if (positives < 20.0 || negatives < 20.0)
        return std::nullopt;
    const double auc = area / (positives * negatives);
    if (std::max(auc, 1.0 - auc) < 0.998)
        return std::nullopt;
    return Leak{column.field().name, auc == 0.0 || auc == 1.0,
                makeError(auc == 0.0 || auc == 1.0 ? "data.warn_leak_equal" : "data.warn_leak_number",
                          {{"column", column.field().name}, {"target", target.name}})};
}

} // namespace

std::vector<Leak> findLeaks(const Dataset& dataset, const std::string& targetName)
{
    std::vector<Leak> leaks;
    const Column* const targetColumn = dataset.column(targetName);
    std::vector<std::int64_t> rows = dataset.rows(Split::Train);
    if (rows.size() > kMaxRows) {
        const std::size_t step = rows.size() / kMaxRows;
        for (std::size_t i = 0; i < kMaxRows; ++i)
            rows[i] = rows[i * step];
        rows.resize(kMaxRows);
    }
    Target target;
    target.name = targetName;
    target.classes = classesOf(*targetColumn, rows, target.names);
    if (target.names.size() < 2 || target.names.size() > 100)
        return leaks;
    target.counts.resize(target.names.size());
    for (const int value : target.classes)
        if (value >= 0) {
            ++target.counts[static_cast<std::size_t>(value)];
            ++target.total;
        }
    for (const FieldInfo& field : dataset.manifest().fields) {
        if (field.role != FieldRole::Input || field.name == targetName)
            continue;
        const Column& column = *dataset.column(field.name);
        const FieldStatistics* statistics = nullptr;
        for (const FieldStatistics& candidate : dataset.manifest().statistics)
            if (candidate.field == field.name)
                statistics = &candidate;
        std::optional<Leak> leak;
        // Numbers with a few values (flags) are looked at value by value.
        const bool flag = field.kind == FieldKind::Number && statistics && statistics->distinct <= 10;
        if (field.kind == FieldKind::Category || field.kind == FieldKind::Boolean || flag)
            leak = leakOfCategory(column, rows, target);
        if (!leak && field.kind == FieldKind::Number && !flag)
            leak = leakOfNumber(column, rows, target);
        if (leak)
            leaks.push_back(std::move(*leak));
    }
    return leaks;
}

} // namespace fettle::data
