// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/mark_counts.h"

#include <algorithm>

#include "engine/component_api/label_answers.h"

namespace fettle::components {

AllMarks::AllMarks(const EvaluationData& data)
{
    const auto rows = std::min(data.targetMarks.size(), data.predictedMarks.size());
    for (std::int64_t i = 0; i < rows; ++i) {
        if (data.form == AnswerForm::Labels && !labelsAreKnown(data, i))
            continue;
        const auto match = matchMarks(data.targetMarks.row(i), data.predictedMarks.row(i));
        right += std::ranges::count(match.targets, MarkOutcome::Right);
        targets += std::ssize(match.targets);
        predicted += std::ssize(match.predicted);
    }
}

} // namespace fettle::components
