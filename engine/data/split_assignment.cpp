// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/split_assignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>

#include "engine/platform/hash.h"

namespace fettle::data {
namespace {

constexpr std::uint8_t kTrain = 0;
constexpr std::uint8_t kValidation = 1;
constexpr std::uint8_t kTest = 2;

/// A row's or group's place in a shuffled order: the same on every machine.
std::uint64_t shuffleKey(std::int64_t seed, std::uint64_t item)
{
    std::uint64_t x = item + 0x9E3779B97F4A7C15ULL * (static_cast<std::uint64_t>(seed) * 2 + 1);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

std::vector<std::string_view> textsOf(const Column& column, const std::vector<std::int64_t>& rows)
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    return texts;
}

/// The first row of a row's group.
std::int64_t firstOf(std::int64_t row, const DuplicateGroups* duplicates)
{
    return duplicates ? duplicates->firstOfGroup[static_cast<std::size_t>(row)] : row;
}

/// The rows by class (of one class where there is no target), classes in order of their first row. A group goes with
/// the class of its first row.
std::vector<std::vector<std::int64_t>> byClass(const std::vector<std::int64_t>& rows, const Column* target,
                                               const DuplicateGroups* duplicates)
{
    if (!target)
        return {rows};
    std::vector<std::vector<std::int64_t>> classes;
    std::unordered_map<std::string_view, std::size_t> index;
    std::vector<std::int64_t> firsts(rows.size());
    std::ranges::transform(rows, firsts.begin(), [&](std::int64_t row) { return firstOf(row, duplicates); });
    const auto texts = textsOf(*target, firsts);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [found, isNew] = index.try_emplace(texts[i], classes.size());
        if (isNew)
            classes.emplace_back();
        classes[found->second].push_back(rows[i]);
    }
    return classes;
}

/// Moves shares of `rows` into validation and test. Each class gives its share, rounded so that the sums are right; a
/// group goes whole to where its middle belongs.
void cut(std::vector<std::uint8_t>& splits, const std::vector<std::int64_t>& rows, double validation, double test,
         std::int64_t seed, const Column* target, const DuplicateGroups* duplicates = nullptr)
{
    if (rows.size() < 3)
        return;
    double wantedValidation = 0.0;
    double wantedTest = 0.0;
    std::int64_t givenValidation = 0;
    std::int64_t givenTest = 0;
    for (auto& members : byClass(rows, target, duplicates)) {
        std::ranges::sort(members, {}, [&](std::int64_t row) {
            const auto first = firstOf(row, duplicates);
            return std::tuple(shuffleKey(seed, static_cast<std::uint64_t>(first)), first, row);
        });
        const auto count = static_cast<std::int64_t>(members.size());
        wantedValidation += validation * static_cast<double>(count);
        wantedTest += test * static_cast<double>(count);
        // The last member of a class stays in training.
        const std::int64_t forValidation = std::clamp<std::int64_t>(
            std::llround(wantedValidation) - givenValidation, 0, count - 1);
        const std::int64_t forTest = std::clamp<std::int64_t>(std::llround(wantedTest) - givenTest, 0,
                                                              count - 1 - forValidation);
        for (std::int64_t begin = 0, end = 0; begin < count; begin = end) {
            const auto first = firstOf(members[static_cast<std::size_t>(begin)], duplicates);
            for (end = begin + 1; end < count && firstOf(members[static_cast<std::size_t>(end)], duplicates) == first;)
                ++end;
            const auto middle = (begin + end - 1) / 2;
            if (middle >= forValidation + forTest || end == count)
                continue;
            for (std::int64_t i = begin; i < end; ++i)
                splits[static_cast<std::size_t>(members[static_cast<std::size_t>(i)])] = middle < forValidation ? kValidation : kTest;
            (middle < forValidation ? givenValidation : givenTest) += end - begin;
        }
    }
}

void cutGroups(std::vector<std::uint8_t>& splits, const std::vector<std::int64_t>& rows, const SplitPolicy& policy,
               const Column& by)
{
    std::map<std::string_view, std::vector<std::int64_t>> groups;
    const auto texts = textsOf(by, rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        groups[texts[i]].push_back(rows[i]);
    std::vector<const std::vector<std::int64_t>*> order;
    std::vector<std::pair<std::uint64_t, std::string_view>> keys;
    for (const auto& [name, members] : groups)
        keys.emplace_back(shuffleKey(policy.seed, platform::xxh64(name)), name);
    std::ranges::sort(keys);
    const auto total = static_cast<double>(rows.size());
    double done = 0.0;
    for (const auto& [key, name] : keys) {
        const auto& members = groups[name];
        // Validation first, then test; a group goes whole to where most of it belongs.
        const double middle = (done + static_cast<double>(members.size()) / 2.0) / total;
        const std::uint8_t split = middle < policy.validation ? kValidation
            : middle < policy.validation + policy.test ? kTest : kTrain;
        for (const std::int64_t row : members)
            splits[static_cast<std::size_t>(row)] = split;
        done += static_cast<double>(members.size());
    }
}

Result<void> readColumn(std::vector<std::uint8_t>& splits, const std::vector<std::int64_t>& rows, const Column& by)
{
    const auto texts = textsOf(by, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string text(texts[i]);
        for (char& c : text)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        std::uint8_t split = kTrain;
        if (text == "validation" || text == "valid" || text == "val" || text == "dev" || text == "eval")
            split = kValidation;
        else if (text == "test" || text == "testing" || text == "holdout")
            split = kTest;
        else if (text != "train" && text != "training" && !text.empty())
            return makeError("data.split_column_values", {{"column", by.field().name}, {"value", std::string(texts[i])}});
        splits[static_cast<std::size_t>(rows[i])] = split;
    }
    return {};
}

std::array<std::int64_t, 3> countSplits(const std::vector<std::uint8_t>& splits)
{
    std::array<std::int64_t, 3> counts{};
    for (const std::uint8_t split : splits)
        if (split < 3)
            ++counts[split];
    return counts;
}

/// The files brought parts: what they lack comes from training.
void completeGiven(SplitResult& result, const SplitInput& input)
{
    const auto counts = countSplits(result.splits);
    std::vector<std::int64_t> training;
    for (std::size_t row = 0; row < result.splits.size(); ++row)
        if (result.splits[row] == kTrain)
            training.push_back(static_cast<std::int64_t>(row));
    const double validation = counts[kValidation] == 0 ? result.policy.validation : 0.0;
    const double test = counts[kTest] == 0 ? result.policy.test : 0.0;
    if (validation + test <= 0.0 || training.empty())
        return;
    cut(result.splits, training, validation, test, result.policy.seed, input.target);
    const auto percent = [](double share) { return std::round(share * 1000.0) / 10.0; };
    if (validation > 0.0)
        result.notes.push_back(makeError("data.part_cut", {{"split", "validation"}, {"percent", percent(validation)},
                                                           {"seed", result.policy.seed}, {"stratified", input.target != nullptr}}));
    if (test > 0.0)
        result.notes.push_back(makeError("data.part_cut", {{"split", "test"}, {"percent", percent(test)},
                                                           {"seed", result.policy.seed}, {"stratified", input.target != nullptr}}));
}

bool filesSaySplit(const SplitInput& input)
{
    return std::ranges::any_of(input.given, [](std::uint8_t split) { return split != kNoSplit; });
}

} // namespace

bool dividesAtRandom(const SplitInput& input)
{
    if (!input.asked)
        return !filesSaySplit(input) && !input.by;
    const auto method = input.asked->method;
    return method == SplitMethod::Random || method == SplitMethod::Stratified
        || (method == SplitMethod::Given && !filesSaySplit(input));
}

Result<SplitResult> assignSplits(const SplitInput& input)
{
    SplitResult result;
    const bool filesSay = filesSaySplit(input);
    const auto* duplicates = input.duplicates && input.duplicates->any() ? input.duplicates : nullptr;
    if (input.asked) {
        result.policy = *input.asked;
    } else {
        result.policy.seed = input.seed;
        result.policy.method = filesSay ? SplitMethod::Given
            : input.by ? SplitMethod::Column : input.target ? SplitMethod::Stratified : SplitMethod::Random;
        if (input.by && !filesSay)
            result.policy.column = input.by->field().name;
    }
    SplitPolicy& policy = result.policy;
    if (policy.validation < 0.0 || policy.test < 0.0 || !(policy.validation + policy.test < 1.0))
        return makeError("data.split_shares", {{"validation", policy.validation}, {"test", policy.test}});
    if (policy.method == SplitMethod::Given && !filesSay)
        policy.method = input.target ? SplitMethod::Stratified : SplitMethod::Random;
    if (policy.method == SplitMethod::Stratified && !input.target)
        policy.method = SplitMethod::Random;
    std::vector<std::int64_t> rows(static_cast<std::size_t>(input.rows));
    std::iota(rows.begin(), rows.end(), std::int64_t{0});
    result.splits.assign(rows.size(), kTrain);
    switch (policy.method) {
    case SplitMethod::Given:
        for (std::size_t row = 0; row < rows.size(); ++row)
            result.splits[row] = input.given[row] == kNoSplit ? kTrain : input.given[row];
        completeGiven(result, input);
        return result;
    case SplitMethod::Group:
        cutGroups(result.splits, rows, policy, *input.by);
        break;
    case SplitMethod::Column:
        FETTLE_TRY(readColumn(result.splits, rows, *input.by));
        completeGiven(result, input);
        return result;
    case SplitMethod::Random:
        cut(result.splits, rows, policy.validation, policy.test, policy.seed, nullptr, duplicates);
        break;
    case SplitMethod::Stratified:
        cut(result.splits, rows, policy.validation, policy.test, policy.seed, input.target, duplicates);
        break;
    }
    const auto counts = countSplits(result.splits);
    result.notes.push_back(makeError("data.split_made", {{"method", toText(policy.method)}, {"seed", policy.seed},
                                                         {"train", counts[0]}, {"validation", counts[1]}, {"test", counts[2]}}));
    if (duplicates)
        result.notes.push_back(makeError("data.split_near_duplicates", {{"groups", duplicates->groups}, {"rows", duplicates->rows}}));
    return result;
}

} // namespace fettle::data
