// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <doctest/doctest.h>

#include "engine/contract/error_codes.h"
#include "engine/data/recommend.h"
#include "tests/data/table_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

Result<Recommendation> recommendFor(const std::filesystem::path& source, const TemporaryFolder& folder,
                                    RecommendRequest request = {}, data::MachineFacts machine = {})
{
    const ImportRequest import = importRequest(source, folder.path() / "set");
    FETTLE_TRY_ASSIGN(const DatasetManifest manifest, importWith(import));
    request.manifestPath = data::versionManifestPath(import.datasetFolder, manifest.id);
    machine.threads = 2;
    return data::recommend(request, builtInRegistry(), machine);
}

const RecommendedOption* optionOf(const Recommendation& recommendation, std::string_view path)
{
    for (const RecommendedOption& option : recommendation.options)
        if (option.path == path)
            return &option;
    return nullptr;
}

/// One on which even a small model takes minutes, so that they can be compared.
data::MachineFacts slowMachine()
{
    data::MachineFacts machine;
    machine.multiplyAddsPerSecond = 1e6;
    return machine;
}

double minutesOf(const Recommendation& recommendation, std::string_view component)
{
    const auto found = std::ranges::find(recommendation.models, component, [](const RecommendedModel& model) { return model.model.component; });
    REQUIRE(found != recommendation.models.end());
    return found->minutes;
}

} // namespace

TEST_CASE("the sensible thing on well-known tables")
{
    struct Case {
        const char* file;
        const char* task;
        const char* target;
    };
    for (const auto& [file, task, target] : {
             Case{"tab_titanic/titanic.csv", "tabular_classification", "Survived"},
             Case{"tab_titanic/titanic_seaborn.csv", "tabular_classification", "survived"},
             Case{"tab_adult", "tabular_classification", "14"},
             Case{"tab_iris/iris.csv", "tabular_classification", "species"},
             Case{"tab_california_housing/housing.csv", "tabular_regression", "median_house_value"},
             Case{"tab_bank_marketing/bank-full.csv", "tabular_classification", "y"},
             Case{"tab_german_credit/GermanCredit.csv", "tabular_classification", "credit_risk"},
             Case{"tab_german_credit/german_codes_noheader.csv", "tabular_classification", "20"},
             Case{"tab_creditcard_fraud/creditcard_small.csv", "tabular_classification", "Class"},
             Case{"tab_ai4i2020/ai4i2020.csv", "tabular_classification", "Machine_failure"},
         }) {
        FETTLE_REQUIRE_DATA(file);
        CAPTURE(file);
        const TemporaryFolder folder;
        const auto result = recommendFor(sharedData(file), folder);
        REQUIRE_MESSAGE(result.ok(), toLogLine(result.error()));
        CHECK_EQ(result->recipe.task.component, task);
        REQUIRE_EQ(result->recipe.targets.size(), 1u);
        CHECK_EQ(result->recipe.targets[0].field, target);
        CHECK_EQ(result->recipe.networks.at("model").fromTemplate.component, "mlp");
        CHECK_GT(result->recipe.training.batchSize, 0);
        CHECK_GT(result->recipe.training.epochs, 0.0);
        CHECK_GE(result->models.size(), 2u);
        CHECK_LT(result->minutes, 10.0);
        // Every reason is a declared sentence.
        for (const RecommendedOption& option : result->options)
            CHECK_MESSAGE(findErrorCode(option.reason.code) != nullptr, option.reason.code);
        for (const Note& warning : result->warnings)
            CHECK_MESSAGE(findErrorCode(warning.code) != nullptr, warning.code);
    }
}

TEST_CASE("columns that name rows or give the target away are left out, with a warning")
{
    FETTLE_REQUIRE_DATA("tab_titanic");
    const TemporaryFolder folder;
    const auto seaborn = recommendFor(sharedData("tab_titanic/titanic_seaborn.csv"), folder);
    REQUIRE(seaborn.ok());
    CHECK(hasNote(seaborn->warnings, "data.warn_leak_equal"));
    for (const FieldUse& use : seaborn->recipe.inputs)
        CHECK_NE(use.field, "alive");
    CHECK_EQ(seaborn->recipe.inputs.size(), 13u);
    const TemporaryFolder other;
    const auto titanic = recommendFor(sharedData("tab_titanic/titanic.csv"), other);
    REQUIRE(titanic.ok());
    REQUIRE(optionOf(*titanic, "roles.PassengerId") != nullptr);
    CHECK_EQ(optionOf(*titanic, "roles.PassengerId")->reason.code, "data.role_id");
    CHECK(hasNote(titanic->warnings, "data.warn_text_ignored"));
}

TEST_CASE("a pretrained model by its own name, trained in the way that is wished")
{
    const SmallBert small;
    const auto& folder = small.folder;
    std::string text = "message,topic\n";
    const char* const openings[] = {"my parcel did not come", "the bill is too high", "thanks a lot for the help"};
    const char* const topics[] = {"parcels", "money", "praise"};
    for (int i = 0; i < 120; ++i)
        text += std::string(openings[i % 3]) + " case " + std::to_string(i) + "," + topics[i % 3] + "\n";
    const auto file = folder.write("messages.csv", text);
    RecommendRequest wish;
    wish.target = "topic";
    wish.model = {"small", {}};
    const auto few = recommendFor(file, folder, wish);
    REQUIRE_MESSAGE(few.ok(), toLogLine(few.error()));
    const auto& network = few->recipe.networks.at("model").fromTemplate;
    CHECK_EQ(network.component, "bert");
    CHECK_EQ(network.parameters.at("model").asText(), "small");
    CHECK_EQ(few->recipe.training.fineTuning.method, TuningMethod::Frozen);
    CHECK_GT(few->recipe.training.epochs, 100.0);
    CHECK_EQ(optionOf(*few, "optimizer.lr")->reason.code, "data.option_frozen_rate");
    CHECK_EQ(few->recipe.objectives.front().schedule, ComponentRef{"cosine", {{"warmup_fraction", 0.1}}});
    const auto* headFactor = optionOf(*few, "training.fine_tuning.head_factor");
    REQUIRE(headFactor != nullptr);
    CHECK_EQ(headFactor->reason.code, "data.option_last_layer_rate");
    CHECK_EQ(headFactor->value.asReal(), few->recipe.training.fineTuning.headFactor);
    wish.tuning = TuningMethod::Full;
    const auto full = recommendFor(file, folder, wish, slowMachine());
    REQUIRE(full.ok());
    wish.tuning = TuningMethod::Lora;
    const auto lora = recommendFor(file, folder, wish, slowMachine());
    REQUIRE(lora.ok());
    CHECK_EQ(lora->recipe.training.fineTuning.method, TuningMethod::Lora);
    CHECK_EQ(lora->recipe.training.fineTuning.contrastiveSteps, 0);
    CHECK(optionOf(*lora, "training.fine_tuning.head_factor") == nullptr);
    CHECK_GT(lora->minutes, 0.5 * full->minutes);
    CHECK_LT(lora->minutes, 0.9 * full->minutes);
    CHECK_LE(lora->recipe.training.epochs, 20.0);
    CHECK_EQ(optionOf(*lora, "optimizer.lr")->reason.code, "data.option_tuning_rate");
    REQUIRE(optionOf(*lora, "training.fine_tuning.method") != nullptr);
    CHECK_EQ(optionOf(*lora, "training.fine_tuning.method")->value.asText(), "lora");
    CHECK_EQ(optionOf(*lora, "training.fine_tuning.method")->reason.code, "data.option_tuning_given");
}

TEST_CASE("a pretrained model that finds matching texts is trained in the way that is wished, as long as it can learn so")
{
    const SmallBert small;
    const auto& folder = small.folder;
    std::string text = "question,answer\n";
    for (int i = 0; i < 60; ++i)
        text += "what happens with parcel number " + std::to_string(i) + ",we are looking after case " + std::to_string(i) + " now\n";
    const auto file = folder.write("pairs.csv", text);
    RecommendRequest wish;
    wish.target = "answer";
    wish.model = {"small", {}};
    const auto usual = recommendFor(file, folder, wish, slowMachine());
    REQUIRE_MESSAGE(usual.ok(), toLogLine(usual.error()));
    CHECK_EQ(usual->recipe.task.component, "sentence_embeddings");
    CHECK_EQ(usual->recipe.training.fineTuning.method, TuningMethod::Full);
    REQUIRE(optionOf(*usual, "training.fine_tuning.method") != nullptr);
    CHECK_EQ(optionOf(*usual, "training.fine_tuning.method")->reason.code, "data.option_tuning_needed");
    wish.tuning = TuningMethod::Lora;
    const auto lora = recommendFor(file, folder, wish);
    REQUIRE(lora.ok());
    CHECK_EQ(lora->recipe.training.fineTuning.method, TuningMethod::Lora);
    REQUIRE(optionOf(*lora, "training.fine_tuning.method") != nullptr);
    CHECK_EQ(optionOf(*lora, "training.fine_tuning.method")->value.asText(), "lora");
    CHECK_EQ(optionOf(*lora, "training.fine_tuning.method")->reason.code, "data.option_tuning_given");
    // There is no last layer that could learn in its place.
    wish.tuning = TuningMethod::Frozen;
    const auto frozen = recommendFor(file, folder, wish);
    REQUIRE_FALSE(frozen.ok());
    CHECK_EQ(frozen.error().code, "data.matching_frozen");
    // What begins from nothing is trained in one way only.
    wish.model = {"bag_of_ngrams", {}};
    const auto own = recommendFor(file, folder, wish, slowMachine());
    REQUIRE_MESSAGE(own.ok(), toLogLine(own.error()));
    CHECK(own->recipe.training.fineTuning == FineTuning());
    // How long another model would take does not hang on which one is in use.
    CHECK_GT(minutesOf(*own, "bert"), 0.5);
    CHECK_EQ(minutesOf(*own, "bert"), doctest::Approx(usual->minutes).epsilon(0.1));
}

TEST_CASE("a frozen model that marks parts of texts reads them again in each round, so it takes the usual rounds")
{
    const SmallBert small;
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += "Case O\n" + std::to_string(i) + " O\nof O\nthe O\nbill O\nfrom O\nAnna B-PER\nSmith I-PER\n\n";
    const auto file = small.folder.write("people.conll", text);
    RecommendRequest wish;
    wish.model = {"small", {}};
    const auto full = recommendFor(file, small.folder, wish, slowMachine());
    REQUIRE_MESSAGE(full.ok(), toLogLine(full.error()));
    CHECK_EQ(full->recipe.task.component, "named_entities");
    CHECK_EQ(full->recipe.training.fineTuning.method, TuningMethod::Full);
    REQUIRE(optionOf(*full, "training.fine_tuning.method") != nullptr);
    CHECK_EQ(optionOf(*full, "training.fine_tuning.method")->reason.code, "data.option_tuning_needed");
    wish.tuning = TuningMethod::Frozen;
    const auto frozen = recommendFor(file, small.folder, wish, slowMachine());
    REQUIRE_MESSAGE(frozen.ok(), toLogLine(frozen.error()));
    CHECK_EQ(frozen->recipe.training.fineTuning.method, TuningMethod::Frozen);
    CHECK_LE(frozen->recipe.training.epochs, 20.0);
    CHECK_GT(frozen->minutes, 0.2 * full->minutes);
    CHECK_LT(frozen->minutes, 0.6 * full->minutes);
}

TEST_CASE("rare classes are told once, the rarest first")
{
    const auto warningsFor = [](const std::vector<int>& rowsOfClasses) {
        const TemporaryFolder folder;
        std::string text = "x,outcome\n";
        for (std::size_t i = 0; i < rowsOfClasses.size(); ++i)
            for (int k = 0; k < rowsOfClasses[i]; ++k)
                text += std::to_string((k * 31) % 97) + ".5,c" + std::to_string(i) + "\n";
        RecommendRequest wish;
        wish.target = "outcome";
        const auto advice = recommendFor(folder.write("t.csv", text), folder, wish);
        REQUIRE(advice.ok());
        std::vector<Note> rare;
        std::ranges::copy_if(advice->warnings, std::back_inserter(rare), [](const Note& note) { return note.code.starts_with("data.warn_rare"); });
        return rare;
    };
    CHECK(warningsFor({300, 300}).empty());
    const auto one = warningsFor({300, 300, 9});
    REQUIRE(one.size() == 1);
    CHECK(one.front().code == "data.warn_rare_class");
    const auto two = warningsFor({300, 8, 300, 4});
    REQUIRE(two.size() == 1);
    CHECK(two.front().code == "data.warn_rare_classes");
    CHECK((two.front().arguments.at("values").asList() == ValueList{"c3", "c1"}));
    const auto many = warningsFor({300, 9, 9, 9, 9, 9, 9, 4});
    REQUIRE(many.size() == 1);
    CHECK(many.front().code == "data.warn_rare_classes_such");
    CHECK(many.front().arguments.at("classes").asInteger() == 7);
    CHECK(many.front().arguments.at("values").asList().size() == 5);
    CHECK(many.front().arguments.at("values").asList().front() == Value("c7"));
}

TEST_CASE("rare classes count more, and wishes are obeyed")
{
    const TemporaryFolder folder;
    std::string text = "x,z,outcome\n";
    for (int i = 0; i < 2000; ++i)
        text += std::to_string((i * 31) % 97) + ".5," + std::to_string((i * 17) % 89) + ".5," + (i % 40 == 0 ? "bad" : "good") + "\n";
    const auto file = folder.write("t.csv", text);
    const auto rare = recommendFor(file, folder);
    REQUIRE(rare.ok());
    CHECK_EQ(rare->recipe.objectives.at(0).loss.parameters.at("class_weights").asText(), "balanced");
    CHECK(optionOf(*rare, "loss.class_weights") != nullptr);

    RecommendRequest wish;
    wish.target = "x";
    wish.model = {"linear", {}};
    const auto regression = recommendFor(file, folder, wish);
    REQUIRE(regression.ok());
    CHECK_EQ(regression->recipe.task.component, "tabular_regression");
    CHECK_EQ(regression->recipe.networks.at("model").fromTemplate.component, "linear");
    CHECK_EQ(regression->recipe.inputs.size(), 2u);
    // What is recommended stays in its order, whichever is taken.
    REQUIRE_EQ(regression->models.size(), 2u);
    CHECK_EQ(regression->models[0].model.component, "mlp");
    CHECK_EQ(regression->models[1].model.component, "linear");
    CHECK_EQ(regression->minutes, regression->models[1].minutes);
    REQUIRE(optionOf(*regression, "networks.model.from_template") != nullptr);
    CHECK_EQ(optionOf(*regression, "networks.model.from_template")->reason.code, "data.model_given");
    wish.target = "nothing";
    CHECK_EQ(recommendFor(file, folder, wish).error().code, "data.unknown_column");
    wish.target = "outcome";
    wish.task = "tabular_regression";
    CHECK_EQ(recommendFor(file, folder, wish).ok(), false);
}

} // namespace fettle::test
