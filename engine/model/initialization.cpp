// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/initialization.h"

#include <cmath>

#include <torch/torch.h>

namespace fettle::model {

std::pair<std::int64_t, std::int64_t> fans(const torch::Tensor& weight)
{
    std::int64_t field = 1;
    for (std::int64_t i = 2; i < weight.dim(); ++i)
        field *= weight.size(i);
    return {weight.size(1) * field, weight.size(0) * field};
}

void initializeDefaultWeight(torch::Tensor& weight)
{
    const auto fanIn = fans(weight).first;
    // In PyTorch's order of operations, so that equal generators give equal bits.
    const double a = std::sqrt(5.0);
    const double gain = std::sqrt(2.0 / (1.0 + a * a));
    const double bound = fanIn > 0 ? std::sqrt(3.0) * (gain / std::sqrt(static_cast<double>(fanIn))) : 0.0;
    torch::NoGradGuard guard;
    weight.uniform_(-bound, bound);
}

void initializeDefaultBias(torch::Tensor& bias, const torch::Tensor& weight)
{
    const auto fanIn = fans(weight).first;
    const double bound = fanIn > 0 ? 1.0 / std::sqrt(static_cast<double>(fanIn)) : 0.0;
    torch::NoGradGuard guard;
    bias.uniform_(-bound, bound);
}

} // namespace fettle::model
