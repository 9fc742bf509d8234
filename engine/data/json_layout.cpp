// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_layout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/data/cell_values.h"
#include "engine/data/json_scanner.h"
#include "engine/data/table_files.h"

namespace fettle::data {
namespace {

constexpr std::size_t kLinesLookedAt = 50;
constexpr std::size_t kMostWords = 10'000;

Error noRows(const std::string& fileName, const char* reason)
{
    return makeError("data.json_no_rows", {{"file", fileName}, {"reason", reason}});
}

/// A stream over text that is there already.
JsonStream streamOver(const std::string& sample)
{
    return JsonStream([&sample, done = false](std::string& out, std::size_t) mutable -> Result<bool> {
        if (!done)
            out += sample;
        return !std::exchange(done, true);
    });
}

bool isWholeNumber(std::string_view text)
{
    return !text.empty() && text.size() <= 18 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

struct LineCounts {
    std::size_t lines = 0;
    std::size_t values = 0; ///< lines that are a whole object or list each
    bool first = false;     ///< the first is one
};

LineCounts countValueLines(std::string_view sample, bool isWhole)
{
    LineCounts counts;
    while (!sample.empty() && counts.lines < kLinesLookedAt) {
        const std::size_t end = sample.find('\n');
        if (end == std::string_view::npos && !isWhole)
            break;
        const std::string_view line = trimmed(sample.substr(0, end));
        sample.remove_prefix(end == std::string_view::npos ? sample.size() : end + 1);
        if (line.empty())
            continue;
        const bool isValue = isJsonContainer(line);
        counts.first = counts.first || (counts.lines == 0 && isValue);
        ++counts.lines;
        counts.values += isValue;
    }
    return counts;
}

/// Of a file whose first character opens an object or a list.
Result<JsonShape> shapeByFirstValue(const std::string& sample, char first)
{
    JsonStream stream = streamOver(sample);
    FETTLE_TRY_ASSIGN(const auto cut, stream.value());
    if (cut == JsonStream::Cut::Whole) {
        FETTLE_TRY_ASSIGN(const char next, stream.peek());
        if (next == '{' || next == '[' || next == ',')
            return JsonShape::Values;
    }
    return first == '[' ? JsonShape::Array : JsonShape::Single;
}

bool isListOfContainers(std::string_view line)
{
    const std::string_view inner = trimmed(trimmed(line).substr(1));
    return line.front() == '[' && (inner.starts_with('{') || inner.starts_with('['));
}

} // namespace

std::string_view jsonShapeName(JsonShape shape)
{
    switch (shape) {
    case JsonShape::Lines: return "lines";
    case JsonShape::Values: return "values";
    case JsonShape::Array: return "array";
    case JsonShape::Members: return "members";
    case JsonShape::Index: return "index";
    case JsonShape::Columns:
    case JsonShape::ColumnsByIndex: return "columns";
    case JsonShape::Classes: return "classes";
    case JsonShape::Single: return "single";
    }
    return {};
}

bool hasJsonLinesName(std::string_view fileName)
{
    std::string name = lowered(fileName);
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    return name.ends_with(".jsonl") || name.ends_with(".ndjson") || name.ends_with(".jsonlines");
}

Result<std::optional<JsonShape>> jsonShapeOf(const std::string& sample, bool isWhole, const std::string& fileName)
{
    const bool named = hasJsonLinesName(fileName);
    const std::string_view text = trimmed(sample);
    if (text.empty())
        return noRows(fileName, FETTLE_PHRASE("it is empty"));
    const char first = text.front();
    if (first != '{' && first != '[') {
        if (named)
            return std::optional(JsonShape::Lines);
        const bool isValue = first == '"' || first == '-' || (first >= '0' && first <= '9') || first == 't' || first == 'f'
            || first == 'n' || first == 'N' || first == 'I';
        return noRows(fileName, isValue ? FETTLE_PHRASE("it holds a single value")
                                        : FETTLE_PHRASE("it begins with a character that no JSON begins with"));
    }
    const LineCounts counts = countValueLines(sample, isWhole);
    if (counts.lines >= 2 && (counts.values * 2 >= counts.lines || (named && counts.first)))
        return std::optional(JsonShape::Lines);
    if (named && counts.lines == 1 && counts.values == 1 && !isListOfContainers(text))
        return std::optional(JsonShape::Lines);
    FETTLE_TRY_ASSIGN(const JsonShape shape, shapeByFirstValue(sample, first));
    if (shape != JsonShape::Single)
        return std::optional(shape);
    // Of lines that are all broken, or larger than the sample, the name knows.
    if (named && (counts.lines < 2 || counts.values > 0))
        return std::optional(JsonShape::Lines);
    return std::optional<JsonShape>();
}

// --- The outline of an object ---------------------------------------------------------------------------------------

Result<std::optional<std::string>> takeJsonKey(JsonStream& stream)
{
    FETTLE_TRY_ASSIGN(const char quote, stream.peek());
    if (quote != '"')
        return std::optional<std::string>();
    FETTLE_TRY_ASSIGN(const auto cut, stream.value());
    if (cut != JsonStream::Cut::Whole)
        return std::optional<std::string>();
    JsonScanner scanner(stream.text());
    if (scanner.next() != JsonToken::Text)
        return std::optional<std::string>();
    std::string key(scanner.text());
    FETTLE_TRY_ASSIGN(const char colon, stream.peek());
    if (colon != ':')
        return std::optional<std::string>();
    stream.take();
    return std::optional(std::move(key));
}

namespace {

/// What an item of a list or an object is, and past it. False: the text ends or is broken there.
Result<bool> passItem(JsonStream& stream, JsonMember& member)
{
    FETTLE_TRY_ASSIGN(const char first, stream.peek());
    FETTLE_TRY_ASSIGN(const auto cut, stream.value());
    if (cut != JsonStream::Cut::Whole && cut != JsonStream::Cut::TooLarge)
        return false;
    ++member.count;
    member.texts = member.texts && first == '"';
    const bool isContainer = first == '{' || first == '[';
    if (member.inner == 0 || (member.inner == 'v' && isContainer))
        member.inner = isContainer ? first : 'v';
    if (member.kind == '[' && member.key == "columns" && !isContainer && member.words.size() < kMostWords) {
        JsonScanner scanner(stream.text());
        static_cast<void>(scanner.next());
        member.words.emplace_back(scanner.text());
    }
    return true;
}

Result<bool> passMember(JsonStream& stream, JsonMember& member)
{
    FETTLE_TRY_ASSIGN(const char first, stream.peek());
    if (first != '[' && first != '{') {
        FETTLE_TRY_ASSIGN(const auto cut, stream.value());
        return cut == JsonStream::Cut::Whole || cut == JsonStream::Cut::TooLarge;
    }
    member.kind = first;
    stream.take();
    const char end = first == '[' ? ']' : '}';
    for (;;) {
        FETTLE_TRY_ASSIGN(const char next, stream.peek());
        if (next == end || next == ',') {
            stream.take();
            if (next == end)
                return true;
            continue;
        }
        if (first == '{') {
            FETTLE_TRY_ASSIGN(const auto key, takeJsonKey(stream));
            if (!key)
                return false;
            member.numbered = member.numbered && isWholeNumber(*key);
        }
        FETTLE_TRY_ASSIGN(const bool passed, passItem(stream, member));
        if (!passed)
            return false;
    }
}

} // namespace

Result<JsonOutline> outlineJson(JsonStream& stream)
{
    JsonOutline outline;
    FETTLE_TRY_ASSIGN(const char first, stream.peek());
    if (first != '{')
        return outline;
    stream.take();
    while (outline.members.size() < JsonOutline::kMaxMembers) {
        FETTLE_TRY_ASSIGN(const char next, stream.peek());
        if (next == ',') {
            stream.take();
            continue;
        }
        if (next == '}') {
            outline.isWhole = true;
            break;
        }
        FETTLE_TRY_ASSIGN(auto key, takeJsonKey(stream));
        if (!key)
            break;
        JsonMember& member = outline.members.emplace_back();
        member.key = std::move(*key);
        FETTLE_TRY_ASSIGN(const bool passed, passMember(stream, member));
        if (!passed)
            break;
    }
    return outline;
}

// --- The layout of an object ----------------------------------------------------------------------------------------

namespace {

using Members = std::vector<const JsonMember*>;

std::string joinedKeys(const Members& members)
{
    std::string text;
    for (std::size_t i = 0; i < members.size() && i < 20; ++i)
        text += (i > 0 ? ", " : "") + members[i]->key;
    return members.size() > 20 ? text + " …" : text;
}

Members membersWhere(const JsonOutline& outline, auto condition)
{
    Members found;
    for (const JsonMember& member : outline.members)
        if (condition(member))
            found.push_back(&member);
    return found;
}

bool isList(const JsonMember& member) { return member.kind == '['; }
bool isListOfRows(const JsonMember& member) { return isList(member) && (member.inner == '{' || member.inner == '['); }
bool isListOfValues(const JsonMember& member) { return isList(member) && member.inner == 'v'; }

/// The lists that were chosen, and a note about what else is there.
JsonLayout layoutOfMembers(const JsonOutline& outline, const Members& chosen)
{
    JsonLayout layout;
    layout.shape = JsonShape::Members;
    for (const JsonMember* member : chosen)
        layout.parts.push_back({member->key, splitInName(member->key).split});
    const bool severalSplits
        = std::ranges::any_of(layout.parts, [&](const JsonPart& part) { return part.split != layout.parts.front().split; });
    for (JsonPart& part : layout.parts) {
        if (!severalSplits)
            part.split.reset();
        else if (!part.split)
            part.split = Split::Train;
        if (part.split)
            layout.notes.push_back(makeError("data.split_by_key", {{"key", part.key}, {"split", toText(*part.split)}}));
    }
    const Members others = membersWhere(outline, [&](const JsonMember& member) {
        return member.kind != 'v' && member.count > 0 && std::ranges::find(chosen, &member) == chosen.end();
    });
    if (chosen.size() == 1 && !others.empty())
        layout.notes.push_back(makeError("data.json_rows_in_key", {{"key", chosen.front()->key}, {"others", joinedKeys(others)}}));
    else if (!others.empty())
        layout.notes.push_back(makeError("data.json_keys_left_out", {{"keys", joinedKeys(others)}}));
    return layout;
}

/// {"train": […], "dev": […]}: the lists that are named after splits, where there are some.
Members listsOfSplits(const JsonOutline& outline)
{
    Members lists = membersWhere(outline, isList);
    const bool rows = std::ranges::any_of(lists, [](const JsonMember* member) { return isListOfRows(*member); });
    const std::size_t all = lists.size();
    std::erase_if(lists, [](const JsonMember* member) { return !splitInName(member->key).split; });
    // One column among others may be called "test".
    return lists.size() >= 2 && (rows || lists.size() == all) ? lists : Members();
}

std::optional<JsonLayout> layoutOfOrientSplit(const JsonOutline& outline)
{
    const auto find = [&](std::string_view key) {
        const auto found = std::ranges::find(outline.members, key, &JsonMember::key);
        return found == outline.members.end() ? nullptr : &*found;
    };
    const JsonMember* const columns = find("columns");
    const JsonMember* const data = find("data");
    if (!columns || !data || !isListOfValues(*columns) || !isList(*data) || data->inner != '[')
        return std::nullopt;
    JsonLayout layout;
    layout.shape = JsonShape::Members;
    layout.parts = {{data->key, {}}};
    layout.names = columns->words;
    return layout;
}

Result<JsonLayout> layoutOfLists(const JsonOutline& outline, const Members& lists, const std::string& fileName)
{
    constexpr std::array<std::string_view, 8> kUsual
        = {"data", "rows", "records", "items", "examples", "instances", "results", "samples"};
    if (lists.size() == 1)
        return layoutOfMembers(outline, lists);
    for (const std::string_view name : kUsual)
        for (const JsonMember* member : lists)
            if (lowered(member->key) == name)
                return layoutOfMembers(outline, {member});
    return makeError("data.json_several_lists", {{"file", fileName}, {"keys", joinedKeys(lists)}});
}

/// Lists of values: columns of one length, or texts by class.
Result<JsonLayout> layoutOfColumns(const JsonOutline& outline, const Members& lists, const std::string& fileName)
{
    JsonLayout layout;
    for (const JsonMember* member : lists)
        layout.parts.push_back({member->key, {}});
    layout.shape = JsonShape::Columns;
    const auto same = [&](const JsonMember* member) { return member->count == lists.front()->count; };
    if (!outline.isWhole || std::ranges::all_of(lists, same)) {
        layout.notes.push_back(makeError("data.json_columns"));
        return layout;
    }
    if (!std::ranges::all_of(lists, [](const JsonMember* member) { return member->texts; }))
        return noRows(fileName, FETTLE_PHRASE("its lists are of different lengths, so they are not the columns of a table"));
    layout.shape = JsonShape::Classes;
    layout.notes.push_back(makeError("data.json_classes"));
    return layout;
}

Result<JsonLayout> layoutOfObjects(const JsonOutline& outline, const std::string& fileName)
{
    const auto& members = outline.members;
    const bool outerNumbered = std::ranges::all_of(members, [](const JsonMember& m) { return isWholeNumber(m.key); });
    const bool innerNumbered = std::ranges::all_of(members, [](const JsonMember& m) { return m.numbered && m.count > 0; });
    if (members.size() >= 2 && std::ranges::all_of(members, [](const JsonMember& m) { return splitInName(m.key).split.has_value(); }))
        return noRows(fileName, FETTLE_PHRASE("its parts are objects; each should be a list of rows"));
    JsonLayout layout;
    if (innerNumbered && !outerNumbered) {
        layout.shape = JsonShape::ColumnsByIndex;
        for (const JsonMember& member : members)
            layout.parts.push_back({member.key, {}});
        layout.notes.push_back(makeError("data.json_columns"));
        return layout;
    }
    layout.shape = JsonShape::Index;
    std::int64_t next = 0;
    for (const JsonMember& member : members)
        layout.keepsKeys = layout.keepsKeys || member.key != std::to_string(next++);
    return layout;
}

} // namespace

Result<JsonLayout> layoutOfObject(const JsonOutline& outline, const std::string& fileName, const JsonChoices& choices)
{
    const Members all = membersWhere(outline, [](const JsonMember&) { return true; });
    if (all.empty())
        return noRows(fileName, FETTLE_PHRASE("it is empty"));
    if (!choices.rows.empty()) {
        const Members named = membersWhere(outline, [&](const JsonMember& m) { return isList(m) && m.key == choices.rows; });
        if (named.empty())
            return makeError("data.json_unknown_key", {{"file", fileName}, {"key", choices.rows},
                                                       {"keys", joinedKeys(membersWhere(outline, isList))}});
        return layoutOfMembers(outline, {named.front()});
    }
    if (const Members splits = listsOfSplits(outline); !splits.empty())
        return layoutOfMembers(outline, splits);
    if (const auto layout = layoutOfOrientSplit(outline))
        return *layout;
    if (const Members rows = membersWhere(outline, isListOfRows); !rows.empty())
        return layoutOfLists(outline, rows, fileName);
    const Members columns = membersWhere(outline, isListOfValues);
    const std::size_t scalars = membersWhere(outline, [](const JsonMember& m) { return m.kind == 'v'; }).size();
    // Beside plain values a long list is the data, short ones belong to a single row.
    const bool isData = scalars == 0 || (columns.size() == 1 && columns.front()->count >= 10);
    if (!columns.empty() && isData && columns.size() + scalars == all.size())
        return layoutOfColumns(outline, columns, fileName);
    if (std::ranges::all_of(all, [](const JsonMember* member) { return member->kind == '{'; }))
        return layoutOfObjects(outline, fileName);
    JsonLayout layout;
    layout.shape = JsonShape::Single;
    return layout;
}

} // namespace fettle::data
