// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/feed_forward.h"

#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class FeedForwardInstance final : public UnaryLayer {
public:
    FeedForwardInstance(const FeedForward::Options& options, const BuildContext& context) : m_layers(options, context)
    {
        for (auto& weight : m_layers.weights())
            addParameter(weight.name, weight.tensor);
    }
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext& context) override
    {
        return m_layers.apply(input, context.training);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    FeedForward m_layers;
};

class FeedForwardLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "feed_forward";
        info.title = FETTLE_TEXT("Feed-forward");
        info.help = FETTLE_TEXT("Two linear layers with an activation between them, for each step by itself: the second half of a Transformer block.");
        info.category = NodeCategory::Dense;
        info.inputs = {{"input", FETTLE_TEXT("Rows N×D or steps N×T×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same shape"), false, false}};
        info.parameters = feedForwardParameters();
        info.parameters.push_back(
            realParameter("dropout", 0.1).range(0, 0.99).title(FETTLE_TEXT("Dropout"))
                .help(FETTLE_TEXT("The share of the inner numbers that is set to 0 at each step of training."))
                .when(FETTLE_TEXT("Raise it when the network overfits; 0 for large datasets.")));
        info.keywords = {"mlp", "ffn", "position-wise", "transformer"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        const auto features = checkedFeatures(inputs[0]);
        const auto inner = parameters.integer("dim_feedforward");
        static_cast<void>(model::checkedProduct({features, inner}));
        return std::make_unique<FeedForwardInstance>(
            FeedForward::Options{features, inner, parameters.real("dropout"), parameters.text("activation")},
                context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        static_cast<void>(checkedFeatures(inputs[0]));
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec>) const override
    {
        const auto numbers = std::max<std::int64_t>(model::elementsPerExample(inputs[0]), 0);
        const auto inner = parameters.integer("dim_feedforward");
        return {model::checkedProduct({2, numbers, inner}),
                model::checkedProduct({4,
                                       numbers + 2 * (numbers / std::max<std::int64_t>(checkedFeatures(inputs[0]),
                                           1)) * inner})};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        return "class FeedForward(nn.Module):\n"
               "    def __init__(self, features, inner, activation, dropout):\n"
               "        super().__init__()\n"
               "        self.linear1 = nn.Linear(features, inner)\n"
               "        self.activation = activation\n"
               "        self.dropout = nn.Dropout(dropout)\n"
               "        self.linear2 = nn.Linear(inner, features)\n"
               "\n"
               "    def forward(self, x):\n"
               "        return self.linear2(self.dropout(self.activation(self.linear1(x))))\n"
               "FeedForward(" +
               std::to_string(inputs[0].dimensions.back().size) + ", " +
                   std::to_string(parameters.integer("dim_feedforward")) + ", " +
               activationCode(parameters.text("activation")) + ", dropout=" +
               Value(parameters.real("dropout")).toDisplay() + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 3}, {"D", 4}})}, {tensorSpec({{"N", -1}, {"D", 5}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"dim_feedforward", 6}, {"activation", "relu"}, {"dropout", 0.0}}};
    }
    bool hasTrainingMode() const override { return true; }

private:
    static std::int64_t checkedFeatures(const TensorSpec& input)
    {
        model::requireReal(input);
        if (input.dimensions.size() < 2 || input.dimensions.size() > 3)
            model::requireRank(input, 3, "N×T×D");
        return model::requireKnownSize(input, input.dimensions.size() - 1);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, feed_forward, components::FeedForwardLayer)
