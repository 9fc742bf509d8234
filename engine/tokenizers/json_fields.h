// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/contract/result.h"

namespace fettle::tokenizers {

/// Reads one object of a tokenizer.json and names the place in its errors. What is null counts as absent.
class JsonFields {
public:
    JsonFields(const nlohmann::json& object, std::string place) : m_object(object), m_place(std::move(place)) {}

    /// Null where absent.
    [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
    [[nodiscard]] std::string placeOf(std::string_view key) const
    {
        return m_place.empty() ? std::string(key) : m_place + "." + std::string(key);
    }
    [[nodiscard]] const std::string& place() const noexcept { return m_place; }
    /// The object's own "type"; empty where there is none.
    [[nodiscard]] std::string type() const;

    // Errors: tokenizers.field.
    [[nodiscard]] Result<bool> flag(std::string_view key, bool fallback) const;
    [[nodiscard]] Result<std::string> text(std::string_view key, std::optional<std::string> fallback = {}) const;
    [[nodiscard]] Result<std::uint32_t> number(std::string_view key, std::optional<std::uint32_t> fallback = {}) const;
    /// One character.
    [[nodiscard]] Result<char32_t> character(std::string_view key, std::optional<char32_t> fallback = {}) const;
    [[nodiscard]] Result<const nlohmann::json*> object(std::string_view key) const;
    [[nodiscard]] Result<const nlohmann::json*> list(std::string_view key) const;
    /// Of one of several names: its index.
    [[nodiscard]] Result<std::size_t> choice(std::string_view key, std::initializer_list<std::string_view> names,
                                             std::optional<std::size_t> fallback = {}) const;
    /// ["token", 12]
    struct NamedId {
        std::string token;
        std::uint32_t id = 0;
    };
    [[nodiscard]] Result<NamedId> namedId(std::string_view key) const;

private:
    const nlohmann::json& m_object;
    std::string m_place;
};

[[nodiscard]] Error fieldError(std::string place, std::string_view expected);
/// Errors: tokenizers.unknown_part.
[[nodiscard]] Error unknownPart(const JsonFields& fields);

/// The parts of a "Sequence" and the like: at most so many, so deep.
inline constexpr std::size_t kMaxParts = 256;

} // namespace fettle::tokenizers
