// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/elementwise_layer.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class LayerNormInstance final : public UnaryLayer {
public:
    LayerNormInstance(std::vector<std::int64_t> sizes, const Parameters& parameters, const BuildContext& context)
        : m_sizes(std::move(sizes)), m_eps(parameters.real("eps"))
    {
        if (!parameters.boolean("elementwise_affine"))
            return;
        m_weight = context.empty(m_sizes);
        if (context.initialize)
            m_weight.fill_(1.0);
        addParameter("weight", m_weight);
        if (!parameters.boolean("bias"))
            return;
        m_bias = context.empty(m_sizes);
        if (context.initialize)
            m_bias.fill_(0.0);
        addParameter("bias", m_bias);
    }

    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        const auto optional = [](const torch::Tensor& tensor) {
            return tensor.defined() ? std::optional<at::Tensor>(tensor) : std::nullopt;
        };
        return at::layer_norm(input, m_sizes, optional(m_weight), optional(m_bias), m_eps, true);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    std::vector<std::int64_t> m_sizes;
    double m_eps;
    torch::Tensor m_weight;
    torch::Tensor m_bias;
};

class LayerNormLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "layer_norm";
        info.title = FETTLE_TEXT("Layer normalization");
        info.help = FETTLE_TEXT("Brings the numbers of each example to a mean of 0 and a spread of 1, whatever else is in the batch.");
        info.category = NodeCategory::Norm;
        info.inputs = model::sameShapeInput();
        info.outputs = {{"output", FETTLE_TEXT("The same shape"), false, false}};
        info.parameters = {
            integerParameter("normalized_dims", 1).range(1, 7).title(FETTLE_TEXT("Dimensions"))
                .help(FETTLE_TEXT("How many dimensions, counted from the last, are normalized together."))
                .when(FETTLE_TEXT("Keep 1 for rows and texts; 3 normalizes a whole picture."))
                .advanced(),
            realParameter("eps", 1e-5).range(1e-12, 1).title(FETTLE_TEXT("Epsilon"))
                .help(FETTLE_TEXT("A small number that keeps the division stable."))
                .when(FETTLE_TEXT("Change it only to match the weights of another model."))
                .advanced().logarithmic(),
            booleanParameter("elementwise_affine", true).title(FETTLE_TEXT("Learned scale"))
                .help(FETTLE_TEXT("Learns a scale and an offset for each number afterwards."))
                .when(FETTLE_TEXT("Switch it off where the next layer scales by itself."))
                .advanced(),
            booleanParameter("bias", true).title(FETTLE_TEXT("Bias"))
                .help(FETTLE_TEXT("Learns an offset beside the scale."))
                .when(FETTLE_TEXT("Switch it off to match the weights of another model."))
                .advanced()};
        info.keywords = {"normalization", "layernorm", "ln"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        return std::make_unique<LayerNormInstance>(checkedSizes(parameters, inputs[0]), parameters, context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        static_cast<void>(checkedSizes(parameters, inputs[0]));
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec> inputs, std::span<const TensorSpec>) const override
    {
        return {std::max<std::int64_t>(model::elementsPerExample(inputs[0]), 0)};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto sizes = checkedSizes(parameters, inputs[0]);
        std::string code = "nn.LayerNorm(";
        if (sizes.size() == 1) {
            code += std::to_string(sizes[0]);
        } else {
            std::string list;
            for (const auto size : sizes)
                list += (list.empty() ? "(" : ", ") + std::to_string(size);
            code += list + ")";
        }
        const Value eps = parameters.real("eps");
        if (!(eps == Value(1e-5)))
            code += ", eps=" + eps.toDisplay();
        if (!parameters.boolean("elementwise_affine"))
            code += ", elementwise_affine=False";
        else if (!parameters.boolean("bias"))
            code += ", bias=False";
        return code + ")";
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 6}})}, {tensorSpec({{"N", -1}, {"T", 3}, {"D", 4}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"elementwise_affine", false}}, {{"bias", false}, {"eps", 1e-3}}};
    }

private:

    static std::vector<std::int64_t> checkedSizes(const Parameters& parameters, const TensorSpec& input)
    {
        model::requireReal(input);
        const auto count = static_cast<std::size_t>(parameters.integer("normalized_dims"));
        const auto rank = input.dimensions.size();
        // The batch itself is never normalized over.
        if (count + 1 > rank)
            throw LayerError(makeError("model.dimension_missing", {{"expected", count}, {"got", toDisplay(input)}}),
                             {model::setParameter("normalized_dims", 1)});
        std::vector<std::int64_t> sizes;
        for (auto i = rank - count; i < rank; ++i)
            sizes.push_back(model::requireKnownSize(input, i));
        static_cast<void>(model::checkedProduct(sizes));
        return sizes;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, layer_norm, components::LayerNormLayer)
