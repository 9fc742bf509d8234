// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/contract/value.h"

// What worker.encoded counts in each part of a dataset: texts, their tokens, how many are unknown or cut off.
namespace fettle::client {

/// Of the texts of a part: where more lose their end, a greater length is worth its time.
inline constexpr double kManyCut = 0.1;

/// `some` of `all` of a part's counts; 0 where there are none.
[[nodiscard]] inline double shareOf(const Value& part, std::string_view some, std::string_view all)
{
    const double whole = part.at(all).asReal();
    return whole > 0.0 ? part.at(some).asReal() / whole : 0.0;
}

/// The part that tells most of new texts: one that the vocabulary was not learned from, where there is one.
[[nodiscard]] inline std::string_view countedSplit(const Value& reading)
{
    for (const std::string_view split : {"validation", "test"})
        if (reading.at(split).at("tokens").asInteger() > 0)
            return split;
    return "train";
}

} // namespace fettle::client
