// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::data {

enum class JsonToken {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Key,
    Text,
    Number, ///< also NaN, Infinity and -Infinity, as Python writes them
    True,
    False,
    Null,
    End,    ///< of the value, with nothing behind it
    Broken, ///< fault() says why; stays so
};

/// Walks over the tokens of one JSON value that is in memory whole, as UTF-8 (not checked). Takes what Python's json
/// takes, and control characters within texts besides. Works without recursion; depth is bounded.
class JsonScanner {
public:
    static constexpr std::size_t kMaxDepth = 128;

    explicit JsonScanner(std::string_view text) : m_text(text) {}

    JsonToken next();
    /// Of Key and Text their content, of Number how it is written. Valid until next() is called.
    [[nodiscard]] std::string_view text() const { return m_token; }
    /// Bytes before the token that next() gave, and up to its end; of Broken up to where it was seen.
    [[nodiscard]] std::size_t tokenStart() const { return m_tokenStart; }
    [[nodiscard]] std::size_t position() const { return m_at; }
    /// A phrase for people: why it is broken.
    [[nodiscard]] const char* fault() const { return m_fault; }
    /// Halves of surrogate pairs that became U+FFFD, and zero characters that were left out, so far.
    [[nodiscard]] std::int64_t replaced() const { return m_replaced; }
    [[nodiscard]] std::int64_t zeros() const { return m_zeros; }

private:
    enum class Expect { Value, ValueOrEnd, Key, KeyOrEnd, CommaOrEnd, Nothing };

    JsonToken broken(const char* why);
    void skipBlanks();
    JsonToken readValue();
    JsonToken readKey();
    JsonToken open(char bracket);
    JsonToken close(char bracket);
    JsonToken readNumber();
    JsonToken readWord();
    bool readString();
    bool readEscape();
    bool readHex(std::uint32_t& value);
    void appendCodePoint(std::uint32_t value);
    void afterValue() { m_expect = m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd; }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_tokenStart = 0;
    std::string_view m_token;
    std::string m_scratch; ///< texts with escapes
    std::vector<char> m_open;
    Expect m_expect = Expect::Value;
    const char* m_fault = nullptr;
    std::int64_t m_replaced = 0;
    std::int64_t m_zeros = 0;
};

/// Whether `text` is one whole value that begins with a bracket.
[[nodiscard]] bool isJsonContainer(std::string_view text);

/// The value that `text` is, written as Python's json.dumps(…, ensure_ascii=False) would write its parts: with a space
/// behind commas and colons, numbers as they stand. `text` has been scanned before.
[[nodiscard]] std::string compactJson(std::string_view text);

} // namespace fettle::data
