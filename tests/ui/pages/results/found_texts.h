// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/contract/evaluation.h"

namespace fettle::test {

/// 120 texts whose match was looked for among 95: most stand first, two at each of the next places, two beyond.
inline EvaluationSummary foundTexts()
{
    EvaluationSummary summary;
    summary.form = AnswerForm::Ranking;
    summary.split = "test";
    summary.count = 120;
    summary.candidates = 95;
    summary.main = {"mrr", 0.71, 0.64, 0.78, "t"};
    summary.figures = {{"recall_at_1", 0.62}, {"recall_at_5", 0.83}, {"recall_at_10", 0.9}};
    summary.baseline = EvaluationBaseline{"", 0.0, 0.2, true, {{"recall_at_1", 0.13}}};
    for (std::int64_t edge = 1; edge <= 21; ++edge)
        summary.placeEdges.push_back(edge);
    summary.placeEdges.push_back(96);
    summary.placeCounts.assign(21, 2);
    summary.placeCounts.front() = 80;
    return summary;
}

} // namespace fettle::test
