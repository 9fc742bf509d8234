// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/column_values.h"

#include <algorithm>
#include <numeric>

#include <doctest/doctest.h>

using namespace fettle;

namespace {

/// Counts how many cells were read.
class CountedColumn final : public Column {
public:
    explicit CountedColumn(std::vector<std::string> cells) : m_cells(std::move(cells)) {}
    [[nodiscard]] const FieldInfo& field() const override { return m_field; }
    [[nodiscard]] std::int64_t size() const override { return static_cast<std::int64_t>(m_cells.size()); }
    void readNumbers(std::span<const std::int64_t>, std::span<double>) const override {}
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override
    {
        read += rows.size();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& cell = m_cells[static_cast<std::size_t>(rows[i])];
            out[i] = cell == "-" ? std::string_view() : std::string_view(cell);
        }
    }
    [[nodiscard]] std::span<const std::byte> media(std::int64_t) const override { return {}; }

    mutable std::size_t read = 0;

private:
    FieldInfo m_field;
    std::vector<std::string> m_cells;
};

} // namespace

TEST_CASE("the values of a column are read once and say which rows have one of them")
{
    const CountedColumn column({"red", "blue", "-", "red", "green", "blue"});
    const std::vector<std::int64_t> rows{5, 0, 2, 3};
    const worker::ColumnValues values(column, rows);
    REQUIRE(values.areKept());
    CHECK(values.placesWith("red") == std::vector<bool>{false, true, false, true});
    CHECK(values.placesWith("blue") == std::vector<bool>{true, false, false, false});
    CHECK(values.placesWith("green") == std::vector<bool>(4, false)); // in none of these rows
    CHECK(values.placesWith("") == std::vector<bool>{false, false, true, false});
    CHECK(column.read == 4);
    CHECK(worker::ColumnValues(column, {}).areKept());
}

TEST_CASE("a column with a value for each of very many rows is not kept")
{
    std::vector<std::string> cells(worker::ColumnValues::kMostValues + 2);
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i] = std::to_string(i);
    std::vector<std::int64_t> rows(cells.size());
    std::iota(rows.begin(), rows.end(), 0);
    CHECK_FALSE(worker::ColumnValues(CountedColumn(cells), rows).areKept());
    // Beyond the first piece, but few.
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i] = i % 2 == 0 ? "even" : "odd";
    const CountedColumn column(cells);
    const worker::ColumnValues values(column, rows);
    REQUIRE(values.areKept());
    const auto odd = values.placesWith("odd");
    CHECK(std::ranges::count(odd, true) == static_cast<std::ptrdiff_t>(cells.size() / 2));
    CHECK(odd[cells.size() - 1]);
    CHECK(column.read == cells.size());
}
