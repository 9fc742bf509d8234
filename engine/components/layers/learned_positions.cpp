// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

class LearnedPositionsInstance final : public UnaryLayer {
public:
    LearnedPositionsInstance(std::int64_t positions, std::int64_t features, const BuildContext& context)
    {
        m_weight = context.empty({positions, features});
        if (context.initialize)
            m_weight.normal_();
        addParameter("weight", m_weight);
    }
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        const auto steps = input.size(1);
        if (steps > m_weight.size(0))
            throw LayerError(makeError("model.sequence_too_long", {{"expected", m_weight.size(0)}, {"got", steps}}),
                             {model::setParameter("num_positions", steps)});
        return input + m_weight.narrow(0, 0, steps);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    torch::Tensor m_weight;
};

class LearnedPositionsLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "learned_positions";
        info.title = FETTLE_TEXT("Learned positions");
        info.help = FETTLE_TEXT("Adds a learned row of numbers to each step, so that attention knows where a word stands.");
        info.category = NodeCategory::Embedding;
        info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same shape"), false, false}};
        info.parameters = {
            integerParameter("num_positions", 512).range(1, 1 << 20).title(FETTLE_TEXT("Longest sequence"))
                .help(FETTLE_TEXT("How many positions are learned; longer sequences are refused."))
                .when(FETTLE_TEXT("Set it to the length that texts are cut to."))
                .logarithmic()};
        info.keywords = {"position", "positional embedding", "transformer", "bert"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        static_cast<void>(shape(parameters, inputs));
        const auto features = model::requireKnownSize(inputs[0], 2);
        static_cast<void>(model::checkedProduct({parameters.integer("num_positions"), features}));
        return std::make_unique<LearnedPositionsInstance>(parameters.integer("num_positions"), features, context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        model::requireSequence(inputs[0]);
        static_cast<void>(model::requireKnownSize(inputs[0], 2));
        const auto steps = inputs[0].dimensions[1].size;
        if (steps > parameters.integer("num_positions"))
            throw LayerError(makeError("model.sequence_too_long",
                                       {{"expected", parameters.integer("num_positions")}, {"got", steps}}),
                             {model::setParameter("num_positions", steps)});
        return std::vector{inputs[0]};
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override
    {
        return "{0} + {self}.weight[:{0}.shape[1]]";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 5}, {"D", 4}})}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"num_positions", 6}}}; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, learned_positions, components::LearnedPositionsLayer)
