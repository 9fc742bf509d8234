// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/normalizer.h"

namespace fettle::tokenizers {
namespace {

/// A cluster of at least so many bytes is never looked up whole.
constexpr std::size_t kMaxClusterBytes = 5;

/// The ends of the extended grapheme clusters of a text.
class ClusterEnds {
public:
    explicit ClusterEnds(const std::string& text) : m_isAscii(isAsciiText(text)), m_text(text)
    {
        if (m_isAscii)
            return;
        UErrorCode status = U_ZERO_ERROR;
        m_handle = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
        m_breaks.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        if (U_SUCCESS(status))
            m_breaks->setText(m_handle, status);
        m_isUsable = U_SUCCESS(status);
    }
    ~ClusterEnds()
    {
        m_breaks.reset();
        if (m_handle)
            utext_close(m_handle);
    }
    ClusterEnds(const ClusterEnds&) = delete;
    ClusterEnds& operator=(const ClusterEnds&) = delete;

    std::size_t next(std::size_t begin)
    {
        if (m_isAscii || !m_isUsable) {
            if (m_text[begin] == '\r' && begin + 1 < m_text.size() && m_text[begin + 1] == '\n')
                return begin + 2;
            return begin + codePointAt(m_text, begin).sizeBytes;
        }
        const auto end = m_breaks->next();
        return end == icu::BreakIterator::DONE ? m_text.size() : static_cast<std::size_t>(end);
    }

private:
    bool m_isAscii;
    bool m_isUsable = true;
    const std::string& m_text;
    UText* m_handle = nullptr;
    std::unique_ptr<icu::BreakIterator> m_breaks;
};

class CharsmapNormalizer final : public Normalizer {
public:
    explicit CharsmapNormalizer(Charsmap map) : m_map(std::move(map)) {}

    Result<void> apply(AlignedText& text) const override
    {
        std::vector<CharacterChange> changes;
        changes.reserve(text.size());
        bool isChanged = false;
        const std::string_view all = text.text();
        ClusterEnds ends(text.text());
        for (std::size_t at = 0; at < all.size();) {
            const auto end = ends.next(at);
            const auto cluster = all.substr(at, end - at);
            at = end;
            FETTLE_TRY(checkRoom(text, changes.size()));
            if (cluster.size() <= kMaxClusterBytes) {
                if (const auto match = m_map.shortest(cluster)) {
                    isChanged = true;
                    exchange(changes, cluster, match->replacement);
                    continue;
                }
            }
            for (std::size_t i = 0; i < cluster.size();) {
                const auto [c, size] = codePointAt(cluster, i);
                const auto part = cluster.substr(i, size);
                i += size;
                if (const auto match = m_map.shortest(part)) {
                    isChanged = true;
                    exchange(changes, part, match->replacement);
                } else {
                    changes.push_back({c, 0});
                }
            }
        }
        if (isChanged)
            text.transform(changes);
        return {};
    }

private:
    /// The first characters replace the old ones; those beyond are put in, and what is too few is taken from the last.
    static void exchange(std::vector<CharacterChange>& changes, std::string_view from, std::string_view to)
    {
        const auto before = static_cast<std::ptrdiff_t>(countCharacters(from));
        std::ptrdiff_t count = 0;
        for (std::size_t i = 0; i < to.size(); ++count) {
            const auto [c, size] = codePointAt(to, i);
            i += size;
            changes.push_back({c, count < before ? 0 : 1});
        }
        if (count < before && !changes.empty())
            changes.back().change += static_cast<std::int32_t>(count - before);
    }

    Charsmap m_map;
};

class SentencePieceNormalizer final : public Normalizer {
public:
    explicit SentencePieceNormalizer(SentencePieceNormalizing options) : m_options(std::move(options)) {}

    Result<void> apply(AlignedText& text) const override
    {
        const std::string_view all = text.text();
        AlignedText out;
        out.startFrom(text);
        std::size_t at = 0;
        while (m_options.removesExtraSpaces && at < all.size()) {
            const auto step = stepAt(all.substr(at));
            if (step.replacement != " ")
                break;
            at += step.lengthBytes;
        }
        if (at == all.size()) {
            text = std::move(out);
            return {};
        }
        const std::string_view space = m_options.escapesSpaces ? "\xE2\x96\x81" : " ";
        if (m_options.addsSpace && !m_options.spaceIsSuffix)
            out.appendInPlaceOf(text, at, space);
        bool afterSpace = m_options.removesExtraSpaces;
        while (at < all.size()) {
            const auto step = stepAt(all.substr(at));
            auto part = step.replacement;
            FETTLE_TRY(checkRoom(out, part.size() * space.size()));
            while (afterSpace && part.starts_with(' '))
                part.remove_prefix(1);
            for (std::size_t i = 0; i < part.size();) {
                const auto size = codePointAt(part, i).sizeBytes;
                out.appendInPlaceOf(text, at, at + step.lengthBytes, part[i] == ' ' ? space : part.substr(i, size));
                i += size;
            }
            if (!part.empty())
                afterSpace = m_options.removesExtraSpaces && part.ends_with(' ');
            at += step.lengthBytes;
        }
        std::size_t end = out.size();
        while (m_options.removesExtraSpaces && std::string_view(out.text()).substr(0, end).ends_with(space))
            end -= space.size();
        out.keep(0, end);
        if (m_options.addsSpace && m_options.spaceIsSuffix)
            out.appendInPlaceOf(text, text.size() - 1, space);
        text = std::move(out);
        return {};
    }

private:
    [[nodiscard]] Charsmap::Match stepAt(std::string_view rest) const
    {
        if (const auto symbol = m_options.symbols.longest(rest))
            return {symbol->lengthBytes, rest.substr(0, symbol->lengthBytes)};
        if (const auto match = m_options.map.longest(rest))
            return *match;
        const auto size = codePointAt(rest, 0).sizeBytes;
        return {size, rest.substr(0, size)};
    }

    SentencePieceNormalizing m_options;
};

} // namespace

std::unique_ptr<Normalizer> charsmapNormalizer(Charsmap map)
{
    return std::make_unique<CharsmapNormalizer>(std::move(map));
}

std::unique_ptr<Normalizer> sentencePieceNormalizer(SentencePieceNormalizing options)
{
    return std::make_unique<SentencePieceNormalizer>(std::move(options));
}

} // namespace fettle::tokenizers
