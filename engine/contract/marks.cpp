// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/marks.h"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"

namespace fettle {
namespace {

bool continuesCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// toLine keeps what is not UTF-8 from throwing.
std::string quoted(const std::string& label) { return toLine(nlohmann::json(label)); }

std::optional<Mark> markOf(const nlohmann::json& item)
{
    Mark mark;
    if (item.is_string()) {
        mark.label = item.get<std::string>();
    } else {
        if (!item.is_object() || !item.contains("start") || !item.contains("end") || !item.contains("label"))
            return std::nullopt;
        const auto& start = item["start"];
        const auto& end = item["end"];
        const auto& label = item["label"];
        if (!start.is_number_integer() || !end.is_number_integer() || !label.is_string())
            return std::nullopt;
        mark.start = start.get<std::int64_t>();
        mark.end = end.get<std::int64_t>();
        mark.label = label.get<std::string>();
        if (mark.start < 0 || mark.end <= mark.start)
            return std::nullopt;
    }
    if (mark.label.empty())
        return std::nullopt;
    return mark;
}

} // namespace

std::string writeMarks(std::span<const Mark> marks)
{
    std::vector<const Mark*> ordered;
    for (const auto& mark : marks)
        ordered.push_back(&mark);
    std::ranges::stable_sort(ordered, [](const Mark* a, const Mark* b) {
        return a->start != b->start ? a->start < b->start : a->end < b->end;
    });
    std::string text = "[";
    for (const auto* mark : ordered) {
        if (text.size() > 1)
            text += ',';
        if (mark->isSpan())
            text += "{\"start\":" + std::to_string(mark->start) + ",\"end\":" + std::to_string(mark->end) +
                    ",\"label\":" + quoted(mark->label) + '}';
        else
            text += quoted(mark->label);
    }
    return text + ']';
}

std::optional<std::vector<Mark>> parseMarks(std::string_view cell)
{
    if (cell.size() > kMostMarkBytes)
        return std::nullopt;
    const auto json = parseJson(cell);
    if (!json.ok() || !json->is_array())
        return std::nullopt;
    std::vector<Mark> marks;
    for (const auto& item : *json) {
        auto mark = markOf(item);
        if (!mark || mark->end > std::numeric_limits<std::int32_t>::max())
            return std::nullopt;
        marks.push_back(std::move(*mark));
    }
    return marks;
}

std::int64_t codePointCount(std::string_view text)
{
    return std::ranges::count_if(text, [](char byte) { return !continuesCodePoint(byte); });
}

std::size_t byteOfCodePoint(std::string_view text, std::int64_t codePoint)
{
    std::size_t at = 0;
    for (std::int64_t passed = 0; at < text.size(); ++at) {
        if (continuesCodePoint(text[at]))
            continue;
        if (passed++ == codePoint)
            return at;
    }
    return text.size();
}

std::string_view markedText(std::string_view text, const Mark& mark)
{
    if (!mark.isSpan())
        return {};
    const auto begin = byteOfCodePoint(text, mark.start);
    return text.substr(begin, byteOfCodePoint(text.substr(begin), mark.end - mark.start));
}

} // namespace fettle
