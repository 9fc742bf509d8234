// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/graph_template.h"
#include "engine/model/graph_writer.h"

namespace fettle::components {
namespace {

class MlpTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "mlp";
        info.title = FETTLE_TEXT("Small neural network (MLP)");
        info.help = FETTLE_TEXT("A few Linear layers with activations between them. The usual choice for tables.");
        info.suits = {"table", "image"};
        info.keywords = {"multilayer perceptron", "dense", "feed-forward"};
        info.parameters = {
            integersParameter("hidden_sizes", {128, 64}).range(1, 1 << 16).title(FETTLE_TEXT("Layers"))
                .help(FETTLE_TEXT("Outputs of each Linear layer, the last one left out."))
                .when(FETTLE_TEXT("Smaller for a few hundred rows, larger for hundreds of thousands.")),
            choiceParameter("activation", "relu").choice("relu", FETTLE_TEXT("ReLU")).choice("gelu", FETTLE_TEXT("GELU"))
                .choice("silu", FETTLE_TEXT("SiLU")).choice("tanh", FETTLE_TEXT("Tanh"))
                .title(FETTLE_TEXT("Activation"))
                .help(FETTLE_TEXT("What stands between the layers."))
                .when(FETTLE_TEXT("Try SiLU or GELU for smooth relations between numbers."))
                .advanced(),
            realParameter("dropout", 0.0).range(0, 0.95).title(FETTLE_TEXT("Dropout"))
                .help(FETTLE_TEXT("Share of numbers that is set to 0 after each layer while training; 0 leaves it out."))
                .when(FETTLE_TEXT("Raise it to 0.1 to 0.5 when the network overfits.")),
            booleanParameter("batch_norm", false).title(FETTLE_TEXT("Batch normalization"))
                .help(FETTLE_TEXT("Normalizes after each Linear layer."))
                .when(FETTLE_TEXT("Switch it on for more than three layers."))};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        model::GraphWriter writer("mlp");
        FETTLE_TRY_ASSIGN(auto last, model::writeRowSource(writer, context, "mlp"));
        int number = 0;
        for (const auto size : parameters.integerList("hidden_sizes")) {
            const auto suffix = std::to_string(++number);
            ValueMap options{{"out_features", size}};
            if (parameters.boolean("batch_norm"))
                options.emplace("bias", false); // the normalization would cancel it
            last = writer.add("linear" + suffix, "linear", std::move(options), {last});
            if (parameters.boolean("batch_norm"))
                last = writer.add("norm" + suffix, "batch_norm", {}, {last});
            last = writer.add(parameters.text("activation") + suffix, parameters.text("activation"), {}, {last});
            if (parameters.real("dropout") > 0)
                last = writer.add("dropout" + suffix, "dropout", {{"p", parameters.real("dropout")}}, {last});
        }
        FETTLE_TRY(model::writeHeads(writer, context, last, "mlp"));
        return writer.take();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, mlp, components::MlpTemplate)
