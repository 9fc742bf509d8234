// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_chunk.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/data/text_encoding.h"

namespace fettle::data {

/// `lineCursor`: bytes of the text whose lines are counted in chunk.lines already.
void ChunkParser::report(ParsedChunk& chunk, Note note, std::size_t recordStart, std::size_t& lineCursor,
                         std::int64_t rowsSkipped) const
{
    chunk.skippedRows += rowsSkipped;
    const std::string_view between(chunk.text.data() + lineCursor, recordStart - lineCursor);
    chunk.lines += countLines(between, m_file.dialect);
    lineCursor = recordStart;
    if (chunk.issues.size() < kMaxIssues)
        chunk.issues.push_back({chunk.lines, std::move(note), 1, rowsSkipped});
}

void ChunkParser::mendBytes(ParsedChunk& chunk) const
{
    if (const auto zeros = std::ranges::count(chunk.text, '\0'); zeros > 0) {
        const std::size_t first = chunk.text.find('\0');
        const std::int64_t line = countLines(std::string_view(chunk.text).substr(0, first), m_file.dialect);
        std::erase(chunk.text, '\0');
        chunk.issues.push_back({line, makeError("data.nul_bytes_removed", {{"count", static_cast<std::int64_t>(zeros)}}), 1, 0});
    }
    if (isUtf8(chunk.text))
        return;
    std::string mended;
    mended.reserve(chunk.text.size() + 64);
    const std::int64_t repaired = appendRepairedUtf8(chunk.text, mended);
    std::size_t first = 0;
    while (first < chunk.text.size() && mended[first] == chunk.text[first])
        ++first;
    const std::int64_t line = countLines(std::string_view(mended).substr(0, first), m_file.dialect);
    chunk.text = std::move(mended);
    chunk.issues.push_back({line, makeError("data.bytes_repaired", {{"count", repaired}}), 1, 0});
}

void ChunkParser::addNumber(ParsedChunk& chunk, std::size_t column, std::string_view text, std::size_t recordStart,
                            std::size_t& lineCursor) const
{
    auto& numbers = chunk.batch.columns[column].numberValues();
    const CellPlan& plan = m_cells[column];
    double value = 0.0;
    if (plan.style == NumberStyle::Plain) {
        if (parsePlainNumber(text, value)) {
            ++chunk.present[column];
            chunk.losing[column] += text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
            numbers.push_back(value);
            return;
        }
        text = trimmed(text);
    }
    if (isMissingMark(text, true)) {
        numbers.push_back(std::numeric_limits<double>::quiet_NaN());
        return;
    }
    ++chunk.present[column];
    if (const auto parsed = parseNumber(text, plan.style)) {
        numbers.push_back(*parsed);
        return;
    }
    if (const auto boolean = plan.given && plan.kind == FieldKind::Number ? parseBoolean(text) : std::nullopt) {
        numbers.push_back(*boolean ? 1.0 : 0.0);
        return;
    }
    ++chunk.misfits[column];
    numbers.push_back(std::numeric_limits<double>::quiet_NaN());
    report(chunk, makeError(plan.kind == FieldKind::Date ? "data.cell_not_a_date" : "data.cell_not_a_number",
                            {{"column", m_file.names[column]}, {"value", excerpt(text)}}),
           recordStart, lineCursor, 0);
}

void ChunkParser::addText(ParsedChunk& chunk, std::size_t column, std::string_view text) const
{
    CellBatch& cells = chunk.batch.columns[column];
    if (isMissingMark(text, false)) {
        cells.addMissing(CellStorage::Texts);
        return;
    }
    const auto& dotted = m_file.dotted[column];
    if (!dotted.empty() && text.ends_with('.') && dotted.contains(text.substr(0, text.size() - 1))) {
        text.remove_suffix(1);
        ++chunk.dotsDropped[column];
    }
    cells.addText(text);
}

void ChunkParser::addRecord(ParsedChunk& chunk, std::vector<CsvCell>& record, std::string& scratch, std::size_t recordStart,
                            std::size_t& lineCursor) const
{
    ++chunk.rowsRead;
    if (record.size() > m_file.width) {
        const auto isBlank = [](const CsvCell& cell) { return trimmed(cell.raw).empty(); };
        if (!std::all_of(record.begin() + static_cast<std::ptrdiff_t>(m_file.width), record.end(), isBlank)) {
            report(chunk, makeError("data.row_too_long", {{"cells", static_cast<std::int64_t>(record.size())},
                                                          {"columns", static_cast<std::int64_t>(m_file.width)}}),
                   recordStart, lineCursor, 1);
            return;
        }
    } else if (record.size() < m_file.width && !m_file.endsEarly) {
        report(chunk, makeError("data.row_too_short", {{"cells", static_cast<std::int64_t>(record.size())},
                                                       {"columns", static_cast<std::int64_t>(m_file.width)}}),
               recordStart, lineCursor, 0);
    }
    for (const CsvCell& cell : record) {
        if (cell.raw.size() > CsvScanner::kMaxFieldBytes) {
            report(chunk, makeError("data.cell_too_large", {{"size_bytes", cell.raw.size()},
                                                            {"limit_bytes", CsvScanner::kMaxFieldBytes}}),
                   recordStart, lineCursor, 1);
            return;
        }
    }
    for (std::size_t column = 0; column < m_cells.size(); ++column) {
        const std::size_t source = m_file.source[column];
        const std::string_view text
            = source < record.size() ? csvCellText(record[source], m_file.dialect, scratch) : std::string_view();
        if (m_cells[column].storage == CellStorage::Numbers)
            addNumber(chunk, column, text, recordStart, lineCursor);
        else
            addText(chunk, column, text);
    }
    ++chunk.batch.rows;
}

ParsedChunk ChunkParser::parse(std::string text, std::size_t headRecords, bool isLast) const
{
    ParsedChunk chunk;
    chunk.text = std::move(text);
    const std::size_t columns = m_cells.size();
    chunk.batch.columns.resize(columns);
    chunk.present.resize(columns);
    chunk.misfits.resize(columns);
    chunk.losing.resize(columns);
    chunk.dotsDropped.resize(columns);
    mendBytes(chunk);

    CsvScanner scanner(m_file.dialect, chunk.text, isLast);
    std::vector<CsvCell> record;
    std::string scratch;
    std::size_t lineCursor = 0;
    while (scanner.next(record) == CsvScanner::Outcome::Record) {
        const bool blank = record.size() == 1 && record[0].raw.empty() && !record[0].quoted;
        if (blank && (m_file.width > 1 || chunk.headRecords < headRecords))
            continue;
        if (chunk.headRecords < headRecords) {
            ++chunk.headRecords;
            continue;
        }
        if (scanner.hadOpenQuote())
            report(chunk, makeError("data.quote_open"), scanner.recordStart(), lineCursor, 0);
        addRecord(chunk, record, scratch, scanner.recordStart(), lineCursor);
        if (chunk.batch.rows == 64) {
            // The first rows say how much room the rest will need.
            const double growth = 1.1 * static_cast<double>(chunk.text.size()) / static_cast<double>(scanner.position() + 1);
            const auto rows = static_cast<std::int64_t>(64.0 * growth) + 64;
            for (std::size_t i = 0; i < columns; ++i)
                chunk.batch.columns[i].reserve(
                    m_cells[i].storage, rows,
                    static_cast<std::size_t>(static_cast<double>(chunk.batch.columns[i].byteCount()) * growth) + 1024);
        }
    }
    chunk.consumed = scanner.position();
    chunk.lines += countLines(std::string_view(chunk.text).substr(lineCursor, chunk.consumed - lineCursor), m_file.dialect);
    return chunk;
}

} // namespace fettle::data
