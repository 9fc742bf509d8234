// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/tokenizers/json_fields.h"

namespace fettle::tokenizers {

inline constexpr std::size_t kMaxTokens = 4'000'000;
/// Longer than any that a published tokenizer has; what bounds the time that a text takes.
inline constexpr std::size_t kMaxTokenBytes = 4096;

/// The tokens of a model by their numbers and back. Numbers may have gaps.
class Vocabulary {
public:
    Vocabulary() = default;
    Vocabulary(Vocabulary&&) = default;
    Vocabulary& operator=(Vocabulary&&) = default;
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;

    /// {"token": number}. Errors: tokenizers.field, tokenizers.ids, tokenizers.too_many, tokenizers.token_too_long.
    [[nodiscard]] static Result<Vocabulary> read(const nlohmann::json& object, const std::string& place);
    /// A token at its index; of equal ones the last counts for idOf.
    [[nodiscard]] static Result<Vocabulary> ofList(std::vector<std::string> tokens);

    [[nodiscard]] std::optional<std::uint32_t> idOf(std::string_view token) const;
    /// Null where the number is not used.
    [[nodiscard]] const std::string* token(std::uint32_t id) const;
    /// How many tokens there are.
    [[nodiscard]] std::size_t size() const noexcept { return m_ids.size(); }
    /// One more than the greatest number.
    [[nodiscard]] std::size_t idEnd() const noexcept { return m_tokens.size(); }
    /// For a trie: tokens and numbers. Lives as long as the vocabulary.
    [[nodiscard]] std::vector<std::pair<std::string_view, std::uint32_t>> entries() const;

private:
    std::vector<std::string> m_tokens;
    std::vector<bool> m_isUsed;
    std::unordered_map<std::string_view, std::uint32_t> m_ids;
};

} // namespace fettle::tokenizers
