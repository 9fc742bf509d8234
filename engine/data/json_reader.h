// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/json_columns.h"
#include "engine/data/json_rows.h"
#include "engine/data/text_source.h"

namespace fettle::data {

/// A table in one or several JSON files, understood from their beginnings.
struct JsonPlan {
    JsonChoices choices;
    std::vector<JsonFile> files;
    bool header = false;                  ///< the first row of each file names the columns
    std::vector<std::string> rowNames;    ///< of the columns of rows that are lists; empty: their numbers
    JsonColumns seen;
    std::vector<JsonCells> firstRows;     ///< of the first file, at most 100
    std::vector<Note> notes;
    // Of the columns that are kept:
    std::vector<std::string> names;
    std::vector<CellPlan> cells;
    std::vector<std::ptrdiff_t> places;   ///< place among `seen` → kept column, or -1
};

/// `quick`: for a preview. Errors: data.path_missing, data.json_*, data.option_value, those of TextSource.
[[nodiscard]] Result<JsonPlan> planJson(const ImportSource& source, bool quick);
/// Decides names and kinds by `plan.seen`. `notDates`: columns that turned out not to hold dates.
void settleJsonColumns(JsonPlan& plan, const ImportSource& source, const std::set<std::string>& notDates);
/// What the plan says of format and columns, with the first rows.
[[nodiscard]] ImportProbe describeJson(const JsonPlan& plan);
[[nodiscard]] ValueMap jsonFormat(const JsonPlan& plan);

/// Streams the rows of a plan into a sink. Where a later row has a key that was not known, or a column turns out not to
/// hold numbers, the rest is looked through and all starts afresh, once.
class JsonReader {
public:
    JsonReader(JsonPlan plan, const ImportSource& source) : m_plan(std::move(plan)), m_source(source) {}
    /// Errors: data.json_no_rows, data.json_too_many_columns, data.cancelled, platform.*, those of the sink.
    [[nodiscard]] Result<void> read(RowSink& sink, ImportMonitor& monitor);

private:
    Result<void> readAll(RowSink& sink, ImportMonitor& monitor);
    Result<void> readFile(const JsonFile& file, RowSink& sink, ImportMonitor& monitor);
    void reportIssues(const JsonFile& file, JsonRows& rows, RowSink& sink);
    void addRow(const JsonFile& file, const JsonCells& row, std::int64_t line, RowSink& sink);
    void addSpans(const JsonFile& file, const JsonCell* cell, std::size_t column, std::int64_t line, RowSink& sink);
    [[nodiscard]] double numberOf(const JsonFile& file, const JsonCell& cell, std::size_t column, std::int64_t line, RowSink& sink);
    Result<void> flush(RowSink& sink);
    void checkColumns();
    void startBatch();

    JsonPlan m_plan;
    const ImportSource& m_source;
    std::set<std::string> m_notDates;
    // Of the pass that runs:
    JsonColumns m_seen;
    bool m_again = false;
    RowBatch m_batch;
    std::size_t m_batchBytes = 0;
    std::vector<const JsonCell*> m_row;
    std::string m_scratch;
    std::vector<std::int64_t> m_misfits; ///< by column
    std::int64_t m_rows = 0;
    double m_bytesDone = 0.0;
    double m_bytesTotal = 0.0;
};

} // namespace fettle::data
