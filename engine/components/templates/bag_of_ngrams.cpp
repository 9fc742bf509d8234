// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

namespace fettle::components {
namespace {

/// Joulin et al. (2017), Bag of Tricks for Efficient Text Classification.
class BagOfNgramsTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "bag_of_ngrams";
        info.title = FETTLE_TEXT("Bag of words and word groups");
        info.help = FETTLE_TEXT("Averages what single words and groups of neighbors say, wherever they stand. The smallest "
                                "and quickest model for texts; a good first try.");
        info.suits = {"text"};
        info.keywords = {"n-grams", "fasttext", "bag of words"};
        info.parameters = {
            model::textWidthParameter(64),
            integerParameter("n", 2).range(1, 6).title(FETTLE_TEXT("Largest group"))
                .help(FETTLE_TEXT("Words alone (1), pairs of neighbors too (2), threes too (3) …"))
                .when(FETTLE_TEXT("4 or 5 where texts are cut into characters.")),
            model::textDropoutParameter(0.2),
            model::textColumnsParameter("compare")};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        if (model::headsPerToken(context))
            return makeError("components.template_per_token", {{"template", "bag_of_ngrams"}});
        const auto body = [&](const model::TextBranch& branch, const std::string& tokens) {
            auto last = tokens;
            if (parameters.integer("n") > 1)
                last = branch.add("groups", "ngrams", {{"n", parameters.integer("n")}}, {last});
            return branch.add("bag", "embedding_bag",
                              {{"embedding_dim", parameters.integer("embedding_dim")}, {"mode", "mean"}}, {last});
        };
        return model::writeTextGraph("bag_of_ngrams", context, parameters.real("dropout"), 1, {parameters.text("text_columns"), {}}, body);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, bag_of_ngrams, components::BagOfNgramsTemplate)
