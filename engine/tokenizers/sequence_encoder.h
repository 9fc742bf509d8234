// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "engine/tokenizers/tokenizer_parts.h"
#include "engine/tokenizers/word_cache.h"

namespace fettle::tokenizers {

/// The tokens of one text before anything is put around them.
struct RawTokens {
    std::vector<std::uint32_t> ids;
    /// Bytes of the original; only where offsets are wanted, like `trims`.
    std::vector<TextSpan> spans;
    /// How many characters of whitespace a token starts and ends with.
    struct Trim {
        std::uint32_t leading = 0;
        std::uint32_t trailing = 0;
    };
    std::vector<Trim> trims;
};

/// The memory of one encoding thread.
struct EncodeScratch {
    WordCache cache;
    ModelScratch model;
    CutText cut;
    AlignedText section;
    std::vector<AddedTokens::Section> rawSections;
    std::vector<AddedTokens::Section> sections;
    std::vector<ModelToken> tokens;
};

/// Text (valid UTF-8) to tokens: added tokens, normalizer, pre-tokenizer, model.
class SequenceEncoder {
public:
    SequenceEncoder(const TokenizerParts& parts, EncodeScratch& scratch, bool wantsOffsets)
        : m_parts(parts), m_scratch(scratch), m_wantsOffsets(wantsOffsets)
    {
    }
    /// Errors: tokenizers.no_unknown_token, tokenizers.pattern_slow, tokenizers.text_too_long.
    [[nodiscard]] Result<void> encode(std::string_view text, RawTokens& out);

private:
    [[nodiscard]] Result<void> encodeRawSection(std::string_view text, TextSpan span, RawTokens& out);
    [[nodiscard]] Result<void> encodePieces(RawTokens& out);
    [[nodiscard]] Result<void> encodePiece(TextSpan piece, RawTokens& out);
    void addToken(const AddedTokens::Section& section, const AlignedText& text, RawTokens& out);
    void addModelToken(std::uint32_t id, TextSpan bytes, RawTokens& out);

    const TokenizerParts& m_parts;
    EncodeScratch& m_scratch;
    bool m_wantsOffsets;
};

} // namespace fettle::tokenizers
