// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

namespace fettle::components {
namespace {

class BilstmTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "bilstm";
        info.title = FETTLE_TEXT("Reading in both directions (BiLSTM)");
        info.help = FETTLE_TEXT("Reads a text word by word, forwards and backwards, and keeps what it saw. For texts in "
                                "which the order of words decides.");
        info.suits = {"text"};
        info.keywords = {"lstm", "recurrent", "rnn"};
        info.parameters = {
            model::textWidthParameter(128),
            integerParameter("hidden_size", 128).range(1, 1 << 13).logarithmic().title(FETTLE_TEXT("Memory"))
                .help(FETTLE_TEXT("How many numbers each direction remembers."))
                .when(FETTLE_TEXT("Smaller for a few hundred texts.")),
            integerParameter("num_layers", 1).range(1, 8).title(FETTLE_TEXT("Layers"))
                .help(FETTLE_TEXT("How many of these layers stand one on the other."))
                .when(FETTLE_TEXT("Two for ten thousands of texts.")),
            model::textDropoutParameter(0.5),
            model::textColumnsParameter("compare")};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        const auto body = [&](const model::TextBranch& branch, const std::string& tokens) {
            auto last = branch.add("embedding", "embedding", {{"embedding_dim", parameters.integer("embedding_dim")}}, {tokens});
            if (parameters.real("dropout") > 0.0)
                last = branch.add("dropout_words", "dropout", {{"p", parameters.real("dropout") / 2.0}}, {last});
            last = branch.add("lstm", "lstm",
                              {{"hidden_size", parameters.integer("hidden_size")},
                               {"num_layers", parameters.integer("num_layers")},
                               {"bidirectional", true}},
                              {last});
            if (model::headsPerToken(context))
                return last;
            return branch.add("pool", "time_pool", {{"mode", "max"}}, {last});
        };
        return model::writeTextGraph("bilstm", context, parameters.real("dropout"), 1, {parameters.text("text_columns"), {}}, body);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, bilstm, components::BilstmTemplate)
