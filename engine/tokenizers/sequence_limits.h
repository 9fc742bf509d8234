// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/tokenizers/sequence_encoder.h"

namespace fettle::tokenizers {

/// Cuts tokens off until both texts and `addedCount` tokens around them fit. `second` may be null. Errors:
/// tokenizers.length_too_small, tokenizers.second_text_missing, tokenizers.cannot_shorten.
[[nodiscard]] Result<void> truncate(const Truncation& truncation, std::size_t addedCount, RawTokens& first,
                                    RawTokens* second);

/// Takes the whitespace that tokens start and end with out of their offsets.
void trimOffsets(std::string_view text, bool hasPrefixSpace, RawTokens& tokens);

/// How long encodings become of which the longest has `longest` tokens.
[[nodiscard]] std::size_t paddedSize(const Padding& padding, std::size_t longest);
void pad(const Padding& padding, std::size_t size, bool hasOffsets, Encoding& encoding);

} // namespace fettle::tokenizers
