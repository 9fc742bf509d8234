// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/tag_cells.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/contract/marks.h"
#include "engine/data/cell_values.h"

namespace fettle::data {
namespace {

constexpr std::array<TagSeparator, 5> kTagSeparators{'[', '\n', ';', '|', ','};
constexpr std::size_t kLongestTag = 60;
constexpr std::ptrdiff_t kMostTagBlanks = 3;

bool isListCell(std::string_view cell)
{
    cell = trimmed(cell);
    return cell.size() >= 2 && cell.front() == '[' && cell.back() == ']';
}

void addTag(std::vector<std::string>& tags, std::string_view text)
{
    text = trimmed(text);
    if (!text.empty() && std::ranges::find(tags, text) == tags.end())
        tags.emplace_back(text);
}

/// ["a", "b"] as JSON has it, ['a', 'b'] as Python prints it.
std::vector<std::string> tagsOfList(std::string_view cell)
{
    std::vector<std::string> tags;
    if (const auto list = parseJson(cell); list.ok() && list->is_array()) {
        for (const auto& each : *list)
            if (each.is_string())
                addTag(tags, each.get_ref<const std::string&>());
            else if (!each.is_null())
                addTag(tags, each.dump());
        return tags;
    }
    for (auto& tag : splitTags(cell.substr(1, cell.size() - 2), ',')) {
        std::string_view bare = tag;
        if (bare.size() >= 2 && (bare.front() == '\'' || bare.front() == '"') && bare.back() == bare.front())
            bare = bare.substr(1, bare.size() - 2);
        addTag(tags, bare);
    }
    return tags;
}

bool holdsSeveral(std::string_view cell, TagSeparator separator)
{
    return separator == '[' ? isListCell(cell) : !isListCell(cell) && cell.find(separator) != std::string_view::npos;
}

/// Of one separator, what the labels would be like.
struct TagSurvey {
    std::size_t cells = 0;
    std::size_t several = 0;                 ///< cells with more than one
    std::size_t pieces = 0;
    bool plausible = true;                   ///< short, few words, no number
    std::map<std::string, std::size_t> counts;
    std::map<std::string, std::set<std::string_view>> cellsOf; ///< different cells that have it

    TagSurvey(std::span<const std::string_view> texts, TagSeparator separator)
    {
        bool allNumbers = true;
        bool repeats = false; // [0, 1, 0]: a row of numbers and no set of labels
        for (const auto text : texts) {
            if (!text.data() || trimmed(text).empty())
                continue;
            ++cells;
            if (separator == '[' && !isListCell(text)) {
                plausible = false;
                return;
            }
            const auto tags = splitTags(text, separator);
            several += tags.size() > 1 ? 1 : 0;
            repeats = repeats || (!tags.empty() && std::ranges::count(text, ',') >= std::ssize(tags));
            for (const auto& tag : tags) {
                double number = 0.0;
                allNumbers = allNumbers && parsePlainNumber(tag, number);
                if (tag.size() > kLongestTag || std::ranges::count(tag, ' ') > kMostTagBlanks) {
                    plausible = false;
                    return;
                }
                ++pieces;
                ++counts[tag];
                cellsOf[tag].insert(text);
            }
        }
        plausible = plausible && !(allNumbers && (separator != '[' || repeats));
    }

    /// The same labels again and again, in ever new company.
    [[nodiscard]] bool areLabels(TagSeparator separator) const
    {
        constexpr std::size_t kFewestCells = 20;
        constexpr std::size_t kFewestSeveral = 8;
        const std::size_t share = separator == ',' ? 5 : 20; // a comma says less: every fifth cell, not every twentieth
        if (!plausible || cells < kFewestCells || several < kFewestSeveral || several * share < cells)
            return false;
        std::size_t often = 0;     // pieces of labels that come back
        std::size_t inCompany = 0; // labels in at least two different cells
        std::size_t settled = 0;   // labels that are there often enough to tell
        for (const auto& [tag, count] : counts) {
            often += count >= 3 ? count : 0;
            if (count < 3)
                continue;
            ++settled;
            inCompany += cellsOf.at(tag).size() >= 2 ? 1 : 0;
        }
        return settled >= 2 && often * 10 >= pieces * 9 && inCompany * 10 >= settled * 7; // some, such as "none", stand alone
    }
};

} // namespace

std::vector<std::string> splitTags(std::string_view cell, TagSeparator separator)
{
    if (trimmed(cell) == "[]") // none, however the others are written
        return {};
    if (isListCell(cell) && separator == '[')
        return tagsOfList(trimmed(cell));
    // Lists of a JSON file stand on a line, but on several where a value has a comma in it.
    if (separator == ',' && cell.find('\n') != std::string_view::npos)
        separator = '\n';
    std::vector<std::string> tags;
    while (!cell.empty()) {
        const auto at = cell.find(separator);
        addTag(tags, cell.substr(0, at));
        cell = at == std::string_view::npos ? std::string_view() : cell.substr(at + 1);
    }
    return tags;
}

std::optional<TagSeparator> recognizeTags(std::span<const std::string_view> cells)
{
    for (const auto separator : kTagSeparators) {
        const bool any = std::ranges::any_of(cells, [&](std::string_view cell) { return holdsSeveral(cell, separator); });
        if (any && TagSurvey(cells, separator).areLabels(separator))
            return separator;
    }
    return std::nullopt;
}

TagSeparator tagSeparatorOf(std::span<const std::string_view> cells)
{
    TagSeparator best = ';';
    std::ptrdiff_t most = 0;
    for (const auto separator : kTagSeparators)
        if (const auto count = std::ranges::count_if(cells, [&](std::string_view cell) { return holdsSeveral(cell, separator); });
            count > most) {
            most = count;
            best = separator;
        }
    return best;
}

std::string tagCell(std::string_view cell, TagSeparator separator)
{
    std::vector<Mark> marks;
    for (auto& tag : splitTags(cell, separator))
        marks.push_back({std::move(tag), 0, 0});
    return writeMarks(marks);
}

std::vector<std::string> labelsOfCell(std::string_view cell)
{
    std::vector<std::string> labels;
    if (auto marks = parseMarks(cell)) {
        for (auto& mark : *marks)
            labels.push_back(std::move(mark.label));
        return labels;
    }
    // Typed by somebody who asks about one row.
    for (const TagSeparator separator : {'\n', ';', '|'})
        if (cell.find(separator) != std::string_view::npos)
            return splitTags(cell, separator);
    addTag(labels, cell);
    return labels;
}

} // namespace fettle::data
