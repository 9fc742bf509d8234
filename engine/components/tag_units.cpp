// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/components/fitted_spans.h"

namespace fettle::components {
namespace {

bool isTagSpace(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

/// Spaces in a text, those of other scripts too (U+3000, U+00A0, U+2000 to U+200A).
bool hasSpace(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isTagSpace(text[i]) || text.substr(i).starts_with("\xE3\x80\x80") || text.substr(i).starts_with("\xC2\xA0"))
            return true;
        if (text.substr(i).starts_with("\xE2\x80") && i + 2 < text.size() && static_cast<unsigned char>(text[i + 2]) <= 0x8A)
            return true;
    }
    return false;
}

/// Part of a word of letters: ASCII letters and digits, and what is neither ASCII, nor Chinese, Japanese, nor a sign.
bool isWordByte(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80)
        return std::isalnum(byte) != 0;
    // Back to the beginning of the code point; from U+2000 on come signs, then scripts without spaces, up to U+FFFF.
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    const auto lead = static_cast<unsigned char>(text[at]);
    return (lead >= 0xC3 && lead < 0xE2) || (lead >= 0xEA && lead <= 0xED);
}

bool belongTogether(std::string_view text, std::size_t before, std::size_t behind, UnitReach reach)
{
    switch (reach) {
    case UnitReach::Space:
        return !hasSpace(text.substr(before, behind - before));
    case UnitReach::Word:
        return before == behind && before > 0 && behind < text.size() && isWordByte(text, before - 1) && isWordByte(text, behind);
    case UnitReach::Token:
        break;
    }
    return false;
}

/// Without the spaces that some tokenizers count to a token.
void trim(std::string_view text, TagUnit& unit)
{
    while (unit.begin < unit.end && isTagSpace(text[static_cast<std::size_t>(unit.begin)]))
        ++unit.begin;
    while (unit.end > unit.begin && isTagSpace(text[static_cast<std::size_t>(unit.end) - 1]))
        --unit.end;
}

} // namespace

std::vector<TagUnit> tagUnits(std::string_view text, const std::vector<TokenPlace>& places, UnitReach reach)
{
    std::vector<TagUnit> units;
    for (std::size_t t = 0; t < places.size(); ++t) {
        TagUnit unit{t, places[t].begin, places[t].end};
        trim(text, unit);
        if (unit.begin >= unit.end)
            continue;
        if (!units.empty() && units.back().end <= unit.begin &&
            belongTogether(text, static_cast<std::size_t>(units.back().end), static_cast<std::size_t>(unit.begin), reach))
            units.back().end = unit.end;
        else if (!units.empty() && unit.begin < units.back().end)
            units.back().end = std::max(units.back().end, unit.end); // tokens of one character's bytes
        else
            units.push_back(unit);
    }
    return units;
}

TagPath bestTags(const double* logProbabilities, std::size_t units, std::size_t tags)
{
    TagPath path;
    if (units == 0)
        return path;
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    std::vector<double> best(tags);
    std::vector<double> next(tags);
    std::vector<std::int32_t> from(units * tags, 0);
    const auto goesOn = [](std::size_t tag) { return tag > 0 && tag % 2 == 0; };
    for (std::size_t tag = 0; tag < tags; ++tag)
        best[tag] = goesOn(tag) ? kNever : logProbabilities[tag];
    for (std::size_t u = 1; u < units; ++u) {
        const auto top = static_cast<std::size_t>(std::ranges::max_element(best) - best.begin());
        for (std::size_t tag = 0; tag < tags; ++tag) {
            // What goes on comes from its own beginning or going on; anything else from wherever is best.
            const auto before = !goesOn(tag) ? top : best[tag] > best[tag - 1] ? tag : tag - 1;
            from[u * tags + tag] = static_cast<std::int32_t>(before);
            next[tag] = best[before] + logProbabilities[u * tags + tag];
        }
        best.swap(next);
    }
    path.tags.resize(units);
    auto tag = static_cast<std::int32_t>(std::ranges::max_element(best) - best.begin());
    for (std::size_t u = units; u-- > 0;) {
        path.tags[u] = tag;
        path.sureness.push_back(std::exp(logProbabilities[u * tags + static_cast<std::size_t>(tag)]));
        tag = from[u * tags + static_cast<std::size_t>(tag)];
    }
    std::ranges::reverse(path.sureness);
    return path;
}

} // namespace fettle::components
