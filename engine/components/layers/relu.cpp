// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class ReluInstance final : public UnaryLayer {
public:
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return at::relu(input); }
    torch::Tensor applyInPlace(torch::Tensor input, const ForwardContext&) override { return input.relu_(); }
};

class ReluLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("relu", FETTLE_TEXT("ReLU"),
            FETTLE_TEXT("Sets negative numbers to 0 and leaves the others as they are. The usual activation between layers."));
        info.keywords = {"rectifier", "activation"};
        return info;
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "nn.ReLU()"; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters&) const override { return std::make_unique<ReluInstance>(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, relu, components::ReluLayer)
