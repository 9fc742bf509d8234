// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/tokenizers/json_fields.h"

namespace fettle::tokenizers {

/// Turns tokens back into texts that are put together: tokenizer.json's "decoder".
class TokenDecoder {
public:
    virtual ~TokenDecoder() = default;
    [[nodiscard]] virtual std::vector<std::string> apply(std::vector<std::string> tokens) const = 0;
};

/// Errors: tokenizers.unknown_part, tokenizers.field, tokenizers.pattern.
[[nodiscard]] Result<std::unique_ptr<TokenDecoder>> readDecoder(const nlohmann::json& object, const std::string& place);

[[nodiscard]] std::unique_ptr<TokenDecoder> wordPieceDecoder(std::string prefix, bool cleansUp);
[[nodiscard]] std::unique_ptr<TokenDecoder> byteLevelDecoder();
/// SentencePiece: bytes, then U+2581 for spaces, the first of which was put there by the encoder.
[[nodiscard]] std::unique_ptr<TokenDecoder> sentencePieceDecoder(bool hasPrefixSpace);

} // namespace fettle::tokenizers
