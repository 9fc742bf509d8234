// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/data/xlsx_strings.h"
#include "engine/data/xlsx_workbook.h"

namespace fettle::data {

/// Cells of a sheet as they come, row by row.
class SheetCells {
public:
    virtual ~SheetCells() = default;
    /// `row`: from 1, ascending; rows without cells may be left out.
    virtual void beginRow(std::uint32_t row) = 0;
    /// Ascending columns from 0; only cells with something in them.
    virtual void cell(std::uint32_t column, std::string_view text) = 0;
    virtual void endRow() = 0;
};

/// What the cells of a sheet gave cause to remark, counted.
struct SheetRemarks {
    std::int64_t errors = 0;            ///< #DIV/0! and the like
    std::int64_t formulasWithoutValue = 0;
    std::int64_t times = 0;             ///< times of day without a day
    std::int64_t outside = 0;           ///< cells left of the table, or out of order
    std::int64_t unknownStrings = 0;
    std::int64_t tooLong = 0;           ///< texts beyond kMaxSheetTextBytes, left out
    [[nodiscard]] std::vector<Note> notes() const;
};

/// A cell holds at most 32,767 characters in the programs that write workbooks.
inline constexpr std::size_t kMaxSheetTextBytes = 256u << 10;

/// Reads a sheet's part from start to end without holding it.
class SheetReader {
public:
    /// `strings` null: texts that cells share are not looked up (all are "…").
    SheetReader(XlsxPart part, const std::string& partName, const Workbook& workbook, SharedStrings* strings, SheetCells& cells);
    SheetReader(SheetReader&&) noexcept;
    SheetReader& operator=(SheetReader&&) noexcept;
    ~SheetReader();

    /// Reads a few kilobytes; false: the sheet has ended. Errors: data.xml_damaged, those of XlsxPart and SharedStrings.
    [[nodiscard]] Result<bool> more();
    [[nodiscard]] const SheetRemarks& remarks() const;
    [[nodiscard]] std::uint64_t bytesRead() const;
    [[nodiscard]] std::uint64_t sizeBytes() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// How a sheet is turned into text of one kind whatever it holds: a record a row, so that record n is row n.
inline constexpr char kSheetDelimiter = '\x1F';
inline constexpr char kSheetRecordEnd = '\x1E';

/// Where the table lies in a sheet, from its first rows.
struct SheetExtent {
    std::uint32_t firstColumn = 0;
    std::uint32_t columns = 0;   ///< 0: nothing in it
    std::int64_t tableRows = 0;  ///< rows with at least two cells, of the first ones
    std::int64_t rows = 0;       ///< rows with any cell, of the first ones
};

/// Which sheet of a workbook is read, and from which of its rows on.
struct SheetPick {
    std::size_t sheet = 0;
    SheetExtent extent;
    std::uint32_t firstRow = 1;
};

/// Looks at the first rows of a sheet. Errors: those of SheetReader.
[[nodiscard]] Result<SheetExtent> measureSheet(const XlsxPackage& package, const Workbook& workbook, std::size_t sheet);

/// A sheet as records of cells.
class SheetText {
public:
    [[nodiscard]] static Result<SheetText> open(const XlsxPackage& package, const Workbook& workbook, const SheetPick& pick);
    SheetText(SheetText&&) noexcept;
    SheetText& operator=(SheetText&&) noexcept;
    ~SheetText();

    /// Appends about `bytes` more to `out`; false: the end was reached. Errors: those of SheetReader,
    /// data.archive_ratio (the same texts again and again would make far more of the file than it holds).
    [[nodiscard]] Result<bool> read(std::string& out, std::size_t bytes);
    [[nodiscard]] SheetRemarks remarks() const;
    /// Of the workbook's file, as far as can be told.
    [[nodiscard]] std::uint64_t bytesRead() const;
    [[nodiscard]] std::uint64_t fileBytes() const;

private:
    struct State;
    explicit SheetText(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace fettle::data
