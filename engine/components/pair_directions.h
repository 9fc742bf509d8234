// SPDX-License-Identifier: GPL-3.0-or-later
// What losses over texts that belong together share.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include <torch/torch.h>

#include "engine/component_api/loss.h"

namespace fettle::components {

/// N×K×D → the same of length 1, with numbers that a sum over a batch can bear.
inline torch::Tensor pairDirections(const torch::Tensor& output)
{
    const auto wide = output.scalar_type() == torch::kFloat64 ? output : output.to(torch::kFloat32);
    return torch::nn::functional::normalize(wide, torch::nn::functional::NormalizeFuncOptions().dim(2).eps(1e-12));
}

/// N×N: another row with the same match, which is no wrong one.
inline torch::Tensor sameMatch(const torch::Tensor& keys)
{
    return keys.unsqueeze(0).eq(keys.unsqueeze(1)).logical_and(torch::eye(keys.size(0), torch::TensorOptions(torch::kBool)).logical_not());
}

inline torch::Tensor weightedMean(const torch::Tensor& each, const torch::Tensor& weights)
{
    if (!weights.defined())
        return each.mean();
    const auto scale = weights.to(each.options());
    return (each * scale).sum() / scale.sum().clamp_min(1e-12);
}

/// Each example's loss among its neighbors, so that a whole split needs no matrix of all against all.
template <class Losses>
torch::Tensor inBlocks(const torch::Tensor& output, const torch::Tensor& keys, const Losses& losses)
{
    constexpr std::int64_t kBlock = 128;
    const torch::NoGradGuard noGradient;
    std::vector<torch::Tensor> parts;
    for (std::int64_t first = 0; first < output.size(0); first += kBlock) {
        const auto rows = std::min(kBlock, output.size(0) - first);
        parts.push_back(losses(output.narrow(0, first, rows), keys.narrow(0, first, rows)));
    }
    return parts.empty() ? torch::empty({0}) : torch::cat(parts);
}

} // namespace fettle::components
