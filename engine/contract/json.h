// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "engine/contract/result.h"

namespace fettle {

/// The deepest nesting that a message or document may have, and the longest line of the wire.
inline constexpr int kMaxJsonDepth = 64;
inline constexpr std::size_t kMaxLineBytes = std::size_t{16} << 20;

/// Reads a contract struct; unknown fields are ignored, wrong types are contract.* errors that name the field.
template <class T>
[[nodiscard]] Result<T> fromJson(const nlohmann::json& json);

/// Parses text with a bound on depth. Errors: contract.not_json, contract.too_deep.
[[nodiscard]] Result<nlohmann::json> parseJson(std::string_view text);
/// One line without its '\n'; bytes that are not UTF-8 become U+FFFD, so that this cannot fail.
[[nodiscard]] std::string toLine(const nlohmann::json& json);

/// A contract struct as a Value and back, where it travels inside another message (needs <nlohmann/json.hpp>).
template <class T>
[[nodiscard]] Value toValue(const T& value)
{
    return valueFromJson(toJson(value));
}
template <class T>
[[nodiscard]] Result<T> fromValue(const Value& value)
{
    return fromJson<T>(toJson(value));
}

} // namespace fettle
