// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that runs short, numbers that run away, disks that are full.
#include <cmath>
#include <filesystem>
#include <random>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/machine.h"
#include "engine/training/health_guard.h"
#include "engine/training/memory_pool.h"
#include "engine/training/train_faults.h"
#include "tests/support/environment.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using training::TrainFaults;

TEST_CASE("Memory that runs short halves the group and goes on from the last step")
{
    const TemporaryFolder folder;
    const auto request = trainRequest(folder, importTable(folder));
    RecordingObserver undisturbed;
    static_cast<void>(trainOrFail(request, undisturbed));
    RecordingObserver observer;
    {
        const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:7:2");
        const auto outcome = trainOrFail(beside(request, "second"), observer);
        CHECK(outcome.state == JobState::Completed);
    }
    CHECK(observer.hasNote("training.micro_batch_halved"));
    CHECK(observer.resolved.training.microBatchSize == 8);
    CHECK(observer.resolved.training.batchSize == 32);
    // The same batches in smaller groups: the same losses but for rounding, none missing, none twice.
    const auto& losses = observer.series.at("train/loss");
    REQUIRE(losses.size() == undisturbed.series.at("train/loss").size());
    for (const auto& [step, loss] : undisturbed.series.at("train/loss")) {
        CAPTURE(step);
        if (step < 7)
            CHECK(losses.at(step) == loss);
        else if (step < 20)
            CHECK(losses.at(step) == doctest::Approx(loss).epsilon(1e-4));
    }
}

TEST_CASE("A budget that a whole batch does not fit into is kept by smaller groups")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importPictures(folder, 240));
    request.recipe.training.batchSize = 128;
    request.recipe.training.epochs = 2;
    request.recipe.networks["model"].fromTemplate = {"cnn", {{"dropout", 0.0}}}; // its draws follow the groups
    RecordingObserver free;
    static_cast<void>(trainOrFail(request, free));
    const auto peak = training::memoryUse().peakBytes;
    request.memoryBudgetBytes = peak * 3 / 4;
    RecordingObserver bound;
    CHECK(trainOrFail(beside(request, "bound"), bound).state == JobState::Completed);
    CHECK(bound.hasNote("training.micro_batch_halved"));
    CHECK(training::memoryUse().peakBytes <= request.memoryBudgetBytes);
    for (const auto& [step, loss] : free.series.at("train/loss"))
        CHECK(bound.series.at("train/loss").at(step) == doctest::Approx(loss).epsilon(1e-3));
}

TEST_CASE("Memory that never suffices is said")
{
    const TemporaryFolder folder;
    const auto request = trainRequest(folder, importTable(folder));
    const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:3:100");
    RecordingObserver observer;
    const auto outcome = training::train(request, builtInComponents(), observer);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == "training.out_of_memory");
}

TEST_CASE("Batch-norm says that smaller groups may differ")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importPictures(folder, 100));
    request.recipe.training.epochs = 1;
    request.recipe.networks["model"].fromTemplate = {"cnn_batch_norm", {}};
    const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:2");
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    CHECK(observer.hasNote("training.batch_norm_group_size"));
}

TEST_CASE("A loss that is not a number stops before the step; the last good checkpoint stays")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 6;
    const ScopedVariable fault("FETTLE_FAULT_TRAIN", "nan:40");
    RecordingObserver observer;
    const auto outcome = training::train(request, builtInComponents(), observer);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == "training.diverged");
    CHECK(outcome.error().arguments.at("step").asInteger() == 40);
    CHECK_FALSE(outcome.error().arguments.at("fixes").asList().empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "model"));
    REQUIRE_FALSE(observer.checkpoints.empty());
    CHECK(std::filesystem::exists(folder.path() / "run" / observer.checkpoints.back().path / "state.json"));
    CHECK(observer.series.at("train/loss").rbegin()->first == 39);
}

TEST_CASE("A learning rate far too high ends as divergence or with a warning, never with a model of NaN")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importNumbers(folder));
    Objective objective;
    objective.optimizer = {"sgd", {{"lr", 10.0}}};
    request.recipe.objectives = {objective};
    RecordingObserver observer;
    const auto outcome = training::train(request, builtInComponents(), observer);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == "training.diverged");
    CHECK_FALSE(std::filesystem::exists(folder.path() / "model"));
}

TEST_CASE("The guard says each thing once")
{
    training::HealthGuard guard;
    int exploding = 0;
    for (int step = 1; step <= 100; ++step)
        CHECK_FALSE(guard.observeStep(step, 1.0, 1.0 + 0.1 * (step % 3)));
    for (int step = 101; step <= 120; ++step)
        if (const auto note = guard.observeStep(step, 1.0, 1e4)) {
            CHECK(note->code == "training.gradient_exploding");
            ++exploding;
        }
    CHECK(exploding == 1);
    training::HealthGuard restored;
    restored.load(guard.state());
    CHECK(restored.state() == guard.state());
    int zero = 0;
    for (int step = 121; step <= 300; ++step)
        if (const auto note = restored.observeStep(step, 0.0, 1.0)) {
            CHECK(note->code == "training.loss_zero");
            ++zero;
        }
    CHECK(zero == 1);
    CHECK_FALSE(guard.observePredictions(1, {0, 40}, {20, 20}, {"no", "yes"}));
    CHECK_FALSE(guard.observePredictions(2, {0, 40}, {20, 20}, {"no", "yes"}));
    const auto note = guard.observePredictions(3, {0, 40}, {20, 20}, {"no", "yes"});
    REQUIRE(note);
    CHECK(note->code == "training.majority_class");
    CHECK(note->arguments.at("class").asText() == "yes");
    CHECK(guard.checkStep(5, std::nan(""), 1.0, false, true)->code == "training.diverged");
    CHECK(guard.checkStep(5, 1.0, INFINITY, true, false)->code == "training.diverged");
    CHECK_FALSE(guard.checkStep(5, 1.0, 1.0, true, false));
}

TEST_CASE("A full disk at a checkpoint loses nothing and training goes on")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 4;
    RecordingObserver observer;
    {
        const platform::ScopedFileFaults faults("any:1+:ENOSPC@checkpoints");
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.state == JobState::Completed);
        CHECK(faults.injectedCount() > 0);
    }
    CHECK(observer.hasNote("training.checkpoint_failed"));
    CHECK(observer.checkpoints.empty());
}

TEST_CASE("Each failing write of a checkpoint leaves the one before it whole")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder));
    request.recipe.training.epochs = 2;
    request.recipe.training.earlyStopping.enabled = false;
    bool injected = true;
    for (int nth = 1; injected && nth < 60; nth += 3) {
        CAPTURE(nth);
        auto each = beside(request, std::to_string(nth));
        RecordingObserver observer;
        observer.stopWhen = [](std::int64_t question) { return question >= 20 ? std::optional(StopMode::Pause) : std::nullopt; };
        pauseToGoOn(each, observer);
        RecordingObserver second;
        second.stopWhen = [](std::int64_t question) { return question >= 3 ? std::optional(StopMode::Pause) : std::nullopt; };
        {
            const platform::ScopedFileFaults faults("any:" + std::to_string(nth) + ":EIO@" + "000000000023");
            const auto outcome = training::train(each, builtInComponents(), second);
            injected = faults.injectedCount() > 0;
            if (outcome.ok())
                CHECK(outcome->state == JobState::Paused);
        }
        RecordingObserver third;
        each.lastStep = second.checkpoints.empty() ? each.lastStep : second.checkpoints.back().step;
        static_cast<void>(trainOrFail(each, third));
        CHECK(third.hasNote("training.resumed"));
        CHECK_FALSE(third.hasNote("training.checkpoint_damaged"));
    }
}

TEST_CASE("The memory pool counts, reuses and refuses beyond its budget")
{
    training::installMemoryPool(std::int64_t{256} << 20);
    const auto before = training::memoryUse().liveBytes;
    {
        const auto tensor = torch::zeros({1024, 1024});
        CHECK(training::memoryUse().liveBytes - before >= 4 << 20);
        const void* place = tensor.data_ptr();
        CHECK(reinterpret_cast<std::uintptr_t>(place) % 64 == 0);
        CHECK_THROWS_AS(torch::empty({1024, 1024, 1024}), c10::OutOfMemoryError);
    }
    CHECK(training::memoryUse().liveBytes == before);
    CHECK(training::memoryUse().cachedBytes >= 4 << 20);
    training::releaseCachedMemory();
    CHECK(training::memoryUse().cachedBytes == 0);
    for (std::int64_t bytes = 1; bytes < 5000; bytes += 7) {
        const auto tensor = torch::ones({bytes}, torch::kUInt8);
        CHECK(tensor.sum().item<std::int64_t>() == bytes);
    }
    training::installMemoryPool(0);
}

namespace {

std::int64_t residentBytes() { return static_cast<std::int64_t>(platform::ownMemory().residentBytes); }

} // namespace

TEST_CASE("The memory pool holds what was live at most and a sixteenth, whatever the sizes")
{
    training::installMemoryPool(0);
    training::releaseCachedMemory();
    const void* larger = torch::empty({7 << 20}, torch::kUInt8).data_ptr();
    CHECK(torch::empty({5 << 20}, torch::kUInt8).data_ptr() == larger); // stands in, nothing new is asked for
    CHECK(torch::empty({3 << 20}, torch::kUInt8).data_ptr() != larger); // not for less than its half
    training::releaseCachedMemory();
    std::mt19937 random(7);
    std::uniform_int_distribution<std::int64_t> sizes(1 << 20, 12 << 20);
    const auto residentBefore = residentBytes();
    std::int64_t mostLive = training::memoryUse().liveBytes;
    std::int64_t mostResident = 0;
    for (int step = 0; step < 200; ++step) {
        std::vector<torch::Tensor> kept;
        const auto longest = sizes(random);
        for (int layer = 0; layer < 16; ++layer)
            kept.push_back(torch::ones({longest * (16 - layer % 4) / 16}, torch::kUInt8));
        mostLive = std::max(mostLive, training::memoryUse().liveBytes);
        kept.clear();
        const auto use = training::memoryUse();
        REQUIRE(use.liveBytes + use.cachedBytes <= mostLive + mostLive / 16);
        mostResident = std::max(mostResident, residentBytes() - residentBefore);
    }
    CHECK(mostResident < mostLive + mostLive / 4);
    training::releaseCachedMemory();
    CHECK(residentBytes() - residentBefore < 32 << 20);
}

TEST_CASE("Faults are read strictly")
{
    CHECK(TrainFaults::parse("")->any() == false);
    CHECK(TrainFaults::parse("oom:3:2;nan:9;oom_late:4").ok());
    for (const std::string text : {"oom", "oom:", "oom:x", "nan:1:2", "fire:3", "oom:0", "oom:1:2:3"})
        CHECK(TrainFaults::parse(text).error().code == "training.fault_not_understood");
}
