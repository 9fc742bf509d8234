// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/task.h"

#include <torch/torch.h>

#include "engine/component_api/label_answers.h"

namespace fettle {
namespace {

/// What follows from a row of scores.
EvaluationData readScores(const TaskInstance& task, const std::string& head, torch::Tensor scores)
{
    EvaluationData data;
    data.form = task.form(head);
    data.scores = std::move(scores);
    if (data.form == AnswerForm::Class) {
        data.predicted = data.scores.argmax(1);
    } else if (data.form == AnswerForm::Labels) {
        answerLabels(data, task.thresholds(head));
    }
    return data;
}

[[noreturn]] void notByScores() { throw std::logic_error("a task whose answers are not read off scores was asked for them"); }

} // namespace

torch::Tensor TaskInstance::scores(const std::string&, const torch::Tensor&) const { notByScores(); }
torch::Tensor TaskInstance::truth(const std::string&, const torch::Tensor&) const { notByScores(); }
torch::Tensor TaskInstance::baselineScores(const std::string&, std::int64_t) const { notByScores(); }
Value TaskInstance::prediction(const std::string&, const torch::Tensor&) const { notByScores(); }
torch::Tensor TaskInstance::thresholds(const std::string&) const { return torch::full({1}, 0.5, torch::kFloat64); }

EvaluationData TaskInstance::answers(const std::string& head, const HeadResult& result, const TargetRows&) const
{
    return readScores(*this, head, scores(head, result.output));
}

void TaskInstance::addTruth(const std::string& head, const torch::Tensor& encoded, const TargetRows&, EvaluationData& data) const
{
    auto known = truth(head, encoded);
    if (data.form != AnswerForm::Labels) {
        data.targets = std::move(known);
        return;
    }
    data.targetMarks = labelRows(known.gt(0.5));
    keepKnownLabels(data, known.isnan().any(1).logical_not());
}

EvaluationData TaskInstance::baselineAnswers(const std::string& head, const TargetRows& rows) const
{
    return readScores(*this, head, baselineScores(head, static_cast<std::int64_t>(rows.rows.size())));
}

Value TaskInstance::told(const std::string& head, const EvaluationData& answers, std::int64_t place, const TargetRows&) const
{
    return prediction(head, answers.scores[place]);
}

} // namespace fettle
