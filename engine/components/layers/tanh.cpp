// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class TanhInstance final : public UnaryLayer {
public:
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return at::tanh(input); }
};

class TanhLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("tanh", FETTLE_TEXT("Tanh"),
            FETTLE_TEXT("Squeezes each number between −1 and 1."));
        info.keywords = {"hyperbolic tangent", "activation"};
        return info;
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "nn.Tanh()"; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters&) const override { return std::make_unique<TanhInstance>(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, tanh, components::TanhLayer)
