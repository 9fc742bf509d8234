// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/live_examples.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/contract/marks.h"
#include "engine/data/cell_values.h"
#include "engine/training/mark_figures.h"

namespace fettle::training {
namespace {

constexpr std::size_t kExamples = 9;

} // namespace

Value liveExamples(const SplitEvaluation& evaluation, std::int64_t step, const Column* texts)
{
    if (evaluation.heads.empty() || evaluation.ids.empty())
        return {};
    const auto& head = evaluation.heads.begin()->second;
    const auto scores = head.scores.to(torch::kFloat64);
    const auto count = std::min(kExamples, evaluation.ids.size());
    ValueList rows;
    for (std::size_t i = 0; i < count; ++i) {
        // Spread over the part: its order may be by class.
        const auto place = i * evaluation.ids.size() / count;
        const auto at = static_cast<std::int64_t>(place);
        ValueMap row{{"id", evaluation.ids[place]}};
        if (texts) {
            std::string_view text;
            texts->readTexts({&evaluation.ids[place], 1}, {&text, 1});
            if (!text.empty())
                row["text"] = data::excerpt(text);
        }
        if (head.form == AnswerForm::Labels || head.form == AnswerForm::Spans) {
            row["target"] = writeMarks(namedMarks(head.targetMarks.row(at), head.classes));
            row["value"] = writeMarks(namedMarks(head.predictedMarks.row(at), head.classes));
            row["score"] = head.form == AnswerForm::Spans ? scores[at].item<double>() : scores[at].max().item<double>();
        } else if (head.form == AnswerForm::Ranking) {
            row["target"] = 1; // the place where its own match should stand
            row["value"] = head.predicted[at].item<std::int64_t>();
            row["score"] = scores[at].item<double>();
        } else if (head.predicted.defined() && !head.classes.empty()) {
            const auto name = [&](std::int64_t index) {
                return index >= 0 && index < static_cast<std::int64_t>(head.classes.size()) ? head.classes[static_cast<std::size_t>(index)] : std::string();
            };
            row["target"] = name(head.targets[at].item<std::int64_t>());
            row["value"] = name(head.predicted[at].item<std::int64_t>());
            row["score"] = scores[at].max().item<double>();
        } else {
            row["target"] = head.targets[at].item<double>();
            row["value"] = scores.reshape({-1})[at].item<double>();
        }
        rows.emplace_back(std::move(row));
    }
    return ValueMap{{"step", step}, {"rows", rows}};
}

} // namespace fettle::training
