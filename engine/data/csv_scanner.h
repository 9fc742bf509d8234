// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::data {

/// How a table is written as text.
struct CsvDialect {
    char delimiter = ',';
    char quote = '"';               ///< 0: none
    char comment = '\0';            ///< lines that begin with it are left out; 0: none
    char lineEnd = '\n';            ///< '\n' (also after '\r') or '\r'
    bool backslash = false;         ///< \" within quotes, beside ""
    bool spaceAfterDelimiter = false;
    bool mergeDelimiters = false;   ///< several in a row are one (columns aligned by spaces)
    friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

/// A cell as it lies in the text. `raw` is its content where `plain`; else csvCellText makes it.
struct CsvCell {
    std::string_view raw;
    bool quoted = false;
    bool plain = true; ///< false: it holds escaped quotes, or text after its closing quote (then raw has all quotes)
    bool closed = true; ///< false: quote characters to be taken as they stand
};

/// The cell's content; `scratch` holds it where it has to be made.
[[nodiscard]] std::string_view csvCellText(const CsvCell& cell, const CsvDialect& dialect, std::string& scratch);

/// Walks over the records of a piece of UTF-8 text. Forgiving: quotes within unquoted cells are ordinary characters,
/// text after a closing quote belongs to the cell, a quote that is never closed is an ordinary character.
class CsvScanner {
public:
    static constexpr std::size_t kMaxFieldBytes = 16u << 20;

    /// `isLast`: the text ends the file, so that its last record needs no line end.
    CsvScanner(const CsvDialect& dialect, std::string_view text, bool isLast);

    enum class Outcome {
        Record,
        /// Nothing left.
        End,
        /// The last record is cut; position() is its beginning. Only where not `isLast`.
        Incomplete,
    };
    /// Blank lines give one empty cell; comment lines give none and are skipped by the scanner.
    Outcome next(std::vector<CsvCell>& cells);

    /// Bytes of the text before the next record.
    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(m_next - m_begin); }
    /// Where the record that next() gave begins.
    [[nodiscard]] std::size_t recordStart() const { return static_cast<std::size_t>(m_record - m_begin); }
    /// Whether the record that next() gave holds a quote that was never closed.
    [[nodiscard]] bool hadOpenQuote() const { return m_openQuote; }

private:
    bool skipComments();
    Outcome scanRecord(std::vector<CsvCell>& cells, bool quotesCount);
    const char* scanQuoted(const char* p, std::vector<CsvCell>& cells);
    const char* findEnd(const char* p) const;

    CsvDialect m_dialect;
    const char* m_begin;
    const char* m_end;
    const char* m_next;
    const char* m_record;
    bool m_isLast;
    bool m_openQuote = false;
    std::array<bool, 256> m_ends{}; ///< characters that end an unquoted cell
};

/// Line ends in `text` (of the dialect's kind), for line numbers.
[[nodiscard]] std::int64_t countLines(std::string_view text, const CsvDialect& dialect);

} // namespace fettle::data
