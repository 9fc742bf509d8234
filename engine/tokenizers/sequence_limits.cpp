// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/sequence_limits.h"

#include <algorithm>

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

template <class T>
void keepSide(std::vector<T>& values, std::size_t count, Side cutSide)
{
    if (count >= values.size())
        return;
    if (cutSide == Side::Left)
        values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(count));
    else
        values.resize(count);
}

void keepTokens(RawTokens& tokens, std::size_t count, Side cutSide)
{
    keepSide(tokens.ids, count, cutSide);
    keepSide(tokens.spans, count, cutSide);
    keepSide(tokens.trims, count, cutSide);
}

/// How many tokens each text keeps where the longer one is shortened first.
std::pair<std::size_t, std::size_t> longestFirst(std::size_t first, std::size_t second, std::size_t limit)
{
    const bool isSwapped = first > second;
    auto shorter = std::min(first, second);
    auto longer = shorter > limit ? shorter : std::max(shorter, limit - shorter);
    if (shorter + longer > limit) {
        shorter = limit / 2;
        longer = shorter + limit % 2;
    }
    return isSwapped ? std::pair(longer, shorter) : std::pair(shorter, longer);
}

template <class T>
void padList(std::vector<T>& values, std::size_t count, T value, Side side)
{
    values.insert(side == Side::Left ? values.begin() : values.end(), count, value);
}

} // namespace

Result<void> truncate(const Truncation& truncation, std::size_t addedCount, RawTokens& first, RawTokens* second)
{
    if (truncation.maxTokens < addedCount)
        return makeError("tokenizers.length_too_small", {{"limit", static_cast<std::int64_t>(truncation.maxTokens)},
                                                         {"added", static_cast<std::int64_t>(addedCount)}});
    const auto limit = truncation.maxTokens - addedCount;
    const auto total = first.ids.size() + (second ? second->ids.size() : 0);
    if (total <= limit)
        return {};
    if (limit == 0) {
        keepTokens(first, 0, truncation.side);
        if (second)
            keepTokens(*second, 0, truncation.side);
        return {};
    }
    using Strategy = Truncation::Strategy;
    if (truncation.strategy == Strategy::LongestFirst) {
        if (!second) {
            keepTokens(first, limit, truncation.side);
            return {};
        }
        const auto [ofFirst, ofSecond] = longestFirst(first.ids.size(), second->ids.size(), limit);
        keepTokens(first, ofFirst, truncation.side);
        keepTokens(*second, ofSecond, truncation.side);
        return {};
    }
    if (truncation.strategy == Strategy::OnlySecond && !second)
        return makeError("tokenizers.second_text_missing");
    auto& target = truncation.strategy == Strategy::OnlyFirst ? first : *second;
    if (target.ids.size() <= total - limit)
        return makeError("tokenizers.cannot_shorten", {{"tokens", static_cast<std::int64_t>(total + addedCount)},
                                                       {"limit", static_cast<std::int64_t>(truncation.maxTokens)}});
    keepTokens(target, target.ids.size() - (total - limit), truncation.side);
    return {};
}

void trimOffsets(std::string_view text, bool hasPrefixSpace, RawTokens& tokens)
{
    for (std::size_t i = 0; i < tokens.spans.size(); ++i) {
        auto [leading, trailing] = tokens.trims[i];
        auto& span = tokens.spans[i];
        if (leading > 0 && hasPrefixSpace && (i == 0 || span.begin == 0))
            --leading; // the space that was put before the text
        for (; leading > 0 && span.begin < span.end; --leading)
            span.begin += codePointAt(text, span.begin).sizeBytes;
        for (; trailing > 0 && span.end > span.begin; --trailing)
            span.end = static_cast<std::uint32_t>(characterBefore(text, span.end));
    }
}

std::size_t paddedSize(const Padding& padding, std::size_t longest)
{
    std::size_t size = padding.tokens > 0 ? padding.tokens : longest;
    if (padding.multipleOf > 0 && size % padding.multipleOf != 0)
        size += padding.multipleOf - size % padding.multipleOf;
    return size;
}

void pad(const Padding& padding, std::size_t size, bool hasOffsets, Encoding& encoding)
{
    if (encoding.ids.size() >= size)
        return;
    const auto count = size - encoding.ids.size();
    padList(encoding.ids, count, padding.id, padding.side);
    padList(encoding.typeIds, count, padding.typeId, padding.side);
    padList<std::uint8_t>(encoding.attention, count, 0, padding.side);
    padList<std::uint8_t>(encoding.specialMask, count, 1, padding.side);
    if (hasOffsets)
        padList(encoding.offsets, count, TextSpan{}, padding.side);
}

} // namespace fettle::tokenizers
