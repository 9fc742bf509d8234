// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that belong together: what is recommended, learned, kept, resumed, predicted and searched with.
#include <array>
#include <numeric>
#include <random>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "engine/training/evaluation_rows.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/experiment.h"
#include "engine/training/predictor.h"
#include "engine/training/stored_evaluation.h"
#include "engine/training/text_embedder.h"
#include "tests/support/environment.h"
#include "tests/training/small_bert.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

/// The words of questions and, at the same places, those that answers have for the same things: no word in common.
constexpr std::array kAskedThings{"refund", "parcel", "password", "shoes", "opening hours", "scratch", "invoice", "voucher",
                                  "newsletter", "warranty", "sizes", "courier"};
constexpr std::array kToldThings{"money back", "shipment", "login code", "boots", "shop times", "damage", "bill", "coupon",
                                 "weekly mail", "guarantee", "measures", "driver"};
constexpr std::array kAskedPlaces{"berlin", "vienna", "zurich", "paris", "rome", "madrid", "lisbon", "oslo"};
constexpr std::array kToldPlaces{"germany", "austria", "switzerland", "france", "italy", "spain", "portugal", "norway"};

std::string questionOf(std::mt19937& random, std::size_t thing, std::size_t place)
{
    constexpr std::array kStarts{"could you tell me about the", "i have a question on my", "what happens with the", "please help me with the"};
    return std::string(kStarts[random() % 4]) + " " + kAskedThings[thing] + " in " + kAskedPlaces[place];
}

std::string answerOf(std::mt19937& random, std::size_t thing, std::size_t place)
{
    constexpr std::array kStarts{"we are looking after", "here is all that one knows of", "nobody has to wait for", "this is how we handle"};
    constexpr std::array kEnds{"today", "every week", "at once", "by phone", "from our desk", "without cost"};
    return std::string(kStarts[random() % 4]) + " " + kToldThings[thing] + " from " + kToldPlaces[place] + " " + kEnds[random() % 6];
}

/// Questions with their answers and a wrong answer; a number beside them that nobody needs.
std::string matchingTable(int rows)
{
    std::mt19937 random(5);
    std::string csv = "question,answer,wrong answer,length\n";
    for (int i = 0; i < rows; ++i) {
        const auto thing = random() % kAskedThings.size();
        const auto place = random() % kAskedPlaces.size();
        csv += questionOf(random, thing, place) + " number " + std::to_string(i) + "," + answerOf(random, thing, place) + ","
            + answerOf(random, (thing + 1 + random() % 5) % kAskedThings.size(), place) + "," + std::to_string(i % 37) + ".5\n";
    }
    return csv;
}

std::string importMatches(const TemporaryFolder& folder, int rows = 700, const std::string& target = "answer")
{
    return importWithTarget(folder, folder.write("matches.csv", matchingTable(rows)).string(), target);
}

TrainRequest matchingRequest(const TemporaryFolder& folder, int rows = 240)
{
    auto request = trainRequest(folder, importMatches(folder, rows));
    request.recipe.inputs = {{"question", {}}};
    request.recipe.targets = {{"answer", {}}};
    request.recipe.networks["model"].fromTemplate = {"bag_of_ngrams", {{"embedding_dim", 16}}};
    request.recipe.training.batchSize = 16;
    request.recipe.training.epochs = 4;
    return request;
}

Recipe recommendedMatching(const std::string& manifestPath)
{
    RecommendRequest asked;
    asked.manifestPath = manifestPath;
    const auto recommended = data::recommend(asked, builtInComponents(), {});
    REQUIRE_MESSAGE(recommended.ok(), (recommended.ok() ? std::string() : toLogLine(recommended.error())));
    CHECK(recommended->task.code == "data.task_matching_text");
    return recommended->recipe;
}

Result<Experiment> resolvedMatching(const TrainRequest& request)
{
    auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    ResolveOptions options;
    options.cacheBytes = 1 << 20;
    return resolveExperiment(request.recipe, *dataset, builtInComponents(), options);
}

} // namespace

TEST_CASE("matching texts are recognized, found among all others, kept, and searched with")
{
    const TemporaryFolder folder;
    const ScopedVariable noLibrary("FETTLE_PRETRAINED", (folder.path() / "none").string());
    auto request = trainRequest(folder, importMatches(folder));
    const auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    CHECK((*dataset)->manifest().findField("answer")->kind == FieldKind::Text);
    request.recipe = recommendedMatching(request.manifestPath);
    CHECK(request.recipe.task.component == "sentence_embeddings");
    REQUIRE(request.recipe.inputs.size() == 2);
    CHECK(request.recipe.inputs[0].field == "question");
    CHECK(request.recipe.inputs[1].field == "wrong answer");
    CHECK(request.recipe.objectives.at(0).loss.component == "multiple_negatives");
    CHECK(request.recipe.training.batchSize >= 32);
    request.recipe.training.epochs = 12;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(outcome.result.primaryMetric == "mrr");
    const auto& metrics = outcome.result.metrics.at("test");
    const auto& baseline = outcome.result.baseline.at("test");
    MESSAGE("mrr ", metrics.at("mrr"), ", of words ", baseline.at("mrr"), ", among the first five ", metrics.at("recall_at_5"));
    // A hundred answers, none of which shares a telling word with its question.
    CHECK(metrics.at("mrr") > 0.5);
    CHECK(metrics.at("recall_at_5") > 0.7);
    CHECK(baseline.at("mrr") < 0.2);
    CHECK_FALSE(observer.hasNote("training.text_baseline_error"));
    CHECK(observer.hasNote("training.pair_negative"));
    REQUIRE(observer.resolved.inputs.size() == 3);
    CHECK(observer.resolved.inputs[1].field == "answer");
    CHECK(observer.resolved.targets[0].encoder.parameters.at("text") == Value("question"));

    // What is kept tells the same.
    const auto stored = StoredEvaluation::open(request.runFolder, "test", {});
    REQUIRE_MESSAGE(stored.ok(), (stored.ok() ? std::string() : toLogLine(stored.error())));
    const auto summary = summarizeEvaluation(stored->view(), {});
    CHECK(summary.form == AnswerForm::Ranking);
    CHECK(summary.main.metric == "mrr");
    CHECK(summary.main.value == doctest::Approx(metrics.at("mrr")));
    CHECK(summary.figures.at("recall_at_1") == doctest::Approx(metrics.at("recall_at_1")));
    REQUIRE(summary.baseline);
    CHECK(summary.baseline->value == doctest::Approx(baseline.at("mrr")));
    CHECK(summary.baseline->figures.at("recall_at_1") == doctest::Approx(baseline.at("recall_at_1")));
    CHECK(summary.baseline->clearlyBeaten);
    CHECK(summary.candidates > 50);
    CHECK(std::accumulate(summary.placeCounts.begin(), summary.placeCounts.end(), std::int64_t{0}) == summary.count);
    CHECK(summary.placeEdges.size() == summary.placeCounts.size() + 1);
    EvaluationRowsRequest worst;
    worst.count = 5;
    const auto page = evaluationPage(stored->view(), worst, dataset->get());
    REQUIRE(page.ok());
    REQUIRE(page->rows.size() == 5);
    CHECK(page->rows[0].predicted.asInteger() >= page->rows[4].predicted.asInteger());
    CHECK(page->rows[0].predicted.asInteger() > 1);

    // Only training needs the wrong answers.
    const auto manifest = documents::readModelManifestFile(platform::fromUtf8(request.modelFolder) / "model.yaml");
    REQUIRE(manifest.ok());
    REQUIRE(manifest->inputs.size() == 2);
    CHECK(manifest->fields.size() == 2);
    CHECK_FALSE(manifest->encoders.contains("wrong answer"));
    CHECK(manifest->targetEncoders.contains("answer"));

    // Two texts in, their likeness out: right answers are nearer than wrong ones.
    const auto predictor = Predictor::open(request.modelFolder, builtInComponents());
    REQUIRE_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
    PredictRequest asked;
    asked.rows = {ValueMap{{"question", "what happens with the parcel in rome"}, {"answer", "we are looking after shipment from italy today"}},
                  ValueMap{{"question", "what happens with the parcel in rome"}, {"answer", "we are looking after coupon from norway today"}}};
    data::SilentObserver quiet;
    const auto predicted = predict(**predictor, asked, builtInComponents(), quiet);
    REQUIRE_MESSAGE(predicted.ok(), (predicted.ok() ? std::string() : toLogLine(predicted.error())));
    const auto likeness = [&](std::size_t i) { return predicted->predictions.at(i).targets.at("answer").at("value").asReal(); };
    CHECK(predicted->columns.empty()); // nothing is missing
    CHECK(likeness(0) > likeness(1) + 0.2);
    CHECK(likeness(0) <= 1.0 + 1e-6);

    // Search texts with it: the answer to a question that was never asked so.
    EmbedRequest search;
    search.modelFolder = request.modelFolder;
    const auto embedder = TextEmbedder::open(search, builtInComponents());
    REQUIRE_MESSAGE(embedder.ok(), (embedder.ok() ? std::string() : toLogLine(embedder.error())));
    std::mt19937 random(9);
    std::vector<std::string> documents;
    for (std::size_t thing = 0; thing < kToldThings.size(); ++thing)
        for (std::size_t place = 0; place < kToldPlaces.size(); ++place)
            documents.push_back(answerOf(random, thing, place));
    const auto vectors = (*embedder)->embed(documents);
    const auto query = (*embedder)->embed(std::vector<std::string>{"voucher in lisbon"});
    const auto best = query.mm(vectors.t()).argmax().item<std::int64_t>();
    CHECK(documents[static_cast<std::size_t>(best)].find("coupon") != std::string::npos);
    CHECK(documents[static_cast<std::size_t>(best)].find("portugal") != std::string::npos);
}

TEST_CASE("a recipe with nothing but a target finds its task, and texts used as classes stay classes")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importMatches(folder, 120));
    request.recipe.targets = {{"answer", {}}};
    const auto chosen = resolvedMatching(request);
    REQUIRE_MESSAGE(chosen.ok(), (chosen.ok() ? std::string() : toLogLine(chosen.error())));
    CHECK(chosen->recipe.task.component == "sentence_embeddings");
    REQUIRE(chosen->recipe.inputs.size() == 3);
    CHECK(chosen->recipe.inputs[0].field == "question");
    CHECK(chosen->recipe.inputs[1].field == "answer");
    CHECK(chosen->recipe.inputs[2].field == "wrong answer");
    CHECK(chosen->encoders.at("answer")->spec().dimensions.size() == 2);
    CHECK(chosen->targetEncoders.at("answer")->spec().dimensions.size() == 1);
    CHECK(chosen->encoders.at("answer")->state().at("tokenizer") == chosen->encoders.at("question")->state().at("tokenizer"));
    // What was resolved stays what it is.
    request.recipe = chosen->recipe;
    const auto again = resolvedMatching(request);
    REQUIRE_MESSAGE(again.ok(), (again.ok() ? std::string() : toLogLine(again.error())));
    CHECK((again->recipe.inputs == chosen->recipe.inputs));
    CHECK((again->recipe.targets == chosen->recipe.targets));

    request.recipe = {};
    request.recipe.task.component = "text_classification";
    request.recipe.inputs = {{"question", {}}};
    request.recipe.targets = {{"answer", {}}};
    const auto classes = resolvedMatching(request);
    REQUIRE_MESSAGE(classes.ok(), (classes.ok() ? std::string() : toLogLine(classes.error())));
    CHECK(classes->recipe.inputs.size() == 1);
    CHECK(classes->targetEncoders.at("answer")->classes().size() > 50);
}

TEST_CASE("matching texts resume exactly, with all losses")
{
    const TemporaryFolder folder;
    auto pairs = matchingRequest(folder);
    pairs.recipe.training.epochs = 12;
    checkResume(pairs);
    const TemporaryFolder other;
    auto triplets = matchingRequest(other);
    triplets.recipe.training.epochs = 12;
    triplets.recipe.inputs = {{"question", {}}, {"wrong answer", {}}};
    Objective objective;
    objective.loss = {"triplet", {}};
    triplets.recipe.objectives = {objective};
    checkResume(triplets);
}

TEST_CASE("the loss of triplets learns from a column of wrong answers, and without it from the nearest others")
{
    for (const bool explicitly : {true, false}) {
        CAPTURE(explicitly);
        const TemporaryFolder folder;
        auto request = matchingRequest(folder, 500);
        if (explicitly)
            request.recipe.inputs.push_back({"wrong answer", {}});
        Objective objective;
        objective.loss = {"triplet", {}};
        objective.optimizer = {"adamw", {{"lr", 5e-3}}};
        request.recipe.objectives = {objective};
        request.recipe.training.epochs = 20;
        RecordingObserver observer;
        const auto outcome = trainOrFail(request, observer);
        MESSAGE("mrr ", outcome.result.metrics.at("test").at("mrr"));
        CHECK(outcome.result.metrics.at("test").at("mrr") > 0.25);
        CHECK(outcome.result.baseline.at("test").at("mrr") < 0.2);
    }
}

TEST_CASE("every template for texts gives texts as rows of numbers, and others say that they do not")
{
    const TemporaryFolder folder;
    for (const auto* name : {"bag_of_ngrams", "text_cnn", "bilstm", "transformer", "bert"}) {
        CAPTURE(std::string(name));
        auto request = matchingRequest(folder, 120);
        request.recipe.networks["model"].fromTemplate = {name, {{"embedding_dim", 16}}};
        request.recipe.training.epochs = 1;
        RecordingObserver observer;
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.result.metrics.at("test").contains("mrr"));
        EmbedRequest search;
        search.modelFolder = request.modelFolder;
        const auto embedder = TextEmbedder::open(search, builtInComponents());
        REQUIRE_MESSAGE(embedder.ok(), (embedder.ok() ? std::string() : toLogLine(embedder.error())));
        CHECK((*embedder)->embed(std::vector<std::string>{"a parcel", "the shipment"}).size(0) == 2);
    }
    TemplateContext context;
    context.inputs = {{"age", tensorSpec({{"N", -1}, {"D", 3}})}};
    context.heads = {{"output", {{"K", -1}, {"D", -1}}, true}};
    const auto table = builtInComponents().resolve<GraphTemplate>(ComponentKind::Template, {"mlp", {}});
    const auto graph = table->first->generate(table->second, context);
    REQUIRE_FALSE(graph.ok());
    CHECK(graph.error().code == "components.template_embedding");
}

TEST_CASE("a pretrained model begins as its makers meant it")
{
    const SmallBert library;
    const TemporaryFolder folder;
    auto request = matchingRequest(folder, 120);
    request.recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}}};
    request.recipe.training.epochs = 1;
    Objective objective;
    objective.optimizer = {"adamw", {{"lr", 1e-9}}};
    request.recipe.objectives = {objective};
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    EmbedRequest trained;
    trained.modelFolder = request.modelFolder;
    EmbedRequest before;
    before.pretrained = "small";
    const std::vector<std::string> texts{"training the models", "hello world", "the refund is late"};
    const auto ours = TextEmbedder::open(trained, builtInComponents());
    REQUIRE_MESSAGE(ours.ok(), (ours.ok() ? std::string() : toLogLine(ours.error())));
    const auto theirs = TextEmbedder::open(before, builtInComponents());
    REQUIRE(theirs.ok());
    CHECK(torch::allclose((*ours)->embed(texts), (*theirs)->embed(texts), 1e-3, 1e-4));
    // With the body held fast there is nothing left that could learn.
    request.recipe.training.fineTuning.method = TuningMethod::Frozen;
    const auto frozen = train(request, builtInComponents(), observer);
    REQUIRE_FALSE(frozen.ok());
    CHECK(frozen.error().code == "training.nothing_to_train");
    // LoRA changes it through its block, and the change is one that others can put on the same model.
    request.recipe.training.fineTuning = {};
    request.recipe.training.fineTuning.method = TuningMethod::Lora;
    static_cast<void>(trainOrFail(request, observer));
    const auto config = platform::readWholeFile(platform::fromUtf8(request.modelFolder) / "adapter" / "adapter_config.json", 1 << 20);
    REQUIRE(config.ok());
    CHECK(nlohmann::json::parse(*config).at("target_modules").size() == 2);
    // What is recommended with a model in the library.
    const auto recipe = recommendedMatching(request.manifestPath);
    CHECK(recipe.networks.at("model").fromTemplate.component == "bert");
    CHECK(recipe.training.fineTuning.method == TuningMethod::Full);
}

TEST_CASE("smaller groups are said to have fewer texts to tell apart")
{
    const TemporaryFolder folder;
    const auto request = matchingRequest(folder);
    const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:2");
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    CHECK(observer.hasNote("training.micro_batch_halved"));
    CHECK(observer.hasNote("training.matching_group_size"));
}

TEST_CASE("what cannot be matched is said")
{
    const TemporaryFolder folder;
    const auto errorOf = [&](const std::vector<FieldUse>& inputs, const std::string& target) {
        auto request = matchingRequest(folder, 60);
        request.recipe.task.component = "sentence_embeddings";
        request.recipe.inputs = inputs;
        request.recipe.targets = {{target, {}}};
        const auto resolved = resolvedMatching(request);
        return resolved.ok() ? std::string() : resolved.error().code;
    };
    CHECK(errorOf({{"question", {}}}, "answer").empty());
    CHECK(errorOf({{"length", {}}}, "answer") == "training.pair_fields");
    CHECK(errorOf({{"answer", {}}}, "answer") == "training.pair_fields");
    CHECK(errorOf({{"question", {}}}, "length") == "training.pair_fields");
    CHECK(errorOf({{"question", {}}, {"wrong answer", {}}, {"length", {}}}, "answer") == "training.pair_fields");

    // One answer for all questions: nothing to tell apart.
    std::string csv = "question,answer\n";
    for (int i = 0; i < 60; ++i)
        csv += "what is the number " + std::to_string(i) + " here,we are looking after it now\n";
    auto request = trainRequest(folder, importWithTarget(folder, folder.write("alike.csv", csv).string(), ""));
    request.recipe.task.component = "sentence_embeddings";
    request.recipe.inputs = {{"question", {}}};
    request.recipe.targets = {{"answer", {}}};
    auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    CHECK((*dataset)->manifest().findField("answer")->kind != FieldKind::Text);
    const auto encoder = builtInComponents().resolve<Encoder>(ComponentKind::Encoder, {"matching_text", {}});
    const auto fitted = encoder->first->fit(encoder->second, *(*dataset)->column("answer"), (*dataset)->rows(Split::Train), true);
    REQUIRE_FALSE(fitted.ok());
    CHECK(fitted.error().code == "data.matches_alike");
    CHECK(encoder->first->restore(encoder->second, Value("nonsense")).error().code == "components.encoder_state");

    RecommendRequest asked;
    asked.manifestPath = importMatches(folder, 60);
    asked.task = "sentence_embeddings";
    asked.target = "length";
    const auto unfit = data::recommend(asked, builtInComponents(), {});
    REQUIRE_FALSE(unfit.ok());
    CHECK(unfit.error().code == "data.task_unsuitable");

    // Answers without anything that they answer.
    std::string alone = "answer,length\n";
    for (int i = 0; i < 60; ++i)
        alone += "we are looking after case " + std::to_string(i) + " now," + std::to_string(i % 7) + ".5\n";
    asked.manifestPath = importWithTarget(folder, folder.write("alone.csv", alone).string(), "");
    asked.target = "answer";
    const auto lonely = data::recommend(asked, builtInComponents(), {});
    REQUIRE_FALSE(lonely.ok());
    CHECK(lonely.error().code == "data.matching_no_text");
}

TEST_CASE("matches are the same where only space around them and the way their letters are composed differ")
{
    FieldInfo field;
    field.name = "answer";
    const data::MemoryColumn column(field, {std::string("caf\u00e9"), std::string(" cafe\u0301\r\n"), std::string("cafe"), std::nullopt, std::string("  ")});
    const auto encoder = builtInComponents().resolve<Encoder>(ComponentKind::Encoder, {"matching_text", {}});
    const std::int64_t rows[] = {0, 1, 2, 3, 4};
    const auto fitted = encoder->first->fit(encoder->second, column, rows, true);
    REQUIRE(fitted.ok());
    const auto again = encoder->first->restore(encoder->second, (*fitted)->state());
    REQUIRE(again.ok());
    auto keys = torch::empty({5}, torch::kInt64);
    (*again)->encode(column, rows, keys, {});
    CHECK(keys[0].item<std::int64_t>() == keys[1].item<std::int64_t>());
    CHECK(keys[0].item<std::int64_t>() != keys[2].item<std::int64_t>());
    CHECK(keys.narrow(0, 0, 3).ge(0).all().item<bool>());
    CHECK(keys.narrow(0, 3, 2).eq(FittedEncoder::kMissingTarget).all().item<bool>());
}
