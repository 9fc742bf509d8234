// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/code_points.h"

#include <algorithm>
#include <array>
#include <span>

#include <unicode/uchar.h>

namespace fettle::tokenizers {
namespace {

struct CharacterRange {
    char32_t first;
    char32_t last;
};

// Characters of Unicode 16 and 17, for an ICU that is older. With a newer one these say what it says.
constexpr auto kNewerLetters = std::to_array<CharacterRange>({
    {0x1C89, 0x1C8A}, {0xA7CB, 0xA7CD}, {0xA7DA, 0xA7DC}, {0x105C0, 0x105F3}, {0x10D4A, 0x10D65}, {0x10D6F, 0x10D85},
    {0x10EC2, 0x10EC4}, {0x11380, 0x11389}, {0x1138B, 0x1138B}, {0x1138E, 0x1138E}, {0x11390, 0x113B5}, {0x113B7, 0x113B7},
    {0x113D1, 0x113D1}, {0x113D3, 0x113D3}, {0x11BC0, 0x11BE0}, {0x13460, 0x143FA}, {0x16100, 0x1611D}, {0x16D40, 0x16D6C},
    {0x18CFF, 0x18CFF}, {0x1E5D0, 0x1E5ED}, {0x1E5F0, 0x1E5F0}, {0x2EBF0, 0x2EE5D}});
constexpr auto kNewerNumbers = std::to_array<CharacterRange>({
    {0x10D40, 0x10D49}, {0x116D0, 0x116E3}, {0x11BF0, 0x11BF9}, {0x16130, 0x16139}, {0x16D70, 0x16D79}, {0x1CCF0, 0x1CCF9},
    {0x1E5F1, 0x1E5FA}});
constexpr auto kNewestNumbers = std::to_array<CharacterRange>({{0x11DE0, 0x11DE9}, {0x16FF4, 0x16FF6}});
constexpr auto kNewerMarks = std::to_array<CharacterRange>({
    {0x897, 0x897}, {0x10D69, 0x10D6D}, {0x10EFC, 0x10EFC}, {0x113B8, 0x113C0}, {0x113C2, 0x113C2}, {0x113C5, 0x113C5},
    {0x113C7, 0x113CA}, {0x113CC, 0x113D0}, {0x113D2, 0x113D2}, {0x113E1, 0x113E2}, {0x11F5A, 0x11F5A}, {0x1611E, 0x1612F},
    {0x1E5EE, 0x1E5EF}});

bool isIn(std::span<const CharacterRange> ranges, char32_t c)
{
    const auto after = std::ranges::upper_bound(ranges, c, {}, &CharacterRange::first);
    return after != ranges.begin() && c <= std::prev(after)->last;
}

std::uint32_t categoryMask(char32_t c) { return U_MASK(u_charType(static_cast<UChar32>(c))); }

/// Whether the character was there in version `major` of Unicode.
bool isAsOldAs(char32_t c, unsigned major)
{
    UVersionInfo version;
    u_charAge(static_cast<UChar32>(c), version);
    return version[0] < major || (version[0] == major && version[1] == 0);
}

// BERT's pipelines were made with the tables of Unicode 8, StripAccents with those of Unicode 9.
constexpr unsigned kBertUnicode = 8;
constexpr unsigned kMarkUnicode = 9;

bool isAsciiPunctuation(char32_t c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

} // namespace

void appendUtf8(std::string& text, char32_t c)
{
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::uint32_t utf8Size(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

std::size_t countCharacters(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, startsCharacter));
}

bool isAsciiText(std::string_view text)
{
    return std::ranges::all_of(text, isAscii);
}

bool isWhitespace(char32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 9 && c <= 13);
    return u_isUWhiteSpace(static_cast<UChar32>(c));
}

bool isBertControl(char32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return false;
    if (c < 0x7F)
        return c < 0x20;
    if (c == 0xFFFD)
        return true;
    return (categoryMask(c) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK)) != 0 && isAsOldAs(c, kBertUnicode);
}

bool isBertPunctuation(char32_t c)
{
    if (c < 0x80)
        return isAsciiPunctuation(c);
    if (c == 0x166D || c == 0x111C9)
        return true; // punctuation then, something else today
    return (categoryMask(c) & U_GC_P_MASK) != 0 && isAsOldAs(c, kBertUnicode);
}

bool isBertIdeograph(char32_t c)
{
    return c >= 0x3400
        && (c <= 0x4DBF || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0x20000 && c <= 0x2A6DF)
            || (c >= 0x2A700 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) || (c >= 0x2F800 && c <= 0x2FA1F));
}

bool isBertAccent(char32_t c)
{
    if (c < 0x300)
        return false;
    if (c == 0x1734)
        return true;
    return (categoryMask(c) & U_GC_MN_MASK) != 0 && isAsOldAs(c, kBertUnicode) && c != 0x1885 && c != 0x1886
        && c != 0xA9BD
        && c != 0x111C9;
}

bool isCombiningMark(char32_t c)
{
    if (c < 0x300)
        return false;
    if (c == 0x1CF2 || c == 0x1CF3)
        return true;
    return (categoryMask(c) & U_GC_M_MASK) != 0 && isAsOldAs(c, kMarkUnicode) && c != 0x111C9;
}

bool isNumber(char32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return (categoryMask(c) & U_GC_N_MASK) != 0 || isIn(kNewerNumbers, c) || isIn(kNewestNumbers, c);
}

bool isWordCharacter(char32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return (categoryMask(c) & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0
        || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ALPHABETIC) || c == 0x200C || c == 0x200D
            || isIn(kNewerLetters, c)
        || isIn(kNewerNumbers, c) || isIn(kNewerMarks, c);
}

ScanClass scanClassOf(char32_t c)
{
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return ScanClass::Letter;
        if (c >= '0' && c <= '9')
            return ScanClass::Number;
        return isWhitespace(c) ? ScanClass::Space : ScanClass::Other;
    }
    const auto mask = categoryMask(c);
    if ((mask & U_GC_L_MASK) != 0)
        return ScanClass::Letter;
    if ((mask & U_GC_N_MASK) != 0)
        return ScanClass::Number;
    if (u_isUWhiteSpace(static_cast<UChar32>(c)))
        return ScanClass::Space;
    if (isIn(kNewerLetters, c))
        return ScanClass::Letter;
    return isIn(kNewerNumbers, c) ? ScanClass::Number : ScanClass::Other;
}

LowerCase lowerCaseOf(char32_t c)
{
    if (c < 0x80)
        return {c >= 'A' && c <= 'Z' ? c + 32 : c, 0};
    if (c == 0x130)
        return {'i', 0x307}; // the one character whose lower case is two
    // Unicode 16 and 17 again.
    if (c == 0xA7CB)
        return {0x264, 0};
    if (c == 0xA7DC)
        return {0x19B, 0};
    if (c == 0x1C89 || c == 0xA7CC || c == 0xA7CE || c == 0xA7D2 || c == 0xA7D4 || c == 0xA7DA)
        return {c + 1, 0};
    if (c >= 0x10D50 && c <= 0x10D65)
        return {c + 0x20, 0};
    if (c >= 0x16EA0 && c <= 0x16EB8)
        return {c + 0x1B, 0};
    return {static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))), 0};
}

} // namespace fettle::tokenizers
