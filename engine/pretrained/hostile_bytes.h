// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of files from strangers share: numbers at checked places, and names that are safe to show.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::pretrained {

static_assert(std::endian::native == std::endian::little, "the files' numbers are little-endian");

/// The unsigned little-endian number at `offset`; nothing where it does not lie in `bytes` as a whole.
template <class Number>
[[nodiscard]] std::optional<Number> numberAt(std::string_view bytes, std::uint64_t offset)
{
    if (offset > bytes.size() || bytes.size() - offset < sizeof(Number))
        return std::nullopt;
    Number number{};
    std::memcpy(&number, bytes.data() + offset, sizeof number);
    return number;
}

/// What files, memory and tensors can count.
inline constexpr auto kLargestCount = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

/// a × b and a + b; nothing where they are larger than that.
[[nodiscard]] inline std::optional<std::uint64_t> checkedProduct(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t result = 0;
    if (__builtin_mul_overflow(a, b, &result) || result > kLargestCount)
        return std::nullopt;
    return result;
}
[[nodiscard]] inline std::optional<std::uint64_t> checkedSum(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t result = 0;
    if (__builtin_add_overflow(a, b, &result) || result > kLargestCount)
        return std::nullopt;
    return result;
}

/// A name from a file, for a message: valid UTF-8 without control characters, at most 120 bytes.
[[nodiscard]] std::string shownName(std::string_view name);

} // namespace fettle::pretrained
