// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

class SinusoidalPositionsInstance final : public UnaryLayer {
public:
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        const auto steps = input.size(1);
        const auto features = input.size(2);
        if (!m_table.defined() || m_table.size(0) < steps || m_table.scalar_type() != input.scalar_type() ||
            m_table.device() != input.device())
            m_table = sinusoidalTable(std::max<std::int64_t>(steps, 64), features).to(input.device(),
                input.scalar_type());
        return input + m_table.narrow(0, 0, steps);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    /// Sine and cosine in turn, each pair slower than the one before (Vaswani et al., arXiv 1706.03762, section 3.5).
    static torch::Tensor sinusoidalTable(std::int64_t steps, std::int64_t features)
    {
        const torch::NoGradGuard noGradient;
        auto table = torch::empty({steps, features}, torch::kFloat64);
        auto* data = table.data_ptr<double>();
        for (std::int64_t step = 0; step < steps; ++step)
            for (std::int64_t j = 0; j < features; ++j) {
                const double pair = static_cast<double>(j - j % 2) / static_cast<double>(features);
                const double angle = static_cast<double>(step) * std::pow(10000.0, -pair);
                data[step * features + j] = j % 2 == 0 ? std::sin(angle) : std::cos(angle);
            }
        return table;
    }

    torch::Tensor m_table; ///< grows with the longest sequence so far
};

class SinusoidalPositionsLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "sinusoidal_positions";
        info.title = FETTLE_TEXT("Sinusoidal positions");
        info.help = FETTLE_TEXT("Adds waves of different length to the steps, so that attention knows where a word stands. Nothing to learn, any length.");
        info.category = NodeCategory::Embedding;
        info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same shape"), false, false}};
        info.keywords = {"position", "positional encoding", "sine", "transformer"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<SinusoidalPositionsInstance>();
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        model::requireSequence(inputs[0]);
        static_cast<void>(model::requireKnownSize(inputs[0], 2));
        return std::vector{inputs[0]};
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override
    {
        return "class SinusoidalPositions(nn.Module):\n"
               "    def forward(self, x):\n"
               "        steps, features = x.shape[1:]\n"
               "        pairs = torch.arange(0, features, 2, dtype=torch.float64) / features\n"
               "        angles = torch.outer(torch.arange(steps, dtype=torch.float64), 10000.0 ** -pairs)\n"
               "        waves = torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)[:, :features]\n"
               "        return x + waves.to(x)\n"
               "SinusoidalPositions()";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 5}, {"D", 4}})}, {tensorSpec({{"N", -1}, {"T", 3}, {"D", 5}})}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, sinusoidal_positions, components::SinusoidalPositionsLayer)
