// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/text_comparison.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <initializer_list>
#include <map>
#include <tuple>

#include <torch/torch.h>

#include "engine/component_api/label_answers.h"
#include "engine/component_api/metric.h"
#include "engine/data/text_baseline.h"
#include "engine/training/label_thresholds.h"

namespace fettle::training {
namespace {

/// More texts than these make the simple model slow and hardly better.
constexpr std::size_t kMostTexts = 50'000;
/// A number for each label of each row: of those that are checked, and of those that are learned from.
constexpr std::size_t kMostScores = 10'000'000;
constexpr std::size_t kMostMarks = 50'000'000;
/// A unit for each class is a number for each word.
constexpr std::size_t kMostWeights = 100'000'000;

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

/// At most `most` rows, spread evenly; those without a target are left out.
Part partOf(const Experiment& experiment, const std::vector<const Column*>& columns,
            const std::vector<std::int64_t>& rows, std::size_t most = kMostTexts)
{
    std::vector<std::int64_t> some;
    const auto count = std::min(rows.size(), most);
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
    const auto found = baseline->classesOf(checked.views, options.cancelled);
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
    const auto found = baseline->numbersOf(checked.views, options.cancelled);
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

/// Rows that are checked: with many labels fewer than kMostTexts.
std::size_t mostChecked(const Experiment& experiment)
{
    const auto labels = experiment.targets.front().encoder->classes().size();
    return std::min(kMostTexts, kMostScores / std::max<std::size_t>(1, labels));
}

/// One unit a label, with thresholds chosen on the validation part as the model's are.
std::optional<EvaluationData> labelsOfBaseline(const Experiment& experiment, const std::vector<const Column*>& columns,
                                               const Part& train, const Part& checked, const data::TextBaselineOptions& options)
{
    const auto& validation = experiment.dataset->rows(Split::Validation);
    const auto choice = validation.empty() ? Part() : partOf(experiment, columns, validation, mostChecked(experiment));
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
    answerLabels(data, torch::tensor(thresholds, torch::kFloat64));
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
        if (!resolved)
            return std::nullopt;
        const double reached = resolved->first->compute(data, resolved->second);
        if (!std::isfinite(reached))
            return std::nullopt; // none of the rows that were checked has a label
        note.arguments[baselineName] = std::round(reached * 1000.0) / 10.0;
        note.arguments[modelName] = std::round(own.at(metric) * 1000.0) / 10.0;
    }
    return note;
}

std::optional<Note> compareOneAnswer(const Experiment& experiment, const Part& train, const Part& checked,
                                     const std::string& split, const std::map<std::string, double>& own,
                                     const data::TextBaselineOptions& options)
{
    const auto& encoder = *experiment.targets.front().encoder;
    const auto classes = static_cast<std::int64_t>(encoder.classes().size());
    const auto value = classes > 0 ? accuracyOfBaseline(train, checked, classes, options)
                                   : errorOfBaseline(train, checked, encoder, options);
    if (!value || !std::isfinite(*value))
        return std::nullopt;
    if (classes > 0)
        return makeError("training.text_baseline", {{"split", split}, {"baseline", std::round(*value * 1000.0) / 10.0},
                                                    {"model", std::round(own.at("accuracy") * 1000.0) / 10.0}});
    return makeError("training.text_baseline_error", {{"split", split}, {"baseline", *value}, {"model", own.at("mae")}});
}

/// Whether the model has all the figures that would stand beside the simple model's. With several heads they are not its
/// own: their names begin with the head's.
bool hasFigures(const std::map<std::string, double>& own, std::initializer_list<const char*> names)
{
    return std::ranges::all_of(names, [&own](const char* name) {
        const auto found = own.find(name);
        return found != own.end() && std::isfinite(found->second);
    });
}

std::optional<Note> compareTexts(const Experiment& experiment, const SplitMetrics& metrics, const Registry& registry,
                                 const data::TextBaselineOptions& wanted)
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
    const auto& own = metrics.at(name);
    const auto classes = experiment.targets.front().encoder->classes().size();
    if (givesLabels ? !hasFigures(own, {"f1_micro", "average_precision"}) : !hasFigures(own, {classes > 0 ? "accuracy" : "mae"}))
        return std::nullopt;
    const auto& rows = experiment.train->rows();
    if (givesLabels && std::min(rows.size(), kMostTexts) * classes > kMostMarks)
        return std::nullopt; // learned from fewer rows it would be no fair comparison
    auto options = wanted;
    if (!givesLabels) // whose units are not kept
        options.maxFeatures = std::min(options.maxFeatures, kMostWeights / std::max<std::size_t>(1, classes));
    if (options.progress)
        options.progress(0, 1);
    const auto train = partOf(experiment, columns, rows);
    const auto checked = partOf(experiment, columns, dataset.rows(split), givesLabels ? mostChecked(experiment) : kMostTexts);
    if (train.views.empty() || checked.views.empty())
        return std::nullopt;
    if (!givesLabels)
        return compareOneAnswer(experiment, train, checked, name, own, options);
    const auto found = labelsOfBaseline(experiment, columns, train, checked, options);
    return found ? compareLabels(*found, name, own, registry) : std::nullopt;
}

} // namespace

std::optional<Note> compareWithTextBaseline(const Experiment& experiment, const SplitMetrics& metrics, const Registry& registry,
                                            const TextComparison& comparison)
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(std::llround(1000.0 * comparison.seconds));
    bool isLate = false;
    data::TextBaselineOptions options;
    options.cancelled = [&comparison, &isLate, end] {
        const bool isStopped = comparison.cancelled && comparison.cancelled();
        isLate = !isStopped && Clock::now() >= end;
        return isStopped || isLate;
    };
    if (comparison.progress)
        options.progress = [&comparison](std::int64_t done, std::int64_t total) {
            comparison.progress(static_cast<double>(done) / static_cast<double>(total));
        };
    try {
        auto compared = compareTexts(experiment, metrics, registry, options);
        if (!compared && isLate)
            return makeError("training.text_baseline_late", {{"seconds", std::llround(comparison.seconds)}});
        return compared;
    } catch (const std::exception&) {
        return std::nullopt; // above all memory: the model is trained, whatever the simple one needs
    }
}

} // namespace fettle::training
