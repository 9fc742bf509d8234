// SPDX-License-Identifier: GPL-3.0-or-later
// A run that was trained elsewhere comes home.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/contract/worker_protocol.h"
#include "engine/documents/manifest_document.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/random_id.h"
#include "tests/service/engine_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// What `fettle-worker run` leaves in its folder.
std::string writeRunFolder(const TemporaryFolder& folder, JobState state)
{
    const auto id = platform::randomId();
    folder.write("home/run_id", id);
    Recipe recipe;
    recipe.name = "from the cluster";
    recipe.dataset.name = "d";
    folder.write("home/recipe.yaml", documents::writeRecipe(recipe, documents::Defaults::Write));
    std::string lines;
    for (int step = 1; step <= 10; ++step)
        lines += encodeMessage("metrics", toJson(MetricBatch{"other", {{"train/loss", {step}, {1.0 / step}}}})) + '\n';
    lines += "torn li";
    folder.write("home/metrics.jsonl", lines);
    TrainResult result;
    result.metrics["test"]["accuracy"] = 0.5;
    result.primaryMetric = "accuracy";
    folder.write("home/result.json", toLine(toJson(JobOutcome{"run", 0, state, "finished", toValue(result), {}, false})));
    ModelManifest model;
    model.id = id;
    model.name = "from the cluster";
    model.run = id;
    model.metrics = result.metrics;
    folder.write("home/model/model.yaml", documents::writeModelManifest(model));
    folder.write("home/model/weights.safetensors", "weights");
    folder.write("home/artifacts/predictions.arrow", "bytes");
    return id;
}

} // namespace

TEST_CASE("a run folder is adopted once, with its curves and its model")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto id = writeRunFolder(engine.folder(), JobState::Completed);
    const auto home = (engine.folder().path() / "home").string();
    const auto run = mustCall(*connection, "runs.adopt", {{"folder", home}});
    CHECK(run.at("id").asText() == id);
    CHECK(run.at("state").asText() == "completed");
    CHECK(run.at("metrics").at("test").at("accuracy").asReal() == 0.5);
    CHECK(curve(*connection, id).find("10 0.1") != std::string::npos);
    const auto model = mustCall(*connection, "models.show", {{"model", run.at("model")}});
    CHECK(readBytes(std::filesystem::path(model.at("folder").asText()) / "weights.safetensors") == "weights");
    CHECK(readBytes(engine.workspace() / "runs" / id / "artifacts" / "predictions.arrow") == "bytes");
    const auto twice = connection->call("runs.adopt", {{"folder", home}});
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().code == "service.run_adopted_already");
}

TEST_CASE("a run that did not complete is not adopted and leaves nothing behind")
{
    EngineFixture engine;
    auto connection = engine.connect();
    writeRunFolder(engine.folder(), JobState::Paused);
    const auto adopted = connection->call("runs.adopt", {{"folder", (engine.folder().path() / "home").string()}});
    REQUIRE_FALSE(adopted.ok());
    CHECK(adopted.error().code == "service.run_not_completed");
    CHECK(std::filesystem::is_empty(engine.workspace() / "runs"));
    CHECK(std::filesystem::is_empty(engine.workspace() / "models"));
}
