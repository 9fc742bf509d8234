// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"
#include "engine/pretrained/model_library.h"
#include "engine/pretrained/weight_plan.h"

namespace fettle::components {
namespace {

/// Devlin et al. (2019); with a model of the library, the sizes are its own, and RoBERTa (Liu et al. 2019), DistilBERT
/// (Sanh et al. 2019) and MiniLM (Wang et al. 2020) are the same graph.
class BertTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "bert";
        info.title = FETTLE_TEXT("Pretrained language model");
        info.help = FETTLE_TEXT("A Transformer that has read a great many texts before. It needs few examples of its own, and "
                                "more time than the small models.");
        info.suits = {"text"};
        info.keywords = {"bert", "minilm", "roberta", "distilbert", "transformer", "fine-tuning", "pretrained", "huggingface"};
        info.parameters = {
            textParameter("model", "")
                .title(FETTLE_TEXT("Pretrained model"))
                .help(FETTLE_TEXT("Whose weights it begins with; without one it begins from nothing, in the sizes below."))
                .when(FETTLE_TEXT("Choose one that knows the language of the texts.")),
            choiceParameter("pooling", "auto")
                .choice("auto", FETTLE_TEXT("As the model was made"))
                .choice("mean", FETTLE_TEXT("Mean"))
                .choice("first", FETTLE_TEXT("First step"))
                .choice("max", FETTLE_TEXT("Largest"))
                .title(FETTLE_TEXT("From words to a text"))
                .help(FETTLE_TEXT("How one row of numbers for the text comes of those for its words."))
                .when(FETTLE_TEXT("The mean suits most models; the first step those that were trained on pairs of sentences."))
                .advanced(),
            booleanParameter("normalize", true)
                .title(FETTLE_TEXT("Even out the text's numbers"))
                .help(FETTLE_TEXT("Brings the numbers for every text to one scale before the answer is made of them."))
                .when(FETTLE_TEXT("Switch it off to keep the model as its makers built it."))
                .advanced(),
            model::textDropoutParameter(0.1),
            model::textColumnsParameter("join"),
            model::textWidthParameter(128),
            sizeParameter("num_layers", 2, 1, 48, FETTLE_TEXT("Layers"), FETTLE_TEXT("How many of these layers stand one on the other.")),
            sizeParameter("num_heads", 2, 1, 64, FETTLE_TEXT("Heads"),
                          FETTLE_TEXT("How many ways of looking each layer has; they share the numbers per word evenly.")),
            sizeParameter("dim_feedforward", 512, 1, 1 << 14, FETTLE_TEXT("Inner size"),
                          FETTLE_TEXT("Width of the two Linear layers inside each layer.")),
            sizeParameter("num_positions", 512, 1, 1 << 16, FETTLE_TEXT("Longest sequence"),
                          FETTLE_TEXT("How many positions it learns; texts are cut there."))};
        return info;
    }

    std::string pretrainedModel(const Parameters& parameters) const override { return parameters.text("model"); }

    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        PretrainedNetwork network;
        network.hiddenSize = parameters.integer("embedding_dim");
        network.layers = parameters.integer("num_layers");
        network.heads = parameters.integer("num_heads");
        network.innerSize = parameters.integer("dim_feedforward");
        network.positions = parameters.integer("num_positions");
        network.tokenTypes = 2;
        if (const auto& id = parameters.text("model"); !id.empty()) {
            FETTLE_TRY_ASSIGN(const auto found, pretrained::findModel(pretrained::libraryFolder(), id));
            network = found.network;
        }
        auto pooling = parameters.text("pooling");
        if (pooling == "auto")
            pooling = toText(network.pooling);
        // Texts that are compared with each other stay as the model's makers meant them.
        const bool normalize = parameters.boolean("normalize") && !model::headIsEmbedding(context);
        const auto body = [&](const model::TextBranch& branch, const std::string& tokens) {
            auto last = branch.add(std::string(pretrained::kWordNode), "embedding",
                                   {{"embedding_dim", network.hiddenSize}, {"num_embeddings", network.vocabularySize}}, {tokens});
            if (!branch.parts.empty() && network.tokenTypes > 1) {
                const auto types = branch.add(std::string(pretrained::kTypeNode), "embedding",
                                              {{"embedding_dim", network.hiddenSize}, {"num_embeddings", network.tokenTypes}},
                                              {branch.parts}, 1);
                last = branch.add("words", "add", {}, {last, types});
            }
            last = branch.add(std::string(pretrained::kPositionNode), "learned_positions", {{"num_positions", network.positions}}, {last});
            last = branch.add(std::string(pretrained::kNormNode), "layer_norm", {{"eps", network.layerNormEps}}, {last});
            if (network.dropout > 0.0)
                last = branch.add("dropout_words", "dropout", {{"p", network.dropout}}, {last});
            for (std::int64_t i = 1; i <= network.layers; ++i)
                last = branch.add(std::string(pretrained::kBlockNode) + std::to_string(i), "transformer_encoder_block",
                                  {{"num_heads", network.heads},
                                   {"dim_feedforward", network.innerSize},
                                   {"dropout", network.dropout},
                                   {"activation_dropout", 0.0},
                                   {"activation", network.activation},
                                   {"layer_norm_eps", network.layerNormEps},
                                   {"norm_first", false}},
                                  {last});
            if (model::headsPerToken(context))
                return last;
            last = branch.add("pool", "time_pool", {{"mode", pooling}}, {last});
            return normalize ? branch.add("text_norm", "layer_norm", {{"elementwise_affine", false}}, {last}) : last;
        };
        return model::writeTextGraph("bert", context, parameters.real("dropout"), 1,
                                     {parameters.text("text_columns"), joinOf(network, !parameters.text("model").empty())}, body);
    }

private:
    /// As the families' own tokenizers join two texts: [CLS] a [SEP] b [SEP], <s> a </s></s> b </s>.
    static ValueMap joinOf(const PretrainedNetwork& network, bool isPretrained)
    {
        ValueMap join{{"max_length", network.positions}};
        if (isPretrained) {
            join["between"] = network.family == "roberta" ? "repeat" : "none";
            join["leading"] = 1;
            join["trailing"] = 1;
        }
        return join;
    }
    static ParameterInfo sizeParameter(const char* name, std::int64_t usual, std::int64_t least, std::int64_t most, const char* title,
                                       const char* help)
    {
        return integerParameter(name, usual).range(static_cast<double>(least), static_cast<double>(most)).title(title).help(help)
            .when(FETTLE_TEXT("Only without a pretrained model, whose sizes are fixed."))
            .advanced();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, bert, components::BertTemplate)
