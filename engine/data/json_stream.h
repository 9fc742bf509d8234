// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/contract/result.h"

namespace fettle::data {

/// Cuts a stream of JSON text into whole values or lines, looking at brackets and quotation marks alone. Holds one
/// value at a time, and none that is larger than kMaxValueBytes.
class JsonStream {
public:
    static constexpr std::size_t kMaxValueBytes = 16u << 20;

    /// Appends about that many bytes; false: the end was reached.
    using Reader = std::function<Result<bool>(std::string& out, std::size_t bytes)>;
    explicit JsonStream(Reader read, std::size_t blockBytes = 1u << 20) : m_read(std::move(read)), m_blockBytes(blockBytes) {}

    enum class Cut {
        Whole,
        TooLarge,   ///< passed by, its text is lost
        Unfinished, ///< the text ends within it
        None,       ///< a value cannot begin here; nothing was taken
    };
    /// The next character that is no blank, not taken; 0 at the end.
    [[nodiscard]] Result<char> peek();
    /// Takes the character that peek() gave.
    void take();
    /// The value that begins behind blanks. text() has it until the next call.
    [[nodiscard]] Result<Cut> value();
    /// The rest of the line; Unfinished: nothing is left.
    [[nodiscard]] Result<Cut> line();
    [[nodiscard]] std::string_view text() const { return std::string_view(m_buffer).substr(m_start, m_length); }
    /// Of the text: the line that it begins in, from 1; and how far from that line's beginning where only blanks stand
    /// before it (else kNotFirst).
    [[nodiscard]] std::int64_t lineNumber() const { return m_valueLine; }
    static constexpr std::size_t kNotFirst = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t indent() const { return m_valueIndent; }
    /// Goes on at this byte of the text; only right after value().
    void goBackTo(std::size_t byteOfText);
    /// Whether the whole stream was taken in.
    [[nodiscard]] bool atEnd() const { return m_ended && m_at >= m_buffer.size(); }

private:
    Result<bool> more();
    void advance(std::size_t bytes);
    Result<Cut> cutText(std::size_t size, Cut cut);

    Reader m_read;
    std::size_t m_blockBytes;
    std::string m_buffer;
    std::size_t m_at = 0;     ///< what was not taken yet begins here
    bool m_ended = false;
    std::int64_t m_line = 1;  ///< of m_at
    std::size_t m_column = 0; ///< blanks before m_at on its line, or kNotFirst
    std::size_t m_start = 0;
    std::size_t m_length = 0;
    std::int64_t m_valueLine = 1;
    std::size_t m_valueIndent = 0;
};

} // namespace fettle::data
