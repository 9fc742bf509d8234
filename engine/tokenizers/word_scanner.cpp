// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/pre_tokenizer.h"

namespace fettle::tokenizers {
namespace {

struct ScannedCharacter {
    ScanClass scanClass;
    std::uint32_t sizeBytes;
};

constexpr auto kAsciiClasses = [] {
    std::array<ScanClass, 128> classes{};
    for (unsigned c = 0; c < 128; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        const bool space = c == ' ' || (c >= 9 && c <= 13);
        classes[c] = letter ? ScanClass::Letter : digit ? ScanClass::Number : space ? ScanClass::Space
            : ScanClass::Other;
    }
    return classes;
}();

ScannedCharacter scannedAt(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80)
        return {kAsciiClasses[byte], 1};
    const auto [c, size] = codePointAt(text, at);
    return {scanClassOf(c), size};
}

/// The end of the run of characters of one class.
std::size_t runEnd(std::string_view text, std::size_t at, ScanClass scanClass)
{
    while (at < text.size()) {
        const auto next = scannedAt(text, at);
        if (next.scanClass != scanClass)
            break;
        at += next.sizeBytes;
    }
    return at;
}

/// How many bytes of 's 't 'm 'd 're 've 'll stand at an apostrophe; 0: none.
std::size_t contractionAt(std::string_view text, std::size_t at)
{
    if (at + 1 >= text.size())
        return 0;
    const char first = text[at + 1];
    if (first == 's' || first == 't' || first == 'm' || first == 'd')
        return 2;
    const char second = at + 2 < text.size() ? text[at + 2] : '\0';
    const bool isThree = (first == 'r' && second == 'e') || (first == 'v' && second == 'e')
        || (first == 'l' && second == 'l');
    return isThree ? 3 : 0;
}

/// The end of whitespace that starts at `at` and leads no word: its last character stays with what follows, unless
/// nothing follows or it is alone.
std::size_t spaceEnd(std::string_view text, std::size_t at)
{
    const auto end = runEnd(text, at, ScanClass::Space);
    if (end == text.size())
        return end;
    const auto last = characterBefore(text, end);
    return last > at ? last : end;
}

} // namespace

void scanWords(std::string_view all, std::size_t begin, std::size_t end, std::vector<TextSpan>& pieces)
{
    const auto text = all.substr(0, end);
    for (std::size_t at = begin; at < end;) {
        std::size_t next = 0;
        auto here = scannedAt(text, at);
        if (text[at] == '\'')
            next = at + contractionAt(text, at);
        if (next <= at) {
            std::size_t start = at;
            if (text[at] == ' ' && at + 1 < end) {
                // One space goes with the word behind it.
                const auto behind = scannedAt(text, at + 1);
                if (behind.scanClass != ScanClass::Space) {
                    here = behind;
                    start = at + 1;
                }
            }
            next = here.scanClass == ScanClass::Space ? spaceEnd(text, at)
                : runEnd(text, start + here.sizeBytes, here.scanClass);
        }
        pieces.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next)});
        at = next;
    }
}

bool isScannedPattern(std::string_view expression)
{
    return expression == R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)"
        || expression == R"('(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
}

} // namespace fettle::tokenizers
