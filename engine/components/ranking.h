// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/metric.h"

namespace fettle::components {

/// Where each row's own match stands among all different ones.
struct MatchRanking {
    torch::Tensor likeness; ///< N float64: cosine of the row's text and its own match
    torch::Tensor places;   ///< N int64, from 1; 0 for rows without a match
    std::int64_t candidates = 0;
};

/// Against more than these a row is not held: what it costs grows with rows times matches.
inline constexpr std::int64_t kMostCandidates = 20'000;

/// For each of `count` different matches its place among those that are ordered: all, or an even choice of `most`; −1: left out.
[[nodiscard]] std::vector<std::int64_t> chosenCandidates(std::int64_t count, std::int64_t most = kMostCandidates);

/// `embeddings`: N×K×D, a row's text and its match first. Of equally good matches the own one has the place in their middle,
/// rounded up, so that a network that finds all texts alike is no better than chance. Worked out in blocks of rows.
/// `keys`: N int64, equal where the matches are the same text, below 0 where there is none. A row whose match is not among
/// the chosen ones is ordered beside them.
[[nodiscard]] MatchRanking rankMatches(const torch::Tensor& embeddings, const torch::Tensor& keys,
                                       std::int64_t most = kMostCandidates);

/// N float64: cosine of the first two texts of each row.
[[nodiscard]] torch::Tensor pairLikeness(const torch::Tensor& embeddings);

/// Share of the rows whose own match is among the first `count`. NaN where there were no two candidates.
[[nodiscard]] double recallAt(const EvaluationData& data, std::int64_t count);
/// Mean of 1 / place. NaN likewise.
[[nodiscard]] double meanReciprocalPlace(const EvaluationData& data);

} // namespace fettle::components
