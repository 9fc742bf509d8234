// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/initialization.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class LinearInstance final : public UnaryLayer {
public:
    LinearInstance(std::int64_t inFeatures, std::int64_t outFeatures, bool bias, const BuildContext& context)
    {
        m_weight = context.empty({outFeatures, inFeatures});
        if (bias)
            m_bias = context.empty({outFeatures});
        if (context.initialize) {
            model::initializeDefaultWeight(m_weight);
            if (bias)
                model::initializeDefaultBias(m_bias, m_weight);
        }
        addParameter("weight", m_weight);
        if (bias)
            addParameter("bias", m_bias);
    }

    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::linear(input, m_weight, m_bias.defined() ? std::optional<at::Tensor>(m_bias) : std::nullopt);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    torch::Tensor m_weight;
    torch::Tensor m_bias;
};

class LinearLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "linear";
        info.title = FETTLE_TEXT("Linear");
        info.help = FETTLE_TEXT("Connects every input number with every output number, each connection with a weight of its own.");
        info.category = NodeCategory::Dense;
        info.inputs = {{"input", FETTLE_TEXT("Rows of numbers, N×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("Rows with as many numbers as the layer has outputs"), false, false}};
        info.parameters = {
            integerParameter("out_features", 128).range(1, 1 << 20).title(FETTLE_TEXT("Outputs"))
                .help(FETTLE_TEXT("How many numbers the layer gives for each example."))
                .when(FETTLE_TEXT("More lets the layer learn finer differences, but needs more data and time. In the last layer it is the number of classes, or 1 for a number."))
                .logarithmic(),
            booleanParameter("bias", true).title(FETTLE_TEXT("Bias"))
                .help(FETTLE_TEXT("Adds a learned constant to each output."))
                .when(FETTLE_TEXT("Switch it off where a normalization layer follows, which would cancel it."))
                .advanced()};
        info.keywords = {"dense", "fully connected", "perceptron", "projection"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        const auto inFeatures = checkedInFeatures(inputs[0]);
        const auto outFeatures = parameters.integer("out_features");
        static_cast<void>(model::checkedProduct({inFeatures, outFeatures}));
        return std::make_unique<LinearInstance>(inFeatures, outFeatures, parameters.boolean("bias"), context);
    }

    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        static_cast<void>(checkedInFeatures(inputs[0]));
        TensorSpec output = inputs[0];
        output.dimensions.back().size = parameters.integer("out_features");
        return std::vector{output};
    }

    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec>) const override
    {
        return {model::checkedProduct({std::max<std::int64_t>(model::elementsPerExample(inputs[0]), 0),
                                       parameters.integer("out_features")})};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        return "nn.Linear(" + std::to_string(inputs[0].dimensions.back().size) + ", " +
               std::to_string(parameters.integer("out_features")) + (parameters.boolean("bias") ? ")" : ", bias=False)");
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 6}})}, {tensorSpec({{"N", -1}, {"T", 3}, {"D", 5}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"out_features", 3}}, {{"out_features", 4}, {"bias", false}}};
    }

private:
    static std::int64_t checkedInFeatures(const TensorSpec& input)
    {
        model::requireReal(input);
        const auto rank = input.dimensions.size();
        if (rank < 2)
            model::requireRank(input, 2, "N×D");
        // On a picture PyTorch would mix its columns alone, which nobody means.
        if (rank > 3)
            throw LayerError(makeError("model.needs_flatten", {{"expected", "N×D"}, {"got", toDisplay(input)}}),
                             {model::insertBefore("flatten")});
        return model::requireKnownSize(input, rank - 1);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, linear, components::LinearLayer)
