// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/network_pass.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/model/torch_compat.h"

namespace fettle::training {

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
    const model::AutocastScope autocast(options.precision == Precision::BFloat16, torch::kCPU, torch::kBFloat16);
    ForwardContext context;
    context.training = training;
    const auto heads = network.forwardOrdered(ordered, context);
    HeadOutputs outputs;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        auto values = heads[i].values;
        // A loss in bfloat16 would lose most of its digits.
        if (values.scalar_type() == torch::kBFloat16 || values.scalar_type() == torch::kFloat16)
            values = values.to(torch::kFloat32);
        outputs.emplace(network.headNames()[i], Signal{std::move(values), heads[i].layout});
    }
    return outputs;
}

std::map<std::string, Signal> sliceSignals(const std::map<std::string, Signal>& signals, std::int64_t first,
                                           std::int64_t count)
{
    std::map<std::string, Signal> slices;
    for (const auto& [name, signal] : signals) {
        auto layout = signal.layout;
        if (layout && layout->mask.defined()) {
            auto part = std::make_shared<SequenceLayout>(*layout);
            part->mask = layout->mask.narrow(0, first, count);
            if (layout->lengths.defined())
                part->lengths = layout->lengths.narrow(0, first, count);
            layout = std::move(part);
        }
        slices[name] = {signal.values.narrow(0, first, count), std::move(layout)};
    }
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
