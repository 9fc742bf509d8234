// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/aligned_text.h"

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

constexpr std::size_t kGrowthFactor = 64;
constexpr std::size_t kGrowthBytes = 65536;

} // namespace

Result<void> checkRoom(const AlignedText& text, std::size_t moreBytes)
{
    if (text.hasRoomFor(moreBytes))
        return {};
    return makeError("tokenizers.text_too_long", {{"size_bytes", static_cast<std::int64_t>(text.size() + moreBytes)},
                                                  {"limit_bytes", static_cast<std::int64_t>(text.limitBytes())}});
}

void AlignedText::assign(std::string_view text, std::uint32_t originalBegin, bool aligned)
{
    m_text.assign(text);
    m_originalBegin = originalBegin;
    m_aligned = aligned;
    m_limitBytes = kGrowthFactor * text.size() + kGrowthBytes;
    m_spans.clear();
    if (!aligned)
        return;
    m_spans.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto size = codePointAt(text, at).sizeBytes;
        const TextSpan span{originalBegin + static_cast<std::uint32_t>(at),
            originalBegin + static_cast<std::uint32_t>(at) + size};
        m_spans.insert(m_spans.end(), size, span);
        at += size;
    }
}

void AlignedText::transform(std::span<const CharacterChange> changes, std::size_t removedAtStart)
{
    std::string text;
    text.reserve(m_text.size() + changes.size() / 4);
    std::vector<TextSpan> spans;
    if (m_aligned)
        spans.reserve(m_text.size());
    // `next` is the first byte of the old text that nothing has replaced yet.
    std::size_t next = 0;
    const auto skip = [&](std::size_t characters) {
        for (; characters > 0 && next < m_text.size(); --characters)
            next += codePointAt(m_text, next).sizeBytes;
    };
    skip(removedAtStart);
    for (const auto& [character, change] : changes) {
        appendUtf8(text, character);
        if (m_aligned) {
            TextSpan span{m_originalBegin, m_originalBegin};
            if (change > 0 && next > 0)
                span = m_spans[next - 1];
            else if (change <= 0 && next < m_spans.size())
                span = m_spans[next];
            else if (change <= 0 && !m_spans.empty())
                span = m_spans.back();
            spans.insert(spans.end(), utf8Size(character), span);
        }
        if (change <= 0)
            skip(1 + static_cast<std::size_t>(-change));
    }
    m_text = std::move(text);
    m_spans = std::move(spans);
}

void AlignedText::replace(std::span<const TextSpan> matches, std::string_view content)
{
    if (matches.empty())
        return;
    AlignedText result;
    result.startFrom(*this);
    std::size_t at = 0;
    for (const auto& match : matches) {
        result.append(*this, at, match.begin);
        if (match.end > 0)
            result.appendInPlaceOf(*this, match.end - 1, content);
        else
            result.m_text.append(content); // before the first byte there is nothing to take the place of
        if (m_aligned && result.m_spans.size() < result.m_text.size())
            result.m_spans.resize(result.m_text.size(), TextSpan{m_originalBegin, m_originalBegin});
        at = match.end;
    }
    result.append(*this, at, m_text.size());
    *this = std::move(result);
}

void AlignedText::prepend(std::string_view prefix)
{
    if (m_text.empty())
        return;
    m_text.insert(0, prefix);
    if (m_aligned)
        m_spans.insert(m_spans.begin(), prefix.size(), m_spans.front());
}

void AlignedText::keep(std::size_t begin, std::size_t end)
{
    m_text.resize(end);
    m_text.erase(0, begin);
    if (m_aligned) {
        m_spans.resize(end);
        m_spans.erase(m_spans.begin(), m_spans.begin() + static_cast<std::ptrdiff_t>(begin));
    }
}

void AlignedText::startFrom(const AlignedText& source)
{
    m_text.clear();
    m_spans.clear();
    m_originalBegin = source.m_originalBegin;
    m_aligned = source.m_aligned;
    m_limitBytes = source.m_limitBytes;
    m_text.reserve(source.m_text.size() + source.m_text.size() / 2);
}

void AlignedText::append(const AlignedText& source, std::size_t begin, std::size_t end)
{
    m_text.append(source.m_text, begin, end - begin);
    if (m_aligned)
        m_spans.insert(m_spans.end(), source.m_spans.begin() + static_cast<std::ptrdiff_t>(begin),
                       source.m_spans.begin() + static_cast<std::ptrdiff_t>(end));
}

void AlignedText::appendInPlaceOf(const AlignedText& source, std::size_t at, std::string_view bytes)
{
    m_text.append(bytes);
    if (m_aligned)
        m_spans.insert(m_spans.end(), bytes.size(), source.m_spans[at]);
}

void AlignedText::appendInPlaceOf(const AlignedText& source, std::size_t begin, std::size_t end, std::string_view bytes)
{
    m_text.append(bytes);
    if (m_aligned)
        m_spans.insert(m_spans.end(), bytes.size(), TextSpan{source.m_spans[begin].begin, source.m_spans[end - 1].end});
}

TextSpan AlignedText::originalOf(std::size_t begin, std::size_t end) const
{
    if (begin >= end || end > m_spans.size())
        return {m_originalBegin, m_originalBegin};
    return {m_spans[begin].begin, m_spans[end - 1].end};
}

} // namespace fettle::tokenizers
