// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

namespace fettle::components {
namespace {

/// Kim (2014), Convolutional Neural Networks for Sentence Classification.
class TextCnnTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "text_cnn";
        info.title = FETTLE_TEXT("Convolutions over words (TextCNN)");
        info.help = FETTLE_TEXT("Looks for telling groups of neighboring words or characters anywhere in the text. Quick, "
                                "and hard to beat on short texts without a pretrained model.");
        info.suits = {"text"};
        info.keywords = {"cnn", "convolution", "n-grams"};
        info.parameters = {
            model::textWidthParameter(128),
            integersParameter("kernel_sizes", {2, 3, 4}).range(1, 64).title(FETTLE_TEXT("Group sizes"))
                .help(FETTLE_TEXT("How many neighboring words the groups have."))
                .when(FETTLE_TEXT("Add larger ones where texts are cut into characters.")),
            integerParameter("filters", 128).range(1, 1 << 13).logarithmic().title(FETTLE_TEXT("Patterns per size"))
                .help(FETTLE_TEXT("How many patterns are looked for in each size of group."))
                .when(FETTLE_TEXT("More for many classes.")),
            model::textDropoutParameter(0.5),
            model::textColumnsParameter("compare")};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        const auto sizes = parameters.integerList("kernel_sizes");
        if (model::headsPerToken(context))
            return makeError("components.template_per_token", {{"template", "text_cnn"}});
        const auto body = [&](const model::TextBranch& branch, const std::string& tokens) {
            const auto embedded = branch.add("embedding", "embedding", {{"embedding_dim", parameters.integer("embedding_dim")}}, {tokens});
            std::vector<std::string> pooled;
            int below = 0;
            for (const auto size : sizes) {
                const auto name = std::to_string(below + 1);
                auto last = branch.add("conv" + name, "conv1d",
                                       {{"out_channels", parameters.integer("filters")}, {"kernel_size", size}}, {embedded}, below);
                last = branch.add("relu" + name, "relu", {}, {last}, below);
                pooled.push_back(branch.add("pool" + name, "time_pool", {{"mode", "max"}}, {last}, below));
                ++below;
            }
            return pooled.size() == 1 ? pooled.front() : branch.add("patterns", "concat", {}, pooled);
        };
        return model::writeTextGraph("text_cnn", context, parameters.real("dropout"), static_cast<int>(sizes.size()), {parameters.text("text_columns"), {}}, body);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, text_cnn, components::TextCnnTemplate)
