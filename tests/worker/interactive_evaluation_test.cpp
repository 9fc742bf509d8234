// SPDX-License-Identifier: GPL-3.0-or-later
// What the Results and Use pages ask of the interactive worker, on a model that a training made.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/evaluation.h"
#include "engine/contract/run.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/picture_writer.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "engine/training/evaluation_summary.h"
#include "engine/worker/interactive.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

const auto kNeverCancelled = [] { return false; };

template <class T>
T mustAnswer(worker::Interactive& interactive, const std::string& method, const Value& params)
{
    const auto answer = interactive.answer(method, params, kNeverCancelled);
    REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : toLogLine(answer.error())));
    const auto value = fromValue<T>(*answer);
    REQUIRE_MESSAGE(value.ok(), (value.ok() ? "" : toLogLine(value.error())));
    return *value;
}

} // namespace

TEST_CASE("A trained model's evaluation page by page, and rows of its test set tried again")
{
    const TemporaryFolder folder;
    const auto manifest = importTable(folder, 400);
    const auto request = trainRequest(folder, manifest);
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    worker::Interactive interactive(builtInComponents(), "test");

    EvaluationSummaryRequest ask{request.runFolder, "test", "", request.modelFolder, {}};
    const auto summary = mustAnswer<EvaluationSummary>(interactive, "evaluation_summary", toValue(ask));
    CHECK(summary.count == 40);
    CHECK(summary.split == "test");
    REQUIRE(summary.baseline);
    CHECK(summary.baseline->value == doctest::Approx(outcome.result.baseline.at("test").at("accuracy")));
    CHECK_FALSE(summary.atThreshold);

    EvaluationRowsRequest rows;
    rows.runFolder = request.runFolder;
    rows.split = "test";
    rows.manifestPath = manifest;
    rows.count = 5;
    const auto page = mustAnswer<EvaluationPage>(interactive, "evaluation_rows", toValue(rows));
    REQUIRE(page.rows.size() == 5);
    CHECK(page.fields.size() == page.rows[0].values.size());

    // The same rows through the model give what evaluation stored.
    PredictRequest predict;
    predict.modelFolder = request.modelFolder;
    predict.manifestPath = manifest;
    for (const auto& row : page.rows)
        predict.ids.push_back(row.id);
    const auto tried = mustAnswer<PredictResult>(interactive, "predict", toValue(predict));
    REQUIRE(tried.predictions.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(tried.predictions[i].id == page.rows[i].id);
        CHECK(tried.predictions[i].targets.at("label").at("value") == page.rows[i].predicted);
        CHECK(tried.predictions[i].targets.at("label").at("score").asReal() == doctest::Approx(page.rows[i].score).epsilon(1e-6));
        CHECK_FALSE(tried.predictions[i].targets.at("label").asMap().contains("unsure"));
    }
    predict.ids = {-1, 1'000'000};
    CHECK(mustAnswer<PredictResult>(interactive, "predict", toValue(predict)).predictions.empty());

    // A threshold that stays with the model marks what lies below it, though the model is open already.
    const auto file = platform::Path(request.modelFolder) / "model.yaml";
    auto model = documents::readModelManifestFile(file);
    REQUIRE(model.ok());
    ValueMap state = model->taskState.asMap();
    state[training::kThresholdKey] = 0.999;
    model->taskState = state;
    REQUIRE(platform::writeFileDurably(file, documents::writeModelManifest(*model)).ok());
    predict.ids.clear();
    predict.split = "test";
    const auto all = mustAnswer<PredictResult>(interactive, "predict", toValue(predict));
    const auto again = mustAnswer<EvaluationSummary>(interactive, "evaluation_summary", toValue(ask));
    REQUIRE(again.atThreshold);
    std::int64_t sure = 0;
    for (const auto& prediction : all.predictions)
        sure += prediction.targets.at("label").at("unsure").asBoolean() ? 0 : 1;
    CHECK(sure == again.atThreshold->answered);
    CHECK(sure < 40);
    ask.threshold = 0.0;
    CHECK(mustAnswer<EvaluationSummary>(interactive, "evaluation_summary", toValue(ask)).atThreshold->answered == 40);

    // A run whose model is gone still has its result.
    ask.modelFolder = "/nowhere";
    ask.threshold.reset();
    CHECK_FALSE(mustAnswer<EvaluationSummary>(interactive, "evaluation_summary", toValue(ask)).baseline);
    ask.split = "tomorrow";
    const auto missing = interactive.answer("evaluation_summary", toValue(ask), kNeverCancelled);
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().code == "training.evaluation_missing");
}

TEST_CASE("A number: points, residuals and the mean as baseline")
{
    const TemporaryFolder folder;
    const auto manifest = importNumbers(folder, 400);
    const auto request = trainRequest(folder, manifest);
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    worker::Interactive interactive(builtInComponents(), "test");
    const auto summary = mustAnswer<EvaluationSummary>(
        interactive, "evaluation_summary", toValue(EvaluationSummaryRequest{request.runFolder, "test", "", request.modelFolder, {}}));
    CHECK(summary.classes.empty());
    CHECK(summary.main.value == doctest::Approx(outcome.result.metrics.at("test").at("mae")));
    CHECK(summary.figures.at("r2") == doctest::Approx(outcome.result.metrics.at("test").at("r2")));
    REQUIRE(summary.baseline);
    CHECK(summary.baseline->value == doctest::Approx(outcome.result.baseline.at("test").at("mae")));
    CHECK(summary.points.ids.size() == static_cast<std::size_t>(summary.count));
}

TEST_CASE("A user's picture is opened here and handed on as a small one of ours")
{
    const TemporaryFolder folder;
    worker::Interactive interactive(builtInComponents(), "test");
    Picture picture{400, 800, 3, std::vector<std::uint8_t>(400 * 800 * 3, 90)};
    const auto path = folder.write("large.png", data::writeStoredPng(picture));
    const auto output = folder.path() / "small.jpg";
    const auto answer = interactive.answer("picture_preview",
                                           ValueMap{{"path", path.string()}, {"side", 200}, {"output", output.string()}},
                                           kNeverCancelled);
    REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : toLogLine(answer.error())));
    CHECK(answer->at("width").asInteger() == 200);
    CHECK(answer->at("height").asInteger() == 100);
    const auto bytes = readBytes(output);
    const auto facts = data::readPictureFacts(std::as_bytes(std::span(bytes)));
    REQUIRE(facts.ok());
    CHECK(facts->format.name == "JPEG");
    CHECK(facts->width == 200);
    const auto text = folder.write("no.png", "not a picture");
    const auto refused = interactive.answer("picture_preview",
                                            ValueMap{{"path", text.string()}, {"output", output.string()}}, kNeverCancelled);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "data.picture_format");
    CHECK(readBytes(output) == bytes);
}
