// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/tokenizers/aligned_text.h"
#include "engine/tokenizers/charsmap.h"
#include "engine/tokenizers/json_fields.h"
#include "engine/tokenizers/token_trie.h"

namespace fettle::tokenizers {

/// One step that changes a text before it is cut: tokenizer.json's "normalizer".
class Normalizer {
public:
    virtual ~Normalizer() = default;
    /// Errors: tokenizers.pattern_slow.
    [[nodiscard]] virtual Result<void> apply(AlignedText& text) const = 0;
};

/// Errors: tokenizers.unknown_part, tokenizers.field, tokenizers.pattern, tokenizers.charsmap.
[[nodiscard]] Result<std::unique_ptr<Normalizer>> readNormalizer(const nlohmann::json& object,
                                                                 const std::string& place);

/// BERT's, for a vocab.txt, which does not bring one.
struct BertNormalizing {
    bool cleans = true;
    bool splitsIdeographs = true;
    bool stripsAccents = true;
    bool lowersCase = true;
};
[[nodiscard]] std::unique_ptr<Normalizer> bertNormalizer(const BertNormalizing& options);
/// Replaces what the table names, character cluster by character cluster.
[[nodiscard]] std::unique_ptr<Normalizer> charsmapNormalizer(Charsmap map);

/// SentencePiece's own, for a .model.
struct SentencePieceNormalizing {
    Charsmap map;
    bool addsSpace = true;
    bool removesExtraSpaces = true;
    bool escapesSpaces = true;
    bool spaceIsSuffix = false;
    /// User-defined symbols: they pass unchanged.
    TokenTrie symbols;
};
[[nodiscard]] std::unique_ptr<Normalizer> sentencePieceNormalizer(SentencePieceNormalizing options);

/// GPT-2's 256 characters that stand for bytes.
[[nodiscard]] char32_t characterOfByte(unsigned char byte);
/// −1 where the character stands for none.
[[nodiscard]] int byteOfCharacter(char32_t character);
/// The character as UTF-8 (one or two bytes).
[[nodiscard]] std::string_view textOfByte(unsigned char byte);

} // namespace fettle::tokenizers
