// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/label_counts.h"

#include <algorithm>

#include <torch/torch.h>

namespace fettle::components {

LabelCounts::LabelCounts(const EvaluationData& data)
    : actual(data.classes.size(), 0), predicted(data.classes.size(), 0), right(data.classes.size(), 0)
{
    const auto count = [](std::vector<std::int64_t>& counts, std::int32_t label) {
        if (label >= 0 && static_cast<std::size_t>(label) < counts.size())
            ++counts[static_cast<std::size_t>(label)];
    };
    for (std::int64_t row = 0; row < data.targetMarks.size(); ++row) {
        if (!labelsAreKnown(data, row))
            continue;
        const auto truth = data.targetMarks.row(row);
        const auto guess = data.predictedMarks.row(row);
        std::size_t hits = 0;
        for (const auto& mark : truth) {
            count(actual, mark.label);
            if (std::ranges::find(guess, mark.label, &RowMark::label) != guess.end()) {
                count(right, mark.label);
                ++hits;
            }
        }
        for (const auto& mark : guess)
            count(predicted, mark.label);
        ++rows;
        rightRows += hits == truth.size() && hits == guess.size() ? 1 : 0;
    }
}

double labelF1(std::int64_t right, std::int64_t predicted, std::int64_t actual)
{
    return predicted + actual > 0 ? 2.0 * static_cast<double>(right) / static_cast<double>(predicted + actual) : 0.0;
}

} // namespace fettle::components
