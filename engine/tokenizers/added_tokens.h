// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/tokenizers/normalizer.h"
#include "engine/tokenizers/token_trie.h"
#include "engine/tokenizers/vocabulary.h"

namespace fettle::tokenizers {

struct AddedToken {
    std::string content;
    std::uint32_t id = 0;
    bool isSpecial = false;
    /// Only where no letter or digit touches it.
    bool isSingleWord = false;
    /// Takes the whitespace on that side with it.
    bool stripsLeft = false;
    bool stripsRight = false;
    /// Looked for in the normalized text, not in the raw one.
    bool isNormalized = false;

    friend bool operator==(const AddedToken&, const AddedToken&) = default;
};

/// Tokens that are cut out of a text before anything else happens to it.
class AddedTokens {
public:
    /// A stretch of a text: an added token, or what lies between them.
    struct Section {
        TextSpan span;
        /// TokenTrie::kNone: no token.
        std::uint32_t id = TokenTrie::kNone;
    };

    AddedTokens() = default;
    /// Errors: tokenizers.field.
    [[nodiscard]] static Result<AddedTokens> read(const nlohmann::json& list, const Vocabulary& vocabulary,
                                                  const Normalizer* normalizer);
    /// Tokens with equal content are added once; one that the vocabulary holds has its number, others follow the last.
    [[nodiscard]] static Result<AddedTokens> of(std::vector<AddedToken> tokens, const Vocabulary& vocabulary,
                                                const Normalizer* normalizer);

    /// Those of `contents` that the vocabulary holds, as special ones. Errors: as above.
    [[nodiscard]] static Result<AddedTokens> special(std::initializer_list<const char*> contents, const Vocabulary& vocabulary);

    /// The sections of a raw text, and of one that the normalizer went over.
    void cutRaw(std::string_view text, std::vector<Section>& sections) const { cut(text, m_raw, sections); }
    void cutNormalized(std::string_view text, std::vector<Section>& sections) const
    {
        cut(text, m_normalized, sections);
    }
    [[nodiscard]] bool hasNormalized() const noexcept { return !m_normalized.trie.empty(); }

    [[nodiscard]] const AddedToken* find(std::uint32_t id) const;
    [[nodiscard]] const AddedToken* find(std::string_view content) const;
    [[nodiscard]] const std::vector<AddedToken>& tokens() const noexcept { return m_tokens; }

private:
    struct Finder {
        TokenTrie trie;
        std::array<bool, 256> canStart{};
        /// What the trie's tokens are made of.
        std::vector<std::string> texts;
    };
    static void fill(Finder& finder, std::vector<std::pair<std::string, std::uint32_t>> entries);
    void cut(std::string_view text, const Finder& finder, std::vector<Section>& sections) const;

    std::vector<AddedToken> m_tokens;
    std::unordered_map<std::uint32_t, std::size_t> m_byId;
    std::unordered_map<std::string, std::size_t> m_byContent;
    Finder m_raw;
    Finder m_normalized;
};

} // namespace fettle::tokenizers
