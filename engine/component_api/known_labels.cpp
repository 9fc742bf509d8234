// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/known_labels.h"

#include <cmath>

#include <torch/torch.h>

namespace fettle {

void keepKnownLabels(EvaluationData& data, const torch::Tensor& isKnown)
{
    data.targets = isKnown.to(torch::kInt64).contiguous();
    const auto& answered = data.predictedMarks;
    if (answered.size() != data.targets.numel() || data.targets.all().item<bool>())
        return;
    MarkRows kept;
    for (std::int64_t row = 0; row < answered.size(); ++row) {
        const auto first = static_cast<std::size_t>(answered.offsets[static_cast<std::size_t>(row)]);
        const auto marks = answered.row(row);
        if (labelsAreKnown(data, row)) {
            kept.marks.insert(kept.marks.end(), marks.begin(), marks.end());
            if (!answered.scores.empty())
                kept.scores.insert(kept.scores.end(), answered.scores.begin() + static_cast<std::ptrdiff_t>(first),
                                   answered.scores.begin() + static_cast<std::ptrdiff_t>(first + marks.size()));
        }
        kept.endRow();
    }
    data.predictedMarks = std::move(kept);
}

bool labelsAreKnown(const EvaluationData& data, std::int64_t row)
{
    if (data.form == AnswerForm::Labels && data.targets.defined())
        return data.targets.const_data_ptr<std::int64_t>()[row] != 0;
    return !data.loss.defined() || data.loss.numel() != data.targetMarks.size() || !std::isnan(data.loss.const_data_ptr<double>()[row]);
}

} // namespace fettle
