// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/tagged_lines.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/data/cell_values.h"
#include "engine/data/text_encoding.h"
#include "engine/data/text_source.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr std::size_t kTaggedSampleBytes = 256u << 10;
constexpr std::size_t kTaggedBlockBytes = 1u << 20;
constexpr std::size_t kLongestTaggedLine = 1u << 20;
constexpr std::size_t kLongestSentence = 20'000; ///< tokens; a file without blank lines is cut there
constexpr std::size_t kTaggedBatchBytes = 4u << 20;
constexpr std::size_t kShownSentences = 100;

/// A remark about a line that is no token: "# sent_id = 3", "-DOCSTART- -X- O O". A token may be "#" too.
bool isRemark(std::string_view line, const TokenLine& parts)
{
    return parts.token == "-DOCSTART-" || (line.starts_with('#') && (parts.tag.empty() || !parseTag(parts.tag)));
}

/// Gathers the tokens of one sentence.
struct Sentence {
    std::vector<std::string> tokens;
    std::vector<TokenTag> tags;
};

/// Whole lines of a stream of text, one after the other.
class LineSplitter {
public:
    /// `take(line)` for each; lines that are too long come cut, with `cut` set.
    using Take = std::function<Result<void>(std::string_view line, bool cut)>;
    Result<void> add(std::string& pending, bool isLast, const Take& take)
    {
        if (m_end == 0 && !pending.empty())
            m_end = pending.find('\n') == std::string::npos && pending.find('\r') != std::string::npos ? '\r' : '\n';
        std::size_t at = 0;
        for (std::size_t end = pending.find(m_end, at); end != std::string::npos; end = pending.find(m_end, at)) {
            FETTLE_TRY(give(std::string_view(pending).substr(at, end - at), take));
            at = end + 1;
        }
        pending.erase(0, at);
        if (isLast && !pending.empty())
            return give(pending, take);
        if (pending.size() > kLongestTaggedLine) {
            m_wasCut = true;
            pending.clear();
        }
        return {};
    }

private:
    Result<void> give(std::string_view line, const Take& take)
    {
        const bool cut = std::exchange(m_wasCut, false) || line.size() > kLongestTaggedLine;
        return take(cut ? std::string_view() : line, cut);
    }
    char m_end = 0;
    bool m_wasCut = false;
};

/// Turns the lines of files into rows.
class TaggedReader {
public:
    TaggedReader(const TokenJoin& join, const std::string& encoding, RowSink& sink, ImportMonitor& monitor, double bytesTotal)
        : m_join(join), m_encoding(encoding), m_sink(sink), m_monitor(monitor), m_bytesTotal(bytesTotal)
    {
        m_rows.columns.resize(2);
    }

    Result<void> addFile(const TableFile& file)
    {
        FETTLE_TRY_ASSIGN(TextSource source, TextSource::open(file.path, m_encoding));
        m_file = &file;
        m_line = 0;
        LineSplitter lines;
        std::string pending;
        for (bool more = true; more;) {
            FETTLE_TRY_ASSIGN(more, source.read(pending, kTaggedBlockBytes));
            FETTLE_TRY(lines.add(pending, !more, [this](std::string_view line, bool cut) { return takeLine(line, cut); }));
            if (m_monitor.cancelled())
                return makeError("data.cancelled");
            m_monitor.progress(m_bytesDone + static_cast<double>(source.bytesRead()), m_bytesTotal, m_total);
        }
        FETTLE_TRY(endSentence());
        m_bytesDone += static_cast<double>(source.sizeBytes());
        if (source.invalidCount() > 0)
            issue(0, makeError("data.characters_invalid", {{"encoding", source.encoding().name}, {"count", source.invalidCount()}}));
        return flush();
    }

private:
    void issue(std::int64_t line, Note note) { m_sink.issue({m_file->name, line, std::move(note), 1}, 0); }

    Result<void> takeLine(std::string_view line, bool cut)
    {
        ++m_line;
        if (cut) {
            issue(m_line, makeError("data.line_skipped_long", {{"limit_bytes", kLongestTaggedLine}}));
            return {};
        }
        std::string mended;
        if (!isUtf8(line) || line.find('\0') != std::string_view::npos) {
            const auto repaired = appendRepairedUtf8(line, mended);
            std::erase(mended, '\0');
            issue(m_line, makeError("data.bytes_repaired", {{"count", std::max<std::int64_t>(repaired, 1)}}));
            line = mended;
        }
        if (trimmed(line).empty())
            return endSentence();
        const auto parts = splitTokenLine(line);
        if (isRemark(line, parts))
            return parts.token == "-DOCSTART-" ? endSentence() : Result<void>();
        auto tag = parseTag(parts.tag);
        if (!tag)
            issue(m_line, parts.tag.empty() ? makeError("data.tag_missing", {{"token", excerpt(parts.token)}})
                                            : makeError("data.tag_unknown", {{"tag", excerpt(parts.tag)}}));
        if (parts.token.empty()) {
            issue(m_line, makeError("data.token_missing"));
            return {};
        }
        m_sentence.tokens.emplace_back(parts.token);
        m_sentence.tags.push_back(tag ? std::move(*tag) : TokenTag());
        if (m_sentence.tokens.size() < kLongestSentence)
            return {};
        issue(m_line, makeError("data.sentence_cut", {{"limit", kLongestSentence}}));
        return endSentence();
    }

    Result<void> endSentence()
    {
        if (m_sentence.tokens.empty())
            return {};
        const auto row = joinTokens(m_sentence.tokens, m_sentence.tags, m_join);
        m_sentence = {};
        const auto marks = writeMarks(row.marks);
        m_rows.split = m_file->split;
        m_rows.columns[0].addText(row.text);
        m_rows.columns[1].addText(marks);
        ++m_rows.rows;
        ++m_total;
        m_batchBytes += row.text.size() + marks.size();
        return m_batchBytes >= kTaggedBatchBytes ? flush() : Result<void>();
    }

    Result<void> flush()
    {
        RowBatch full = std::move(m_rows);
        m_rows = {};
        m_rows.columns.resize(2);
        m_batchBytes = 0;
        return full.rows > 0 ? m_sink.append(std::move(full)) : Result<void>();
    }

    const TokenJoin& m_join;
    const std::string& m_encoding;
    RowSink& m_sink;
    ImportMonitor& m_monitor;
    const TableFile* m_file = nullptr;
    Sentence m_sentence;
    RowBatch m_rows;
    std::size_t m_batchBytes = 0;
    std::int64_t m_line = 0;
    std::int64_t m_total = 0;
    double m_bytesDone = 0.0;
    double m_bytesTotal = 0.0;
};

} // namespace

Result<TaggedLook> lookAtTaggedLines(const TableFile& file, const std::string& encoding)
{
    FETTLE_TRY_ASSIGN(TextSource source, TextSource::open(file.path, encoding, kTaggedSampleBytes));
    std::string text;
    bool more = true;
    while (more && text.size() < kTaggedSampleBytes) {
        FETTLE_TRY_ASSIGN(more, source.read(text, kTaggedSampleBytes));
    }
    if (more) // the last line is not whole
        text.resize(std::min(text.size(), text.find_last_of("\r\n")));
    TaggedLook look;
    std::vector<Sentence> sentences(1);
    std::vector<std::string> tokens;
    LineSplitter lines;
    FETTLE_TRY(lines.add(text, true, [&](std::string_view line, bool) -> Result<void> {
        if (trimmed(line).empty()) {
            look.breaks += sentences.back().tokens.empty() ? 0 : 1;
            if (!sentences.back().tokens.empty())
                sentences.emplace_back();
            return {};
        }
        const auto parts = splitTokenLine(line);
        if (isRemark(line, parts) || parts.token.empty())
            return {};
        ++look.lines;
        auto tag = parseTag(parts.tag);
        look.tagged += tag ? 1 : 0;
        look.marked += tag && tag->prefix != 'O' ? 1 : 0;
        std::string token;
        appendRepairedUtf8(parts.token, token);
        tokens.push_back(token);
        sentences.back().tokens.push_back(std::move(token));
        sentences.back().tags.push_back(tag ? std::move(*tag) : TokenTag());
        return {};
    }));
    look.join = recognizeJoin(tokens);
    for (const auto& sentence : sentences)
        if (!sentence.tokens.empty() && look.first.size() < kShownSentences)
            look.first.push_back(joinTokens(sentence.tokens, sentence.tags, look.join));
    return look;
}

std::vector<ColumnPlan> taggedColumns()
{
    const auto plan = [](const char* name, FieldKind kind, FieldRole role, const char* reason) {
        ColumnPlan column;
        column.field.name = name;
        column.field.kind = kind;
        column.field.role = role;
        column.field.reasons = {makeError(reason)};
        column.storage = CellStorage::Texts;
        column.kindDecided = true;
        column.roleDecided = true;
        return column;
    };
    return {plan("text", FieldKind::Text, FieldRole::Input, "data.kind_tokens"),
            plan("entities", FieldKind::Spans, FieldRole::Target, "data.kind_word_tags")};
}

Result<void> readTaggedLines(const TableFiles& files, const TokenJoin& join, const std::string& encoding, RowSink& sink,
                             ImportMonitor& monitor)
{
    FETTLE_TRY(sink.begin(taggedColumns()));
    for (const Note& note : files.notes)
        sink.note(note);
    if (join.dropsIndex)
        sink.note(makeError("data.token_numbers_dropped"));
    double bytes = 0.0;
    ValueList names;
    for (const TableFile& file : files.files) {
        names.emplace_back(file.name);
        if (const auto stamp = platform::fileStamp(file.path); stamp.ok())
            bytes += static_cast<double>(stamp->sizeBytes);
    }
    ValueMap format{{"layout", "conll"}};
    if (names.size() > 1)
        format["files"] = std::move(names);
    TaggedReader reader(join, encoding, sink, monitor, bytes);
    for (const TableFile& file : files.files)
        FETTLE_TRY(reader.addFile(file));
    sink.format(std::move(format));
    return {};
}

} // namespace fettle::data
