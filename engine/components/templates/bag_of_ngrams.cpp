// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

namespace fettle::components {
namespace {

constexpr double kFirstSpread = 0.01;

/// Joulin et al. (2017), Bag of Tricks for Efficient Text Classification.
class BagOfNgramsTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "bag_of_ngrams";
        info.title = FETTLE_TEXT("Bag of words and word groups");
        info.help = FETTLE_TEXT("Adds up what single words and groups of neighbors say, wherever they stand. The quickest model "
                                "for texts, and hard to beat from nothing.");
        info.suits = {"text"};
        info.keywords = {"n-grams", "fasttext", "bag of words"};
        info.parameters = {
            model::textWidthParameter(16),
            integerParameter("n", 2).range(1, 6).title(FETTLE_TEXT("Largest group"))
                .help(FETTLE_TEXT("Words alone (1), pairs of neighbors too (2), threes too (3) …"))
                .when(FETTLE_TEXT("4 or 5 where texts are cut into characters.")),
            integerParameter("buckets", 100'000).range(2, 1 << 24).title(FETTLE_TEXT("Places"))
                .help(FETTLE_TEXT("How many places the groups share."))
                .when(FETTLE_TEXT("More for many long texts; the network grows with it."))
                .logarithmic(),
            model::textDropoutParameter(0.5),
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
                last = branch.add("groups", "ngrams", {{"n", parameters.integer("n")}, {"buckets", parameters.integer("buckets")}}, {last});
            last = branch.add("bag", "embedding_bag", {{"embedding_dim", parameters.integer("embedding_dim")}, {"mode", "root"}}, {last});
            // Nearly nothing to begin with: what a text says that training did not have should not count.
            branch.writer.initialize("weight", {{"component", "normal"}, {"std", kFirstSpread}});
            return last;
        };
        return model::writeTextGraph("bag_of_ngrams", context, parameters.real("dropout"), 1, {parameters.text("text_columns"), {}}, body);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, bag_of_ngrams, components::BagOfNgramsTemplate)
