// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/contract/marks.h"
#include "engine/data/json_spans.h"

namespace fettle::data {
namespace {

constexpr std::size_t kJsonBatchBytes = 4u << 20;
constexpr std::int64_t kJsonBatchRows = 65'536;
constexpr double kMissingNumber = std::numeric_limits<double>::quiet_NaN();

} // namespace

Result<void> JsonReader::read(RowSink& sink, ImportMonitor& monitor)
{
    for (const JsonFile& file : m_plan.files)
        m_bytesTotal += static_cast<double>(file.sizeBytes);
    FETTLE_TRY(readAll(sink, monitor));
    // The second pass knows all that the first has seen; a third is needed where a column that came late holds dates at
    // its beginning alone.
    constexpr int kMostPasses = 5;
    for (int pass = 1; m_again && pass < kMostPasses; ++pass) {
        m_plan.seen = std::move(m_seen);
        settleJsonColumns(m_plan, m_source, m_notDates);
        if (m_plan.cells.empty())
            break;
        FETTLE_TRY(readAll(sink, monitor));
    }
    if (m_rows == 0 || m_again)
        return makeError("data.json_no_rows", {{"file", m_plan.files.front().file.name},
                                               {"reason", FETTLE_PHRASE("none of its rows can be read, or none holds a value")}});
    for (const Note& note : m_plan.notes)
        sink.note(note);
    std::string empty;
    for (const JsonColumn& column : m_seen.columns())
        if (column.isEmpty() && empty.size() < 500)
            empty += (empty.empty() ? "" : ", ") + column.name;
    if (!empty.empty())
        sink.note(makeError("data.json_empty_columns", {{"columns", empty}}));
    sink.format(jsonFormat(m_plan));
    return {};
}

Result<void> JsonReader::readAll(RowSink& sink, ImportMonitor& monitor)
{
    m_seen = {};
    m_again = false;
    m_rows = 0;
    m_bytesDone = 0.0;
    m_misfits.assign(m_plan.cells.size(), 0);
    std::vector<ColumnPlan> columns;
    for (std::size_t i = 0; i < m_plan.cells.size(); ++i) {
        const CellPlan& cells = m_plan.cells[i];
        ColumnPlan plan;
        plan.field.name = m_plan.names[i];
        plan.field.kind = cells.kind;
        plan.field.reasons = cells.reasons;
        plan.storage = cells.storage;
        plan.kindDecided = cells.given || cells.kind == FieldKind::Date || cells.kind == FieldKind::Spans;
        columns.push_back(std::move(plan));
    }
    // Without columns there is nothing to begin with; the rest of the rows may have some.
    if (columns.empty())
        m_again = true;
    else
        FETTLE_TRY(sink.begin(std::move(columns)));
    startBatch();
    for (const JsonFile& file : m_plan.files) {
        FETTLE_TRY(readFile(file, sink, monitor));
        m_bytesDone += static_cast<double>(file.sizeBytes);
    }
    checkColumns();
    return {};
}

void JsonReader::startBatch()
{
    m_batch = {};
    m_batch.columns.resize(m_plan.cells.size());
    m_batchBytes = 0;
}

Result<void> JsonReader::flush(RowSink& sink)
{
    if (m_batch.rows > 0 && !m_again) {
        RowBatch full = std::move(m_batch);
        startBatch();
        return sink.append(std::move(full));
    }
    startBatch();
    return {};
}

Result<void> JsonReader::readFile(const JsonFile& file, RowSink& sink, ImportMonitor& monitor)
{
    std::shared_ptr<TextSource> source;
    const JsonOpen open = [&]() -> Result<JsonStream::Reader> {
        const std::string encoding = file.encoding.markBytes > 0 ? std::string() : file.encoding.name;
        FETTLE_TRY_ASSIGN(TextSource opened, TextSource::open(file.file.path, encoding, 64u << 10));
        source = std::make_shared<TextSource>(std::move(opened));
        return JsonStream::Reader([shared = source](std::string& out, std::size_t bytes) { return shared->read(out, bytes); });
    };
    FETTLE_TRY_ASSIGN(const auto rows, JsonRows::open(file.layout, m_plan.choices, open));
    JsonCells cells;
    bool isHeader = m_plan.header;
    for (std::int64_t count = 0;; ++count) {
        if (count % 512 == 0) {
            if (monitor.cancelled())
                return makeError("data.cancelled");
            if (source)
                monitor.progress(m_bytesDone + static_cast<double>(source->bytesRead()), m_bytesTotal, m_rows);
        }
        FETTLE_TRY_ASSIGN(const bool found, rows->next(cells));
        reportIssues(file, *rows, sink);
        if (!found)
            break;
        if (std::exchange(isHeader, false))
            continue;
        if (!m_seen.see(cells))
            return makeError("data.json_too_many_columns", {{"limit", JsonColumns::kMaxColumns}});
        ++m_rows;
        const auto split = file.file.split ? file.file.split : rows->split();
        if (m_batch.rows > 0 && m_batch.split != split)
            FETTLE_TRY(flush(sink));
        m_batch.split = split;
        if (!m_again)
            addRow(file, cells, rows->line(), sink);
        if (m_batchBytes >= kJsonBatchBytes || m_batch.rows >= kJsonBatchRows)
            FETTLE_TRY(flush(sink));
    }
    FETTLE_TRY(flush(sink));
    if (source && source->invalidCount() > 0 && !m_again)
        sink.issue({file.file.name, 0, makeError("data.characters_invalid", {{"encoding", file.encoding.name},
                                                                             {"count", source->invalidCount()}}), 1}, 0);
    return {};
}

/// A pass that is given up tells nothing: the next one does.
void JsonReader::reportIssues(const JsonFile& file, JsonRows& rows, RowSink& sink)
{
    for (JsonIssue& issue : rows.takeIssues())
        if (!m_again)
            sink.issue({file.file.name, issue.line, std::move(issue.note), issue.count}, issue.rowsSkipped);
}

void JsonReader::addRow(const JsonFile& file, const JsonCells& row, std::int64_t line, RowSink& sink)
{
    m_row.assign(m_plan.cells.size(), nullptr);
    std::size_t hint = 0;
    for (const JsonCell& cell : row.cells()) {
        const auto seen = m_plan.seen.find(cell.name, hint);
        hint = static_cast<std::size_t>(seen) + 1;
        const auto place = seen < 0 ? seen : m_plan.places[static_cast<std::size_t>(seen)];
        if (place < 0) {
            m_again = m_again || (cell.kind != JsonCellKind::Null && !cell.text.empty() && cell.text != "NaN");
            continue;
        }
        const JsonCell*& at = m_row[static_cast<std::size_t>(place)];
        if (at)
            sink.issue({file.file.name, line, makeError("data.json_key_repeated", {{"column", cell.name}}), 1}, 0);
        at = &cell;
    }
    if (m_again)
        return;
    for (std::size_t i = 0; i < m_row.size(); ++i) {
        CellBatch& cells = m_batch.columns[i];
        const JsonCell* const cell = m_row[i];
        const bool missing = !cell || cell->kind == JsonCellKind::Null || cell->text.empty();
        if (m_plan.cells[i].storage == CellStorage::Numbers) {
            cells.addNumber(missing ? kMissingNumber : numberOf(file, *cell, i, line, sink));
            m_batchBytes += sizeof(double);
            continue;
        }
        if (m_plan.cells[i].kind == FieldKind::Spans) {
            addSpans(file, cell, i, line, sink);
            continue;
        }
        const std::string_view text = missing ? std::string_view() : jsonCellText(*cell, m_scratch);
        if (text.empty() && !(cell && cell->kind == JsonCellKind::List)) // an empty list of labels says that there is none
            cells.addMissing(CellStorage::Texts);
        else
            cells.addText(text);
        m_batchBytes += text.size() + sizeof(std::size_t);
    }
    ++m_batch.rows;
}

/// As this program keeps them. An empty list says that nothing is marked; no list, that nobody has looked.
void JsonReader::addSpans(const JsonFile& file, const JsonCell* cell, std::size_t column, std::int64_t line, RowSink& sink)
{
    CellBatch& cells = m_batch.columns[column];
    if (!cell || cell->kind == JsonCellKind::Null || (cell->kind != JsonCellKind::List && cell->text.empty())) {
        cells.addMissing(CellStorage::Texts);
        return;
    }
    auto marks = cell->text.empty() ? std::optional(std::vector<Mark>()) : spansOfJson(cell->text);
    if (!marks) {
        sink.issue({file.file.name, line, makeError("data.spans_not_understood", {{"column", m_plan.names[column]},
                                                                                  {"value", excerpt(cell->text)}}), 1}, 0);
        cells.addMissing(CellStorage::Texts);
        return;
    }
    // The text that they belong to is the longest of the row.
    std::int64_t length = -1;
    for (const JsonCell* other : m_row)
        if (other && other != cell && other->kind == JsonCellKind::Text)
            length = std::max(length, codePointCount(other->text));
    if (length >= 0 && std::erase_if(*marks, [length](const Mark& mark) { return mark.end > length; }) > 0)
        sink.issue({file.file.name, line, makeError("data.spans_outside", {{"column", m_plan.names[column]}, {"length", length}}), 1}, 0);
    const auto text = writeMarks(*marks);
    cells.addText(text);
    m_batchBytes += text.size() + sizeof(std::size_t);
}

double JsonReader::numberOf(const JsonFile& file, const JsonCell& cell, std::size_t column, std::int64_t line, RowSink& sink)
{
    const CellPlan& plan = m_plan.cells[column];
    if (cell.kind == JsonCellKind::Number) {
        const double value = jsonNumber(cell.text);
        if (!std::isnan(value) || cell.text == "NaN")
            return value;
    } else if (isMissingMark(cell.text, true)) {
        return kMissingNumber;
    } else if (cell.kind == JsonCellKind::Boolean && plan.given) {
        return cell.text == "true" ? 1.0 : 0.0;
    } else {
        // Numbers that are written as texts are numbers where the user says so.
        const bool mayParse = plan.given || plan.style >= NumberStyle::DateYmd;
        if (const auto value = mayParse ? parseNumber(cell.text, plan.style) : std::nullopt)
            return *value;
        ++m_misfits[column];
    }
    sink.issue({file.file.name, line, makeError(plan.kind == FieldKind::Date ? "data.cell_not_a_date" : "data.cell_not_a_number",
                                                {{"column", m_plan.names[column]}, {"value", excerpt(cell.text)}}), 1}, 0);
    return kMissingNumber;
}

/// Whether the columns are what they were taken for, now that all rows were seen.
void JsonReader::checkColumns()
{
    for (std::size_t i = 0; i < m_plan.places.size(); ++i) {
        const auto place = m_plan.places[i];
        if (place < 0)
            continue;
        const CellPlan& cells = m_plan.cells[static_cast<std::size_t>(place)];
        if (cells.given || cells.storage != CellStorage::Numbers)
            continue;
        const std::string& name = m_plan.seen.columns()[i].name;
        const auto seen = m_seen.find(name, i);
        if (seen < 0)
            continue;
        const JsonColumn& column = m_seen.columns()[static_cast<std::size_t>(seen)];
        if (cells.style >= NumberStyle::DateYmd) {
            if (m_misfits[static_cast<std::size_t>(place)] * 100 <= column.others + column.numbers && column.numbers == 0)
                continue;
            m_notDates.insert(name);
            m_again = true;
        } else if (!column.isNumbers()) {
            m_again = true;
        }
    }
}

} // namespace fettle::data
