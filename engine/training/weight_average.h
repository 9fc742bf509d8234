// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/layer.h"

namespace fettle::training {

/// An exponential moving average of weights (EMA): smoother than the weights of any one step. Off where decay is 0.
class WeightAverage {
public:
    /// Starts from the weights as they are.
    WeightAverage(std::vector<NamedTensor> parameters, double decay);

    [[nodiscard]] bool isOn() const { return m_decay > 0.0; }
    /// After each optimizer step: average += (1 − decay) · (weight − average).
    void update();
    /// "ema/<name>", for checkpoints.
    [[nodiscard]] std::vector<NamedTensor> state() const;
    /// Takes its tensors out of a checkpoint's. Throws std::runtime_error where one is missing.
    void load(const std::vector<NamedTensor>& state);
    /// Makes the averages the weights, for good.
    void apply();

    /// While it lives, the parameters hold the averages: for evaluation.
    class Use {
    public:
        explicit Use(WeightAverage& average);
        ~Use();
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

    private:
        WeightAverage& m_average;
        std::vector<torch::Tensor> m_weights;
    };

private:
    std::vector<NamedTensor> m_parameters;
    std::vector<torch::Tensor> m_averages;
    std::vector<torch::Tensor> m_current; ///< the parameters as plain tensors, made once
    double m_decay = 0.0;
};

} // namespace fettle::training
