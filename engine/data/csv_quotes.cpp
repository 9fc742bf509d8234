// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/csv_quotes.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace fettle::data {

char recogniseQuote(std::string_view sample)
{
    if (sample.find('"') != std::string_view::npos)
        return '"';
    // Single quotes count only where cells begin and end with them, not as apostrophes.
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    const auto isEdge = [](char c) { return c == ',' || c == ';' || c == '\t' || c == '|' || c == '\n' || c == '\r'; };
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (sample[i] != '\'')
            continue;
        opening += i == 0 || isEdge(sample[i - 1]);
        closing += i + 1 == sample.size() || isEdge(sample[i + 1]);
    }
    return opening >= 3 && closing * 10 >= opening * 9 && opening * 10 >= closing * 9 ? '\'' : '"';
}

bool usesBackslash(std::string_view sample, char quote)
{
    // \" counts where it cannot be a closing quote after a plain backslash.
    std::int64_t escaped = 0;
    for (std::size_t i = 1; i + 1 < sample.size(); ++i) {
        const char next = sample[i + 1];
        escaped += sample[i] == quote && sample[i - 1] == '\\' && next != ',' && next != ';' && next != '\t' && next != '|'
            && next != '\n' && next != '\r';
    }
    return escaped > 0;
}

namespace {

/// What the marks of a table between tabs say about themselves.
struct QuoteEvidence {
    bool loose = false;  ///< a cell goes on behind its closing mark
    bool needed = false; ///< a cell has a mark doubled, or holds what would end it
};

/// Of a line that is no record of the usual width, a mark at a cell's edge holds a tab or a line end.
void weighLine(std::string_view line, const CsvDialect& dialect, bool isUsualWidth, QuoteEvidence& evidence)
{
    const char quote = dialect.quote;
    while (!line.empty()) {
        const std::string_view cell = line.substr(0, line.find(dialect.delimiter));
        line.remove_prefix(std::min(cell.size() + 1, line.size()));
        if (cell.empty())
            continue;
        const bool opens = cell.front() == quote;
        const bool closes = cell.back() == quote;
        evidence.needed = evidence.needed || (!isUsualWidth && (opens || closes));
        if (!opens)
            continue;
        std::size_t at = 1;
        std::size_t doubled = 0;
        while ((at = cell.find(quote, at)) != std::string_view::npos && at + 1 < cell.size() && cell[at + 1] == quote) {
            ++doubled;
            at += 2;
        }
        evidence.needed = evidence.needed || (doubled > 0 && at + 1 == cell.size());
        evidence.loose = evidence.loose || (at != std::string_view::npos && at + 1 < cell.size());
    }
}

} // namespace

bool quotesAreText(std::string_view sample, bool isWhole, const CsvDialect& dialect)
{
    if (dialect.delimiter != '\t' || dialect.quote == '\0')
        return false;
    std::vector<std::pair<std::string_view, std::int64_t>> lines;
    std::map<std::int64_t, std::int64_t> widths;
    for (std::size_t at = 0; at < sample.size();) {
        const std::size_t end = sample.find(dialect.lineEnd, at);
        if (end == std::string_view::npos && !isWhole)
            break;
        std::string_view line = sample.substr(at, end - at);
        at = end == std::string_view::npos ? sample.size() : end + 1;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty())
            continue;
        const auto tabs = std::ranges::count(line, dialect.delimiter);
        ++widths[tabs];
        lines.emplace_back(line, tabs);
    }
    if (lines.empty())
        return false;
    const auto usual = std::ranges::max_element(widths, {}, [](const auto& width) { return width.second; })->first;
    QuoteEvidence evidence;
    for (const auto& [line, tabs] : lines)
        weighLine(line, dialect, tabs == usual, evidence);
    return evidence.loose && !evidence.needed;
}

} // namespace fettle::data
