// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/json_cells.h"
#include "engine/data/json_stream.h"

namespace fettle::data {

/// Where the rows are in a JSON file.
enum class JsonShape {
    Lines,          ///< one value a line
    Values,         ///< values one behind the other, with or without commas
    Array,          ///< [row, row, …]
    Members,        ///< {"train": [row, …], "test": [row, …]}, {"data": [row, …]}
    Index,          ///< {"key": row, "key": row, …}
    Columns,        ///< {"a": [value, …], "b": [value, …]}
    ColumnsByIndex, ///< {"a": {"0": value, …}, "b": {"0": value, …}}
    Classes,        ///< {"positive": [text, …], "negative": [text, …]}
    Single,         ///< the object is one row
};
[[nodiscard]] std::string_view jsonShapeName(JsonShape shape);

/// A key whose list is rows, or a column.
struct JsonPart {
    std::string key;
    std::optional<Split> split;
};

struct JsonLayout {
    JsonShape shape = JsonShape::Array;
    std::vector<JsonPart> parts;
    std::vector<std::string> names; ///< of the columns of rows that are lists, where the file says them
    bool keepsKeys = false;         ///< Index: the keys are a column of their own
    std::vector<Note> notes;
};

/// A member of the outermost object, without its content.
struct JsonMember {
    std::string key;
    char kind = 'v';  ///< '[' list, '{' object, 'v' any other value
    char inner = 0;   ///< of its items: '[' or '{' where there is one, else 'v'; 0: it has none
    std::int64_t count = 0;
    bool numbered = true; ///< an object's keys are all whole numbers
    bool texts = true;    ///< a list's items are all texts
    std::vector<std::string> words; ///< of a list "columns": its texts
};

struct JsonOutline {
    std::vector<JsonMember> members; ///< at most kMaxMembers
    bool isWhole = false;            ///< it was read to its end
    static constexpr std::size_t kMaxMembers = 2000;
};

/// The key that stands next in the stream, with its colon; nothing where none does.
[[nodiscard]] Result<std::optional<std::string>> takeJsonKey(JsonStream& stream);

/// Reads the stream up to the end of its outermost object.
[[nodiscard]] Result<JsonOutline> outlineJson(JsonStream& stream);

/// From a file's beginning in UTF-8; `isWhole`: nothing follows. Nothing: it is an object whose outline decides.
/// Errors: data.json_no_rows.
[[nodiscard]] Result<std::optional<JsonShape>> jsonShapeOf(const std::string& sample, bool isWhole, const std::string& fileName);

/// Errors: data.json_no_rows, data.json_several_lists, data.json_unknown_key.
[[nodiscard]] Result<JsonLayout> layoutOfObject(const JsonOutline& outline, const std::string& fileName,
                                                const JsonChoices& choices);

/// Whether a file's name says JSON: .json .jsonl .ndjson …, with or without .gz; and one value a line.
[[nodiscard]] bool hasJsonLinesName(std::string_view fileName);

} // namespace fettle::data
