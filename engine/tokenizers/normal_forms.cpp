// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/normal_forms.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

constexpr unsigned kFormUnicode = 9;

struct OrderedCharacter {
    char32_t character = 0;
    std::int32_t change = 0;
    std::uint8_t combiningClass = 0;
};

bool isOfTables(char32_t c)
{
    UVersionInfo version;
    u_charAge(static_cast<UChar32>(c), version);
    return version[0] < kFormUnicode || (version[0] == kFormUnicode && version[1] == 0);
}

std::uint8_t combiningClassOf(char32_t c)
{
    if (c < 0x300)
        return 0;
    const auto combiningClass = u_getCombiningClass(static_cast<UChar32>(c));
    return combiningClass != 0 && isOfTables(c) ? combiningClass : 0;
}

class FormMaker {
public:
    explicit FormMaker(NormalForm form) : m_isCompatible(form == NormalForm::Nfkc || form == NormalForm::Nfkd)
    {
        UErrorCode status = U_ZERO_ERROR;
        m_canonical = icu::Normalizer2::getNFCInstance(status);
        m_decomposer = m_isCompatible ? icu::Normalizer2::getNFKCInstance(status) : m_canonical;
    }

    std::vector<OrderedCharacter> decomposed(const std::string& text)
    {
        m_out.reserve(text.size());
        for (std::size_t at = 0; at < text.size();) {
            const auto [c, size] = codePointAt(text, at);
            at += size;
            const auto before = m_out.size();
            if (c < 0xA0)
                m_out.push_back({c, 0, 0});
            else
                decompose(c);
            for (std::size_t i = before; i < m_out.size(); ++i) {
                m_out[i].change = i == before ? 0 : 1;
                m_out[i].combiningClass = combiningClassOf(m_out[i].character);
                if (m_out[i].combiningClass == 0) {
                    order(i);
                    m_ordered = i + 1;
                }
            }
        }
        order(m_out.size());
        return std::move(m_out);
    }

    [[nodiscard]] std::optional<char32_t> composed(char32_t a, char32_t b) const
    {
        const auto pair = m_canonical->composePair(static_cast<UChar32>(a), static_cast<UChar32>(b));
        if (pair < 0 || !isOfTables(static_cast<char32_t>(pair)))
            return std::nullopt;
        return static_cast<char32_t>(pair);
    }

private:
    void decompose(char32_t c)
    {
        icu::UnicodeString parts;
        if (!m_decomposer->getRawDecomposition(static_cast<UChar32>(c), parts) || !isOfTables(c)) {
            m_out.push_back({c, 0, 0});
            return;
        }
        for (std::int32_t i = 0; i < parts.length();) {
            const UChar32 part = parts.char32At(i);
            i += U16_LENGTH(part);
            decompose(static_cast<char32_t>(part));
        }
    }

    /// Puts the marks between the last starter and `end` into the order of their classes.
    void order(std::size_t end)
    {
        if (end > m_ordered + 1)
            std::stable_sort(m_out.begin() + static_cast<std::ptrdiff_t>(m_ordered),
                             m_out.begin() + static_cast<std::ptrdiff_t>(end),
                             [](const auto& a, const auto& b) { return a.combiningClass < b.combiningClass; });
    }

    const icu::Normalizer2* m_canonical = nullptr;
    const icu::Normalizer2* m_decomposer = nullptr;
    bool m_isCompatible = false;
    std::vector<OrderedCharacter> m_out;
    std::size_t m_ordered = 0;
};

std::vector<CharacterChange> composedChanges(const FormMaker& maker, const std::vector<OrderedCharacter>& from)
{
    std::vector<CharacterChange> out;
    out.reserve(from.size());
    std::optional<std::size_t> starter;
    std::uint8_t lastClass = 0;
    bool isBlocked = false; // something stands between the starter and this character
    for (const auto& [character, change, combiningClass] : from) {
        if (starter && (!isBlocked || lastClass < combiningClass)) {
            if (const auto pair = maker.composed(out[*starter].character, character)) {
                out[*starter].character = *pair;
                out[*starter].change += change - 1;
                continue;
            }
        }
        out.push_back({character, change});
        if (combiningClass == 0) {
            starter = out.size() - 1;
            isBlocked = false;
            lastClass = 0;
        } else {
            isBlocked = true;
            lastClass = combiningClass;
        }
    }
    return out;
}

} // namespace

void normalizeForm(AlignedText& text, NormalForm form)
{
    // Below these no character changes and none combines with its neighbour.
    const bool composes = form == NormalForm::Nfc || form == NormalForm::Nfkc;
    const char32_t quiet = form == NormalForm::Nfc ? 0x300 : form == NormalForm::Nfd ? 0xC0 : 0xA0;
    const auto& source = text.text();
    std::size_t at = 0;
    while (at < source.size()) {
        const auto [c, size] = codePointAt(source, at);
        if (c >= quiet)
            break;
        at += size;
    }
    if (at >= source.size())
        return;
    FormMaker maker(form);
    const auto parts = maker.decomposed(source);
    if (composes) {
        text.transform(composedChanges(maker, parts));
        return;
    }
    std::vector<CharacterChange> changes;
    changes.reserve(parts.size());
    for (const auto& part : parts)
        changes.push_back({part.character, part.change});
    text.transform(changes);
}

} // namespace fettle::tokenizers
