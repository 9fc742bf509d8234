// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace fettle::components {

/// Groups of neighboring tokens share a fixed number of places (feature hashing, Weinberger et al. 2009).

/// What tells groups apart: a prime above any usual number of tokens.
inline constexpr std::int64_t kGroupFactor = 1'000'003;
/// What spreads them over the places, a Lehmer generator's step (Fishman and Moore 1986). Without it, 50,000 places would see
/// only the first factor's rest, 3, and nearly all frequent pairs would share some hundred of them.
inline constexpr std::int64_t kSpreadFactor = 742'938'285;
inline constexpr std::int64_t kSpreadPrime = 2'147'483'647;

/// The place of a group with one more token; a group of one is the token itself. Groups and tokens are below 2^26.
[[nodiscard]] inline std::int64_t placeOfGroup(std::int64_t group, std::int64_t token, std::int64_t places)
{
    return (group * kGroupFactor + token) % kSpreadPrime * kSpreadFactor % kSpreadPrime % places;
}

/// The same of tensors, as an expression of Python.
[[nodiscard]] inline std::string placeOfGroupCode(const std::string& group, const std::string& token, std::int64_t places)
{
    const auto prime = std::to_string(kSpreadPrime);
    return "((" + group + " * " + std::to_string(kGroupFactor) + " + " + token + ") % " + prime + " * " + std::to_string(kSpreadFactor) + " % "
        + prime + " % " + std::to_string(places) + ")";
}

} // namespace fettle::components
