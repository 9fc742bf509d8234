// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/column_plan.h"
#include "engine/data/csv_scanner.h"

namespace fettle::data {

/// How the records of one file become cells of the planned columns.
struct FilePlan {
    CsvDialect dialect;
    std::size_t width = 0;            ///< cells that a record of this file should have
    bool endsEarly = false;           ///< a record may have fewer without being cut short (a sheet's empty cells)
    std::vector<std::size_t> source;  ///< planned column → cell of the record
    std::vector<std::string> names;   ///< of the planned columns, for reports
    /// Labels that this file writes with a "." at their end and the other parts without: column → labels without it.
    std::vector<std::set<std::string, std::less<>>> dotted;
};

/// Something to report, its line counted from the chunk's beginning (0).
struct ChunkIssue {
    std::int64_t line = 0;
    Note note;
    std::int64_t count = 1;
    std::int64_t rowsSkipped = 0;
};

/// What a worker thread made of a piece of text.
struct ParsedChunk {
    RowBatch batch;
    std::string text;               ///< as parsed: bytes mended, without NUL
    std::size_t consumed = 0;       ///< bytes of `text` up to its last whole record
    std::size_t headRecords = 0;    ///< records that were skipped at the beginning
    std::int64_t lines = 0;         ///< line ends in what was consumed
    std::int64_t rowsRead = 0;
    std::vector<ChunkIssue> issues; ///< at most kMaxIssues; skippedRows counts all
    std::int64_t skippedRows = 0;
    std::vector<std::int64_t> present;   ///< per column of numbers: cells that are not missing
    std::vector<std::int64_t> misfits;   ///< per column of numbers: cells that are no number
    std::vector<std::int64_t> losing;    ///< per column of numbers: cells whose leading zeros a number would lose
    std::vector<std::int64_t> dotsDropped;
};

/// Parses a chunk of one file. `headRecords`: leave out that many records first (title lines and header).
class ChunkParser {
public:
    static constexpr std::size_t kMaxIssues = 200;

    ChunkParser(const FilePlan& file, const std::vector<CellPlan>& cells) : m_file(file), m_cells(cells) {}
    [[nodiscard]] ParsedChunk parse(std::string text, std::size_t headRecords, bool isLast) const;

private:
    void mendBytes(ParsedChunk& chunk) const;
    void addRecord(ParsedChunk& chunk, std::vector<CsvCell>& record, std::string& scratch, std::size_t recordStart,
                   std::size_t& lineCursor) const;
    void addNumber(ParsedChunk& chunk, std::size_t column, std::string_view text, std::size_t recordStart,
                   std::size_t& lineCursor) const;
    void addText(ParsedChunk& chunk, std::size_t column, std::string_view text) const;
    void report(ParsedChunk& chunk, Note note, std::size_t recordStart, std::size_t& lineCursor,
                std::int64_t rowsSkipped) const;

    const FilePlan& m_file;
    const std::vector<CellPlan>& m_cells;
};

} // namespace fettle::data
