// SPDX-License-Identifier: GPL-3.0-or-later
// A training that is stopped and taken up again gives the curves of the undisturbed one, bit for bit.
#include <fstream>
#include <random>

#include <doctest/doctest.h>

#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

void checkSameSeries(const RecordingObserver& disturbed, const RecordingObserver& undisturbed)
{
    const auto expected = undisturbed.exactSeries();
    const auto found = disturbed.exactSeries();
    REQUIRE(found.size() == expected.size());
    for (const auto& [name, points] : expected) {
        CAPTURE(name);
        REQUIRE(found.contains(name));
        CHECK(found.at(name).size() == points.size());
        CHECK(found.at(name) == points); // doubles compared exactly
    }
}

/// Pauses after random numbers of steps until the training has ended.
training::TrainOutcome trainWithPauses(TrainRequest request, RecordingObserver& observer, std::uint32_t seed, int& pauses)
{
    std::mt19937 random(seed);
    while (true) {
        const std::int64_t steps = 1 + static_cast<std::int64_t>(random() % 17);
        observer.questions = 0;
        observer.stopWhen = [&](std::int64_t question) {
            return question >= steps && pauses < 6 ? std::optional(StopMode::Pause) : std::nullopt;
        };
        auto outcome = trainOrFail(request, observer);
        if (outcome.state != JobState::Paused)
            return outcome;
        ++pauses;
        request.resume = true;
        request.lastStep = observer.forgetPointsAfterCheckpoint();
    }
}

} // namespace

void fettle::test::checkResume(const TrainRequest& request)
{
    RecordingObserver undisturbed;
    const auto alone = beside(request, "undisturbed");
    const auto straight = trainOrFail(alone, undisturbed);
    RecordingObserver disturbed;
    const auto paused = beside(request, "paused");
    int pauses = 0;
    const auto broken = trainWithPauses(paused, disturbed, 17, pauses);
    CHECK(pauses >= 3);
    checkSameSeries(disturbed, undisturbed);
    CHECK(broken.result.metrics == straight.result.metrics);
    checkSameModels(paused, alone);
}

TEST_CASE("An MLP resumes exactly")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 5;
    SUBCASE("1 thread") { request.threads = 1; }
    SUBCASE("2 threads") { request.threads = 2; }
    SUBCASE("with averages, accumulation and a plateau schedule")
    {
        request.recipe.training.emaDecay = 0.95;
        request.recipe.training.accumulation = 2;
        request.recipe.training.batchSize = 16;
        request.recipe.training.evaluateEveryEpochs = 0.5;
        Objective objective;
        objective.schedule = {"plateau", {{"patience", 1}}};
        request.recipe.objectives = {objective};
    }
    SUBCASE("with early stopping") { request.recipe.training.earlyStopping.patience = 2; request.recipe.training.epochs = 12; }
    checkResume(request);
}

TEST_CASE("A channels-last CNN with augmentation and dropout resumes exactly")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importPictures(folder, 200));
    request.recipe.training.epochs = 6;
    request.recipe.training.batchSize = 16;
    request.recipe.networks["model"].fromTemplate = {"cnn_batch_norm", {}};
    request.recipe.augmentation = {{"flip", {}}, {"rotation", {}}};
    SUBCASE("1 thread") { request.threads = 1; }
    SUBCASE("2 threads") { request.threads = 2; }
    SUBCASE("bfloat16, 2 threads")
    {
        request.threads = 2;
        request.recipe.training.precision = Precision::BFloat16;
    }
    checkResume(request);
}

TEST_CASE("A damaged checkpoint is passed over for the one before it")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 6;
    RecordingObserver undisturbed;
    static_cast<void>(trainOrFail(beside(request, "undisturbed"), undisturbed));

    RecordingObserver observer;
    observer.stopWhen = [](std::int64_t question) { return question >= 50 ? std::optional(StopMode::Pause) : std::nullopt; };
    pauseToGoOn(request, observer);
    REQUIRE(observer.checkpoints.size() >= 2);
    const auto newest = folder.path() / "run" / observer.checkpoints.back().path;
    SUBCASE("a byte of the tensors")
    {
        auto bytes = readBytes(newest / "tensors.safetensors");
        bytes[bytes.size() - 10] ^= 1;
        std::ofstream(newest / "tensors.safetensors", std::ios::binary) << bytes;
    }
    SUBCASE("tensors cut short") { std::filesystem::resize_file(newest / "tensors.safetensors", 200); }
    SUBCASE("a byte of the state")
    {
        auto bytes = readBytes(newest / "state.json");
        bytes[bytes.size() / 2] ^= 1;
        std::ofstream(newest / "state.json", std::ios::binary) << bytes;
    }
    SUBCASE("the state is gone") { std::filesystem::remove(newest / "state.json"); }
    observer.stopWhen = nullptr;
    static_cast<void>(trainOrFail(request, observer));
    CHECK(observer.hasNote("training.checkpoint_damaged"));
    CHECK(observer.hasNote("training.resumed"));
    checkSameSeries(observer, undisturbed);
}

TEST_CASE("A resume takes no checkpoint whose measurements were not stored")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 4;
    RecordingObserver observer;
    observer.stopWhen = [](std::int64_t question) { return question >= 40 ? std::optional(StopMode::Pause) : std::nullopt; };
    REQUIRE(trainOrFail(request, observer).state == JobState::Paused);
    RecordingObserver second;
    request.resume = true;
    SUBCASE("none is stored: from the beginning")
    {
        request.lastStep = -1;
        static_cast<void>(trainOrFail(request, second));
        CHECK(second.series.at("train/loss").begin()->first == 1);
    }
    SUBCASE("only the one before the newest")
    {
        REQUIRE(observer.checkpoints.size() >= 2);
        request.lastStep = observer.checkpoints[observer.checkpoints.size() - 2].step;
        static_cast<void>(trainOrFail(request, second));
        CHECK(second.series.at("train/loss").begin()->first == request.lastStep + 1);
    }
}

TEST_CASE("text models resume exactly, dropout and hidden words included")
{
    for (const std::string id : {"bilstm", "transformer"})
        for (const std::int64_t threads : {1, 2}) {
            CAPTURE(id);
            CAPTURE(threads);
            const TemporaryFolder folder;
            auto request = trainRequest(folder, importMessages(folder));
            request.recipe.networks["model"].fromTemplate.component = id;
            request.recipe.training.batchSize = 16;
            request.threads = threads;
            request.recipe.training.epochs = 3;
            request.recipe.augmentation = {{"token_dropout", {}}};
            checkResume(request);
        }
}
