// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::tokenizers {

/// SentencePiece's compiled table of replacements: a double-array trie over what is replaced, and the replacements,
/// each ended by a zero. It comes from a file, so every step is checked against the table's bounds.
class Charsmap {
public:
    struct Match {
        std::size_t lengthBytes = 0;
        std::string_view replacement;
    };

    Charsmap() = default;
    /// Errors: tokenizers.charsmap.
    [[nodiscard]] static Result<Charsmap> read(std::string_view bytes);
    [[nodiscard]] static Result<Charsmap> readBase64(std::string_view text);

    [[nodiscard]] bool empty() const noexcept { return m_units.empty(); }
    /// The longest entry that `text` starts with.
    [[nodiscard]] std::optional<Match> longest(std::string_view text) const { return search(text, true); }
    /// The shortest one.
    [[nodiscard]] std::optional<Match> shortest(std::string_view text) const { return search(text, false); }

private:
    [[nodiscard]] std::optional<Match> search(std::string_view text, bool wantsLongest) const;

    std::vector<std::uint32_t> m_units;
    std::string m_replacements;
};

} // namespace fettle::tokenizers
