// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

namespace fettle::components {
namespace {

/// Vaswani et al. (2017), with normalization before each part (Xiong et al. 2020), which needs no warm-up.
class TransformerTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "transformer";
        info.title = FETTLE_TEXT("Small Transformer");
        info.help = FETTLE_TEXT("Lets every word look at every other one. Needs more texts than the other models when it "
                                "begins from nothing.");
        info.suits = {"text"};
        info.keywords = {"attention", "encoder", "bert"};
        info.parameters = {
            model::textWidthParameter(128),
            integerParameter("num_layers", 2).range(1, 24).title(FETTLE_TEXT("Layers"))
                .help(FETTLE_TEXT("How many of these layers stand one on the other."))
                .when(FETTLE_TEXT("Up to six for hundreds of thousands of texts.")),
            integerParameter("num_heads", 4).range(1, 64).title(FETTLE_TEXT("Heads"))
                .help(FETTLE_TEXT("How many ways of looking each layer has; they share the numbers per word evenly."))
                .when(FETTLE_TEXT("One for every 32 or 64 numbers per word.")),
            integerParameter("dim_feedforward", 256).range(1, 1 << 14).logarithmic().title(FETTLE_TEXT("Inner size"))
                .help(FETTLE_TEXT("Width of the two Linear layers inside each layer."))
                .when(FETTLE_TEXT("Two to four times the numbers per word."))
                .advanced(),
            model::textDropoutParameter(0.1),
            model::textColumnsParameter("compare")};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        const auto body = [&](const model::TextBranch& branch, const std::string& tokens) {
            auto last = branch.add("embedding", "embedding", {{"embedding_dim", parameters.integer("embedding_dim")}}, {tokens});
            if (!branch.parts.empty()) {
                const auto which = branch.add("which_text", "embedding", {{"embedding_dim", parameters.integer("embedding_dim")}}, {branch.parts}, 1);
                last = branch.add("words", "add", {}, {last, which});
            }
            last = branch.add("positions", "sinusoidal_positions", {}, {last});
            if (parameters.real("dropout") > 0.0)
                last = branch.add("dropout_words", "dropout", {{"p", parameters.real("dropout")}}, {last});
            for (std::int64_t i = 1; i <= parameters.integer("num_layers"); ++i)
                last = branch.add("block" + std::to_string(i), "transformer_encoder_block",
                                  {{"num_heads", parameters.integer("num_heads")},
                                   {"dim_feedforward", parameters.integer("dim_feedforward")},
                                   {"dropout", parameters.real("dropout")},
                                   {"norm_first", true}},
                                  {last});
            last = branch.add("norm", "layer_norm", {}, {last});
            if (model::headsPerToken(context))
                return last;
            return branch.add("pool", "time_pool", {{"mode", "mean"}}, {last});
        };
        return model::writeTextGraph("transformer", context, parameters.real("dropout"), 1, {parameters.text("text_columns"), {}}, body);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, transformer, components::TransformerTemplate)
