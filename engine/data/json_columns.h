// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/column_plan.h"
#include "engine/data/json_cells.h"

namespace fettle::data {

/// What was seen of one column.
struct JsonColumn {
    std::string name;
    std::int64_t numbers = 0;
    std::int64_t others = 0;    ///< texts, booleans and lists
    std::int64_t booleans = 0;
    std::int64_t lists = 0;
    std::int64_t spans = 0;     ///< lists of marked parts of a text
    std::int64_t losing = 0;    ///< numbers with more digits than a number keeps
    std::vector<std::string> texts; ///< the first ones, to see whether they are dates

    [[nodiscard]] bool areSpans() const { return spans > 0 && spans * 20 >= (numbers + others) * 19; }
    [[nodiscard]] bool isEmpty() const { return numbers + others == 0; }
    /// One value in a hundred that is no number is a mistake in the data; more are another kind of column.
    [[nodiscard]] bool isNumbers() const { return numbers > 0 && losing == 0 && others * 100 <= numbers + others; }
};

/// The columns of rows whose keys are known only once all rows were seen.
class JsonColumns {
public:
    static constexpr std::size_t kMaxColumns = 5000;

    /// Counts the cells of a row. False: there are too many columns.
    [[nodiscard]] bool see(const JsonCells& row);
    /// A column's place, by name; `hint` is where it is looked for first. -1: unknown.
    [[nodiscard]] std::ptrdiff_t find(const std::string& name, std::size_t hint) const;

    [[nodiscard]] const std::vector<JsonColumn>& columns() const { return m_columns; }

private:
    std::vector<JsonColumn> m_columns;
    std::unordered_map<std::string, std::size_t> m_places;
};

/// How a column is stored by what was seen of it; `given` by the user.
[[nodiscard]] CellPlan planJsonColumn(const JsonColumn& column, std::optional<FieldKind> given, bool mayBeDates = true);

/// The number that a Number cell is; NaN for NaN and for what is out of range.
[[nodiscard]] double jsonNumber(std::string_view text);
/// A cell as text: numbers in their shortest exact form.
[[nodiscard]] std::string_view jsonCellText(const JsonCell& cell, std::string& scratch);

} // namespace fettle::data
