// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/tokenizers/aligned_text.h"
#include "engine/tokenizers/json_fields.h"

namespace fettle::tokenizers {

/// What becomes of the places where a text is cut.
enum class SplitBehavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };
[[nodiscard]] Result<SplitBehavior> readSplitBehavior(const JsonFields& fields,
                                                      std::optional<SplitBehavior> fallback = {});

/// Cuts `piece` at `matches` (ascending, inside the piece) and appends what is not empty. `isInverted`: what lies
/// between the matches is where it is cut.
void splitPiece(TextSpan piece, std::span<const TextSpan> matches, SplitBehavior behavior, bool isInverted,
                std::vector<TextSpan>& pieces);

} // namespace fettle::tokenizers
