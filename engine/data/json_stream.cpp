// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_stream.h"

#include <algorithm>

namespace fettle::data {
namespace {

bool isStreamBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Follows brackets and quotation marks of one value.
class ValueEnd {
public:
    explicit ValueEnd(char first) : m_isScalar(first != '{' && first != '[' && first != '"') {}

    /// True: `c` is the last character of a container or text, or the first behind a scalar.
    bool feed(char c)
    {
        if (m_inText) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inText = false;
            return !m_inText && m_depth == 0;
        }
        if (m_isScalar)
            return isStreamBlank(c) || c == ',' || c == ']' || c == '}';
        if (c == '"')
            m_inText = true;
        else if (c == '{' || c == '[')
            ++m_depth;
        else if (c == '}' || c == ']')
            return --m_depth == 0;
        return false;
    }
    [[nodiscard]] bool isScalar() const { return m_isScalar; }

private:
    bool m_isScalar;
    bool m_inText = false;
    bool m_escaped = false;
    std::int64_t m_depth = 0;
};

} // namespace

/// Reads a block; what was taken makes room first. False: there is nothing more.
Result<bool> JsonStream::more()
{
    if (m_ended)
        return false;
    if (m_at > 0) {
        m_buffer.erase(0, m_at);
        m_at = 0;
    }
    const std::size_t before = m_buffer.size();
    while (!m_ended && m_buffer.size() == before) {
        FETTLE_TRY_ASSIGN(const bool hasMore, m_read(m_buffer, m_blockBytes));
        m_ended = !hasMore;
    }
    return m_buffer.size() > before;
}

/// Takes bytes and keeps count of lines.
void JsonStream::advance(std::size_t bytes)
{
    const auto taken = std::string_view(m_buffer).substr(m_at, bytes);
    m_line += std::ranges::count(taken, '\n');
    const std::size_t lineEnd = taken.rfind('\n');
    const auto behind = lineEnd == std::string_view::npos ? taken : taken.substr(lineEnd + 1);
    if (lineEnd != std::string_view::npos)
        m_column = 0;
    if (m_column != kNotFirst)
        m_column = std::ranges::all_of(behind, isStreamBlank) ? m_column + behind.size() : kNotFirst;
    m_at += bytes;
}

Result<char> JsonStream::peek()
{
    for (;;) {
        std::size_t at = m_at;
        while (at < m_buffer.size() && isStreamBlank(m_buffer[at]))
            ++at;
        advance(at - m_at);
        if (m_at < m_buffer.size())
            return m_buffer[m_at];
        FETTLE_TRY_ASSIGN(const bool got, more());
        if (!got)
            return '\0';
    }
}

void JsonStream::take()
{
    if (m_at < m_buffer.size())
        advance(1);
}

Result<JsonStream::Cut> JsonStream::cutText(std::size_t size, Cut cut)
{
    m_start = m_at;
    m_length = cut == Cut::TooLarge ? 0 : size;
    advance(size);
    return cut;
}

Result<JsonStream::Cut> JsonStream::value()
{
    m_start = m_at;
    m_length = 0;
    FETTLE_TRY_ASSIGN(const char first, peek());
    m_valueLine = m_line;
    m_valueIndent = m_column;
    if (first == ',' || first == ':' || first == ']' || first == '}' || (first == '\0' && m_at >= m_buffer.size()))
        return Cut::None;
    ValueEnd end(first);
    bool tooLarge = false;
    for (std::size_t size = 0;; ++size) {
        if (size > kMaxValueBytes) {
            tooLarge = true;
            advance(size);
            size = 0;
        }
        if (m_at + size >= m_buffer.size()) {
            FETTLE_TRY_ASSIGN(const bool got, more());
            if (!got)
                return cutText(size, tooLarge ? Cut::TooLarge : end.isScalar() ? Cut::Whole : Cut::Unfinished);
        }
        if (end.feed(m_buffer[m_at + size]))
            return cutText(size + (end.isScalar() ? 0 : 1), tooLarge ? Cut::TooLarge : Cut::Whole);
    }
}

Result<JsonStream::Cut> JsonStream::line()
{
    m_valueLine = m_line;
    m_valueIndent = kNotFirst;
    m_length = 0;
    bool tooLarge = false;
    for (std::size_t size = 0;;) {
        const std::size_t found = m_buffer.find('\n', m_at + size);
        if (found != std::string::npos) {
            const std::size_t length = found - m_at;
            FETTLE_TRY_ASSIGN(const Cut cut, cutText(length, tooLarge || length > kMaxValueBytes ? Cut::TooLarge : Cut::Whole));
            advance(1);
            return cut;
        }
        size = m_buffer.size() - m_at;
        if (size > kMaxValueBytes) {
            tooLarge = true;
            advance(size);
            size = 0;
        }
        FETTLE_TRY_ASSIGN(const bool got, more());
        if (!got) {
            size = m_buffer.size() - m_at;
            return cutText(size, tooLarge ? Cut::TooLarge : size == 0 ? Cut::Unfinished : Cut::Whole);
        }
    }
}

void JsonStream::goBackTo(std::size_t byteOfText)
{
    m_at = m_start;
    m_line = m_valueLine;
    m_column = m_valueIndent;
    advance(std::min(byteOfText, m_length));
}

} // namespace fettle::data
