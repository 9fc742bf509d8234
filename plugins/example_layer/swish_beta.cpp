// SPDX-License-Identifier: GPL-3.0-or-later
// A layer as a plug-in: the same file as a built-in component, with FETTLE_PLUGIN at its end in place of
// FETTLE_COMPONENT. It shows a learned weight, an option, the shape, the PyTorch code and examples for the contract tests.
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/component_api/plugin.h"

namespace {

using namespace fettle;

/// x · sigmoid(β·x), where β is learned with the other weights.
class SwishBetaInstance final : public UnaryLayer {
public:
    SwishBetaInstance(double beta, const BuildContext& context)
    {
        // Through the context, so that the check can count weights without memory.
        m_beta = context.empty({1});
        if (context.initialize)
            m_beta.fill_(beta);
        addParameter("beta", m_beta);
    }
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return input * torch::sigmoid(input * m_beta);
    }

private:
    torch::Tensor m_beta;
};

class SwishBetaLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "swish_beta";
        info.title = FETTLE_TEXT("Swish with learned slope");
        info.help = FETTLE_TEXT("A smooth activation whose bend is learned with the other weights.");
        info.category = NodeCategory::Activation;
        info.inputs = {{"input", FETTLE_TEXT("Numbers of any shape"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same shape"), false, false}};
        info.parameters = {
            realParameter("beta", 1.0).range(0, 100).title(FETTLE_TEXT("Slope at the start"))
                .help(FETTLE_TEXT("How sharp the bend is when training begins; 1 is SiLU, large values come near to ReLU."))
                .when(FETTLE_TEXT("Raise it if the network learns slowly at first."))};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<SwishBetaInstance>(parameters.real("beta"), context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        const auto type = inputs[0].dtype;
        if (type != DType::Float32 && type != DType::Float64 && type != DType::BFloat16 && type != DType::Float16)
            throw LayerError(makeError("model.needs_numbers", {{"expected", "float32"}, {"got", std::string(toText(type))}}));
        return std::vector{inputs[0]};
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override
    {
        // {0} is the input, {self} holds the layer's weights (engine/model/pytorch_code.h).
        return "{0} * torch.sigmoid({0} * {self}.beta)";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 6}})}, {tensorSpec({{"N", -1}, {"C", 2}, {"H", 3}, {"W", 3}})}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"beta", 2.5}}}; }
};

} // namespace

FETTLE_PLUGIN("example_layer", SwishBetaLayer)
