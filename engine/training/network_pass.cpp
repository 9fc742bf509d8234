// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/network_pass.h"

#include <algorithm>

#include <ATen/autocast_mode.h>
#include <torch/torch.h>

namespace fettle::training {
namespace {

/// Autocast for one forward pass. Weights that it has cast are kept for the pass and forgotten after it: they change
/// with the next step.
class AutocastGuard {
public:
    explicit AutocastGuard(bool enabled) : m_enabled(enabled)
    {
        if (!m_enabled)
            return;
        m_before = at::autocast::is_autocast_enabled(at::kCPU);
        m_dtypeBefore = at::autocast::get_autocast_dtype(at::kCPU);
        at::autocast::set_autocast_enabled(at::kCPU, true);
        at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
        at::autocast::increment_nesting();
    }
    ~AutocastGuard()
    {
        if (!m_enabled)
            return;
        if (at::autocast::decrement_nesting() == 0)
            at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(at::kCPU, m_before);
        at::autocast::set_autocast_dtype(at::kCPU, m_dtypeBefore);
    }
    AutocastGuard(const AutocastGuard&) = delete;
    AutocastGuard& operator=(const AutocastGuard&) = delete;

private:
    bool m_enabled;
    bool m_before = false;
    at::ScalarType m_dtypeBefore = at::kFloat;
};

} // namespace

HeadOutputs forwardPass(model::Network& network, const std::map<std::string, Signal>& inputs, bool training,
                        const PassOptions& options)
{
    std::vector<Signal> ordered;
    ordered.reserve(network.inputNames().size());
    for (const auto& name : network.inputNames()) {
        ordered.push_back(inputs.at(name));
        if (auto& values = ordered.back().values; options.precision == Precision::Float64 && values.is_floating_point())
            values = values.to(torch::kFloat64);
    }
    const AutocastGuard autocast(options.precision == Precision::BFloat16);
    ForwardContext context;
    context.training = training;
    const auto heads = network.forwardOrdered(ordered, context);
    HeadOutputs outputs;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        auto values = heads[i].values;
        // A loss in bfloat16 would lose most of its digits.
        if (values.scalar_type() == torch::kBFloat16 || values.scalar_type() == torch::kFloat16)
            values = values.to(torch::kFloat32);
        outputs.emplace(network.headNames()[i], std::move(values));
    }
    return outputs;
}

std::map<std::string, Signal> sliceSignals(const std::map<std::string, Signal>& signals, std::int64_t first,
                                           std::int64_t count)
{
    std::map<std::string, Signal> slices;
    for (const auto& [name, signal] : signals)
        slices[name] = {signal.values.narrow(0, first, count), signal.layout};
    return slices;
}

void prepareNetwork(model::Network& network, const PassOptions& options)
{
    if (options.precision == Precision::Float64)
        network.to(torch::kFloat64);
    if (options.channelsLast && network.hasConvolutions())
        network.to(torch::MemoryFormat::ChannelsLast);
}

std::int64_t evaluationBatchSize(const std::vector<std::pair<std::string, TensorSpec>>& inputs)
{
    std::int64_t elements = 1;
    for (const auto& [name, spec] : inputs) {
        std::int64_t product = 1;
        for (const auto& dimension : spec.dimensions)
            product *= std::max<std::int64_t>(dimension.size, 1);
        elements += product;
    }
    // Up to 32×32×3 pictures go 256 at a time; 224×224×3 ones 32 at a time.
    constexpr std::int64_t kMost = 256;
    constexpr std::int64_t kLeast = 32;
    constexpr std::int64_t kElements = std::int64_t{1} << 20;
    return std::clamp(kElements / elements, kLeast, kMost);
}

} // namespace fettle::training
