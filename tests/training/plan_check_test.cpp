// SPDX-License-Identifier: GPL-3.0-or-later
// What a recipe comes to before it is trained: cost and time.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/data/dataset_reader.h"
#include "engine/model/graph_checker.h"
#include "engine/training/plan_check.h"
#include "tests/training/small_bert.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// Of a recipe over the messages sample, with two threads.
struct Plan {
    GraphReport report;
    double once = 0.0;
    double epoch = 0.0;
};

Plan planOf(const TrainRequest& request)
{
    const auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    model::GraphChecker checker(builtInComponents());
    data::MachineFacts machine;
    machine.threads = 2;
    const auto checked = training::checkPlan(request.recipe, *dataset, builtInComponents(), checker, machine);
    REQUIRE_MESSAGE(checked.ok(), (checked.ok() ? std::string() : toLogLine(checked.error())));
    const auto report = fromValue<GraphReport>(checked->at("networks").at("model").at("report"));
    REQUIRE(report.ok());
    return {*report, checked->at("time").at("once_seconds").asReal(), checked->at("time").at("epoch_seconds").asReal()};
}

/// The messages sample, and three rows of 200 words.
std::string importWithLongRows(const TemporaryFolder& folder)
{
    static_cast<void>(importMessages(folder));
    auto csv = readBytes(folder.path() / "messages.csv");
    for (const std::string word : {"hello", "today", "really"}) {
        for (int i = 0; i < 200; ++i)
            csv += word + " ";
        csv += "thank you,praise\n";
    }
    return importWithTarget(folder, folder.write("messages.csv", csv).string(), "topic");
}

} // namespace

TEST_CASE("the time of a training over texts counts all their words")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importMessages(folder));
    request.recipe.networks["model"].fromTemplate = {"text_cnn", {}};
    request.recipe.training.threads = 0;
    const auto plan = planOf(request);
    // Three windows of 2 to 4 words with 128 patterns each over 128 numbers a word.
    CHECK(plan.report.multiplyAdds > 4 * 9 * 128 * 128);
    CHECK(plan.report.multiplyAdds < 40 * 9 * 128 * 128);
    CHECK(plan.once == 0.0);
    const double rows = 360 * 0.8;
    CHECK(plan.epoch > rows * 3.0 * static_cast<double>(plan.report.multiplyAdds) / 4.0e10);
    CHECK(plan.epoch < 1.0);
    request.recipe.training.threads = 1;
    CHECK(planOf(request).epoch > 1.2 * plan.epoch);
}

TEST_CASE("the longest texts decide how much memory is needed, all of them how long it takes")
{
    const auto plan = [](const TemporaryFolder& folder, const std::string& manifest) {
        auto request = trainRequest(folder, manifest);
        request.recipe.inputs = {{"message", {"text", {{"max_length", 256}}}}};
        request.recipe.networks["model"].fromTemplate = {"text_cnn", {}};
        return planOf(request).report;
    };
    const TemporaryFolder folder;
    const TemporaryFolder other;
    const auto usual = plan(folder, importMessages(folder));
    const auto uneven = plan(other, importWithLongRows(other));
    CHECK(uneven.activationBytes > 3 * usual.activationBytes);
    CHECK(uneven.multiplyAdds < 2 * usual.multiplyAdds);
}

TEST_CASE("what is frozen is gone through once, LoRA goes back through less than all")
{
    const SmallBert small;
    auto request = trainRequest(small.folder, importMessages(small.folder));
    request.recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}}};
    auto& tuning = request.recipe.training.fineTuning;
    tuning.method = TuningMethod::Full;
    const auto full = planOf(request);
    tuning.method = TuningMethod::Lora;
    const auto lora = planOf(request);
    tuning.method = TuningMethod::Frozen;
    const auto frozen = planOf(request);
    CHECK(full.once == 0.0);
    CHECK(lora.epoch < full.epoch);
    CHECK(frozen.epoch < lora.epoch);
    CHECK(frozen.once > 0.0);
    tuning.contrastiveSteps = 100;
    CHECK(planOf(request).once > 2.0 * frozen.once);
}
