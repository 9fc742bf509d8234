// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/tokenizers/json_fields.h"

namespace fettle::tokenizers {

/// What stands around the tokens of one text or of two: tokenizer.json's "post_processor".
struct PostProcessor {
    struct Item {
        enum class Kind { First, Second, Special };
        Kind kind = Kind::First;
        std::uint32_t typeId = 0;
        /// Of Special.
        std::vector<std::uint32_t> ids;
    };
    using Template = std::vector<Item>;

    Template single{{Item::Kind::First, 0, {}}};
    Template pair{{Item::Kind::First, 0, {}}, {Item::Kind::Second, 1, {}}};
    /// The types where no special tokens are wanted.
    std::uint32_t plainSecondType = 1;

    /// Offsets leave out the whitespace that a token starts or ends with …
    bool trimsOffsets = false;
    /// … but not the space that was put before the text.
    bool hasPrefixSpace = true;

    [[nodiscard]] static PostProcessor bert(std::uint32_t first, std::uint32_t separator);
    /// The same with two separators between the texts, and one type for both.
    [[nodiscard]] static PostProcessor roberta(std::uint32_t first, std::uint32_t separator);
    /// Errors: tokenizers.unknown_part, tokenizers.field.
    [[nodiscard]] static Result<PostProcessor> read(const nlohmann::json& object, const std::string& place);

    [[nodiscard]] std::size_t addedCount(bool isPair) const;
};

} // namespace fettle::tokenizers
