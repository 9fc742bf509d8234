// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/piece_split.h"

#include <algorithm>

namespace fettle::tokenizers {
namespace {

struct SplitPart {
    TextSpan span;
    bool isMatch = false;
};

std::vector<SplitPart> splitParts(TextSpan piece, std::span<const TextSpan> matches, bool isInverted)
{
    std::vector<SplitPart> parts;
    parts.reserve(2 * matches.size() + 1);
    std::uint32_t at = piece.begin;
    for (const auto& match : matches) {
        if (at != match.begin)
            parts.push_back({{at, match.begin}, isInverted});
        parts.push_back({match, !isInverted});
        at = match.end;
    }
    if (at != piece.end)
        parts.push_back({{at, piece.end}, isInverted});
    return parts;
}

} // namespace

Result<SplitBehavior> readSplitBehavior(const JsonFields& fields, std::optional<SplitBehavior> fallback)
{
    std::optional<std::size_t> index;
    if (fallback)
        index = static_cast<std::size_t>(*fallback);
    FETTLE_TRY_ASSIGN(const auto choice,
                      fields.choice("behavior",
                                    {"removed", "isolated", "mergedwithprevious", "mergedwithnext", "contiguous"},
                                        index));
    return static_cast<SplitBehavior>(choice);
}

void splitPiece(TextSpan piece, std::span<const TextSpan> matches, SplitBehavior behavior, bool isInverted,
                std::vector<TextSpan>& pieces)
{
    auto parts = splitParts(piece, matches, isInverted);
    const auto first = static_cast<std::ptrdiff_t>(pieces.size());
    if (behavior == SplitBehavior::MergedWithNext)
        std::ranges::reverse(parts);
    bool wasMatch = false;
    for (const auto& [span, isMatch] : parts) {
        const bool hasBefore = static_cast<std::ptrdiff_t>(pieces.size()) > first;
        bool joins = false;
        switch (behavior) {
        case SplitBehavior::Removed:
            if (isMatch)
                continue;
            break;
        case SplitBehavior::Isolated: break;
        case SplitBehavior::MergedWithPrevious:
        case SplitBehavior::MergedWithNext: joins = isMatch && !wasMatch && hasBefore; break;
        case SplitBehavior::Contiguous: joins = isMatch == wasMatch && hasBefore; break;
        }
        wasMatch = isMatch;
        if (!joins)
            pieces.push_back(span);
        else if (behavior == SplitBehavior::MergedWithNext)
            pieces.back().begin = span.begin;
        else
            pieces.back().end = span.end;
    }
    if (behavior == SplitBehavior::MergedWithNext)
        std::reverse(pieces.begin() + first, pieces.end());
    pieces.erase(std::remove_if(pieces.begin() + first, pieces.end(),
                                [](const TextSpan& span) { return span.begin == span.end; }),
                 pieces.end());
}

} // namespace fettle::tokenizers
