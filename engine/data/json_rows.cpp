// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_rows.h"

#include <algorithm>

namespace fettle::data {
namespace {

/// One stream a column is read.
constexpr std::size_t kMostStreams = 200;
constexpr std::size_t kMostReadAgain = 256u << 20;

/// A value that spoils what is behind it ends where a line begins as a row would.
std::optional<std::size_t> nextRowStart(std::string_view text, std::size_t indent)
{
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
        std::size_t at = end + 1;
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
            ++at;
        if (at < text.size() && text[at] == text.front() && (indent == JsonStream::kNotFirst || at - end - 1 <= indent))
            return at;
    }
    return std::nullopt;
}

// --- Rows that stand one behind the other -----------------------------------------------------------------------------

class StreamedRows final : public JsonRows {
public:
    StreamedRows(const JsonLayout& layout, const JsonChoices& choices, JsonStream stream)
        : JsonRows(choices), m_layout(layout), m_stream(std::move(stream))
    {
    }

    Result<bool> next(JsonCells& cells) override
    {
        while (!m_ended) {
            cells.clear();
            FETTLE_TRY_ASSIGN(const Step step, m_layout.shape == JsonShape::Lines ? nextLine(cells) : nextItem(cells));
            if (step == Step::Row)
                return true;
        }
        return false;
    }
    std::optional<Split> split() const override { return m_part ? m_part->split : std::nullopt; }
    std::int64_t line() const override { return m_stream.lineNumber(); }

private:
    enum class Step { Row, On };

    Result<Step> nextLine(JsonCells& cells);
    Result<Step> nextItem(JsonCells& cells);
    Result<Step> enter();
    Result<Step> enterMember();
    Result<Step> takeRow(JsonCells& cells);
    Step skipBroken(JsonStream::Cut cut, JsonRowFaults faults);
    Result<Step> endOfList();
    [[nodiscard]] bool isInList() const { return m_isInside && m_layout.shape != JsonShape::Index; }

    Step stopHere(const char* code)
    {
        tell(m_stream.lineNumber(), makeError(code), 0);
        m_ended = true;
        return Step::On;
    }

    const JsonLayout& m_layout;
    JsonStream m_stream;
    const JsonPart* m_part = nullptr;
    std::string m_key;        ///< of the member that is being read
    bool m_entered = false;   ///< the outermost bracket was taken
    bool m_isInside = false;  ///< of a list of rows
    bool m_needsComma = false;
    bool m_afterComma = false;
    bool m_ended = false;
    std::size_t m_readAgain = 0;
};

Result<StreamedRows::Step> StreamedRows::nextLine(JsonCells& cells)
{
    FETTLE_TRY_ASSIGN(const auto cut, m_stream.line());
    if (cut == JsonStream::Cut::TooLarge) {
        tell(m_stream.lineNumber(), makeError("data.json_row_too_large", {{"limit_bytes", JsonStream::kMaxValueBytes}}), 1);
        return Step::On;
    }
    if (cut == JsonStream::Cut::Unfinished) {
        m_ended = true;
        return Step::On;
    }
    const auto text = m_stream.text();
    if (text.find_first_not_of(" \t\r") == std::string_view::npos)
        return Step::On;
    const auto faults = addCells(text, m_stream.lineNumber(), {}, cells);
    if (!faults.reason)
        return Step::Row;
    tellBroken(text, m_stream.lineNumber(), faults);
    return Step::On;
}

/// The outermost bracket.
Result<StreamedRows::Step> StreamedRows::enter()
{
    m_entered = true;
    if (m_layout.shape == JsonShape::Values || m_layout.shape == JsonShape::Single) {
        m_isInside = true;
        return Step::On;
    }
    FETTLE_TRY_ASSIGN(const char first, m_stream.peek());
    if (first != (m_layout.shape == JsonShape::Array ? '[' : '{'))
        return stopHere("data.json_rest_lost");
    m_stream.take();
    m_isInside = m_layout.shape == JsonShape::Array;
    return Step::On;
}

/// The next member of the outermost object: a list of rows, a row, or passed by.
Result<StreamedRows::Step> StreamedRows::enterMember()
{
    FETTLE_TRY_ASSIGN(const char next, m_stream.peek());
    if (next == ',') {
        m_stream.take();
        return Step::On;
    }
    if (next == '}') {
        m_stream.take();
        return endOfList();
    }
    FETTLE_TRY_ASSIGN(auto key, takeJsonKey(m_stream));
    if (!key)
        return stopHere(m_stream.atEnd() ? "data.json_cut" : "data.json_rest_lost");
    m_key = std::move(*key);
    if (m_layout.shape == JsonShape::Index) {
        m_isInside = true;
        return Step::On;
    }
    const auto part = std::ranges::find(m_layout.parts, m_key, &JsonPart::key);
    FETTLE_TRY_ASSIGN(const char first, m_stream.peek());
    if (part == m_layout.parts.end() || first != '[') {
        FETTLE_TRY_ASSIGN(const auto cut, m_stream.value());
        return cut == JsonStream::Cut::Whole || cut == JsonStream::Cut::TooLarge
            ? Step::On : stopHere(m_stream.atEnd() ? "data.json_cut" : "data.json_rest_lost");
    }
    m_part = &*part;
    m_stream.take();
    m_isInside = true;
    m_needsComma = false;
    return Step::On;
}

/// Behind a list's or the outermost object's end.
Result<StreamedRows::Step> StreamedRows::endOfList()
{
    m_needsComma = false;
    if (m_isInside && (m_layout.shape == JsonShape::Members || m_layout.shape == JsonShape::Classes)) {
        m_isInside = false;
        m_part = nullptr;
        return Step::On;
    }
    m_ended = true;
    FETTLE_TRY_ASSIGN(const char behind, m_stream.peek());
    if (behind != '\0')
        tell(m_stream.lineNumber(), makeError("data.json_after_end"), 0);
    return Step::On;
}

Result<StreamedRows::Step> StreamedRows::nextItem(JsonCells& cells)
{
    if (!m_entered)
        return enter();
    if (!m_isInside)
        return enterMember();
    FETTLE_TRY_ASSIGN(const char next, m_stream.peek());
    const bool loose = m_layout.shape == JsonShape::Values || m_layout.shape == JsonShape::Single;
    if (next == '\0') {
        m_ended = true;
        if (!loose)
            tell(m_stream.lineNumber(), makeError("data.json_cut"), 0);
        return Step::On;
    }
    if (m_layout.shape == JsonShape::Single && m_needsComma)
        return stopHere("data.json_after_end");
    if (!loose && isInList()) {
        const bool fits = next == ',' ? m_needsComma : next == ']' ? !m_afterComma : !m_needsComma;
        if (!fits)
            tell(m_stream.lineNumber(), makeError("data.json_comma"), 0);
        m_needsComma = false;
        m_afterComma = next == ',';
        if (next == ']') {
            m_stream.take();
            return endOfList();
        }
    }
    if (next == ',') {
        m_stream.take();
        return Step::On;
    }
    return takeRow(cells);
}

Result<StreamedRows::Step> StreamedRows::takeRow(JsonCells& cells)
{
    FETTLE_TRY_ASSIGN(const auto cut, m_stream.value());
    if (m_layout.shape == JsonShape::Index)
        m_isInside = false;
    m_needsComma = true;
    switch (cut) {
    case JsonStream::Cut::None:
        return stopHere("data.json_rest_lost");
    case JsonStream::Cut::TooLarge:
        tell(m_stream.lineNumber(), makeError("data.json_row_too_large", {{"limit_bytes", JsonStream::kMaxValueBytes}}), 1);
        return Step::On;
    default:
        break;
    }
    if (m_layout.shape == JsonShape::Index && m_layout.keepsKeys)
        cells.add(kKeyColumn, JsonCellKind::Text, m_key);
    const bool isText = m_layout.shape == JsonShape::Classes;
    const std::string_view prefix = isText ? kTextColumn : std::string_view();
    const auto faults = addCells(m_stream.text(), m_stream.lineNumber(), prefix, cells);
    if (faults.reason)
        return skipBroken(cut, faults);
    if (isText)
        cells.add(kLabelColumn, JsonCellKind::Text, m_key);
    return Step::Row;
}

/// After a row that is no JSON. Its brackets may say nothing about where it ends, so its lines are looked at.
StreamedRows::Step StreamedRows::skipBroken(JsonStream::Cut cut, JsonRowFaults faults)
{
    const bool inList = m_layout.shape != JsonShape::Index && m_layout.shape != JsonShape::Single;
    const auto start = inList ? nextRowStart(m_stream.text(), m_stream.indent()) : std::nullopt;
    std::string_view row = m_stream.text().substr(0, start.value_or(std::string_view::npos));
    if (faults.position > row.size()) {
        // Seen within a row that follows; what is wrong is in this one.
        row = row.substr(0, row.find_last_not_of(" \t\r\n,") + 1);
        JsonCells ignored;
        faults = addJsonCells(row, {}, m_choices, ignored);
    }
    tellBroken(row, m_stream.lineNumber(), faults);
    if (start) {
        // What is read again and again must not become all the work.
        m_readAgain += m_stream.text().size() - *start;
        if (m_readAgain > kMostReadAgain)
            return stopHere("data.json_rest_lost");
        m_stream.goBackTo(*start);
        m_needsComma = false;
        m_afterComma = false;
        return Step::On;
    }
    if (cut == JsonStream::Cut::Unfinished)
        m_ended = true;
    return Step::On;
}

// --- Rows that are made of columns ------------------------------------------------------------------------------------

/// A column's values, read by a stream of its own, so that no column has to be held.
struct ColumnStream {
    std::string key;
    JsonStream stream;
    bool byIndex = false;
};

class ColumnRows final : public JsonRows {
public:
    ColumnRows(const JsonChoices& choices, std::vector<ColumnStream> columns) : JsonRows(choices), m_columns(std::move(columns)) {}

    Result<bool> next(JsonCells& cells) override
    {
        cells.clear();
        for (std::size_t i = 0; i < m_columns.size() && !m_ended; ++i)
            FETTLE_TRY(takeCell(m_columns[i], i == 0, cells));
        return !m_ended;
    }

private:
    Result<void> takeCell(ColumnStream& column, bool isFirst, JsonCells& cells)
    {
        const auto stop = [&](bool isEnd) -> Result<void> {
            m_ended = true;
            if (!isEnd || !isFirst)
                tell(0, makeError("data.json_columns_end", {{"column", column.key}}), 0);
            return {};
        };
        FETTLE_TRY_ASSIGN(char next, column.stream.peek());
        if (next == ',') {
            column.stream.take();
            FETTLE_TRY_ASSIGN(next, column.stream.peek());
        }
        if (next == (column.byIndex ? '}' : ']'))
            return stop(true);
        if (column.byIndex) {
            FETTLE_TRY_ASSIGN(const auto key, takeJsonKey(column.stream));
            if (!key || (!isFirst && *key != m_rowKey))
                return stop(false);
            m_rowKey = *key;
        }
        FETTLE_TRY_ASSIGN(const auto cut, column.stream.value());
        if (cut != JsonStream::Cut::Whole)
            return stop(false);
        return addCells(column.stream.text(), column.stream.lineNumber(), column.key, cells).reason ? stop(false) : Result<void>();
    }

    std::vector<ColumnStream> m_columns;
    std::string m_rowKey;
    bool m_ended = false;
};

/// To the first value of the member `key`. False: it is not there.
Result<bool> goToColumn(ColumnStream& column)
{
    JsonStream& stream = column.stream;
    FETTLE_TRY_ASSIGN(const char first, stream.peek());
    if (first != '{')
        return false;
    stream.take();
    for (;;) {
        FETTLE_TRY_ASSIGN(const char next, stream.peek());
        if (next == ',') {
            stream.take();
            continue;
        }
        FETTLE_TRY_ASSIGN(const auto key, takeJsonKey(stream));
        if (!key)
            return false;
        FETTLE_TRY_ASSIGN(const char bracket, stream.peek());
        if (*key == column.key && bracket == (column.byIndex ? '{' : '[')) {
            stream.take();
            return true;
        }
        FETTLE_TRY_ASSIGN(const auto cut, stream.value());
        if (cut != JsonStream::Cut::Whole && cut != JsonStream::Cut::TooLarge)
            return false;
    }
}

Result<std::unique_ptr<JsonRows>> openColumns(const JsonLayout& layout, const JsonChoices& choices, const JsonOpen& open)
{
    if (layout.parts.size() > kMostStreams)
        return makeError("data.json_too_many_columns", {{"limit", kMostStreams}});
    std::vector<ColumnStream> columns;
    for (const JsonPart& part : layout.parts) {
        FETTLE_TRY_ASSIGN(auto reader, open());
        ColumnStream column{part.key, JsonStream(std::move(reader), 64u << 10), layout.shape == JsonShape::ColumnsByIndex};
        FETTLE_TRY_ASSIGN(const bool found, goToColumn(column));
        if (found)
            columns.push_back(std::move(column));
    }
    return std::unique_ptr<JsonRows>(std::make_unique<ColumnRows>(choices, std::move(columns)));
}

} // namespace

JsonRowFaults JsonRows::addCells(std::string_view text, std::int64_t line, std::string_view prefix, JsonCells& cells)
{
    if (!isUtf8(text)) {
        m_mended.clear();
        const std::int64_t repaired = appendRepairedUtf8(text, m_mended);
        text = m_mended;
        tell(line, makeError("data.bytes_repaired", {{"count", repaired}}), 0);
    }
    const JsonRowFaults faults = addJsonCells(text, prefix, m_choices, cells);
    if (faults.reason)
        return faults;
    if (faults.replaced > 0)
        tell(line, makeError("data.json_surrogates", {{"count", faults.replaced}}), 0);
    if (faults.zeros > 0)
        tell(line, makeError("data.nul_bytes_removed", {{"count", faults.zeros}}), 0);
    return faults;
}

void JsonRows::tellBroken(std::string_view row, std::int64_t line, const JsonRowFaults& faults)
{
    const auto before = row.substr(0, faults.position);
    const std::size_t lineEnd = before.rfind('\n');
    const auto character = lineEnd == std::string_view::npos ? before.size() + 1 : before.size() - lineEnd;
    const char* const reason = faults.reason ? faults.reason : FETTLE_PHRASE("it ends too early");
    tell(line + std::ranges::count(before, '\n'),
         makeError("data.json_row_broken", {{"reason", reason}, {"character", static_cast<std::int64_t>(character)}}), 1);
}

Result<std::unique_ptr<JsonRows>> JsonRows::open(const JsonLayout& layout, const JsonChoices& choices, const JsonOpen& open)
{
    if (layout.shape == JsonShape::Columns || layout.shape == JsonShape::ColumnsByIndex)
        return openColumns(layout, choices, open);
    FETTLE_TRY_ASSIGN(auto reader, open());
    return std::unique_ptr<JsonRows>(std::make_unique<StreamedRows>(layout, choices, JsonStream(std::move(reader))));
}

} // namespace fettle::data
