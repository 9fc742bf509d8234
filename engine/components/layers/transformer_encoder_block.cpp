// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/attention.h"
#include "engine/components/feed_forward.h"
#include "engine/components/random_zeros.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

struct TransformerOptions {
    MultiheadAttention::Options attention;
    FeedForward::Options feedForward;
    double dropout = 0.1;
    double eps = 1e-5;
    bool normFirst = true;
};

class TransformerBlockInstance final : public LayerInstance {
public:
    TransformerBlockInstance(const TransformerOptions& options, const BuildContext& context)
        : m_options(options), m_attention(options.attention, context), m_feedForward(options.feedForward, context)
    {
        for (auto& weight : m_attention.weights("self_attn."))
            addParameter(weight.name, weight.tensor);
        for (auto& weight : m_feedForward.weights())
            addParameter(weight.name, weight.tensor);
        for (auto* norm : {&m_norm1, &m_norm2}) {
            norm->weight = context.empty({options.attention.features});
            norm->bias = context.empty({options.attention.features});
            if (context.initialize) {
                norm->weight.fill_(1.0);
                norm->bias.fill_(0.0);
            }
            const std::string name = norm == &m_norm1 ? "norm1" : "norm2";
            addParameter(name + ".weight", norm->weight);
            addParameter(name + ".bias", norm->bias);
        }
    }

    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext& context) override
    {
        const TokenRows rows(inputs[0]);
        auto x = rows.flat(inputs[0].values);
        if (m_options.normFirst) {
            x = x + attended(normed(x, m_norm1), rows, context.training);
            x = x + fedForward(normed(x, m_norm2), context.training);
        } else {
            x = normed(x + attended(x, rows, context.training), m_norm1);
            x = normed(x + fedForward(x, context.training), m_norm2);
        }
        return {{rows.full(x), inputs[0].layout}};
    }

private:
    struct Norm {
        torch::Tensor weight;
        torch::Tensor bias;
    };

    [[nodiscard]] torch::Tensor normed(const torch::Tensor& x, const Norm& norm) const
    {
        return at::layer_norm(x, {m_options.attention.features}, norm.weight, norm.bias, m_options.eps);
    }
    [[nodiscard]] torch::Tensor attended(const torch::Tensor& x, const TokenRows& rows, bool training) const
    {
        return randomZeros(m_attention.self(x, rows, training), m_options.dropout, training);
    }
    [[nodiscard]] torch::Tensor fedForward(const torch::Tensor& x, bool training) const
    {
        return randomZeros(m_feedForward.apply(x, training), m_options.dropout, training);
    }

    TransformerOptions m_options;
    MultiheadAttention m_attention;
    FeedForward m_feedForward;
    Norm m_norm1;
    Norm m_norm2;
};

class TransformerBlockLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "transformer_encoder_block";
        info.title = FETTLE_TEXT("Transformer block");
        info.help = FETTLE_TEXT("Attention and a feed-forward layer with normalization and shortcuts around both: the part that Transformers stack.");
        info.category = NodeCategory::Attention;
        info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D, with positions added before the first block"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The shape of the input"), false, false}};
        info.parameters = attentionParameters();
        for (auto& parameter : feedForwardParameters())
            info.parameters.push_back(std::move(parameter));
        info.parameters.push_back(
            realParameter("dropout", 0.1).range(0, 0.99).title(FETTLE_TEXT("Dropout"))
                .help(FETTLE_TEXT("The share of numbers, and of looks of the attention, that is left out at each step of training."))
                .when(FETTLE_TEXT("Raise it when the network overfits; 0 for large datasets, which is also faster.")));
        info.parameters.push_back(
            realParameter("activation_dropout", -1).range(-1, 0.99).title(FETTLE_TEXT("Dropout between"))
                .help(FETTLE_TEXT("The share that is left out between the two linear layers of the feed-forward part; −1 takes the other one."))
                .when(FETTLE_TEXT("Set 0 to match how models such as BERT are trained."))
                .advanced());
        info.parameters.push_back(
            booleanParameter("norm_first", true).title(FETTLE_TEXT("Normalize first"))
                .help(FETTLE_TEXT("Normalizes what goes into attention and feed-forward instead of what comes out, which trains more steadily."))
                .when(FETTLE_TEXT("Switch it off to match the weights of a model such as BERT."))
                .advanced());
        info.parameters.push_back(
            realParameter("layer_norm_eps", 1e-5).range(1e-12, 1).title(FETTLE_TEXT("Epsilon"))
                .help(FETTLE_TEXT("A small number that keeps the division of the normalization stable."))
                .when(FETTLE_TEXT("Set 1e-12 to match the weights of BERT."))
                .advanced().logarithmic());
        info.keywords = {"transformer", "encoder", "self-attention", "bert", "layer"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        const auto features = checkedHeads(parameters, inputs[0]);
        const auto inner = parameters.integer("dim_feedforward");
        const auto dropout = parameters.real("dropout");
        static_cast<void>(model::checkedProduct({features, inner}));
        TransformerOptions options;
        options.attention = {features, parameters.integer("num_heads"), dropout, true, parameters.boolean("rotary")};
        const auto between = parameters.real("activation_dropout");
        options.feedForward = {features, inner, between < 0.0 ? dropout : between, parameters.text("activation")};
        options.dropout = dropout;
        options.eps = parameters.real("layer_norm_eps");
        options.normFirst = parameters.boolean("norm_first");
        return std::make_unique<TransformerBlockInstance>(options, context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        static_cast<void>(checkedHeads(parameters, inputs[0]));
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec>) const override
    {
        const auto features = checkedHeads(parameters, inputs[0]);
        const auto steps = std::max<std::int64_t>(inputs[0].dimensions[1].size, 0);
        const auto inner = parameters.integer("dim_feedforward");
        return {attentionCost(features, steps, steps) + model::checkedProduct({2, steps, features, inner}),
                model::checkedProduct({4, steps, 10 * features + 3 * inner})};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto size = std::to_string(inputs[0].dimensions[2].size) + ", " +
            std::to_string(parameters.integer("num_heads"));
        const auto inner = std::to_string(parameters.integer("dim_feedforward"));
        const auto dropout = Value(parameters.real("dropout")).toDisplay();
        const Value eps = parameters.real("layer_norm_eps");
        const auto& activation = parameters.text("activation");
        // A function: PyTorch's quick path of inference takes every nn.GELU for the exact one.
        auto options = ", dim_feedforward=" + inner + ", dropout=" + dropout + ", activation=" +
            (activation == "gelu_tanh" ? "lambda x: nn.functional.gelu(x, approximate=\"tanh\")" : "\"" + activation + "\"");
        if (!(eps == Value(1e-5)))
            options += ", layer_norm_eps=" + eps.toDisplay();
        options += std::string(", batch_first=True, norm_first=") +
            (parameters.boolean("norm_first") ? "True" : "False");
        // With rotary positions: PyTorch's block with another attention in it; names of weights and all else are its own.
        const bool rotary = parameters.boolean("rotary");
        const std::string type = rotary ? "RotaryEncoderLayer" : "nn.TransformerEncoderLayer";
        const auto source = rotary ? rotaryBlockSource() : std::string();
        const auto between = parameters.real("activation_dropout");
        if (between < 0.0 || between == parameters.real("dropout"))
            return source + type + "(" + size + options + ")";
        return source + (rotary ? "\n\n" : "") + otherDropoutSource() + "with_dropout_between(" + type + "(" + size + options + "), " +
            Value(between).toDisplay() + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 5}, {"D", 8}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"num_heads", 2}, {"dim_feedforward", 12}, {"norm_first", false}, {"activation", "relu"},
                 {"dropout", 0.0}},
                {{"num_heads", 1}, {"dim_feedforward", 6}, {"rotary", true}, {"dropout", 0.2},
                 {"layer_norm_eps", 1e-3}},
                {{"num_heads", 2}, {"dim_feedforward", 6}, {"activation", "gelu_tanh"}, {"dropout", 0.2}, {"activation_dropout", 0.0}}};
    }
    bool hasTrainingMode() const override { return true; }

private:
    static std::string otherDropoutSource()
    {
        return "def with_dropout_between(layer, p):\n"
               "    layer.dropout.p = p\n"
               "    return layer\n";
    }
    static std::string rotaryBlockSource()
    {
        return rotaryAttentionSource() +
               "\n\n"
               "class RotaryEncoderLayer(nn.TransformerEncoderLayer):\n"
               "    def __init__(self, features, heads, dropout=0.1, **options):\n"
               "        super().__init__(features, heads, dropout=dropout, **options)\n"
               "        self.self_attn = RotaryAttention(features, heads, dropout)\n"
               "\n"
               "    def forward(self, x):\n"
               "        if self.norm_first:\n"
               "            x = x + self.dropout1(self.self_attn(self.norm1(x)))\n"
               "            return x + self._ff_block(self.norm2(x))\n"
               "        x = self.norm1(x + self.dropout1(self.self_attn(x)))\n"
               "        return self.norm2(x + self._ff_block(x))\n";
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, transformer_encoder_block, components::TransformerBlockLayer)
