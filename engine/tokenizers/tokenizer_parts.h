// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/tokenizers/added_tokens.h"
#include "engine/tokenizers/normalizer.h"
#include "engine/tokenizers/post_processor.h"
#include "engine/tokenizers/pre_tokenizer.h"
#include "engine/tokenizers/token_decoder.h"
#include "engine/tokenizers/token_model.h"
#include "engine/tokenizers/tokenizer.h"

namespace fettle::tokenizers {

/// What a tokenizer is put together from, in the order in which a text goes through it.
struct TokenizerParts {
    AddedTokens added;
    std::unique_ptr<Normalizer> normalizer;
    std::unique_ptr<PreTokenizer> preTokenizer;
    std::unique_ptr<TokenModel> model;
    PostProcessor post;
    std::unique_ptr<TokenDecoder> decoder;
    /// Of a SentencePiece model: tokens that stand in no text and are left out of decoded ones. By number; may be
    /// shorter.
    std::vector<bool> isControl;
    std::optional<Truncation> truncation;
    std::optional<Padding> padding;
};

} // namespace fettle::tokenizers
