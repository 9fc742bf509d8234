// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/label_thresholds.h"

#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/label_answers.h"

namespace fettle::training {
namespace {

constexpr double kUsualThreshold = 0.5;
constexpr double kLowestThreshold = 0.05;
constexpr double kHighestThreshold = 0.95;
/// With fewer rows than these a threshold follows chance.
constexpr std::int64_t kFewestRowsOfLabel = 5;

/// One label: scores with whether the row has it.
double bestThreshold(std::vector<std::pair<double, bool>> rows)
{
    std::ranges::sort(rows, std::greater<>());
    const auto actual = std::ranges::count_if(rows, [](const auto& row) { return row.second; });
    if (actual < kFewestRowsOfLabel)
        return kUsualThreshold;
    double best = kUsualThreshold;
    double bestF1 = -1.0;
    std::int64_t right = 0;
    for (std::size_t given = 1; given <= rows.size(); ++given) {
        right += rows[given - 1].second ? 1 : 0;
        const double here = rows[given - 1].first;
        const double below = given < rows.size() ? rows[given].first : 0.0;
        if (below == here)
            continue;
        // The usual one where it divides the rows at the same place.
        double threshold = here >= kUsualThreshold && below < kUsualThreshold ? kUsualThreshold : 0.5 * (here + below);
        threshold = std::clamp(threshold, kLowestThreshold, kHighestThreshold);
        if (threshold > here || threshold <= below)
            continue; // beyond the bounds it would divide them elsewhere
        const double f1 = 2.0 * static_cast<double>(right) / static_cast<double>(static_cast<std::int64_t>(given) + actual);
        if (f1 > bestF1 || (f1 == bestF1 && std::abs(threshold - kUsualThreshold) < std::abs(best - kUsualThreshold))) {
            bestF1 = f1;
            best = threshold;
        }
    }
    return best;
}

} // namespace

std::vector<double> bestThresholds(const EvaluationData& data)
{
    const auto scores = data.scores.to(torch::kFloat64).contiguous();
    const auto values = scores.accessor<double, 2>();
    std::vector<double> thresholds;
    for (std::int64_t label = 0; label < scores.size(1); ++label) {
        std::vector<std::pair<double, bool>> rows;
        for (std::int64_t row = 0; row < scores.size(0); ++row) {
            const auto marks = data.targetMarks.row(row);
            if (labelsAreKnown(data, row) && std::isfinite(values[row][label]))
                rows.emplace_back(values[row][label],
                                  std::ranges::find(marks, static_cast<std::int32_t>(label), &RowMark::label) != marks.end());
        }
        thresholds.push_back(bestThreshold(std::move(rows)));
    }
    return thresholds;
}

Result<void> chooseLabelThresholds(Session& session)
{
    auto& experiment = session.experiment;
    const auto heads = experiment.task->heads();
    const auto& rows = experiment.dataset->rows(Split::Validation);
    const bool givesLabels = std::ranges::any_of(heads, [&](const TaskHead& head) {
        return experiment.task->form(head.head.name) == AnswerForm::Labels;
    });
    if (!givesLabels || rows.empty())
        return {};
    const auto part = experiment.encodeForEvaluation(rows);
    const auto evaluation = evaluateSplit(session.mainNetwork(), *part, *experiment.task, session.classesOfTarget(), nullptr,
                                          session.registry, session.evaluateOptions());
    if (evaluation.cancelled)
        return {};
    auto state = experiment.task->state().asMap();
    auto thresholds = state["thresholds"].asMap();
    for (const auto& [head, data] : evaluation.heads)
        if (data.form == AnswerForm::Labels) {
            const auto chosen = bestThresholds(data);
            thresholds[head] = ValueList(chosen.begin(), chosen.end());
        }
    state["thresholds"] = std::move(thresholds);
    FETTLE_TRY_ASSIGN(const auto task, session.registry.resolve<Task>(ComponentKind::Task, experiment.recipe.task));
    TaskContext context;
    for (const auto& target : experiment.targets) {
        context.targetFields.push_back(target.name);
        context.targetEncoders[target.name] = target.encoder;
    }
    FETTLE_TRY_ASSIGN(experiment.task, task.first->restore(task.second, state, context));
    return {};
}

} // namespace fettle::training
