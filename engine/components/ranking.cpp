// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include <torch/torch.h>

namespace fettle::components {
namespace {

/// Numbers of one block of rows against all candidates.
constexpr std::int64_t kMostLikenesses = std::int64_t{4} << 20;

torch::Tensor directionsOf(const torch::Tensor& rows)
{
    return torch::nn::functional::normalize(rows.to(torch::kFloat32),
                                            torch::nn::functional::NormalizeFuncOptions().dim(1).eps(1e-12));
}

/// Places that are places.
torch::Tensor knownPlaces(const EvaluationData& data)
{
    return data.candidates < 2 ? torch::Tensor() : data.predicted.masked_select(data.predicted.gt(0));
}

} // namespace

torch::Tensor pairLikeness(const torch::Tensor& embeddings)
{
    return (directionsOf(embeddings.select(1, 0)) * directionsOf(embeddings.select(1, 1))).sum(1).to(torch::kFloat64);
}

std::vector<std::int64_t> chosenCandidates(std::int64_t count, std::int64_t most)
{
    std::vector<std::int64_t> places(static_cast<std::size_t>(count), -1);
    const auto chosen = std::min(count, most);
    for (std::int64_t i = 0; i < chosen; ++i)
        places[static_cast<std::size_t>(i * count / chosen)] = i;
    return places;
}

MatchRanking rankMatches(const torch::Tensor& embeddings, const torch::Tensor& keys, std::int64_t most)
{
    MatchRanking ranking;
    ranking.likeness = pairLikeness(embeddings);
    const auto count = keys.size(0);
    const auto dense = keys.contiguous();
    const auto* key = dense.const_data_ptr<std::int64_t>();
    // The first row of each different match stands for it.
    std::unordered_map<std::int64_t, std::int64_t> candidateOf;
    std::vector<std::int64_t> firstRows;
    std::vector<std::int64_t> own(static_cast<std::size_t>(count), 0);
    for (std::int64_t i = 0; i < count; ++i) {
        if (key[i] < 0)
            continue;
        const auto [found, isNew] = candidateOf.try_emplace(key[i], static_cast<std::int64_t>(firstRows.size()));
        if (isNew)
            firstRows.push_back(i);
        own[static_cast<std::size_t>(i)] = found->second;
    }
    ranking.places = torch::zeros({count}, torch::kInt64);
    if (firstRows.empty())
        return ranking;
    const auto places = chosenCandidates(static_cast<std::int64_t>(firstRows.size()), most);
    std::vector<std::int64_t> chosenRows;
    for (std::size_t i = 0; i < firstRows.size(); ++i)
        if (places[i] >= 0)
            chosenRows.push_back(firstRows[i]);
    ranking.candidates = static_cast<std::int64_t>(chosenRows.size());
    for (auto& match : own)
        match = places[static_cast<std::size_t>(match)];
    const auto texts = directionsOf(embeddings.select(1, 0));
    const auto matches = directionsOf(embeddings.select(1, 1).index_select(0, torch::tensor(chosenRows, torch::kInt64))).t().contiguous();
    const auto ownPlaces = torch::tensor(own, torch::kInt64).unsqueeze(1);
    const auto block = std::max<std::int64_t>(1, kMostLikenesses / ranking.candidates);
    for (std::int64_t first = 0; first < count; first += block) {
        const auto rows = std::min(block, count - first);
        const auto likeness = texts.narrow(0, first, rows).mm(matches);
        const auto where = ownPlaces.narrow(0, first, rows);
        const auto beside = ranking.likeness.narrow(0, first, rows).unsqueeze(1).to(torch::kFloat32);
        const auto reached = torch::where(where.ge(0), likeness.gather(1, where.clamp_min(0)), beside);
        const auto better = likeness.gt(reached).sum(1);
        // Itself is one of the equal ones where it is among them.
        const auto equal = likeness.eq(reached).sum(1) - where.ge(0).squeeze(1).to(torch::kInt64);
        auto found = 1 + better + (equal + 1).floor_divide(2);
        // Of numbers that are none, nothing is better or equal: the last place.
        found.masked_fill_(reached.squeeze(1).isfinite().logical_not(), ranking.candidates);
        ranking.places.narrow(0, first, rows).copy_(found.clamp_max(ranking.candidates));
    }
    ranking.places.masked_fill_(dense.lt(0), 0);
    return ranking;
}

double recallAt(const EvaluationData& data, std::int64_t count)
{
    const auto places = knownPlaces(data);
    return !places.defined() || places.numel() == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                    : places.le(count).to(torch::kFloat64).mean().item<double>();
}

double meanReciprocalPlace(const EvaluationData& data)
{
    const auto places = knownPlaces(data);
    return !places.defined() || places.numel() == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                    : places.to(torch::kFloat64).reciprocal().mean().item<double>();
}

} // namespace fettle::components
