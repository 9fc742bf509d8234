// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/csv_sniffer.h"
#include "engine/data/table_chunk.h"
#include "engine/data/table_files.h"
#include "engine/data/text_source.h"

namespace fettle::data {

/// The sheet of a workbook that a table comes from.
struct SheetFacts {
    std::string name;
    std::vector<std::string> others; ///< visible sheets that were not read
    bool from1904 = false;
};

/// The beginning of one file of a table.
struct TableStart {
    TableFile file;
    std::optional<SheetFacts> sheet; ///< of a workbook
    std::int64_t headLine = 1;       ///< of the column names, or of the first row
    EncodingGuess encoding;
    bool gzip = false;
    CsvLayout layout;
    std::vector<std::vector<std::string>> rows; ///< the first ones below the header, at most 2000
    std::uint64_t sizeBytes = 0;
};

/// A table in one or several text files, understood from their beginnings.
struct TablePlan {
    std::vector<TableStart> files;
    std::vector<std::string> names;
    std::vector<CellPlan> cells;   ///< by column
    std::vector<FilePlan> plans;   ///< by file
    std::vector<Note> notes;
};

/// Errors: data.path_missing, data.table_empty, data.parts_differ, data.option_value, those of TextSource.
[[nodiscard]] Result<TablePlan> planTable(const ImportSource& source);
/// The same where it is known which files, or sheets of files, the table is made of. `encoding` empty: recognised.
[[nodiscard]] Result<TablePlan> planTableFiles(TableFiles found, const CsvChoices& choices, const std::string& encoding,
                                               const ImportSource& source);
/// A sheet of each workbook: the one that option "sheet" names, else the first that looks like a table.
/// Errors: data.workbook_no_table, data.unknown_sheet, data.workbook_protected, those of readWorkbook and planTable.
[[nodiscard]] Result<TablePlan> planWorkbooks(const ImportSource& source);
/// Opens what a table's file is: text, or a sheet.
[[nodiscard]] Result<TextSource> openTable(const TableFile& file, const std::string& encoding, std::size_t sniffBytes = 1 << 20);
/// What the plan says of format and columns, with the first rows.
[[nodiscard]] ImportProbe describeTable(const TablePlan& plan);
[[nodiscard]] ValueMap tableFormat(const TablePlan& plan);

/// Streams the files of a plan into a sink: one thread reads and cuts the text at record ends, others parse, and
/// the batches come out in order. Where a column turns out not to hold numbers it starts afresh with texts.
class TableReader {
public:
    TableReader(TablePlan plan, std::int64_t threads);
    /// Errors: data.table_no_rows, data.cancelled, platform.*, those of the sink.
    [[nodiscard]] Result<void> read(RowSink& sink, ImportMonitor& monitor);

    /// Bytes of text that one thread parses at a time; small in tests.
    void setChunkBytes(std::size_t bytes) { m_chunkBytes = bytes; }

private:
    struct Pending {
        std::future<ParsedChunk> result;
        bool isLast = false;
    };
    enum class Pass { Done, Again };

    Result<Pass> readAll(RowSink& sink, ImportMonitor& monitor);
    Result<Pass> readFile(std::size_t index, RowSink& sink, ImportMonitor& monitor);
    [[nodiscard]] std::size_t cutPoint(const FilePlan& file, const std::string& text) const;
    Result<Pass> take(std::size_t index, ParsedChunk chunk, RowSink& sink);
    Pass checkColumns(bool atEnd);
    void tellProgress(ImportMonitor& monitor, std::uint64_t bytesInFile) const;
    void reportMergedLabels(RowSink& sink) const;

    TablePlan m_plan;
    std::size_t m_threads;
    std::size_t m_chunkBytes = 4u << 20;
    // Of the pass that runs:
    std::int64_t m_rows = 0;
    std::int64_t m_lines = 0;       ///< of the file being read
    std::size_t m_headRecords = 0;  ///< of it, still to be left out
    std::uint64_t m_bytesDone = 0;  ///< of the files before
    std::vector<std::int64_t> m_present;
    std::vector<std::int64_t> m_misfits;
    std::vector<std::int64_t> m_losing;
    std::vector<std::vector<std::int64_t>> m_dotsDropped; ///< by file and column
};

} // namespace fettle::data
