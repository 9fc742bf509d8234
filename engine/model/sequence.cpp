// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sequence.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

bool hasMask(const Signal& signal) { return signal.layout && signal.layout->mask.defined(); }

} // namespace

void requireSequence(const TensorSpec& input)
{
    requireReal(input);
    requireRank(input, 3, "N×T×D");
}

std::vector<std::int64_t> sequenceLengths(const Signal& signal)
{
    const auto rows = signal.values.size(0);
    const auto steps = signal.values.size(1);
    std::vector<std::int64_t> lengths(static_cast<std::size_t>(rows), steps);
    if (!hasMask(signal) || signal.layout->isFull)
        return lengths;
    if (const auto& counted = signal.layout->lengths; counted.defined()) {
        const auto onHost = counted.to(torch::kCPU, torch::kInt64).contiguous();
        std::copy_n(onHost.const_data_ptr<std::int64_t>(), rows, lengths.begin());
        return lengths;
    }
    const auto mask = signal.layout->mask.to(torch::kCPU, torch::kBool).contiguous();
    TORCH_CHECK(mask.dim() == 2 && mask.size(0) == rows && mask.size(1) == steps,
                "the mask of a sequence has another shape than its numbers");
    const auto* data = mask.const_data_ptr<bool>();
    for (std::int64_t row = 0; row < rows; ++row)
        lengths[static_cast<std::size_t>(row)] = std::count(data + row * steps, data + (row + 1) * steps, true);
    return lengths;
}

bool hasPadding(const Signal& signal)
{
    return hasMask(signal) && !signal.layout->isFull &&
        std::ranges::any_of(sequenceLengths(signal), [&](std::int64_t length) {
        return length < signal.values.size(1);
    });
}

LayoutPointer layoutOf(const std::vector<std::int64_t>& lengths, std::int64_t steps, torch::Device device)
{
    if (std::ranges::all_of(lengths, [&](std::int64_t length) { return length == steps; }))
        return nullptr;
    auto mask = torch::zeros({static_cast<std::int64_t>(lengths.size()), steps}, torch::kBool);
    auto* data = mask.data_ptr<bool>();
    for (std::size_t row = 0; row < lengths.size(); ++row)
        std::fill_n(data + static_cast<std::int64_t>(row) * steps, lengths[row], true);
    auto layout = std::make_shared<SequenceLayout>();
    layout->mask = mask.to(device);
    layout->lengths = torch::tensor(lengths, torch::kInt64);
    layout->maximumLength = lengths.empty() ? 0 : *std::ranges::max_element(lengths);
    return layout;
}

torch::Tensor withoutPadding(const Signal& signal)
{
    if (!hasPadding(signal))
        return signal.values;
    auto mask = signal.layout->mask.logical_not();
    while (mask.dim() < signal.values.dim())
        mask = mask.unsqueeze(-1);
    return signal.values.masked_fill(mask, 0.0);
}

torch::Tensor attentionMask(const Signal& keys)
{
    if (!hasPadding(keys))
        return {};
    const auto& mask = keys.layout->mask;
    const auto isFirst = torch::arange(mask.size(1), mask.options().dtype(torch::kInt64)) == 0;
    const auto isEmpty = mask.any(1, true).logical_not();
    return mask.logical_or(isEmpty.logical_and(isFirst)).unsqueeze(1).unsqueeze(1);
}

} // namespace fettle::model
