// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/label_answers.h"

#include <cmath>

#include <torch/torch.h>

namespace fettle {

MarkRows labelRows(const torch::Tensor& isThere)
{
    const auto matrix = isThere.to(torch::kBool).contiguous();
    const auto* at = matrix.const_data_ptr<bool>();
    MarkRows rows;
    for (std::int64_t i = 0; i < matrix.size(0); ++i) {
        for (std::int64_t c = 0; c < matrix.size(1); ++c)
            if (*at++)
                rows.marks.push_back({static_cast<std::int32_t>(c), 0, 0});
        rows.endRow();
    }
    return rows;
}

void answerLabels(EvaluationData& data, const torch::Tensor& thresholds)
{
    const auto isThere = data.scores.ge(thresholds);
    data.predictedMarks = labelRows(isThere);
    const auto sure = data.scores.masked_select(isThere).to(torch::kFloat64).contiguous();
    data.predictedMarks.scores.assign(sure.const_data_ptr<double>(), sure.const_data_ptr<double>() + sure.numel());
}

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
