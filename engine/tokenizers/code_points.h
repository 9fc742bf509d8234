// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fettle::tokenizers {

/// One character of valid UTF-8 and how many bytes it takes. Texts are checked once, where they enter the room.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t sizeBytes = 1;
};

[[nodiscard]] inline CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
    const char32_t first = byte(0);
    if (first < 0x80)
        return {first, 1};
    if (first < 0xE0)
        return {((first & 0x1F) << 6) | (byte(1) & 0x3F), 2};
    if (first < 0xF0)
        return {((first & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
    return {((first & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), 4};
}

[[nodiscard]] inline bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
/// Whether a byte starts a character.
[[nodiscard]] inline bool startsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
/// Where the character before `end` starts; `end` > 0.
[[nodiscard]] inline std::size_t characterBefore(std::string_view text, std::size_t end)
{
    do {
        --end;
    } while (end > 0 && !startsCharacter(text[end]));
    return end;
}

void appendUtf8(std::string& text, char32_t character);
[[nodiscard]] std::uint32_t utf8Size(char32_t character);
[[nodiscard]] std::size_t countCharacters(std::string_view text);
[[nodiscard]] bool isAsciiText(std::string_view text);

// What the pipelines ask about characters. The reference implementations froze their tables at different versions of
// Unicode; the age of a character decides where that can be seen, so ids stay the same whatever ICU is installed.

/// White_Space.
[[nodiscard]] bool isWhitespace(char32_t c);
/// What BERT's cleaning removes: controls, formats, private use and what has no meaning (tab and line ends stay).
[[nodiscard]] bool isBertControl(char32_t c);
/// What BERT splits off: every ASCII sign that is no letter, digit or space, and the categories P*.
[[nodiscard]] bool isBertPunctuation(char32_t c);
/// The ideographs that BERT puts spaces around.
[[nodiscard]] bool isBertIdeograph(char32_t c);
/// What BERT's stripping of accents removes after decomposition (Mn).
[[nodiscard]] bool isBertAccent(char32_t c);
/// What StripAccents removes (Mn, Mc, Me).
[[nodiscard]] bool isCombiningMark(char32_t c);
/// N*.
[[nodiscard]] bool isNumber(char32_t c);
/// \w of the Whitespace pre-tokenizer and of "single word" tokens.
[[nodiscard]] bool isWordCharacter(char32_t c);

/// The classes of GPT-2's pattern.
enum class ScanClass : std::uint8_t { Letter, Number, Space, Other };
[[nodiscard]] ScanClass scanClassOf(char32_t c);

/// The full lower case of one character: at most two characters, the second 0 where there is one.
struct LowerCase {
    char32_t first = 0;
    char32_t second = 0;
};
[[nodiscard]] LowerCase lowerCaseOf(char32_t c);

} // namespace fettle::tokenizers
