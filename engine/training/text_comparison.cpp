// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/text_comparison.h"

#include <cmath>
#include <map>
#include <tuple>

#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/data/text_baseline.h"
#include "engine/training/label_thresholds.h"

namespace fettle::training {
namespace {

/// More texts than these make the simple model slow and hardly better.
constexpr std::size_t kMostTexts = 50'000;

/// The texts of rows; several fields of a row follow each other.
std::vector<std::string> joinedTexts(const std::vector<const Column*>& columns, const std::vector<std::int64_t>& rows)
{
    std::vector<std::string> texts(rows.size());
    std::vector<std::string_view> views(rows.size());
    for (const auto* column : columns) {
        column->readTexts(rows, views);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!texts[i].empty())
                texts[i] += '\n';
            texts[i] += views[i];
        }
    }
    return texts;
}

struct Part {
    std::vector<std::string> texts;
    std::vector<std::string_view> views;
    torch::Tensor targets; ///< N; labels: N×C
};

/// At most kMostTexts rows, spread evenly; those without a target are left out.
Part partOf(const Experiment& experiment, const std::vector<const Column*>& columns, const std::vector<std::int64_t>& rows)
{
    std::vector<std::int64_t> some;
    const auto count = std::min(rows.size(), kMostTexts);
    for (std::size_t i = 0; i < count; ++i)
        some.push_back(rows[i * rows.size() / count]);
    const EncodedSplit targets({}, {experiment.targets.front()}, nullptr, some, {});
    const auto encoded = targets.target(experiment.targets.front().name);
    const auto isKnown = encoded.is_floating_point() ? encoded.isfinite() : encoded.ge(0);
    const auto known = isKnown.dim() > 1 ? isKnown.all(1) : isKnown;
    Part part;
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < known.numel(); ++i)
        if (known[i].item<bool>())
            kept.push_back(some[static_cast<std::size_t>(i)]);
    part.targets = encoded.index({known}).contiguous();
    if (part.targets.dim() > 1 && part.targets.size(1) == 1)
        part.targets = part.targets.reshape({-1});
    part.texts = joinedTexts(columns, kept);
    part.views.assign(part.texts.begin(), part.texts.end());
    return part;
}

std::optional<double> accuracyOfBaseline(const Part& train, const Part& checked, std::int64_t classes,
                                         const data::TextBaselineOptions& options)
{
    const std::span targets(train.targets.const_data_ptr<std::int64_t>(), train.views.size());
    const auto baseline = data::TextBaseline::forClasses(train.views, targets, classes, options);
    if (!baseline)
        return std::nullopt;
    const auto found = baseline->classesOf(checked.views);
    if (!found)
        return std::nullopt;
    const auto* wanted = checked.targets.const_data_ptr<std::int64_t>();
    double right = 0.0;
    for (std::size_t i = 0; i < found->size(); ++i)
        right += (*found)[i] == wanted[i] ? 1.0 : 0.0;
    return right / static_cast<double>(found->size());
}

/// Mean absolute error in the target's own unit.
std::optional<double> errorOfBaseline(const Part& train, const Part& checked, const FittedEncoder& encoder,
                                      const data::TextBaselineOptions& options)
{
    const auto numbersOf = [&](const torch::Tensor& encoded) {
        std::vector<double> numbers;
        for (std::int64_t i = 0; i < encoded.numel(); ++i)
            numbers.push_back(encoder.decode(encoded[i]).asReal());
        return numbers;
    };
    const auto baseline = data::TextBaseline::forNumbers(train.views, numbersOf(train.targets), options);
    if (!baseline)
        return std::nullopt;
    const auto found = baseline->numbersOf(checked.views);
    if (!found)
        return std::nullopt;
    const auto wanted = numbersOf(checked.targets);
    double total = 0.0;
    for (std::size_t i = 0; i < found->size(); ++i)
        total += std::abs((*found)[i] - wanted[i]);
    return total / static_cast<double>(found->size());
}

/// Labels as a task would have given them.
EvaluationData labelAnswers(const Experiment& experiment, const torch::Tensor& scores, const torch::Tensor& targets)
{
    EvaluationData data;
    data.form = AnswerForm::Labels;
    data.scores = scores;
    data.classes = experiment.targets.front().encoder->classes();
    experiment.task->addTruth(experiment.task->heads().front().head.name, targets, {}, data);
    return data;
}

void giveLabels(EvaluationData& data, const std::vector<double>& thresholds)
{
    const auto scores = data.scores.accessor<double, 2>();
    for (std::int64_t row = 0; row < data.scores.size(0); ++row) {
        for (std::int64_t label = 0; label < data.scores.size(1); ++label)
            if (scores[row][label] >= thresholds[static_cast<std::size_t>(label)]) {
                data.predictedMarks.marks.push_back({static_cast<std::int32_t>(label), 0, 0});
                data.predictedMarks.scores.push_back(scores[row][label]);
            }
        data.predictedMarks.endRow();
    }
}

/// One unit a label, with thresholds chosen on the validation part as the model's are.
std::optional<EvaluationData> labelsOfBaseline(const Experiment& experiment, const std::vector<const Column*>& columns,
                                               const Part& train, const Part& checked, const data::TextBaselineOptions& options)
{
    const auto& validation = experiment.dataset->rows(Split::Validation);
    const auto choice = validation.empty() ? Part() : partOf(experiment, columns, validation);
    std::vector<std::string_view> asked(checked.views);
    asked.insert(asked.end(), choice.views.begin(), choice.views.end());
    const auto isThere = train.targets.gt(0.5).contiguous();
    const auto* has = isThere.const_data_ptr<bool>();
    const auto labels = isThere.size(1);
    const auto found = data::TextBaseline::labelScores(
        train.views, [has, labels](std::int64_t row, std::int64_t label) { return has[row * labels + label]; }, labels, asked, options);
    if (!found)
        return std::nullopt;
    const auto rows = static_cast<std::int64_t>(checked.views.size());
    const auto scores = torch::tensor(*found, torch::kFloat64).reshape({-1, labels});
    std::vector<double> thresholds(static_cast<std::size_t>(labels), 0.5);
    if (!choice.views.empty())
        thresholds = bestThresholds(labelAnswers(experiment, scores.slice(0, rows), choice.targets));
    auto data = labelAnswers(experiment, scores.slice(0, 0, rows), checked.targets);
    giveLabels(data, thresholds);
    return data;
}

/// The figures that Results shows first and that the run is compared by.
std::optional<Note> compareLabels(const EvaluationData& data, const std::string& split, const std::map<std::string, double>& own,
                                  const Registry& registry)
{
    auto note = makeError("training.text_baseline_labels", {{"split", split}});
    for (const auto& [metric, baselineName, modelName] :
         {std::tuple{"f1_micro", "baseline", "model"}, std::tuple{"average_precision", "baseline_precision", "model_precision"}}) {
        const auto resolved = registry.resolve<Metric>(ComponentKind::Metric, {metric, {}});
        const auto value = own.find(metric);
        if (!resolved || value == own.end())
            return std::nullopt;
        note.arguments[baselineName] = std::round(resolved->first->compute(data, resolved->second) * 1000.0) / 10.0;
        note.arguments[modelName] = std::round(value->second * 1000.0) / 10.0;
    }
    return note;
}

} // namespace

std::optional<Note> compareWithTextBaseline(const Experiment& experiment, const SplitMetrics& metrics, const Registry& registry,
                                            const std::function<bool()>& cancelled)
{
    std::vector<const Column*> columns;
    for (const auto& field : experiment.inputs)
        if (field.column->field().kind == FieldKind::Text)
            columns.push_back(field.column);
    const auto& dataset = *experiment.dataset;
    const auto split = dataset.rows(Split::Test).empty() ? Split::Validation : Split::Test;
    const std::string name(toText(split));
    // The simple model gives a text one class, one number or a set of labels.
    const auto& target = experiment.targets.front().name;
    const auto form = experiment.task->form(experiment.task->heads().front().head.name);
    const bool givesLabels = form == AnswerForm::Labels;
    const bool isOneAnswer = (form == AnswerForm::Class || form == AnswerForm::Number)
        && experiment.train->target(target).numel() == experiment.train->size();
    if (!(isOneAnswer || givesLabels) || !experiment.train->targetOffsets(target).empty() || columns.empty() || dataset.rows(split).empty() || !metrics.contains(name))
        return std::nullopt;
    const auto train = partOf(experiment, columns, experiment.train->rows());
    const auto checked = partOf(experiment, columns, dataset.rows(split));
    if (train.views.empty() || checked.views.empty())
        return std::nullopt;
    data::TextBaselineOptions options;
    options.cancelled = cancelled;
    if (givesLabels) {
        const auto found = labelsOfBaseline(experiment, columns, train, checked, options);
        return found ? compareLabels(*found, name, metrics.at(name), registry) : std::nullopt;
    }
    const auto& encoder = *experiment.targets.front().encoder;
    const auto classes = static_cast<std::int64_t>(encoder.classes().size());
    const std::string metric = classes > 0 ? "accuracy" : "mae";
    const auto& own = metrics.at(name);
    const auto value = classes > 0 ? accuracyOfBaseline(train, checked, classes, options)
                                   : errorOfBaseline(train, checked, encoder, options);
    if (!value || !own.contains(metric))
        return std::nullopt;
    if (classes > 0)
        return makeError("training.text_baseline", {{"split", name}, {"baseline", std::round(*value * 1000.0) / 10.0},
                                                    {"model", std::round(own.at(metric) * 1000.0) / 10.0}});
    return makeError("training.text_baseline_error", {{"split", name}, {"baseline", *value}, {"model", own.at(metric)}});
}

} // namespace fettle::training
