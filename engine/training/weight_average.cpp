// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/weight_average.h"

#include <stdexcept>

#include <torch/torch.h>

namespace fettle::training {

WeightAverage::WeightAverage(std::vector<NamedTensor> parameters, double decay)
    : m_parameters(std::move(parameters)), m_decay(decay)
{
    if (!isOn())
        return;
    for (const auto& parameter : m_parameters) {
        m_current.push_back(parameter.tensor.detach());
        m_averages.push_back(m_current.back().clone());
    }
}

void WeightAverage::update()
{
    if (!isOn())
        return;
    const torch::NoGradGuard guard;
    at::_foreach_lerp_(m_averages, m_current, 1.0 - m_decay);
}

std::vector<NamedTensor> WeightAverage::state() const
{
    std::vector<NamedTensor> state;
    for (std::size_t i = 0; i < m_averages.size(); ++i)
        state.push_back({"ema/" + m_parameters[i].name, m_averages[i]});
    return state;
}

void WeightAverage::load(const std::vector<NamedTensor>& state)
{
    const torch::NoGradGuard guard;
    for (std::size_t i = 0; i < m_averages.size(); ++i) {
        const auto name = "ema/" + m_parameters[i].name;
        const auto found = std::find_if(state.begin(), state.end(), [&](const NamedTensor& named) { return named.name == name; });
        if (found == state.end() || found->tensor.sizes() != m_averages[i].sizes())
            throw std::runtime_error("no average " + name);
        m_averages[i].copy_(found->tensor);
    }
}

void WeightAverage::apply()
{
    const torch::NoGradGuard guard;
    for (std::size_t i = 0; i < m_averages.size(); ++i)
        m_current[i].copy_(m_averages[i]);
}

WeightAverage::Use::Use(WeightAverage& average) : m_average(average)
{
    for (std::size_t i = 0; i < average.m_averages.size(); ++i) {
        m_weights.push_back(average.m_current[i]);
        average.m_parameters[i].tensor.set_data(average.m_averages[i]);
    }
}

WeightAverage::Use::~Use()
{
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        m_average.m_parameters[i].tensor.set_data(m_weights[i]);
}

} // namespace fettle::training
