// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences as lines of a token and its tag (CoNLL), and what becomes of them: a text with marked parts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/marks.h"

namespace fettle::data {

/// A tag in parts: "B-place" → 'B', "place". Prefixes of other schemes become those of IOBES: L → E, U and W → S, M → I.
struct TokenTag {
    char prefix = 'O'; ///< O, B, I, E, S
    std::string label; ///< empty for O; "entity" where the tag is a prefix alone
};
/// Nothing where it is no tag.
[[nodiscard]] std::optional<TokenTag> parseTag(std::string_view tag);

/// A stretch of tokens [first, last].
struct TokenSpan {
    std::string label;
    std::size_t first = 0;
    std::size_t last = 0;
    friend bool operator==(const TokenSpan&, const TokenSpan&) = default;
};

/// What the tags of a sentence mark, be they IOB1, IOB2 (BIO) or IOBES. Rows that break the scheme are read as seqeval
/// reads them by default: a label that goes on without having begun begins there.
[[nodiscard]] std::vector<TokenSpan> spansOfTags(std::span<const TokenTag> tags);

/// How tokens become a text again.
struct TokenJoin {
    bool dropsIndex = false;   ///< every token ends in its place within its word, as in 科0 技1: it is left out
    bool byCharacter = false;  ///< every token is one character of the text: nothing stands between them
};
/// By the tokens of some sentences.
[[nodiscard]] TokenJoin recognizeJoin(std::span<const std::string> tokens);

struct TaggedText {
    std::string text;
    std::vector<Mark> marks;
};
/// Tokens with a space between them, but not beside a Chinese or Japanese character.
[[nodiscard]] TaggedText joinTokens(std::span<const std::string> tokens, std::span<const TokenTag> tags, const TokenJoin& join);

/// A line of a file of tokens: the first and the last of its cells, apart by tabs or, where there are none, by spaces.
struct TokenLine {
    std::string_view token;
    std::string_view tag; ///< empty where the line has one cell
};
[[nodiscard]] TokenLine splitTokenLine(std::string_view line);

} // namespace fettle::data
