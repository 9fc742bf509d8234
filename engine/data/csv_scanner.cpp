// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/csv_scanner.h"

#include <algorithm>
#include <cstring>

namespace fettle::data {

std::string_view csvCellText(const CsvCell& cell, const CsvDialect& dialect, std::string& scratch)
{
    if (cell.plain)
        return cell.raw;
    scratch.clear();
    const std::string_view raw = cell.raw;
    // raw begins with its opening quote; inside, "" (and \") are one quote; behind the closing quote all is content.
    bool inside = true;
    for (std::size_t i = 1; i < raw.size(); ++i) {
        const char c = raw[i];
        if (inside && dialect.backslash && c == '\\' && i + 1 < raw.size()
            && (raw[i + 1] == dialect.quote || raw[i + 1] == '\\')) {
            scratch.push_back(raw[++i]);
        } else if (inside && c == dialect.quote) {
            if (i + 1 < raw.size() && raw[i + 1] == dialect.quote)
                scratch.push_back(raw[++i]);
            else
                inside = false;
        } else {
            scratch.push_back(c);
        }
    }
    return scratch;
}

CsvScanner::CsvScanner(const CsvDialect& dialect, std::string_view text, bool isLast)
    : m_dialect(dialect), m_begin(text.data()), m_end(text.data() + text.size()), m_next(m_begin), m_record(m_begin),
      m_isLast(isLast)
{
    m_ends[static_cast<unsigned char>(dialect.delimiter)] = true;
    m_ends[static_cast<unsigned char>(dialect.lineEnd)] = true;
}

/// First character at or after `p` that ends an unquoted cell.
const char* CsvScanner::findEnd(const char* p) const
{
    while (p < m_end && !m_ends[static_cast<unsigned char>(*p)])
        ++p;
    return p;
}

bool CsvScanner::skipComments()
{
    while (m_dialect.comment != '\0' && m_next < m_end && *m_next == m_dialect.comment) {
        const void* lineEnd = std::memchr(m_next, m_dialect.lineEnd, static_cast<std::size_t>(m_end - m_next));
        if (!lineEnd) {
            if (!m_isLast)
                return false;
            m_next = m_end;
            break;
        }
        m_next = static_cast<const char*>(lineEnd) + 1;
    }
    return true;
}

CsvScanner::Outcome CsvScanner::next(std::vector<CsvCell>& cells)
{
    m_openQuote = false;
    if (!skipComments())
        return Outcome::Incomplete;
    if (m_next >= m_end)
        return Outcome::End;
    m_record = m_next;
    Outcome outcome = scanRecord(cells, m_dialect.quote != '\0');
    if (outcome == Outcome::Incomplete && m_openQuote
        && (m_isLast || static_cast<std::size_t>(m_end - m_record) > kMaxFieldBytes)) {
        outcome = scanRecord(cells, false);
        m_openQuote = true;
    }
    if (outcome == Outcome::Incomplete)
        m_next = m_record;
    return outcome;
}

/// `p` is behind an opening quote. Adds the cell and returns the character that ends it; null where it never closes.
const char* CsvScanner::scanQuoted(const char* p, std::vector<CsvCell>& cells)
{
    const char* const opening = p - 1;
    CsvCell cell;
    cell.quoted = true;
    while (true) {
        const auto left = static_cast<std::size_t>(m_end - p);
        const char* quote = static_cast<const char*>(std::memchr(p, m_dialect.quote, left));
        if (m_dialect.backslash && quote) {
            // A backslash before it, itself not escaped, makes the quote content.
            const char* slash = quote;
            while (slash > opening + 1 && slash[-1] == '\\')
                --slash;
            if (slash < quote)
                cell.plain = false;
            if ((quote - slash) % 2 == 1) {
                p = quote + 1;
                continue;
            }
        }
        if (!quote)
            return nullptr;
        const char* after = quote + 1;
        if (after < m_end && *after == m_dialect.quote) {
            cell.plain = false;
            p = after + 1;
            continue;
        }
        if (after >= m_end && !m_isLast)
            return nullptr;
        const char* const end = findEnd(after);
        if (end >= m_end && !m_isLast)
            return nullptr;
        const char* textEnd = end;
        if (m_dialect.lineEnd == '\n' && textEnd > after && textEnd[-1] == '\r')
            --textEnd;
        if (textEnd == after && cell.plain) {
            cell.raw = {opening + 1, static_cast<std::size_t>(quote - opening - 1)};
        } else {
            // Spaces between the closing quote and the delimiter are layout; anything else belongs to the cell.
            if (std::all_of(after, textEnd, [](char c) { return c == ' '; }))
                textEnd = after;
            cell.plain = false;
            cell.raw = {opening, static_cast<std::size_t>(textEnd - opening)};
        }
        cells.push_back(cell);
        return end;
    }
}

CsvScanner::Outcome CsvScanner::scanRecord(std::vector<CsvCell>& cells, bool quotesCount)
{
    cells.clear();
    m_openQuote = false;
    const char* p = m_record;
    const auto skipSpaces = [&] {
        while (p < m_end && *p == ' ')
            ++p;
    };
    if (m_dialect.mergeDelimiters)
        while (p < m_end && *p == m_dialect.delimiter)
            ++p;
    while (true) {
        if (m_dialect.spaceAfterDelimiter)
            skipSpaces();
        const char* end = nullptr;
        if (quotesCount && p < m_end && *p == m_dialect.quote) {
            end = scanQuoted(p + 1, cells);
            if (!end) {
                m_openQuote = true;
                return Outcome::Incomplete;
            }
        } else {
            end = findEnd(p);
            if (end >= m_end && !m_isLast)
                return Outcome::Incomplete;
            const char* textEnd = end;
            if (m_dialect.lineEnd == '\n' && textEnd > p && textEnd[-1] == '\r' && (end >= m_end || *end == '\n'))
                --textEnd;
            cells.push_back({{p, static_cast<std::size_t>(textEnd - p)}});
        }
        if (end >= m_end) {
            m_next = m_end;
            return Outcome::Record;
        }
        p = end + 1;
        if (*end == m_dialect.lineEnd) {
            m_next = p;
            return Outcome::Record;
        }
        if (m_dialect.mergeDelimiters) {
            while (p < m_end && *p == m_dialect.delimiter)
                ++p;
            if (p >= m_end && !m_isLast)
                return Outcome::Incomplete;
            // Delimiters before the line end close the last cell and begin no other.
            const bool atEnd = p >= m_end || *p == m_dialect.lineEnd || (*p == '\r' && p + 1 < m_end && p[1] == '\n');
            if (atEnd) {
                while (p < m_end && *p != m_dialect.lineEnd)
                    ++p;
                m_next = p < m_end ? p + 1 : p;
                return Outcome::Record;
            }
        }
    }
}

std::int64_t countLines(std::string_view text, const CsvDialect& dialect)
{
    return std::count(text.begin(), text.end(), dialect.lineEnd);
}

} // namespace fettle::data
