// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/optimizer_slots.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <torch/torch.h>

namespace fettle::components {

OptimizerSlots::OptimizerSlots(std::vector<ParameterGroup> groups, std::vector<std::string> slotNames)
    : m_slotNames(std::move(slotNames)), m_step(torch::zeros({}, torch::kFloat32))
{
    for (auto& group : groups) {
        // The fused kernels want one dtype a call.
        for (auto& [name, tensor] : group.tensors) {
            const auto same = std::ranges::find_if(m_buckets, [&, dtype = tensor.scalar_type()](const Bucket& bucket) {
                return bucket.learningRateScale == group.learningRateScale && bucket.weightDecay == group.weightDecay &&
                       bucket.parameters.front().scalar_type() == dtype;
            });
            Bucket& bucket = same != m_buckets.end() ? *same : m_buckets.emplace_back();
            bucket.learningRateScale = group.learningRateScale;
            bucket.weightDecay = group.weightDecay;
            bucket.slots.resize(m_slotNames.size());
            for (auto& slot : bucket.slots)
                slot.push_back(torch::zeros_like(tensor.detach(), torch::MemoryFormat::Preserve));
            bucket.names.push_back(name);
            bucket.parameters.push_back(tensor);
        }
    }
    for (auto& bucket : m_buckets)
        bucket.activeSlots.resize(m_slotNames.size());
}

void OptimizerSlots::gather()
{
    ++m_stepCount;
    m_step.fill_(static_cast<double>(m_stepCount));
    for (auto& bucket : m_buckets) {
        bucket.active.clear();
        bucket.gradients.clear();
        for (auto& slot : bucket.activeSlots)
            slot.clear();
        for (std::size_t i = 0; i < bucket.parameters.size(); ++i) {
            const auto& gradient = bucket.parameters[i].grad();
            if (!gradient.defined())
                continue;
            bucket.active.push_back(bucket.parameters[i]);
            bucket.gradients.push_back(gradient);
            for (std::size_t slot = 0; slot < bucket.slots.size(); ++slot)
                bucket.activeSlots[slot].push_back(bucket.slots[slot][i]);
        }
    }
}

std::vector<NamedTensor> OptimizerSlots::state() const
{
    std::vector<NamedTensor> state{{"step", torch::full({}, static_cast<double>(m_stepCount), torch::kFloat64)}};
    for (const auto& bucket : m_buckets)
        for (std::size_t slot = 0; slot < bucket.slots.size(); ++slot)
            for (std::size_t i = 0; i < bucket.names.size(); ++i)
                state.push_back({m_slotNames[slot] + "." + bucket.names[i], bucket.slots[slot][i]});
    return state;
}

void OptimizerSlots::load(const std::vector<NamedTensor>& state)
{
    std::map<std::string, torch::Tensor> byName;
    for (const auto& [name, tensor] : state)
        byName[name] = tensor;
    const auto find = [&byName](const std::string& name) {
        const auto found = byName.find(name);
        if (found == byName.end())
            throw std::runtime_error("optimizer state '" + name + "' is missing");
        return found->second;
    };
    const torch::NoGradGuard noGradient;
    for (auto& bucket : m_buckets)
        for (std::size_t slot = 0; slot < bucket.slots.size(); ++slot)
            for (std::size_t i = 0; i < bucket.names.size(); ++i) {
                const auto stored = find(m_slotNames[slot] + "." + bucket.names[i]);
                auto& target = bucket.slots[slot][i];
                if (stored.sizes() != target.sizes())
                    throw std::runtime_error("optimizer state of '" + bucket.names[i] + "' has another shape");
                // As long as strides agree a resumed step is bit-exact; a copy would fall back to the default order.
                target = torch::empty_strided(stored.sizes(), stored.strides(), target.options()).copy_(stored);
            }
    m_stepCount = static_cast<std::int64_t>(find("step").item<double>());
}

} // namespace fettle::components
