// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_reader.h"

#include <algorithm>
#include <thread>

namespace fettle::data {
namespace {

/// A line without an end is no table: memory stays bounded.
constexpr std::size_t kMaxTableLineBytes = 256u << 20;

} // namespace

TableReader::TableReader(TablePlan plan, std::int64_t threads) : m_plan(std::move(plan))
{
    const auto usable = static_cast<std::int64_t>(std::max(1u, std::thread::hardware_concurrency()));
    m_threads = static_cast<std::size_t>(std::clamp<std::int64_t>(threads > 0 ? threads : usable, 1, 16));
}

Result<void> TableReader::read(RowSink& sink, ImportMonitor& monitor)
{
    // Each further pass turns at least one more column into texts.
    for (std::size_t pass = 0; pass <= m_plan.cells.size(); ++pass) {
        FETTLE_TRY_ASSIGN(const Pass outcome, readAll(sink, monitor));
        if (outcome == Pass::Again)
            continue;
        if (m_rows == 0)
            return makeError("data.table_no_rows", {{"file", m_plan.files.front().file.name}});
        for (const Note& note : m_plan.notes)
            sink.note(note);
        reportMergedLabels(sink);
        sink.format(tableFormat(m_plan));
        return {};
    }
    return makeError("data.table_no_rows", {{"file", m_plan.files.front().file.name}});
}

Result<TableReader::Pass> TableReader::readAll(RowSink& sink, ImportMonitor& monitor)
{
    const std::size_t columns = m_plan.cells.size();
    m_rows = 0;
    m_bytesDone = 0;
    m_present.assign(columns, 0);
    m_misfits.assign(columns, 0);
    m_losing.assign(columns, 0);
    m_dotsDropped.assign(m_plan.files.size(), std::vector<std::int64_t>(columns, 0));
    std::vector<ColumnPlan> plans;
    for (std::size_t i = 0; i < columns; ++i) {
        ColumnPlan plan;
        plan.field.name = m_plan.names[i];
        plan.field.kind = m_plan.cells[i].kind;
        plan.field.reasons = m_plan.cells[i].reasons;
        plan.storage = m_plan.cells[i].storage;
        plan.kindDecided = m_plan.cells[i].given || m_plan.cells[i].kind == FieldKind::Date;
        plans.push_back(std::move(plan));
    }
    FETTLE_TRY(sink.begin(std::move(plans)));
    for (std::size_t i = 0; i < m_plan.files.size(); ++i) {
        FETTLE_TRY_ASSIGN(const Pass pass, readFile(i, sink, monitor));
        if (pass == Pass::Again)
            return pass;
        m_bytesDone += m_plan.files[i].sizeBytes;
    }
    return checkColumns(true);
}

/// Where to cut `text` so that the first part most likely ends with a record: behind the last line end with an even
/// number of quotes before it. 0: no such place. A wrong guess is found by the parser and costs time, nothing else.
std::size_t TableReader::cutPoint(const FilePlan& file, const std::string& text) const
{
    const CsvDialect& dialect = file.dialect;
    bool odd = dialect.quote != '\0' && std::ranges::count(text, dialect.quote) % 2 == 1;
    for (std::size_t i = text.size(); i > 0; --i) {
        const char c = text[i - 1];
        if (c == dialect.lineEnd && !odd)
            return i;
        if (c == dialect.quote && dialect.quote != '\0')
            odd = !odd;
    }
    return 0;
}

Result<TableReader::Pass> TableReader::readFile(std::size_t index, RowSink& sink, ImportMonitor& monitor)
{
    const TableStart& start = m_plan.files[index];
    const FilePlan& file = m_plan.plans[index];
    // Read again with what was recognised, so that the whole file is read in one way.
    FETTLE_TRY_ASSIGN(TextSource source,
                      openTable(start.file, start.encoding.markBytes > 0 ? std::string() : start.encoding.name));
    const ChunkParser parser(file, m_plan.cells);
    m_lines = 0;
    m_headRecords = start.layout.skippedRecords + (start.layout.header ? 1 : 0);
    std::deque<Pending> pending;
    std::string text;
    std::size_t wanted = m_chunkBytes;
    bool ended = false;
    bool firstChunk = true; // the head is left out in it, so that it is parsed before others
    while (!ended || !text.empty() || !pending.empty()) {
        if (monitor.cancelled())
            return makeError("data.cancelled");
        while (!ended && text.size() < wanted) {
            FETTLE_TRY_ASSIGN(const bool more, source.read(text, std::min<std::size_t>(wanted - text.size() + 4096, 8u << 20)));
            ended = !more;
        }
        const std::size_t room = firstChunk ? 1 : m_threads + 1;
        if (!text.empty() && pending.size() < room) {
            const bool last = ended && text.size() <= 2 * m_chunkBytes;
            std::size_t cut = last ? text.size() : cutPoint(file, text);
            if (cut == 0 && !ended) {
                // A quote that is open for longer than a cell may be is an ordinary character: any line end will do.
                if (text.size() >= 2 * CsvScanner::kMaxFieldBytes)
                    cut = text.rfind(file.dialect.lineEnd) + 1;
                if (cut == 0 && text.size() >= kMaxTableLineBytes)
                    return makeError("data.line_too_long", {{"file", start.file.name}, {"line", m_lines + 1},
                                                            {"size_bytes", text.size()}});
                if (cut == 0) {
                    wanted = text.size() * 2;
                    continue;
                }
            }
            const bool isLast = last || cut == 0;
            std::string piece = isLast ? std::move(text) : text.substr(0, cut);
            text = isLast ? std::string() : text.substr(cut);
            wanted = m_chunkBytes;
            pending.push_back({std::async(std::launch::async,
                                          [&parser, piece = std::move(piece), head = m_headRecords, isLast]() mutable {
                                              return parser.parse(std::move(piece), head, isLast);
                                          }),
                               isLast});
            if (pending.size() < room && !isLast)
                continue;
        }
        if (pending.empty())
            continue;
        ParsedChunk chunk = pending.front().result.get();
        pending.pop_front();
        if (chunk.consumed < chunk.text.size()) {
            // The cut was within a record: what follows is put together again and cut elsewhere.
            std::string rest = chunk.text.substr(chunk.consumed);
            wanted = std::max(m_chunkBytes, rest.size() * 2);
            while (!pending.empty()) {
                rest += pending.front().result.get().text;
                pending.pop_front();
            }
            text = std::move(rest) + text;
        }
        FETTLE_TRY_ASSIGN(const Pass pass, take(index, std::move(chunk), sink));
        firstChunk = m_headRecords > 0;
        if (pass == Pass::Again)
            return pass;
        tellProgress(monitor, source.bytesRead());
    }
    if (source.invalidCount() > 0)
        sink.issue({start.file.name, 0, makeError("data.characters_invalid", {{"encoding", start.encoding.name},
                                                                              {"count", source.invalidCount()}}), 1}, 0);
    for (Note& remark : source.remarks())
        sink.issue({start.file.name, 0, std::move(remark), 1}, 0);
    return Pass::Done;
}

Result<TableReader::Pass> TableReader::take(std::size_t index, ParsedChunk chunk, RowSink& sink)
{
    for (std::size_t i = 0; i < m_plan.cells.size(); ++i) {
        m_present[i] += chunk.present[i];
        m_misfits[i] += chunk.misfits[i];
        m_losing[i] += chunk.losing[i];
        m_dotsDropped[index][i] += chunk.dotsDropped[i];
    }
    if (checkColumns(false) == Pass::Again)
        return Pass::Again;
    const TableFile& file = m_plan.files[index].file;
    std::int64_t told = 0;
    for (ChunkIssue& issue : chunk.issues) {
        told += issue.rowsSkipped;
        sink.issue({file.name, m_lines + issue.line + 1, std::move(issue.note), issue.count}, issue.rowsSkipped);
    }
    if (chunk.skippedRows > told)
        sink.issue({file.name, 0, makeError("data.more_rows_skipped", {{"count", chunk.skippedRows - told}}),
                    chunk.skippedRows - told}, chunk.skippedRows - told);
    m_lines += chunk.lines;
    m_headRecords -= chunk.headRecords;
    m_rows += chunk.batch.rows;
    if (chunk.batch.rows == 0)
        return Pass::Done;
    chunk.batch.split = file.split;
    FETTLE_TRY(sink.append(std::move(chunk.batch)));
    return Pass::Done;
}

/// Turns columns of numbers that hold too much else into texts.
TableReader::Pass TableReader::checkColumns(bool atEnd)
{
    Pass pass = Pass::Done;
    for (std::size_t i = 0; i < m_plan.cells.size(); ++i) {
        CellPlan& cells = m_plan.cells[i];
        if (cells.given || cells.storage != CellStorage::Numbers)
            continue;
        const bool tooMany = m_misfits[i] * 100 > m_present[i] && (atEnd || m_misfits[i] > 100);
        if (!tooMany && m_losing[i] == 0)
            continue;
        cells = CellPlan();
        cells.reasons.push_back(tooMany
            ? makeError("data.kind_not_numbers", {{"count", m_misfits[i]}, {"present", m_present[i]}})
            : makeError("data.kind_digits_kept"));
        pass = Pass::Again;
    }
    return pass;
}

void TableReader::tellProgress(ImportMonitor& monitor, std::uint64_t bytesInFile) const
{
    std::uint64_t total = 0;
    for (const TableStart& file : m_plan.files)
        total += file.sizeBytes;
    monitor.progress(static_cast<double>(m_bytesDone + bytesInFile), static_cast<double>(total), m_rows);
}

void TableReader::reportMergedLabels(RowSink& sink) const
{
    for (std::size_t i = 0; i < m_plan.files.size(); ++i)
        for (std::size_t column = 0; column < m_plan.cells.size(); ++column)
            if (m_dotsDropped[i][column] > 0) {
                const std::string label = *m_plan.plans[i].dotted[column].begin();
                sink.note(makeError("data.labels_merged", {{"file", m_plan.files[i].file.name},
                                                           {"column", m_plan.names[column]},
                                                           {"label", label + "."},
                                                           {"merged", label},
                                                           {"count", m_dotsDropped[i][column]}}));
            }
}

} // namespace fettle::data
