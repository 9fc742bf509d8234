// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

struct LossContext {
    std::vector<std::int64_t> classCounts; ///< of the training split, for class weights; empty for numbers
};

class LossFunction {
public:
    virtual ~LossFunction() = default;
    /// Mean over the batch (0-d, differentiable). output: N×C logits or N×1 numbers; target: N int64 or N×1 float (labels:
    /// N×C float); over the tokens of texts: N×T×C and N×T, where FittedEncoder::kIgnoredToken does not count. weights: N
    /// float or undefined. Of texts that belong together: N×K×D (first text, its match and, with K = 3, one that does not
    /// belong) and N int64, equal where the matches are the same.
    [[nodiscard]] virtual torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target,
                                             const torch::Tensor& weights) const = 0;
    /// What mean() divides by for these targets: the means of a batch's parts, each times its part of this, are the
    /// batch's. The rows or their weights where a loss says nothing else.
    [[nodiscard]] virtual double divisor(const torch::Tensor& target, const torch::Tensor& weights) const
    {
        return weights.defined() ? weights.sum(torch::kFloat64).item<double>() : static_cast<double>(target.size(0));
    }
    /// Per example, N float, without gradient: evaluation stores it.
    [[nodiscard]] virtual torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const = 0;
};

class Loss : public Component {
public:
    [[nodiscard]] virtual std::unique_ptr<LossFunction> create(const Parameters& parameters,
                                                               const LossContext& context) const = 0;
};

} // namespace fettle
