// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class GeluInstance final : public UnaryLayer {
public:
    explicit GeluInstance(std::string approximate) : m_approximate(std::move(approximate)) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return at::gelu(input, m_approximate); }

private:
    std::string m_approximate;
};

class GeluLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("gelu", FETTLE_TEXT("GELU"),
            FETTLE_TEXT("A smooth cousin of ReLU: weighs each number by how large it is among normal numbers. Usual in networks for text."));
        info.parameters = {
            choiceParameter("approximate", "none").choice("none", FETTLE_TEXT("Exact")).choice("tanh", FETTLE_TEXT("Tanh (quicker)"))
                .title(FETTLE_TEXT("Formula"))
                .help(FETTLE_TEXT("The exact formula or a quicker one that is nearly the same."))
                .when(FETTLE_TEXT("Choose Tanh to match the weights of a model that was trained with it, such as GPT-2."))
                .advanced()};
        info.keywords = {"gaussian", "activation"};
        return info;
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return parameters.text("approximate") == "none" ? "nn.GELU()" : "nn.GELU(approximate=\"tanh\")";
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"approximate", "tanh"}}}; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters& parameters) const override
    {
        return std::make_unique<GeluInstance>(parameters.text("approximate"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, gelu, components::GeluLayer)
