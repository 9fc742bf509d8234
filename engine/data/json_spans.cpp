// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_spans.h"

#include <array>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"

namespace fettle::data {
namespace {

using Json = nlohmann::json;

const Json* memberOf(const Json& object, std::initializer_list<const char*> names)
{
    for (const char* name : names)
        if (const auto found = object.find(name); found != object.end())
            return &*found;
    return nullptr;
}

std::optional<Mark> markFrom(const Json* start, const Json* end, const Json* label)
{
    if (label && label->is_array() && label->size() == 1)
        label = &label->front();
    if (!start || !end || !label || !start->is_number_integer() || !end->is_number_integer() || !label->is_string())
        return std::nullopt;
    Mark mark{label->get<std::string>(), start->get<std::int64_t>(), end->get<std::int64_t>()};
    const bool isPlace = mark.start >= 0 && mark.end > mark.start && !mark.label.empty();
    return isPlace ? std::optional(std::move(mark)) : std::nullopt;
}

std::optional<Mark> spanOf(const Json& item)
{
    if (item.is_array())
        return item.size() >= 3 ? markFrom(&item[0], &item[1], &item[2]) : std::nullopt;
    if (!item.is_object())
        return std::nullopt;
    return markFrom(memberOf(item, {"start", "start_offset", "begin", "start_char", "from"}),
                    memberOf(item, {"end", "end_offset", "stop", "end_char", "to"}),
                    memberOf(item, {"label", "type", "entity_group", "entity", "entity_type", "tag", "labels", "category"}));
}

/// What one person marked in a task of Label Studio: [{"value": {"start": …, "end": …, "labels": [ … ]}}, …], beside which
/// other kinds of answers may stand.
bool addResults(const Json& results, std::vector<Mark>& marks)
{
    for (const auto& result : results) {
        const auto* value = result.is_object() ? memberOf(result, {"value"}) : nullptr;
        if (!value || !value->is_object())
            return false;
        if (auto mark = spanOf(*value))
            marks.push_back(std::move(*mark));
    }
    return true;
}

} // namespace

std::optional<std::vector<Mark>> spansOfJson(std::string_view text)
{
    if (text.size() > kMostMarkBytes || !text.starts_with('['))
        return std::nullopt;
    const auto json = parseJson(text);
    if (!json.ok() || !json->is_array())
        return std::nullopt;
    std::vector<Mark> marks;
    for (const auto& item : *json) {
        const auto* results = item.is_object() ? memberOf(item, {"result"}) : nullptr;
        if (results && results->is_array()) {
            // Of several people's marks the first count; those that were taken back don't.
            const auto* cancelled = memberOf(item, {"was_cancelled"});
            if (cancelled && cancelled->is_boolean() && cancelled->get<bool>())
                continue;
            return addResults(*results, marks) ? std::optional(std::move(marks)) : std::nullopt;
        }
        auto mark = spanOf(item);
        if (!mark)
            return std::nullopt;
        marks.push_back(std::move(*mark));
    }
    return marks;
}

} // namespace fettle::data
