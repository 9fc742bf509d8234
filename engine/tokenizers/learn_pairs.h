// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fettle::tokenizers {

/// A vocabulary in the order of its numbers, and the pairs of tokens to join, the first one first.
struct LearntPairs {
    std::vector<std::string> tokens;
    std::vector<std::pair<std::string, std::string>> merges;
};

/// Byte-pair encoding: the most frequent pair of neighbours becomes a token, over and over; of equally frequent pairs
/// the one with the smaller numbers. `tokens` begins with what is there already, single characters among it
/// (the others, special tokens, never come about by joining). `wordCounts`: words of those characters alone.
/// Empty where `cancelled` said so.
[[nodiscard]] LearntPairs learnPairs(const std::unordered_map<std::string, std::int64_t>& wordCounts,
                                     std::vector<std::string> tokens, std::size_t maxTokens, std::int64_t minCount,
                                     const std::function<bool()>& cancelled);

} // namespace fettle::tokenizers
