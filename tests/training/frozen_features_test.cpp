// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/training/small_bert.h"

using namespace fettle;
using namespace fettle::test;

TEST_CASE("what a frozen part says is worked out once, and again where the data or the model are others")
{
    const TuningFixture fixture;
    const auto request = fixture.request(TuningMethod::Frozen);
    RecordingObserver first;
    const auto one = trainOrFail(request, first);
    CHECK_FALSE(first.hasNote("training.features_kept"));
    RecordingObserver second;
    const auto two = trainOrFail(request, second);
    CHECK(second.hasNote("training.features_kept"));
    CHECK(first.exactSeries() == second.exactSeries());
    CHECK(one.result.metrics == two.result.metrics);
    auto other = request;
    other.recipe.networks["model"].fromTemplate.parameters["pooling"] = "max";
    RecordingObserver third;
    static_cast<void>(trainOrFail(other, third));
    CHECK_FALSE(third.hasNote("training.features_kept"));
    // Other labels, and with them another split, say nothing else of the texts.
    auto csv = readBytes(fixture.folder.path() / "messages.csv");
    for (auto at = csv.find(",refund\n"); at != std::string::npos; at = csv.find(",refund\n", at + 1))
        csv.replace(at, 8, at % 3 ? ",praise\n" : ",delivery\n");
    const auto frozenOver = [&](const char* file) {
        return fixture.requestOver(importWithTarget(fixture.folder, fixture.folder.write(file, csv).string(), "topic"), TuningMethod::Frozen);
    };
    RecordingObserver relabelled;
    static_cast<void>(trainOrFail(frozenOver("corrected.csv"), relabelled));
    CHECK(relabelled.hasNote("training.features_kept"));
    // Nor does a column of numbers beside them.
    int line = 0;
    for (auto at = csv.find('\n'); at != std::string::npos; at = csv.find('\n', at + 1)) {
        const auto cell = line == 0 ? std::string(",length") : "," + std::to_string(line % 7);
        csv.insert(at, cell);
        at += cell.size();
        ++line;
    }
    RecordingObserver widened;
    static_cast<void>(trainOrFail(frozenOver("widened.csv"), widened));
    CHECK(widened.resolved.inputs.size() == 2);
    CHECK(widened.hasNote("training.features_kept"));
    // A damaged file of the cache is worked out anew.
    for (const auto& entry : std::filesystem::directory_iterator(fixture.folder.path() / "cache" / "fettle" / "features"))
        std::filesystem::resize_file(entry.path(), 100);
    RecordingObserver fourth;
    CHECK(trainOrFail(request, fourth).result.metrics == one.result.metrics);
    CHECK_FALSE(fourth.hasNote("training.features_kept"));
}

TEST_CASE("a time limit that is over while texts are read through a frozen part is told")
{
    const TuningFixture fixture;
    auto request = fixture.request(TuningMethod::Frozen);
    request.recipe.training.maxMinutes = 1e-6;
    CHECK(refusalOfTraining(request) == "training.time_over_early");
    request.recipe.training.fineTuning.contrastiveSteps = 5;
    CHECK(refusalOfTraining(request) == "training.time_over_early");
}
