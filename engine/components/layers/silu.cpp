// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class SiluInstance final : public UnaryLayer {
public:
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return at::silu(input); }
};

class SiluLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("silu", FETTLE_TEXT("SiLU"),
            FETTLE_TEXT("A smooth cousin of ReLU: multiplies each number by its own sigmoid. Common in newer networks for pictures and texts."));
        info.keywords = {"swish", "activation"};
        return info;
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "nn.SiLU()"; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters&) const override { return std::make_unique<SiluInstance>(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, silu, components::SiluLayer)
