// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/contract/value.h"

namespace fettle::data {

/// What becomes of objects within a row, and of lists.
enum class JsonNesting { Flatten, Text, LeaveOut };
enum class JsonLists { Join, Text };

/// The choices of a user, from importer options.
struct JsonChoices {
    JsonNesting nested = JsonNesting::Flatten;
    JsonLists lists = JsonLists::Join;
    std::string rows;           ///< key of the list of rows; empty: find out
    std::string header = "auto"; ///< of rows that are lists: auto, yes, no
    std::string encoding;       ///< empty: recognised
};
/// Errors: data.option_value.
[[nodiscard]] Result<JsonChoices> jsonChoices(const ValueMap& options);

enum class JsonCellKind : std::uint8_t { Null, Boolean, Number, Text, List };

/// One value of a row under its column's name: "user.name", or "0", "1" … in rows that are lists.
struct JsonCell {
    std::string name;
    JsonCellKind kind = JsonCellKind::Null;
    std::string text; ///< numbers and booleans as they are written
};

/// The cells of one row. Keeps its storage from row to row.
class JsonCells {
public:
    static constexpr std::size_t kMaxCells = 20'000;

    void clear()
    {
        m_count = 0;
        m_isFull = false;
        numbered = false;
    }
    void add(std::string_view name, JsonCellKind kind, std::string_view text);
    [[nodiscard]] std::span<const JsonCell> cells() const { return {m_cells.data(), m_count}; }
    [[nodiscard]] bool isFull() const { return m_isFull; } ///< more came than a row may have
    bool numbered = false; ///< the row was a list

private:
    std::vector<JsonCell> m_cells;
    std::size_t m_count = 0;
    bool m_isFull = false;
};

/// What was wrong with a row, or had to be mended.
struct JsonRowFaults {
    const char* reason = nullptr; ///< a phrase; null: the row is good
    std::size_t position = 0;     ///< bytes before where it was seen
    std::int64_t replaced = 0;
    std::int64_t zeros = 0;
};

/// Adds the value `text` as cells: the members of an object, the elements of a list, or one cell. `prefix` names the
/// value itself where it is not a row ("" : a row). Cells of a row with faults are good for nothing.
[[nodiscard]] JsonRowFaults addJsonCells(std::string_view text, std::string_view prefix, const JsonChoices& choices,
                                         JsonCells& cells);

} // namespace fettle::data
