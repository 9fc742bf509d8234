// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "app/cli/text_reading.h"
#include "app/cli/train_options.h"

using namespace fettle;
using namespace fettle::cli;

namespace {

Recipe recommendedBert()
{
    Recipe recipe;
    recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}, {"dropout", 0.5}}};
    recipe.objectives.emplace_back().optimizer = {"adamw", {{"lr", 2e-4}}};
    recipe.training.batchSize = 32;
    return recipe;
}

Result<void> set(Recipe& recipe, const std::string& assignment)
{
    TrainArguments arguments;
    arguments.parameters = {assignment};
    return applyFlags(recipe, arguments);
}

} // namespace

TEST_CASE("what a recommendation obeyed by itself is not put over it again")
{
    auto recipe = recommendedBert();
    TrainArguments arguments;
    arguments.modelTemplate = "small"; // a pretrained model by its own name
    REQUIRE(applyFlags(recipe, arguments).ok());
    CHECK(recipe == recommendedBert());
}

TEST_CASE("a recipe takes a template, and the weights of another one go with that one")
{
    Recipe recipe;
    recipe.networks["model"].fromTemplate = {"text_cnn", {{"dropout", 0.1}}};
    recipe.networks["model"].graph.emplace();
    recipe.networks["model"].weights = {{"pretrained", "other"}};
    applyChoices(recipe, "text_classification", {"bert", {{"model", "small"}}});
    const auto& network = recipe.networks["model"];
    CHECK(network.fromTemplate == ComponentRef{"bert", {{"model", "small"}}});
    CHECK_FALSE(network.graph);
    CHECK(network.weights.empty());
    CHECK(recipe.task.component == "text_classification");
    const auto before = recipe;
    applyChoices(recipe, {}, {});
    CHECK(recipe == before);
}

TEST_CASE("--set reaches parameters of parts and training options, and refuses what is neither")
{
    Recipe recipe = recommendedBert();
    for (const char* assignment : {"model.hidden_sizes=[64,32]", "optimizer.lr=0.1", "fine_tuning.method=lora", "training.fine_tuning.lora_rank=4",
                                   "fine_tuning.layer_decay=0.9", "training.l1=0.01", "early_stopping.patience=3"})
        REQUIRE_MESSAGE(set(recipe, assignment).ok(), assignment);
    CHECK(recipe.networks["model"].fromTemplate.parameters.at("hidden_sizes") == Value(ValueList{64, 32}));
    CHECK(recipe.objectives.front().optimizer.parameters.at("lr") == Value(0.1));
    CHECK(recipe.training.fineTuning.method == TuningMethod::Lora);
    CHECK(recipe.training.fineTuning.loraRank == 4);
    CHECK(recipe.training.fineTuning.layerDecay == 0.9);
    CHECK(recipe.training.l1 == 0.01);
    CHECK(recipe.training.earlyStopping.patience == 3);
    CHECK(recipe.training.batchSize == 32);
    Recipe empty;
    REQUIRE(set(empty, "model.dropout=0.2").ok());
    CHECK(empty.networks.at("model").fromTemplate.parameters.at("dropout") == Value(0.2));

    for (const char* assignment : {"fine_tuning.methd=lora", "fine_tuning.method=loro", "training.l1=much", "nothing.l1=1", "lora", "lr=0.1"}) {
        const auto refused = set(recipe, assignment);
        REQUIRE_MESSAGE(!refused.ok(), assignment);
        CHECK(refused.error().code == "client.bad_argument");
        CHECK(refused.error().arguments.at("value").asText() == assignment);
        CHECK_FALSE(refused.error().arguments.at("expected").isNull());
    }
}

TEST_CASE("an option has one name in reasons and for --set, and its value is found by it")
{
    const auto recipe = recommendedBert();
    CHECK(settingName("networks.model.from_template.parameters.dropout") == "model.dropout");
    CHECK(settingName("networks.model.from_template") == "model");
    CHECK(settingName("training.fine_tuning.method") == "fine_tuning.method");
    CHECK(settingName("training.early_stopping.patience") == "early_stopping.patience");
    CHECK(settingName("training.batch_size") == "training.batch_size");
    CHECK(settingName("optimizer.lr") == "optimizer.lr");
    CHECK(settingOf(recipe, "model.dropout") == Value(0.5));
    CHECK(settingOf(recipe, "model") == Value("bert"));
    CHECK(settingOf(recipe, "optimizer.lr") == Value(2e-4));
    CHECK(settingOf(recipe, "training.batch_size") == Value(32));
    CHECK(settingOf(recipe, "fine_tuning.method") == Value("auto"));
    CHECK(settingOf(recipe, "schedule") == Value(""));
    CHECK(settingOf(recipe, "roles.age").isNull());
    const Recipe nothing;
    CHECK(settingOf(nothing, "model").isNull());
    CHECK(settingOf(nothing, "optimizer.lr").isNull());
}

TEST_CASE("a text as tokens on one line, unknown ones in brackets")
{
    const Value row(ValueMap{{"after", ValueList{"my", "\n", "parcel", "zzz"}}, {"unknown", ValueList{3}}, {"cut", 2}});
    CHECK(tokenLine(row) == "my   parcel [zzz] … +2");
    CHECK(tokenLine(Value(ValueMap{})).empty());
}

TEST_CASE("much that is unknown, and many texts without their end, are told; little is not")
{
    const CliContext context(client::Sentences("en"));
    const auto reading = [](int unknown, int cut) {
        return Value(ValueMap{{"train", ValueMap{{"rows", 100}, {"tokens", 1000}, {"unknown_tokens", 0}, {"cut_rows", cut}, {"median_length", 9},
                                                 {"p95_length", 20}, {"longest", 40}, {"max_length", 30}}},
                              {"validation", ValueMap{{"rows", 10}, {"tokens", 100}, {"unknown_tokens", unknown}}}});
    };
    CHECK(textWarnings(context, "message", reading(10, 10)).empty());
    const auto warnings = textWarnings(context, "message", reading(35, 40));
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].starts_with("35% of the texts in \"message\""));
    CHECK(warnings[1].starts_with("40% of the texts"));
    // Two commands say it, each with flags of its own.
    for (const auto& warning : warnings)
        CHECK_MESSAGE(warning.find("--") == std::string::npos, warning);
    const auto figures = textFigures(context, reading(35, 40));
    REQUIRE(figures.size() == 3);
    CHECK(figures[0] == "Length: typically 9 tokens, 95 of 100 texts at most 20, the longest 40");
    CHECK(figures[1] == "Cut off: the end of 40 texts (40%); 30 tokens are read");
    CHECK(textFigures(context, reading(0, 0))[1] == "Cut off: no text; 30 tokens are read");
    CHECK(figures[2] == "Unknown: 35% of the tokens");
}
