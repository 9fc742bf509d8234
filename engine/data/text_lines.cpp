// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_lines.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/data/cell_values.h"
#include "engine/data/text_folder.h"
#include "engine/data/text_source.h"

namespace fettle::data {
namespace {

constexpr std::size_t kBlockBytes = 1u << 20;
constexpr std::size_t kMaxLineTextBytes = 16u << 20;
constexpr std::size_t kLineBatchBytes = 4u << 20;
constexpr std::int64_t kLineBatchRows = 65'536;

/// Reads the lines of one file after the other into batches.
class LineAppender {
public:
    LineAppender(const LineFiles& files, const std::string& encoding, RowSink& sink, ImportMonitor& monitor)
        : m_files(files), m_encoding(encoding), m_sink(sink), m_monitor(monitor)
    {
        for (const LineFile& file : files.files)
            m_bytesTotal += static_cast<double>(file.sizeBytes);
        startBatch();
    }

    Result<void> addFile(const LineFile& file)
    {
        FETTLE_TRY_ASSIGN(TextSource source, TextSource::open(file.path, m_encoding));
        tellEncoding(source.encoding());
        m_file = &file;
        m_line = 0;
        m_lineEnd = 0;
        m_isTooLong = false;
        std::string pending; // the beginning of a line whose end is not there yet
        for (bool more = true; more;) {
            FETTLE_TRY_ASSIGN(more, source.read(pending, kBlockBytes));
            if (m_lineEnd == 0 && !pending.empty())
                m_lineEnd = pending.find('\n') == std::string::npos && pending.find('\r') != std::string::npos ? '\r' : '\n';
            FETTLE_TRY(takeLines(pending, !more));
            if (m_monitor.cancelled())
                return makeError("data.cancelled");
            m_monitor.progress(m_bytesDone + static_cast<double>(source.bytesRead()), m_bytesTotal, m_total + m_rows.rows);
        }
        FETTLE_TRY(flush());
        if (source.invalidCount() > 0)
            m_sink.issue({file.name, 0, makeError("data.characters_invalid", {{"encoding", source.encoding().name},
                                                                              {"count", source.invalidCount()}}), 1}, 0);
        m_bytesDone += static_cast<double>(file.sizeBytes);
        return {};
    }

    Result<void> flush()
    {
        RowBatch full = std::move(m_rows);
        startBatch();
        m_total += full.rows;
        return full.rows > 0 ? m_sink.append(std::move(full)) : Result<void>();
    }
    [[nodiscard]] std::int64_t rows() const { return m_total; }

private:
    void startBatch()
    {
        m_rows = {};
        m_rows.columns.resize(m_files.hasLabels() ? 2 : 1);
        m_batchBytes = 0;
    }

    /// Each encoding once, unless it is beyond doubt.
    void tellEncoding(const EncodingGuess& encoding)
    {
        if (m_encoding.empty() && encoding.name != "utf-8" && m_encodings.insert(encoding.name).second)
            m_sink.note(encoding.reason);
    }

    /// Takes the whole lines of `pending`; of the file's last part all of it.
    Result<void> takeLines(std::string& pending, bool isLast)
    {
        std::size_t at = 0;
        for (;;) {
            const std::size_t end = pending.find(m_lineEnd, at);
            if (end == std::string::npos)
                break;
            FETTLE_TRY(takeLine(std::string_view(pending).substr(at, end - at)));
            at = end + 1;
        }
        pending.erase(0, at);
        if (isLast)
            return takeLine(pending);
        if (pending.size() > kMaxLineTextBytes) {
            m_isTooLong = true;
            pending.clear();
        }
        return {};
    }

    Result<void> takeLine(std::string_view line)
    {
        ++m_line;
        if (std::exchange(m_isTooLong, false) || line.size() > kMaxLineTextBytes) {
            m_sink.issue({m_file->name, m_line, makeError("data.line_skipped_long", {{"limit_bytes", kMaxLineTextBytes}}), 1}, 1);
            return {};
        }
        std::string mended;
        if (line.find('\0') != std::string_view::npos) {
            mended = line;
            const auto zeros = static_cast<std::int64_t>(std::erase(mended, '\0'));
            m_sink.issue({m_file->name, m_line, makeError("data.nul_bytes_removed", {{"count", zeros}}), 1}, 0);
            line = mended;
        }
        std::string repairedText;
        if (!isUtf8(line)) {
            const std::int64_t repaired = appendRepairedUtf8(line, repairedText);
            m_sink.issue({m_file->name, m_line, makeError("data.bytes_repaired", {{"count", repaired}}), 1}, 0);
            line = repairedText;
        }
        line = trimmed(line);
        if (line.empty())
            return {};
        m_rows.split = m_file->split;
        m_rows.columns[0].addText(line);
        if (m_files.hasLabels())
            m_rows.columns[1].addText(*m_file->label);
        ++m_rows.rows;
        m_batchBytes += line.size();
        return m_batchBytes >= kLineBatchBytes || m_rows.rows >= kLineBatchRows ? flush() : Result<void>();
    }

    const LineFiles& m_files;
    const std::string& m_encoding;
    RowSink& m_sink;
    ImportMonitor& m_monitor;
    const LineFile* m_file = nullptr;
    std::set<std::string> m_encodings; ///< that were told
    char m_lineEnd = 0;
    bool m_isTooLong = false;
    std::int64_t m_line = 0;
    RowBatch m_rows;
    std::size_t m_batchBytes = 0;
    std::int64_t m_total = 0;
    double m_bytesDone = 0.0;
    double m_bytesTotal = 0.0;
};

} // namespace

Result<void> readLines(const LineFiles& files, const std::string& encoding, RowSink& sink, ImportMonitor& monitor)
{
    FETTLE_TRY(sink.begin(textColumns(files.hasLabels(), false)));
    for (const Note& note : files.notes)
        sink.note(note);
    ValueList names;
    for (const LineFile& file : files.files)
        names.emplace_back(file.name);
    if (names.size() > 1)
        sink.format({{"files", std::move(names)}});
    LineAppender appender(files, encoding, sink, monitor);
    for (const LineFile& file : files.files)
        FETTLE_TRY(appender.addFile(file));
    return {};
}

} // namespace fettle::data
