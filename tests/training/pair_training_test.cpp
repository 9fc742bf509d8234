// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts in each row: what is recommended, one vocabulary, shared weights, joined texts, training and predicting.
#include <array>
#include <random>

#include <doctest/doctest.h>

#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "engine/pretrained/model_library.h"
#include "engine/training/experiment.h"
#include "tests/support/environment.h"
#include "tests/training/small_bert.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

constexpr std::array<std::array<const char*, 4>, 6> kPairTopics{{{"refund", "money", "payment", "price"},
                                                                {"parcel", "delivery", "courier", "shipping"},
                                                                {"password", "login", "account", "access"},
                                                                {"shoes", "jacket", "trousers", "shirt"},
                                                                {"opening", "hours", "holiday", "weekend"},
                                                                {"broken", "damaged", "defect", "scratch"}}};

/// Questions and answers; they match where both are about one topic, whatever words they use for it. `share`: a number that
/// says the same, 80 and more where they match.
std::string pairTable(int rows)
{
    std::mt19937 random(5);
    const std::array questions{"could you tell me about the", "i have a question on my", "what happens with the", "please help me with the"};
    const std::array answers{"we are looking after the", "here is all that we know of the", "nobody is to blame for the", "this is how it is with the"};
    std::string csv = "question,answer,match,share\n";
    for (int i = 0; i < rows; ++i) {
        const auto topic = random() % kPairTopics.size();
        const bool match = i % 2 == 0;
        const auto other = match ? topic : (topic + 1 + random() % (kPairTopics.size() - 1)) % kPairTopics.size();
        csv += std::string(questions[random() % 4]) + " " + kPairTopics[topic][random() % 4] + " number " + std::to_string(i) + ","
            + answers[random() % 4] + " " + kPairTopics[other][random() % 4] + " of order " + std::to_string(random() % 900) + ","
            + (match ? "yes" : "no") + "," + std::to_string((match ? 80 : 10) + random() % 15) + ".5\n";
    }
    return csv;
}

std::string importPairs(const TemporaryFolder& folder, const std::string& target = "match", int rows = 800)
{
    return importWithTarget(folder, folder.write("pairs.csv", pairTable(rows)).string(), target);
}

TrainRequest pairRequest(const TemporaryFolder& folder, const ComponentRef& model)
{
    auto request = trainRequest(folder, importPairs(folder));
    request.recipe.inputs = {{"question", {}}, {"answer", {}}};
    request.recipe.targets = {{"match", {}}};
    request.recipe.networks["model"].fromTemplate = model;
    request.recipe.training.batchSize = 16;
    return request;
}

bool isReasonOfAny(const Recommendation& recommended, std::string_view code)
{
    return std::ranges::any_of(recommended.options, [&](const RecommendedOption& option) { return option.reason.code == code; });
}

} // namespace

TEST_CASE("two columns of text are recognized as a pair, and what is recommended learns whether they agree")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importPairs(folder));
    const auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    for (const auto* name : {"question", "answer"}) {
        const auto* field = (*dataset)->manifest().findField(name);
        REQUIRE(field);
        CHECK(field->kind == FieldKind::Text);
        CHECK(field->role == FieldRole::Input);
    }
    const ScopedVariable noLibrary("FETTLE_PRETRAINED", (folder.path() / "none").string());
    RecommendRequest asked;
    asked.manifestPath = request.manifestPath;
    const auto recommended = data::recommend(asked, builtInComponents(), {});
    REQUIRE_MESSAGE(recommended.ok(), (recommended.ok() ? std::string() : toLogLine(recommended.error())));
    CHECK(recommended->recipe.task.component == "text_classification");
    CHECK(recommended->task.code == "data.task_text_pair_classes");
    CHECK(recommended->recipe.networks.at("model").fromTemplate.parameters.at("text_columns") == Value("compare"));
    CHECK(isReasonOfAny(*recommended, "data.option_text_pair"));
    request.recipe = recommended->recipe;
    request.recipe.training.epochs = 12;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(outcome.result.metrics.at("test").at("accuracy") > 0.9);
    CHECK(outcome.result.baseline.at("test").at("accuracy") < 0.6);
    CHECK(observer.hasNote("training.text_baseline"));
    checkAloneAsTogether(request);
}

TEST_CASE("a number for two texts is estimated from both")
{
    const TemporaryFolder folder;
    const ScopedVariable noLibrary("FETTLE_PRETRAINED", (folder.path() / "none").string());
    auto request = trainRequest(folder, importPairs(folder, "share"));
    RecommendRequest asked;
    asked.manifestPath = request.manifestPath;
    asked.target = "share";
    const auto recommended = data::recommend(asked, builtInComponents(), {});
    REQUIRE_MESSAGE(recommended.ok(), (recommended.ok() ? std::string() : toLogLine(recommended.error())));
    CHECK(recommended->recipe.task.component == "text_regression");
    CHECK(recommended->task.code == "data.task_text_pair_number");
    request.recipe = recommended->recipe;
    request.recipe.training.epochs = 25;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    // Four seeds: 0.31 to 0.49 of it; from one of the texts nothing can be told.
    CHECK(outcome.result.metrics.at("test").at("mae") < 0.6 * outcome.result.baseline.at("test").at("mae"));
    CHECK(observer.hasNote("training.text_baseline_error"));
}

TEST_CASE("texts that are compared have one vocabulary and one set of weights")
{
    const TemporaryFolder folder;
    const auto request = pairRequest(folder, {"text_cnn", {}});
    auto dataset = data::Dataset::open(request.manifestPath);
    ResolveOptions options;
    options.cacheBytes = 1 << 20;
    const auto experiment = resolveExperiment(request.recipe, *dataset, builtInComponents(), options);
    REQUIRE_MESSAGE(experiment.ok(), (experiment.ok() ? std::string() : toLogLine(experiment.error())));
    const auto& first = experiment->encoders.at("question")->state();
    const auto& second = experiment->encoders.at("answer")->state();
    CHECK(first.at("tokenizer") == second.at("tokenizer"));
    CHECK(first.at("field") == Value("question"));
    CHECK(second.at("field") == Value("answer"));
    const auto network = model::buildNetwork(*experiment->recipe.networks.at("model").graph, experiment->inputSpecs, builtInComponents(), {}, 1);
    REQUIRE_MESSAGE(network.ok(), (network.ok() ? std::string() : toLogLine(network.error())));
    int embeddings = 0;
    for (const auto& parameter : (*network)->parameters())
        embeddings += parameter.name.ends_with("embedding.weight") ? 1 : 0;
    CHECK(embeddings == 1);

    // Columns that keep vocabularies of their own stay apart, since the same number is another word in each.
    auto apart = request.recipe;
    for (auto& input : apart.inputs)
        input.encoder = {"text", {{"shared_vocabulary", false}}};
    const auto separate = resolveExperiment(apart, *dataset, builtInComponents(), options);
    REQUIRE(separate.ok());
    CHECK_FALSE(separate->encoders.at("question")->state().at("tokenizer") == separate->encoders.at("answer")->state().at("tokenizer"));
    CHECK(separate->recipe.networks.at("model").graph->blocks.empty());
}

TEST_CASE("joined texts train, resume exactly and predict")
{
    const TemporaryFolder folder;
    auto request = pairRequest(folder, {"transformer", {{"text_columns", "join"}, {"embedding_dim", 16}, {"num_layers", 1}, {"num_heads", 2}}});
    request.recipe.training.epochs = 2;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(outcome.result.metrics.at("test").contains("accuracy"));
    CHECK(observer.resolved.networks.at("model").graph->findNode("join_texts") != nullptr);
    checkAloneAsTogether(request);
    const TemporaryFolder other;
    auto again = pairRequest(other, {"bilstm", {{"embedding_dim", 8}, {"hidden_size", 8}}});
    again.recipe.training.epochs = 2;
    checkResume(again);
}

TEST_CASE("a pretrained model reads two texts as one, in full and frozen")
{
    const SmallBert library;
    const TemporaryFolder place;
    RecommendRequest asked;
    asked.manifestPath = importPairs(place);
    asked.model = {"small", {}};
    const auto recommended = data::recommend(asked, builtInComponents(), {});
    REQUIRE_MESSAGE(recommended.ok(), (recommended.ok() ? std::string() : toLogLine(recommended.error())));
    CHECK(recommended->recipe.networks.at("model").fromTemplate.parameters.at("text_columns") == Value("join"));
    CHECK(isReasonOfAny(*recommended, "data.option_text_pair_joined"));
    for (const auto method : {TuningMethod::Full, TuningMethod::Frozen}) {
        CAPTURE(std::string(toText(method)));
        const TemporaryFolder runs;
        auto request = pairRequest(runs, {"bert", {{"model", "small"}}});
        request.recipe.training.fineTuning.method = method;
        request.recipe.training.epochs = 2;
        RecordingObserver observer;
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.result.metrics.at("test").contains("accuracy"));
        CHECK(observer.resolved.networks.at("model").graph->findNode("token_types") != nullptr);
        checkAloneAsTogether(request);
    }
}
