// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace fettle {

/// Enumerations are stored and sent as text. Each specialises this with
/// `static constexpr auto kNames = std::to_array<std::pair<E, std::string_view>>({…});`
template <class E>
struct EnumText;

template <class E>
concept TextEnum = requires { EnumText<E>::kNames; };

template <TextEnum E>
[[nodiscard]] constexpr std::string_view toText(E value)
{
    for (const auto& [candidate, name] : EnumText<E>::kNames)
        if (candidate == value)
            return name;
    return {};
}

template <TextEnum E>
[[nodiscard]] constexpr std::optional<E> fromText(std::string_view text)
{
    for (const auto& [value, name] : EnumText<E>::kNames)
        if (name == text)
            return value;
    return std::nullopt;
}

} // namespace fettle

/// `FETTLE_ENUM_TEXT(fettle::JobState, {JobState::Queued, "queued"}, …);` at global scope.
#define FETTLE_ENUM_TEXT(type, ...)                                                                                   \
    template <>                                                                                                       \
    struct fettle::EnumText<type> {                                                                                   \
        using enum type;                                                                                              \
        static constexpr auto kNames = std::to_array<std::pair<type, std::string_view>>({__VA_ARGS__});              \
    }
