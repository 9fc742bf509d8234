// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/place_figures.h"

#include <algorithm>

#include "engine/training/intervals.h"

namespace fettle::training {
namespace {

/// Nobody looks further than this.
constexpr std::int64_t kSinglePlaces = 20;

/// A bar for each of the first places and one for all that lie beyond.
std::vector<std::int64_t> placeEdgesUpTo(std::int64_t candidates)
{
    std::vector<std::int64_t> edges{1};
    while (edges.back() <= std::clamp<std::int64_t>(candidates, 1, kSinglePlaces))
        edges.push_back(edges.back() + 1);
    if (candidates > kSinglePlaces)
        edges.push_back(candidates + 1);
    return edges;
}

double reciprocal(std::int64_t place) { return 1.0 / static_cast<double>(place); }

} // namespace

void summarizePlaces(EvaluationSummary& summary, const EvaluationView& view)
{
    summary.form = AnswerForm::Ranking;
    summary.candidates = view.candidates;
    summary.main.metric = "mrr";
    summary.main.method = "t";
    std::vector<double> reciprocals;
    std::vector<double> gains;
    double byWords = 0.0;
    double firstByWords = 0.0;
    std::map<std::int64_t, double> among{{1, 0.0}, {5, 0.0}, {10, 0.0}};
    summary.placeEdges = placeEdgesUpTo(view.candidates);
    summary.placeCounts.assign(summary.placeEdges.size() - 1, 0);
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto place = view.predicted[i];
        if (place < 1)
            continue;
        reciprocals.push_back(reciprocal(place));
        for (auto& [first, count] : among)
            count += place <= first ? 1.0 : 0.0;
        const auto bar = std::ranges::upper_bound(summary.placeEdges, place) - summary.placeEdges.begin() - 1;
        ++summary.placeCounts[static_cast<std::size_t>(std::min<std::ptrdiff_t>(bar, std::ssize(summary.placeCounts) - 1))];
        if (!view.baselinePlaces.empty() && view.baselinePlaces[i] > 0) {
            byWords += reciprocal(view.baselinePlaces[i]);
            firstByWords += view.baselinePlaces[i] == 1 ? 1.0 : 0.0;
            gains.push_back(reciprocal(place) - reciprocal(view.baselinePlaces[i]));
        }
    }
    if (reciprocals.empty())
        return;
    const auto interval = meanInterval(reciprocals);
    summary.main.value = interval.mean;
    summary.main.lower = std::max(0.0, interval.interval.lower);
    summary.main.upper = std::min(1.0, interval.interval.upper);
    for (const auto& [first, count] : among)
        summary.figures["recall_at_" + std::to_string(first)] = count / static_cast<double>(reciprocals.size());
    if (gains.empty())
        return;
    EvaluationBaseline baseline;
    baseline.value = byWords / static_cast<double>(gains.size());
    baseline.figures["recall_at_1"] = firstByWords / static_cast<double>(gains.size());
    baseline.clearlyBeaten = meanInterval(gains).interval.lower > 0.0;
    summary.baseline = baseline;
}

} // namespace fettle::training
