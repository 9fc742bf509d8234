// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <c10/util/Exception.h>
#include <torch/torch.h>

#include "engine/component_api/label_answers.h"
#include "engine/training/memory_pool.h"

namespace fettle::training {
namespace {

std::string metricName(const std::string& head, const std::string& metric, bool severalHeads)
{
    return severalHeads ? head + "/" + metric : metric;
}

/// Over tokens: the mean over those of each row that count. Each token goes through the loss as a row of its own.
torch::Tensor lossPerRow(const LossFunction& loss, const HeadResult& result, const torch::Tensor& target)
{
    const auto tokens = loss.perExample(result.output.unsqueeze(1), target.unsqueeze(1)).to(torch::kFloat64).contiguous();
    const auto* each = tokens.const_data_ptr<double>();
    std::vector<double> rows(result.offsets.size() - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double sum = 0.0;
        double count = 0.0;
        for (auto t = result.offsets[i]; t < result.offsets[i + 1]; ++t)
            if (std::isfinite(each[t])) {
                sum += each[t];
                count += 1.0;
            }
        rows[i] = count > 0.0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
    }
    return torch::tensor(rows, torch::kFloat64);
}

/// Losses where the class is known; −1 (a class that training did not have) has none.
torch::Tensor lossPerExample(const LossFunction& loss, const HeadResult& result, const torch::Tensor& target)
{
    const auto& output = result.output;
    if (!result.offsets.empty())
        return lossPerRow(loss, result, target);
    if (target.is_floating_point())
        return loss.perExample(output, target.to(output.scalar_type())).to(torch::kFloat64).reshape({-1});
    const auto known = target.ge(0);
    auto values = loss.perExample(output, target.clamp_min(0)).to(torch::kFloat64).reshape({-1});
    return values.masked_fill(known.logical_not(), std::numeric_limits<double>::quiet_NaN());
}

} // namespace

std::map<std::string, double> computeMetrics(const EvaluationData& data, const std::vector<std::string>& metrics,
                                             const Registry& registry)
{
    std::map<std::string, double> values;
    for (const auto& id : metrics)
        if (const auto found = registry.resolve<Metric>(ComponentKind::Metric, {id, {}}))
            values[id] = found->first->compute(data, found->second);
    return values;
}

namespace {

/// Rows in the order in which they are evaluated: sequences by length, so that a batch holds little padding; empty for
/// the order that they have.
std::vector<std::int64_t> evaluationOrder(const std::vector<std::int64_t>& lengths)
{
    std::vector<std::int64_t> order(lengths.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::int64_t position) { return lengths[static_cast<std::size_t>(position)]; });
    return order;
}

/// Tokens of a batch, padding included: enough for full speed, and a wide layer of them stays below a hundred megabytes.
constexpr std::int64_t kTokensPerBatch = 8'192;

/// How many of the rows from `first` on make a batch.
std::int64_t batchCount(const std::vector<std::int64_t>& order, const std::vector<std::int64_t>& lengths, std::int64_t first,
                        std::int64_t most)
{
    auto count = std::min(most, static_cast<std::int64_t>(order.size()) - first);
    while (count > 1 && count * lengths[static_cast<std::size_t>(order[static_cast<std::size_t>(first + count - 1)])] > kTokensPerBatch)
        count /= 2;
    return count;
}

/// What the batches gave at one head, in the order in which they were passed.
struct HeadParts {
    std::vector<torch::Tensor> outputs;
    std::vector<std::int64_t> lengths; ///< of each row, over tokens; empty otherwise
};

/// Keeps a batch's output; over tokens without the padding.
void addOutput(HeadParts& parts, const Signal& output)
{
    if (!output.layout || !output.layout->mask.defined() || output.values.dim() < 3) {
        parts.outputs.push_back(output.values.clone());
        return;
    }
    const auto lengths = output.layout->mask.sum(1, false, torch::kInt64).contiguous();
    parts.lengths.insert(parts.lengths.end(), lengths.const_data_ptr<std::int64_t>(),
                         lengths.const_data_ptr<std::int64_t>() + lengths.numel());
    parts.outputs.push_back(output.values.index({output.layout->mask}));
}

/// The outputs, brought back to the order of the split.
HeadResult inOrder(const HeadParts& parts, const std::vector<std::int64_t>& order)
{
    HeadResult result;
    result.output = torch::cat(parts.outputs);
    std::vector<std::int64_t> places(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        places[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
    if (parts.lengths.empty()) {
        if (!order.empty())
            result.output = result.output.index_select(0, torch::tensor(places, torch::kInt64));
        return result;
    }
    std::vector<std::int64_t> begins{0};
    for (const auto length : parts.lengths)
        begins.push_back(begins.back() + length);
    std::vector<std::int64_t> tokens;
    result.offsets.push_back(0);
    for (std::size_t i = 0; i < parts.lengths.size(); ++i) {
        const auto place = static_cast<std::size_t>(order.empty() ? static_cast<std::int64_t>(i) : places[i]);
        for (auto t = begins[place]; t < begins[place + 1]; ++t)
            tokens.push_back(t);
        result.offsets.push_back(static_cast<std::int64_t>(tokens.size()));
    }
    result.output = result.output.index_select(0, torch::tensor(tokens, torch::kInt64));
    return result;
}

} // namespace

std::optional<SplitOutputs> runSplit(model::Network& network, const EncodedSplit& split, const EvaluateOptions& options)
{
    const torch::InferenceMode guard;
    std::map<std::string, HeadParts> parts;
    std::vector<std::int64_t> positions;
    BatchSlot slot;
    auto batchSize = options.batchSize;
    const auto lengths = split.lengths();
    const auto order = evaluationOrder(lengths);
    for (std::int64_t first = 0; first < split.size();) {
        if (options.cancelled && options.cancelled())
            return std::nullopt;
        const auto count = order.empty() ? std::min(batchSize, split.size() - first) : batchCount(order, lengths, first, batchSize);
        positions.resize(static_cast<std::size_t>(count));
        if (order.empty())
            std::iota(positions.begin(), positions.end(), first);
        else
            std::copy_n(order.begin() + first, count, positions.begin());
        try {
            if (slot.batch.size != count)
                slot = split.makeSlot(count);
            split.fill(slot, positions, 0);
            for (const auto& [head, output] : forwardPass(network, slot.batch.inputs, false, options.pass))
                addOutput(parts[head], output);
        } catch (const c10::OutOfMemoryError&) {
            // Where memory is short, smaller batches give the same scores but for their last digits.
            if (batchSize == 1)
                throw;
            batchSize = (batchSize + 1) / 2;
            slot = {};
            releaseCachedMemory();
            continue;
        }
        first += count;
    }
    SplitOutputs outputs;
    for (const auto& [head, list] : parts)
        outputs[head] = inOrder(list, order);
    return outputs;
}

SplitEvaluation evaluateSplit(model::Network& network, const EncodedSplit& split, const TaskInstance& task,
                              const std::map<std::string, std::vector<std::string>>& classesOfTarget,
                              const HeadLosses* losses, const Registry& registry, const EvaluateOptions& options)
{
    const torch::InferenceMode guard;
    SplitEvaluation evaluation;
    evaluation.ids = split.rows();
    if (split.size() == 0)
        return evaluation;
    const auto outputs = runSplit(network, split, options);
    if (!outputs) {
        evaluation.cancelled = true;
        return evaluation;
    }
    const auto heads = task.heads();
    const bool several = heads.size() > 1;
    for (const auto& head : heads) {
        const auto& name = head.head.name;
        const auto& result = outputs->at(name);
        const auto& encoded = split.target(head.target);
        const auto rows = split.targetRows(head.target);
        auto data = task.answers(name, result, rows);
        task.addTruth(name, encoded, rows, data);
        data.classes = classesOfTarget.at(head.target);
        if (losses)
            data.loss = lossPerExample(*losses->at(name), result, encoded);
        for (const auto& [metric, value] : computeMetrics(data, task.metrics(), registry))
            evaluation.metrics[metricName(name, metric, several)] = value;
        if (data.loss.defined())
            evaluation.metrics[metricName(name, "loss", several)] = data.loss.nanmean().item<double>();
        auto baseline = task.baselineAnswers(name, rows);
        baseline.classes = data.classes;
        baseline.targets = data.targets;
        baseline.targetMarks = data.targetMarks;
        if (data.form == AnswerForm::Labels)
            keepKnownLabels(baseline, data.targets);
        for (const auto& [metric, value] : computeMetrics(baseline, task.metrics(), registry))
            evaluation.baseline[metricName(name, metric, several)] = value;
        if (data.form == AnswerForm::Labels || data.form == AnswerForm::Spans)
            evaluation.baselineMarks[name] = std::move(baseline.predictedMarks);
        if (data.form == AnswerForm::Ranking)
            evaluation.baselinePlaces[name] = std::move(baseline.predicted);
        evaluation.heads[name] = std::move(data);
    }
    return evaluation;
}

} // namespace fettle::training
