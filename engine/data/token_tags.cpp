// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/token_tags.h"

#include <algorithm>

#include "engine/data/cell_values.h"

namespace fettle::data {
namespace {

/// Nearly every token must look like it: a file has odd lines.
constexpr double kNearlyEveryToken = 0.98;

std::size_t codePointBytes(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Chinese and Japanese letters, their punctuation, and wide forms of others: U+3000 to U+9FFF, U+F900 to U+FAFF, U+FF00
/// to U+FFEF, U+20000 and beyond.
bool isUnspaced(std::string_view codePoint)
{
    if (codePoint.size() == 4)
        return static_cast<unsigned char>(codePoint[1]) >= 0xA0 && static_cast<unsigned char>(codePoint[0]) == 0xF0;
    if (codePoint.size() != 3)
        return false;
    const auto first = static_cast<unsigned char>(codePoint[0]);
    const auto second = static_cast<unsigned char>(codePoint[1]);
    return (first >= 0xE3 && first <= 0xE9) || (first == 0xEF && (second == 0xA4 || second == 0xA5 || second >= 0xBC));
}

std::string_view firstCodePoint(std::string_view text) { return text.substr(0, text.empty() ? 0 : codePointBytes(text.front())); }

std::string_view lastCodePoint(std::string_view text)
{
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U)
        --at;
    return at > 0 ? text.substr(at - 1) : std::string_view();
}

/// The token without the number that it ends in; all of it where it ends in none. The first character stays, be it a digit.
std::string_view withoutIndex(std::string_view token)
{
    std::size_t at = std::min(token.size(), firstCodePoint(token).size());
    while (at < token.size() && !std::ranges::all_of(token.substr(at), [](char c) { return c >= '0' && c <= '9'; }))
        at += codePointBytes(token[at]);
    return token.substr(0, std::min(at, token.size()));
}

} // namespace

std::optional<TokenTag> parseTag(std::string_view tag)
{
    if (tag.empty())
        return std::nullopt;
    TokenTag parsed;
    switch (tag.front()) {
    case 'O': case 'o':
        return tag.size() == 1 ? std::optional(parsed) : std::nullopt;
    case 'B': case 'b': parsed.prefix = 'B'; break;
    case 'I': case 'i': case 'M': case 'm': parsed.prefix = 'I'; break;
    case 'E': case 'e': case 'L': case 'l': parsed.prefix = 'E'; break;
    case 'S': case 's': case 'U': case 'u': case 'W': case 'w': parsed.prefix = 'S'; break;
    default: return std::nullopt;
    }
    if (tag.size() == 1) {
        parsed.label = "entity";
        return parsed;
    }
    if (tag.size() == 2 || (tag[1] != '-' && tag[1] != '_'))
        return std::nullopt;
    parsed.label = tag.substr(2);
    return parsed;
}

std::vector<TokenSpan> spansOfTags(std::span<const TokenTag> tags)
{
    std::vector<TokenSpan> spans;
    TokenTag before;
    bool isOpen = false;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const auto& tag = tags[i];
        const bool isNew = tag.prefix == 'B' || tag.prefix == 'S' || before.prefix == 'O' || before.prefix == 'E' ||
                           before.prefix == 'S' || before.label != tag.label;
        if (isNew)
            isOpen = false;
        if (tag.prefix != 'O') {
            if (isOpen)
                spans.back().last = i;
            else
                spans.push_back({tag.label, i, i});
            isOpen = true;
        }
        before = tag;
    }
    return spans;
}

TokenJoin recognizeJoin(std::span<const std::string> tokens)
{
    TokenJoin join;
    if (tokens.empty())
        return join;
    const auto isNearlyAll = [&](std::int64_t count) {
        return static_cast<double>(count) >= kNearlyEveryToken * static_cast<double>(tokens.size());
    };
    std::int64_t indexed = 0;
    std::int64_t expected = 0;
    for (const auto& token : tokens) {
        const auto bare = withoutIndex(token);
        const auto index = std::string_view(token).substr(bare.size());
        const bool follows = index == "0" || index == std::to_string(expected);
        indexed += !index.empty() && index.size() <= 4 && follows ? 1 : 0;
        expected = index == "0" ? 1 : expected + 1;
    }
    join.dropsIndex = isNearlyAll(indexed) && tokens.size() >= 5;
    std::int64_t single = 0;
    std::int64_t unspaced = 0;
    for (const auto& token : tokens) {
        const auto bare = join.dropsIndex ? withoutIndex(token) : std::string_view(token);
        single += bare == firstCodePoint(bare) ? 1 : 0;
        unspaced += isUnspaced(firstCodePoint(bare)) ? 1 : 0;
    }
    join.byCharacter = isNearlyAll(single) && static_cast<double>(unspaced) >= 0.3 * static_cast<double>(tokens.size());
    return join;
}

TaggedText joinTokens(std::span<const std::string> tokens, std::span<const TokenTag> tags, const TokenJoin& join)
{
    TaggedText result;
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    std::int64_t length = 0;
    for (const auto& token : tokens) {
        const auto bare = join.dropsIndex ? withoutIndex(token) : std::string_view(token);
        const bool isApart = !result.text.empty() && !join.byCharacter && !isUnspaced(lastCodePoint(result.text)) &&
                             !isUnspaced(firstCodePoint(bare));
        if (isApart) {
            result.text += ' ';
            ++length;
        }
        const auto count = codePointCount(bare);
        places.emplace_back(length, length + count);
        result.text += bare;
        length += count;
    }
    for (const auto& span : spansOfTags(tags))
        result.marks.push_back({span.label, places[span.first].first, places[span.last].second});
    return result;
}

TokenLine splitTokenLine(std::string_view line)
{
    const bool tabs = line.find('\t') != std::string_view::npos;
    const auto isBreak = [tabs](char c) { return tabs ? c == '\t' : c == ' '; };
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || (!tabs && line.back() == '\t')))
        line.remove_suffix(1);
    TokenLine parts;
    const auto first = std::ranges::find_if(line, isBreak);
    parts.token = trimmed(std::string_view(line.begin(), first));
    if (first == line.end())
        return parts;
    auto last = line.end();
    while (last != line.begin() && !isBreak(*(last - 1)))
        --last;
    parts.tag = trimmed(std::string_view(last, line.end()));
    return parts;
}

} // namespace fettle::data
