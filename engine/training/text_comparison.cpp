// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/text_comparison.h"

#include <cmath>

#include <torch/torch.h>

#include "engine/data/text_baseline.h"

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
    torch::Tensor targets;
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
    const auto known = encoded.is_floating_point() ? encoded.isfinite().reshape({-1}) : encoded.ge(0).reshape({-1});
    Part part;
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < known.numel(); ++i)
        if (known[i].item<bool>())
            kept.push_back(some[static_cast<std::size_t>(i)]);
    part.targets = encoded.reshape({-1}).masked_select(known).contiguous();
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

} // namespace

std::optional<Note> compareWithTextBaseline(const Experiment& experiment, const SplitMetrics& metrics,
                                            const std::function<bool()>& cancelled)
{
    std::vector<const Column*> columns;
    for (const auto& field : experiment.inputs)
        if (field.column->field().kind == FieldKind::Text)
            columns.push_back(field.column);
    const auto& dataset = *experiment.dataset;
    const auto split = dataset.rows(Split::Test).empty() ? Split::Validation : Split::Test;
    const std::string name(toText(split));
    // The simple model gives a text one class or one number.
    const auto& target = experiment.targets.front().name;
    const auto form = experiment.task->form(experiment.task->heads().front().head.name);
    const bool isOneAnswer = (form == AnswerForm::Class || form == AnswerForm::Number) && experiment.train->targetOffsets(target).empty() && experiment.train->target(target).numel() == experiment.train->size();
    if (!isOneAnswer || columns.empty() || dataset.rows(split).empty() || !metrics.contains(name))
        return std::nullopt;
    const auto train = partOf(experiment, columns, experiment.train->rows());
    const auto checked = partOf(experiment, columns, dataset.rows(split));
    if (train.views.empty() || checked.views.empty())
        return std::nullopt;
    data::TextBaselineOptions options;
    options.cancelled = cancelled;
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
