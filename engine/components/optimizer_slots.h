// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/optimizer.h"

namespace fettle::components {

/// The bookkeeping that optimizers share: parameters with equal settings side by side, per-parameter state tensors
/// ("slots": exp_avg …) beside them, and one step counter, so that a fused kernel takes a whole bucket in one call.
class OptimizerSlots {
public:
    struct Bucket {
        double learningRateScale = 1.0;
        bool weightDecay = true;
        std::vector<std::string> names;
        std::vector<torch::Tensor> parameters;
        std::vector<std::vector<torch::Tensor>> slots; ///< by slot, then by parameter
        // Those of `parameters` that have a gradient now, filled by gather(); the tensors keep their place.
        std::vector<torch::Tensor> active;
        std::vector<torch::Tensor> gradients;
        std::vector<std::vector<torch::Tensor>> activeSlots;
    };

    OptimizerSlots(std::vector<ParameterGroup> groups, std::vector<std::string> slotNames);

    /// Collects gradients for a step and counts it; parameters without one are left alone.
    void gather();
    [[nodiscard]] std::vector<Bucket>& buckets() { return m_buckets; }
    /// Steps so far as the fused kernels want it (float32, 0-d), one handle for every parameter.
    [[nodiscard]] const torch::Tensor& step() const { return m_step; }
    [[nodiscard]] std::int64_t stepCount() const { return m_stepCount; }

    [[nodiscard]] std::vector<NamedTensor> state() const;
    void load(const std::vector<NamedTensor>& state);

private:
    std::vector<std::string> m_slotNames;
    std::vector<Bucket> m_buckets;
    torch::Tensor m_step;
    std::int64_t m_stepCount = 0;
};

} // namespace fettle::components
