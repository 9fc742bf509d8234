// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/layer.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

struct ParameterGroup {
    std::vector<NamedTensor> tensors; ///< full names; gradients in .grad()
    double learningRateScale = 1.0;
    bool weightDecay = true;          ///< false for biases and norms where the optimizer's option says so
};

/// An optimizer at work. Equal state and gradients give equal steps, bit for bit, at the same thread count.
class OptimizerInstance {
public:
    virtual ~OptimizerInstance() = default;
    /// One step; `learningRate` is the schedule's value now.
    virtual void step(double learningRate) = 0;
    /// State tensors by full name ("exp_avg.conv1.weight") with their strides, for checkpoints, and back.
    [[nodiscard]] virtual std::vector<NamedTensor> state() const = 0;
    /// Errors as std::runtime_error where a tensor is missing or has another shape.
    virtual void load(const std::vector<NamedTensor>& state) = 0;
};

/// Parameters include `lr`, PyTorch's name.
class Optimizer : public Component {
public:
    [[nodiscard]] virtual std::unique_ptr<OptimizerInstance> create(const Parameters& parameters,
                                                                    std::vector<ParameterGroup> groups) const = 0;
};

} // namespace fettle
