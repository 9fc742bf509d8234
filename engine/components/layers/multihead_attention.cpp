// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/attention.h"
#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

class MultiheadAttentionInstance final : public LayerInstance {
public:
    MultiheadAttentionInstance(const MultiheadAttention::Options& options, const BuildContext& context)
        : m_attention(options, context)
    {
        for (auto& weight : m_attention.weights(""))
            addParameter(weight.name, weight.tensor);
    }
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext& context) override
    {
        const TokenRows rows(inputs[0]);
        const auto flat = rows.flat(inputs[0].values);
        if (inputs.size() == 1)
            return {{rows.full(m_attention.self(flat, rows, context.training)), inputs[0].layout}};
        const TokenRows others(inputs[1]);
        const auto otherFlat = others.flat(inputs[1].values);
        return {{rows.full(m_attention.across(flat, rows, otherFlat, others, context.training)), inputs[0].layout}};
    }

private:
    MultiheadAttention m_attention;
};

class MultiheadAttentionLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "multihead_attention";
        info.title = FETTLE_TEXT("Attention");
        info.help = FETTLE_TEXT("Lets every step look at all others and gather what matters to it, in several ways at once.");
        info.category = NodeCategory::Attention;
        info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D"), false, false},
                       {"context", FETTLE_TEXT("Another sequence to look at instead of itself, with as many features"), false, true}};
        info.outputs = {{"output", FETTLE_TEXT("The shape of the input"), false, false}};
        info.parameters = attentionParameters();
        info.parameters.push_back(
            realParameter("dropout", 0.0).range(0, 0.99).title(FETTLE_TEXT("Dropout"))
                .help(FETTLE_TEXT("The share of looks that is left out at each step of training."))
                .when(FETTLE_TEXT("0.1 for small datasets; it makes each step slower.")));
        info.parameters.push_back(
            booleanParameter("bias", true).title(FETTLE_TEXT("Bias"))
                .help(FETTLE_TEXT("Adds learned constants before and after the attention."))
                .when(FETTLE_TEXT("Switch it off to match a model without them."))
                .advanced());
        info.keywords = {"self-attention", "multi-head", "transformer", "query", "key"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        const auto features = checkedInputs(parameters, inputs);
        return std::make_unique<MultiheadAttentionInstance>(
            MultiheadAttention::Options{features, parameters.integer("num_heads"), parameters.real("dropout"),
                                        parameters.boolean("bias"), parameters.boolean("rotary")},
            context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        static_cast<void>(checkedInputs(parameters, inputs));
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec>) const override
    {
        const auto features = checkedInputs(parameters, inputs);
        const auto steps = std::max<std::int64_t>(inputs[0].dimensions[1].size, 0);
        const auto others = std::max<std::int64_t>(inputs.back().dimensions[1].size, 0);
        return {attentionCost(features, steps, others), model::checkedProduct({4 * 6, steps, features})};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto options = std::to_string(inputs[0].dimensions[2].size) + ", " +
            std::to_string(parameters.integer("num_heads")) +
                             (parameters.real("dropout") > 0
                              ? ", dropout=" + Value(parameters.real("dropout")).toDisplay() : "") +
                             (parameters.boolean("bias") ? "" : ", bias=False");
        if (parameters.boolean("rotary"))
            return rotaryAttentionSource() + "RotaryAttention(" + options + ")";
        const std::string others = inputs.size() == 1 ? "{0}" : "{1}";
        return "nn.MultiheadAttention(" + options + ", batch_first=True) => {self}({0}, " + others + ", " + others +
               ", need_weights=False)[0]";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 5}, {"D", 8}})},
                {tensorSpec({{"N", -1}, {"T", 3}, {"D", 8}}), tensorSpec({{"N", -1}, {"T", 4}, {"D", 8}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"num_heads", 2}, {"rotary", true}}, {{"num_heads", 1}, {"dropout", 0.3}, {"bias", false}}};
    }
    bool hasTrainingMode() const override { return true; }

private:
    static std::int64_t checkedInputs(const Parameters& parameters, std::span<const TensorSpec> inputs)
    {
        const auto features = checkedHeads(parameters, inputs[0]);
        if (inputs.size() == 1)
            return features;
        model::requireSequence(inputs[1]);
        if (inputs[1].dimensions[2].size != features)
            throw LayerError(makeError("model.sizes_differ",
                                       {{"expected", toDisplay(inputs[0])}, {"got", toDisplay(inputs[1])}}));
        return features;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, multihead_attention, components::MultiheadAttentionLayer)
