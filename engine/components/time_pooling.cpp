// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/time_pooling.h"

#include <algorithm>
#include <limits>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/components/row_packing.h"
#include "engine/components/vector_math.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

constexpr std::int64_t kNumbersPerThread = 1 << 15;

/// Calls work(row, first number of the row, steps that hold data).
template <class Work>
void forEachRow(const Tensor& values, const std::vector<std::int64_t>& lengths, const Work& work)
{
    const auto perRow = values.size(1) * values.size(2);
    at::parallel_for(0, values.size(0),
                     std::max<std::int64_t>(1, kNumbersPerThread / std::max<std::int64_t>(1, perRow)),
                     [&](std::int64_t begin, std::int64_t end) {
                         for (auto row = begin; row < end; ++row)
                             work(row, row * perRow, lengths[static_cast<std::size_t>(row)]);
                     });
}

template <class Real>
void meanInto(const Tensor& values, const std::vector<std::int64_t>& lengths, Tensor& result)
{
    const auto columns = values.size(2);
    const auto* from = values.const_data_ptr<Real>();
    auto* to = result.data_ptr<Real>();
    forEachRow(values, lengths, [&](std::int64_t row, std::int64_t first, std::int64_t length) {
        vectorMath<Real>().mean(from + first, length, columns, to + row * columns);
    });
}

template <class Real>
void spreadMean(const Tensor& gradient, const std::vector<std::int64_t>& lengths, Tensor& result)
{
    const auto columns = result.size(2);
    const auto steps = result.size(1);
    const auto* from = gradient.const_data_ptr<Real>();
    auto* to = result.data_ptr<Real>();
    forEachRow(result, lengths, [&](std::int64_t row, std::int64_t first, std::int64_t length) {
        Real* target = to + first;
        for (std::int64_t j = 0; j < columns && length > 0; ++j)
            target[j] = from[row * columns + j] / static_cast<Real>(length);
        for (std::int64_t step = 1; step < length; ++step)
            std::copy_n(target, columns, target + step * columns);
        std::fill_n(target + length * columns, (steps - length) * columns, Real(0));
    });
}

template <class Real>
void maximumInto(const Tensor& values, const std::vector<std::int64_t>& lengths, Tensor& result, Tensor& where)
{
    const auto columns = values.size(2);
    const auto* from = values.const_data_ptr<Real>();
    auto* to = result.data_ptr<Real>();
    auto* at = where.data_ptr<std::int64_t>();
    forEachRow(values, lengths, [&](std::int64_t row, std::int64_t first, std::int64_t length) {
        if (length > 0)
            return vectorMath<Real>().largest(from + first, length, columns, to + row * columns, at + row * columns);
        std::fill_n(to + row * columns, columns, Real(0));
        std::fill_n(at + row * columns, columns, std::int64_t{-1});
    });
}

template <class Real>
void spreadMaximum(const Tensor& gradient, const Tensor& where, Tensor& result)
{
    const auto columns = result.size(2);
    const auto perRow = result.size(1) * columns;
    const auto* from = gradient.const_data_ptr<Real>();
    const auto* at = where.const_data_ptr<std::int64_t>();
    auto* to = result.data_ptr<Real>();
    for (std::int64_t i = 0; i < gradient.numel(); ++i)
        if (at[i] >= 0)
            to[i / columns * perRow + at[i] * columns + i % columns] = from[i];
}

class MeanFunction : public torch::autograd::Function<MeanFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& given, const std::vector<std::int64_t>& lengths)
    {
        const auto values = given.contiguous();
        context->saved_data["lengths"] = lengths;
        context->saved_data["sizes"] = values.sizes().vec();
        auto result = torch::empty({values.size(0), values.size(2)}, values.options());
        if (values.scalar_type() == torch::kFloat64)
            meanInto<double>(values, lengths, result);
        else
            meanInto<float>(values, lengths, result);
        return result;
    }
    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto lengths = context->saved_data["lengths"].toIntVector();
        const auto gradient = gradients[0].contiguous();
        auto result = torch::empty(context->saved_data["sizes"].toIntVector(), gradient.options());
        if (gradient.scalar_type() == torch::kFloat64)
            spreadMean<double>(gradient, lengths, result);
        else
            spreadMean<float>(gradient, lengths, result);
        return {result, Tensor()};
    }
};

class MaximumFunction : public torch::autograd::Function<MaximumFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& given, const std::vector<std::int64_t>& lengths)
    {
        const auto values = given.contiguous();
        auto result = torch::empty({values.size(0), values.size(2)}, values.options());
        auto where = torch::empty({values.size(0), values.size(2)}, torch::kInt64);
        if (values.scalar_type() == torch::kFloat64)
            maximumInto<double>(values, lengths, result, where);
        else
            maximumInto<float>(values, lengths, result, where);
        context->saved_data["where"] = where;
        context->saved_data["sizes"] = values.sizes().vec();
        return result;
    }
    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto gradient = gradients[0].contiguous();
        const auto where = context->saved_data["where"].toTensor();
        auto result = torch::zeros(context->saved_data["sizes"].toIntVector(), gradient.options());
        if (gradient.scalar_type() == torch::kFloat64)
            spreadMaximum<double>(gradient, where, result);
        else
            spreadMaximum<float>(gradient, where, result);
        return {result, Tensor()};
    }
};

/// The loops know the CPU and two types; half precision goes through single.
bool hasLoops(const Tensor& values) { return values.is_cpu(); }

Tensor forLoops(const Tensor& values)
{
    return values.scalar_type() == torch::kFloat64 ? values : values.to(torch::kFloat32);
}

Tensor columnMask(const Signal& signal) { return signal.layout->mask.unsqueeze(-1); }

Tensor stepPlaces(const std::vector<std::int64_t>& lengths, std::int64_t steps, bool last)
{
    auto places = torch::empty({static_cast<std::int64_t>(lengths.size())}, torch::kInt64);
    auto* data = places.data_ptr<std::int64_t>();
    for (std::size_t row = 0; row < lengths.size(); ++row)
        data[row] = static_cast<std::int64_t>(row) * steps + (last ? std::max<std::int64_t>(lengths[row] - 1, 0) : 0);
    return places;
}

Tensor oneStep(const Signal& signal, bool last)
{
    const auto lengths = model::sequenceLengths(signal);
    const auto result = packRows(signal.values,
                                 stepPlaces(lengths, signal.values.size(1), last).to(signal.values.device()));
    if (std::ranges::find(lengths, 0) == lengths.end())
        return result;
    const auto isEmpty = torch::tensor(lengths, torch::kInt64).to(result.device()) == 0;
    return result.masked_fill(isEmpty.unsqueeze(1), 0.0);
}

} // namespace

Tensor meanOverTime(const Signal& signal)
{
    const auto& values = signal.values;
    if (hasLoops(values))
        return MeanFunction::apply(forLoops(values), model::sequenceLengths(signal)).to(values.scalar_type());
    if (!model::hasPadding(signal))
        return at::mean(values, {1});
    const auto count = columnMask(signal).sum(1).clamp_min(1).to(values.scalar_type());
    return model::withoutPadding(signal).sum(1) / count;
}

Tensor maximumOverTime(const Signal& signal)
{
    const auto& values = signal.values;
    if (hasLoops(values))
        return MaximumFunction::apply(forLoops(values), model::sequenceLengths(signal)).to(values.scalar_type());
    if (!model::hasPadding(signal))
        return at::amax(values, {1});
    const auto lowest = -std::numeric_limits<double>::infinity();
    const auto result = at::amax(values.masked_fill(columnMask(signal).logical_not(), lowest), {1});
    return result.masked_fill(columnMask(signal).any(1).logical_not(), 0.0);
}

Tensor firstStep(const Signal& signal) { return oneStep(signal, false); }

Tensor lastStep(const Signal& signal) { return oneStep(signal, true); }

Tensor attentionOverTime(const Signal& signal, const Tensor& query)
{
    const auto values = model::withoutPadding(signal);
    auto scores = at::matmul(values, query.to(values.scalar_type()));
    const bool isPadded = model::hasPadding(signal);
    if (isPadded)
        scores = scores.masked_fill(model::attentionMask(signal).flatten(1).logical_not(),
                                    -std::numeric_limits<double>::infinity());
    auto weights = at::softmax(scores, 1);
    if (isPadded) // also of a row without data
        weights = weights.masked_fill(signal.layout->mask.logical_not(), 0.0);
    return at::bmm(weights.unsqueeze(1).to(values.scalar_type()), values).squeeze(1);
}

} // namespace fettle::components
