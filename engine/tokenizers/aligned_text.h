// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::tokenizers {

/// Bytes of a text: [begin, end).
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// One character of a new text and how it came about: 0 replaces a character, +1 was put in and takes the place of the
/// character before it, -n replaces a character and the n that follow it.
struct CharacterChange {
    char32_t character = 0;
    std::int32_t change = 0;
};

/// A text on its way through normalizers. Where offsets are wanted, every byte knows the bytes of the original that it
/// came from; where they are not, only the text is kept, which is much faster.
class AlignedText {
public:
    /// `originalBegin`: where `text` stands in the original.
    void assign(std::string_view text, std::uint32_t originalBegin, bool aligned);

    [[nodiscard]] const std::string& text() const noexcept { return m_text; }
    [[nodiscard]] bool isAligned() const noexcept { return m_aligned; }
    [[nodiscard]] bool empty() const noexcept { return m_text.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_text.size(); }

    /// Normal forms grow a text by a small factor; what grows it beyond this comes from a hostile file. Steps that put
    /// texts in ask before, sequences after every step.
    [[nodiscard]] bool hasRoomFor(std::size_t moreBytes) const noexcept
    {
        return m_text.size() + moreBytes <= m_limitBytes;
    }
    [[nodiscard]] std::size_t limitBytes() const noexcept { return m_limitBytes; }

    /// Only without alignment: the text is whatever a quick path made of it.
    std::string& plainText() noexcept { return m_text; }

    /// Replaces the whole text, less `removedAtStart` characters at its beginning, by `changes`.
    void transform(std::span<const CharacterChange> changes, std::size_t removedAtStart = 0);
    /// Replaces each of `matches` (ascending, not overlapping) by `content`, which takes the place of a match's last
    /// byte.
    void replace(std::span<const TextSpan> matches, std::string_view content);
    /// `prefix` takes the place of the first character. Nothing happens to an empty text.
    void prepend(std::string_view prefix);
    /// Keeps [begin, end) alone.
    void keep(std::size_t begin, std::size_t end);
    /// Keeps the characters for which `wanted` holds.
    template <class Predicate>
    void filter(Predicate wanted);

    /// Starts over as the pieces of `source`: append and appendInPlaceOf follow.
    void startFrom(const AlignedText& source);
    void append(const AlignedText& source, std::size_t begin, std::size_t end);
    /// `bytes` that take the place of the source's byte `at`.
    void appendInPlaceOf(const AlignedText& source, std::size_t at, std::string_view bytes);
    /// `bytes` that take the place of the source's bytes [begin, end), begin < end.
    void appendInPlaceOf(const AlignedText& source, std::size_t begin, std::size_t end, std::string_view bytes);

    /// The bytes of the original that [begin, end) came from. Needs alignment.
    [[nodiscard]] TextSpan originalOf(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::uint32_t originalBegin() const noexcept { return m_originalBegin; }

private:
    std::string m_text;
    std::vector<TextSpan> m_spans;
    std::uint32_t m_originalBegin = 0;
    std::size_t m_limitBytes = 0;
    bool m_aligned = false;
};

template <class Predicate>
void AlignedText::filter(Predicate wanted)
{
    std::size_t kept = 0;
    const std::size_t size = m_text.size();
    for (std::size_t at = 0; at < size;) {
        const bool isKept = wanted(std::string_view(m_text), at);
        std::size_t end = at + 1;
        while (end < size && (static_cast<unsigned char>(m_text[end]) & 0xC0) == 0x80)
            ++end;
        for (; at < end; ++at) {
            if (!isKept)
                continue;
            m_text[kept] = m_text[at];
            if (m_aligned)
                m_spans[kept] = m_spans[at];
            ++kept;
        }
    }
    m_text.resize(kept);
    if (m_aligned)
        m_spans.resize(kept);
}

/// Errors: tokenizers.text_too_long, where the text has outgrown its bound.
[[nodiscard]] Result<void> checkRoom(const AlignedText& text, std::size_t moreBytes = 0);

} // namespace fettle::tokenizers
