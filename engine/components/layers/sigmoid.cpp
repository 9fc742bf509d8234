// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class SigmoidInstance final : public UnaryLayer {
public:
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return at::sigmoid(input); }
};

class SigmoidLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("sigmoid", FETTLE_TEXT("Sigmoid"),
            FETTLE_TEXT("Squeezes each number between 0 and 1."));
        info.keywords = {"logistic", "activation"};
        return info;
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "nn.Sigmoid()"; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters&) const override { return std::make_unique<SigmoidInstance>(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, sigmoid, components::SigmoidLayer)
