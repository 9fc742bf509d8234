// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/word_ranking.h"

#include <algorithm>

#include "engine/data/text_vectorizer.h"

namespace fettle::data {
namespace {

constexpr std::size_t kMostRankedFeatures = 200'000;

struct Posting {
    std::int32_t candidate = 0;
    float weight = 0.0F;
};

/// For each column the candidates that have it.
std::vector<std::vector<Posting>> postingsOf(const SparseRows& rows, std::size_t columns)
{
    std::vector<std::vector<Posting>> postings(columns);
    for (std::int64_t row = 0; row < rows.size(); ++row)
        for (auto i = rows.offsets[static_cast<std::size_t>(row)]; i < rows.offsets[static_cast<std::size_t>(row) + 1]; ++i)
            postings[static_cast<std::size_t>(rows.columns[static_cast<std::size_t>(i)])].push_back(
                {static_cast<std::int32_t>(row), rows.values[static_cast<std::size_t>(i)]});
    return postings;
}

} // namespace

Result<std::vector<std::int64_t>> placesByWords(std::span<const std::string_view> texts, std::span<const std::string_view> candidates,
                                                std::span<const std::int64_t> own)
{
    std::vector<std::string_view> all(texts.begin(), texts.end());
    all.insert(all.end(), candidates.begin(), candidates.end());
    FETTLE_TRY_ASSIGN(const auto vectorizer, TextVectorizer::learn(all, kMostRankedFeatures));
    FETTLE_TRY_ASSIGN(const auto asked, vectorizer.rowsOf(texts));
    FETTLE_TRY_ASSIGN(const auto offered, vectorizer.rowsOf(candidates));
    const auto postings = postingsOf(offered, vectorizer.size());
    std::vector<std::int64_t> places;
    places.reserve(texts.size());
    std::vector<float> likeness(candidates.size());
    for (std::size_t row = 0; row < texts.size(); ++row) {
        std::ranges::fill(likeness, 0.0F);
        for (auto i = asked.offsets[row]; i < asked.offsets[row + 1]; ++i)
            for (const auto& posting : postings[static_cast<std::size_t>(asked.columns[static_cast<std::size_t>(i)])])
                likeness[static_cast<std::size_t>(posting.candidate)] += asked.values[static_cast<std::size_t>(i)] * posting.weight;
        const auto reached = likeness[static_cast<std::size_t>(own[row])];
        std::int64_t better = 0;
        std::int64_t equal = -1; // itself
        for (const auto value : likeness) {
            better += value > reached ? 1 : 0;
            equal += value == reached ? 1 : 0;
        }
        places.push_back(1 + better + (equal + 1) / 2);
    }
    return places;
}

} // namespace fettle::data
