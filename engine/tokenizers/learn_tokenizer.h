// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "engine/contract/result.h"

namespace fettle::tokenizers {

/// What a tokenizer that is learnt from texts cuts them into.
enum class TokenUnit {
    Word,      ///< words and signs; every ideograph is a word
    Character,
    BytePair,  ///< frequent words whole, rare ones in pieces; nothing is unknown (Sennrich et al. 2016, on bytes)
};

struct LearnOptions {
    TokenUnit unit = TokenUnit::Word;
    /// Tokens at most, the two special ones among them; pairs of bytes need 258 to begin with.
    std::size_t maxTokens = 20'000;
    /// What is rarer gets no token (a pair of pieces: is not joined).
    std::size_t minCount = 2;
    bool lowersCase = true;
    /// Asked now and then; learning ends with data.cancelled.
    std::function<bool()> cancelled;
};

/// The first two tokens of every learnt tokenizer: what fills up short texts, and what stands for an unknown token.
inline constexpr std::uint32_t kPaddingToken = 0;
inline constexpr std::uint32_t kUnknownToken = 1;
inline constexpr std::string_view kPaddingText = "[PAD]";
inline constexpr std::string_view kUnknownText = "[UNK]";

/// Learns from valid UTF-8; a view without data() is a missing text and passed over. Returns the bytes of a
/// tokenizer.json, for Tokenizer::fromJson and every other program that reads one: texts are brought to NFKC, cleaned of
/// controls, and lowered where asked for. The same texts give the same bytes in any order of theirs.
/// Errors: data.cancelled, tokenizers.text_too_long, tokenizers.pattern_slow.
[[nodiscard]] Result<std::string> learnTokenizer(std::span<const std::string_view> texts, const LearnOptions& options);

} // namespace fettle::tokenizers
