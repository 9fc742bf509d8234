// SPDX-License-Identifier: GPL-3.0-or-later
// The simple model beside a trained one: never in the way of it.
#include <limits>
#include <new>
#include <utility>

#include <doctest/doctest.h>

#include "engine/data/dataset_reader.h"
#include "engine/training/experiment.h"
#include "engine/training/predictor.h"
#include "engine/training/text_comparison.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

Experiment messagesExperiment(const std::string& manifest)
{
    auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    ResolveOptions options;
    options.cacheBytes = 1 << 20;
    auto experiment = resolveExperiment({}, std::move(dataset).value(), builtInComponents(), options);
    REQUIRE_MESSAGE(experiment.ok(), (experiment.ok() ? std::string() : toLogLine(experiment.error())));
    return std::move(experiment).value();
}

bool saysComparison(const RecordingObserver& observer) { return observer.hasNote("training.text_baseline"); }

} // namespace

TEST_CASE("words are compared with where the model has the figure, in the time that there is")
{
    const TemporaryFolder folder;
    const auto experiment = messagesExperiment(importMessages(folder));
    TextComparison comparison;
    int questions = 0;
    std::vector<double> shares;
    comparison.cancelled = [&questions] { return ++questions < 0; };
    comparison.progress = [&shares](double share) { shares.push_back(share); };
    const auto compared = [&](const SplitMetrics& metrics) {
        questions = 0;
        shares.clear();
        return compareWithTextBaseline(experiment, metrics, builtInComponents(), comparison);
    };
    const auto note = compared({{"test", {{"accuracy", 0.5}}}});
    REQUIRE(note);
    CHECK(note->code == "training.text_baseline");
    CHECK(note->arguments.at("model") == Value(50.0));
    CHECK(note->arguments.at("baseline").asReal() > 90.0);
    CHECK(questions > 100);
    REQUIRE(shares.size() > 2);
    CHECK(shares.front() == 0.0);
    CHECK(shares.back() == 1.0);

    // Nothing to stand beside: known before anything is worked out.
    for (const auto& own : {std::map<std::string, double>{{"topic/accuracy", 0.5}}, std::map<std::string, double>{},
                            std::map<std::string, double>{{"accuracy", std::numeric_limits<double>::quiet_NaN()}}}) {
        CHECK_FALSE(compared({{"test", own}}));
        CHECK(questions == 0);
        CHECK(shares.empty());
    }
    // No time; no memory.
    comparison.seconds = 0.0;
    const auto late = compared({{"test", {{"accuracy", 0.5}}}});
    REQUIRE(late);
    CHECK(late->code == "training.text_baseline_late");
    comparison.cancelled = [] { return true; }; // somebody who stops it need not be told
    CHECK_FALSE(compared({{"test", {{"accuracy", 0.5}}}}));
    comparison.cancelled = {};
    comparison.seconds = 60.0;
    comparison.progress = [](double share) {
        if (share > 0.0)
            throw std::bad_alloc();
    };
    CHECK_FALSE(compared({{"test", {{"accuracy", 0.5}}}}));
}

TEST_CASE("a trained model is published whatever becomes of the comparison with words")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importMessages(folder));
    request.recipe.networks["model"].fromTemplate = {"bag_of_ngrams", {{"embedding_dim", 8}, {"buckets", 1000}}};
    request.recipe.training.epochs = 1;
    const auto isComparing = [](const RecordingObserver& observer) {
        return observer.lastProgress.details.contains("compared_with");
    };
    RecordingObserver plain;
    CHECK(trainOrFail(request, plain).state == JobState::Completed);
    CHECK(saysComparison(plain));

    // Memory that ends there.
    RecordingObserver failing;
    bool failed = false;
    failing.stopWhen = [&](std::int64_t) -> std::optional<StopMode> {
        if (isComparing(failing) && !std::exchange(failed, true))
            throw std::bad_alloc();
        return std::nullopt;
    };
    CHECK(trainOrFail(request, failing).state == JobState::Completed);
    CHECK(failed);
    CHECK_FALSE(saysComparison(failing));
    CHECK(Predictor::open(request.modelFolder, builtInComponents()).ok());

    // Somebody who wants the model now.
    RecordingObserver hurried;
    std::int64_t asked = 0;
    hurried.stopWhen = [&](std::int64_t) {
        asked += isComparing(hurried) ? 1 : 0;
        return isComparing(hurried) ? std::optional(StopMode::Save) : std::nullopt;
    };
    CHECK(trainOrFail(request, hurried).state == JobState::Completed);
    CHECK_FALSE(saysComparison(hurried));
    CHECK(asked > 0);
    CHECK(asked < 10);
    // One that stopped the training before still hears of it.
    RecordingObserver early;
    early.stopWhen = [](std::int64_t question) { return question > 2 ? std::optional(StopMode::Save) : std::nullopt; };
    CHECK(trainOrFail(request, early).state == JobState::Completed);
    CHECK(saysComparison(early));
    // A pause is one.
    RecordingObserver pausing;
    pausing.stopWhen = [&](std::int64_t) { return isComparing(pausing) ? std::optional(StopMode::Pause) : std::nullopt; };
    CHECK(trainOrFail(request, pausing).state == JobState::Paused);
}
