// SPDX-License-Identifier: GPL-3.0-or-later
// Whole small trainings: what they learn, say, store and publish.
#include <chrono>
#include <cmath>
#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/data/dataset_reader.h"
#include "engine/model/safetensors.h"
#include "engine/training/checkpoint.h"
#include "engine/training/evaluate.h"
#include "engine/training/predictor.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

torch::Tensor storedScores(const TemporaryFolder& folder, const std::string& split)
{
    const auto file = model::openSafetensors(folder.path() / "run" / "artifacts" / ("predictions-" + split + ".safetensors"));
    REQUIRE(file.ok());
    return file->find("scores").clone();
}

} // namespace

TEST_CASE("A table's classes are learnt, and everything is stored and published")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 1500));
    request.recipe.training.epochs = 25;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(outcome.state == JobState::Completed);
    const auto& result = outcome.result;
    CHECK(result.primaryMetric == "accuracy");
    CHECK(result.metrics.at("test").at("accuracy") > 0.85);
    CHECK(result.baseline.at("test").at("accuracy") < 0.7);
    CHECK(result.steps > 0);
    CHECK(result.seconds.at("total") > 0.0);
    CHECK(result.threads == 1);
    // Every step is a point of each step series.
    for (const std::string name : {"train/loss", "learning_rate", "gradient_norm"}) {
        CAPTURE(name);
        CHECK(static_cast<std::int64_t>(observer.series.at(name).size()) == result.steps);
        CHECK(observer.series.at(name).begin()->first == 1);
    }
    CHECK(observer.series.contains("validation/accuracy"));
    CHECK(observer.series.contains("validation/loss"));
    CHECK(observer.series.contains("train/accuracy"));
    CHECK(observer.resolved.training.batchSize == 32);
    CHECK(observer.resolved.objectives.size() == 1);
    CHECK(observer.resolved.networks.at("model").graph.has_value());
    for (const std::string name : {"model.yaml", "weights.safetensors"})
        CHECK(std::filesystem::exists(folder.path() / "model" / name));
    for (const std::string name : {"artifacts/predictions-test.csv", "artifacts/confusion-test.json", "recipe.resolved.yaml"})
        CHECK(std::filesystem::exists(folder.path() / "run" / name));
    // 10 % of the rows of each split stand in its artifact.
    CHECK(storedScores(folder, "test").size(0) == 150);
}

TEST_CASE("A number is learnt better than its mean")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importNumbers(folder, 1000));
    request.recipe.training.epochs = 20;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    const auto& metrics = outcome.result.metrics.at("test");
    CHECK(metrics.at("rmse") < 0.3 * outcome.result.baseline.at("test").at("rmse"));
    CHECK(metrics.at("r2") > 0.9);
}

TEST_CASE("Pictures are learnt with a small convolutional network, augmentation and bfloat16")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importPictures(folder, 300));
    request.recipe.training.epochs = 6;
    SUBCASE("float32") {}
    SUBCASE("bfloat16") { request.recipe.training.precision = Precision::BFloat16; }
    SUBCASE("augmented") { request.recipe.augmentation = {{"flip", {}}}; }
    SUBCASE("averaged weights, clipped, accumulated, with L1")
    {
        request.recipe.training.emaDecay = 0.9;
        request.recipe.training.clipNorm = 1.0;
        request.recipe.training.accumulation = 2;
        request.recipe.training.l1 = 1e-6;
        request.recipe.training.batchSize = 16;
    }
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(outcome.result.metrics.at("test").at("accuracy") > 0.8);
}

TEST_CASE("A published model gives what evaluation gave")
{
    const TemporaryFolder folder;
    const auto manifest = importPictures(folder, 200);
    auto request = trainRequest(folder, manifest);
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    const auto predictor = training::Predictor::open(request.modelFolder, builtInComponents());
    REQUIRE(predictor.ok());
    const auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    for (const auto split : {Split::Train, Split::Test}) {
        const auto scores = (*predictor)->scores(**dataset, (*dataset)->rows(split));
        REQUIRE(scores.ok());
        const auto stored = storedScores(folder, std::string(toText(split)));
        CHECK(torch::equal(scores->begin()->second, stored)); // bit for bit
    }
    const auto rows = (*dataset)->rows(Split::Test);
    const auto alone = (*predictor)->scores(**dataset, std::span(rows).subspan(5, 1));
    REQUIRE(alone.ok());
    CHECK(torch::allclose(alone->begin()->second, storedScores(folder, "test").narrow(0, 5, 1), 1e-6, 1e-6));

    EvaluateRequest again;
    again.modelFolder = request.modelFolder;
    again.manifestPath = manifest;
    again.runFolder = (folder.path() / "evaluated").string();
    const auto evaluated = training::evaluate(again, builtInComponents(), observer);
    REQUIRE(evaluated.ok());
    CHECK(evaluated->metrics.at("test").at("accuracy") >= 0.0);
}

TEST_CASE("A model folder with a changed weight file is refused")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    std::filesystem::resize_file(folder.path() / "model" / "weights.safetensors", 100);
    CHECK_FALSE(training::Predictor::open(request.modelFolder, builtInComponents()).ok());
}

TEST_CASE("Early stopping ends a run and gives back the best weights")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 300));
    request.recipe.training.epochs = 500;
    request.recipe.training.earlyStopping.patience = 3;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(outcome.result.reason == "early_stopped");
    CHECK(outcome.result.bestStep < outcome.result.steps);
    const auto& accuracies = observer.series.at("validation/accuracy");
    const auto best = std::max_element(accuracies.begin(), accuracies.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    CHECK(best->first == outcome.result.bestStep);
    CHECK(outcome.result.metrics.at("validation").at("accuracy") == doctest::Approx(best->second));
}

TEST_CASE("Stop and save publishes, discard leaves nothing, a time limit ends")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 1000;
    request.recipe.training.earlyStopping.enabled = false;
    RecordingObserver observer;
    SUBCASE("save")
    {
        observer.stopWhen = [](std::int64_t question) { return question >= 20 ? std::optional(StopMode::Save) : std::nullopt; };
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.state == JobState::Completed);
        CHECK(outcome.result.reason == "stopped_by_user");
        CHECK(outcome.result.steps == 20);
        CHECK(std::filesystem::exists(folder.path() / "model" / "model.yaml"));
    }
    SUBCASE("discard")
    {
        observer.stopWhen = [](std::int64_t question) { return question >= 5 ? std::optional(StopMode::Discard) : std::nullopt; };
        CHECK(trainOrFail(request, observer).state == JobState::Stopped);
        CHECK_FALSE(std::filesystem::exists(folder.path() / "model"));
        CHECK(observer.checkpoints.empty());
    }
    SUBCASE("time limit")
    {
        request.recipe.training.maxMinutes = 0.2 / 60.0;
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.result.reason == "time_limit");
        CHECK(outcome.state == JobState::Completed);
    }
}

TEST_CASE("A time limit counts what comes before the first step, of all sessions of a run")
{
    struct SlowStart : RecordingObserver {
        void progress(const Progress& progress) override
        {
            if (progress.phase == "preparing")
                std::this_thread::sleep_for(std::chrono::milliseconds(600));
            RecordingObserver::progress(progress);
        }
    };
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 100'000;
    request.recipe.training.earlyStopping.enabled = false;
    request.recipe.training.maxMinutes = 0.5 / 60.0;
    SlowStart first;
    auto outcome = trainOrFail(request, first);
    CHECK(outcome.result.reason == "time_limit");
    CHECK(outcome.result.steps == 1);

    auto paused = beside(request, "paused");
    paused.recipe.training.maxMinutes = 1.0;
    SlowStart second;
    second.stopWhen = [](std::int64_t question) { return question >= 2 ? std::optional(StopMode::Pause) : std::nullopt; };
    for (const double seconds : {0.6, 1.2}) {
        CAPTURE(seconds);
        pauseToGoOn(paused, second);
        const auto kept = training::CheckpointStore(paused.runFolder, "run").read(paused.lastStep);
        REQUIRE(kept.ok());
        CHECK(kept->state.at("train").at("prepare_seconds").asReal() >= seconds);
    }
}

TEST_CASE("What a recipe asks wrongly is said with its name")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 100));
    std::string expected;
    SUBCASE("field") { request.recipe.inputs = {{"colou", {}}}; expected = "training.unknown_field"; }
    SUBCASE("metric") { request.recipe.training.earlyStopping.metric = "beauty"; expected = "training.unknown_metric"; }
    SUBCASE("device") { request.recipe.training.device = "cuda:7"; expected = "training.device_unavailable"; }
    SUBCASE("epochs") { request.recipe.training.epochs = -1; expected = "training.option_range"; }
    SUBCASE("task") { request.recipe.task = {"image_classificatoin", {}}; expected = "components.unknown"; }
    SUBCASE("objective")
    {
        Objective objective;
        objective.networks = {"generator"};
        request.recipe.objectives = {objective};
        expected = "training.objective_network";
    }
    SUBCASE("frozen") { request.recipe.networks["model"].trainable = false; expected = "training.nothing_to_train"; }
    RecordingObserver observer;
    const auto outcome = training::train(request, builtInComponents(), observer);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == expected);
}
