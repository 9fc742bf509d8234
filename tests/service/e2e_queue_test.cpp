// SPDX-License-Identifier: GPL-3.0-or-later
// The queue with the fake worker: order, dependencies, pause and resume, the ways to stop, what comes of them.
#include <algorithm>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "tests/service/engine_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

std::string stateOf(client::Connection& connection, const std::string& job)
{
    return mustCall(connection, "jobs.show", {{"job", job}}).at("state").asText();
}

bool waitForState(client::Connection& connection, const std::string& job, const std::string& state)
{
    return runUntil([&] { return stateOf(connection, job) == state; });
}

bool waitForStep(client::Connection& connection, const std::string& job)
{
    return runUntil([&] { return mustCall(connection, "jobs.show", {{"job", job}}).at("progress").asReal() > 0.0; });
}

} // namespace

TEST_CASE("import, then a training that was queued before the import completed")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto data = (engine.folder().path() / "data.csv").string();
    const auto import = mustCall(*connection, "datasets.import",
                                 {{"paths", ValueList{data}}, {"name", "shop ../../data"},
                                  {"options", ValueMap{{"fake", ValueMap{{"steps", 20}, {"step_ms", 10}}}}}});
    auto recipe = recipeWith({{"steps", 5}}).asMap();
    auto dataset = recipe.at("dataset").asMap();
    dataset["paths"] = ValueList{};
    dataset["name"] = "shop ../../data";
    recipe["dataset"] = dataset;
    const auto queued = mustCall(*connection, "train", {{"recipe", recipe}});
    const auto trainJob = queued.at("job").asText();
    CHECK(mustCall(*connection, "jobs.show", {{"job", trainJob}}).at("depends_on").asList().size() == 1);
    CHECK(waitFor(*connection, trainJob).state == JobState::Completed);
    const auto imported = waitFor(*connection, import.at("job").asText());
    CHECK(imported.state == JobState::Completed);

    const auto shown = mustCall(*connection, "datasets.show", {{"dataset", "shop ../../data"}});
    CHECK(shown.at("row_count").asInteger() == 7);
    CHECK(documents::readManifestFile(shown.at("manifest_path").asText()).ok());
    CHECK(platform::isInside(engine.workspace() / "datasets", shown.at("manifest_path").asText()));
    const auto run = mustCall(*connection, "runs.show", {{"run", queued.at("run")}});
    CHECK(run.at("dataset_version").asText() == shown.at("version").asText());
    const auto model = mustCall(*connection, "models.show", {{"model", run.at("model")}});
    CHECK(model.at("run").asText() == queued.at("run").asText());
    const auto manifestFile = platform::Path(model.at("folder").asText()) / "model.yaml";
    const auto manifest = readBytes(manifestFile);
    CHECK(documents::readModelManifestFile(manifestFile).ok());
    // How sure an answer has to be stays with the model, in its own folder, and comes off again without a trace.
    const auto sure = mustCall(*connection, "models.threshold", {{"model", run.at("model")}, {"threshold", 0.8}});
    CHECK(sure.at("manifest").at("task_state").at("threshold").asReal() == 0.8);
    CHECK(documents::readModelManifestFile(manifestFile)->taskState.at("threshold").asReal() == 0.8);
    mustCall(*connection, "models.threshold", {{"model", run.at("model")}, {"threshold", 0}});
    CHECK(readBytes(manifestFile) == manifest);
    for (const Value& wrong : {Value(1.5), Value(-0.1), Value("often"), Value()}) {
        const auto refused = connection->call("models.threshold", {{"model", run.at("model")}, {"threshold", wrong}});
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == "service.threshold_range");
    }
    // The same name again is the next version of the same dataset.
    const auto again = mustCall(*connection, "datasets.import", {{"paths", ValueList{data}}, {"name", "shop ../../data"}});
    CHECK(again.at("dataset").asText() == import.at("dataset").asText());
    CHECK(waitFor(*connection, again.at("job").asText()).state == JobState::Completed);
    CHECK(mustCall(*connection, "datasets.show", {{"dataset", "shop ../../data"}}).at("number").asInteger() == 2);
    CHECK(mustCall(*connection, "datasets.list").at("datasets").asList().size() == 1);
    mustCall(*connection, "datasets.delete", {{"dataset", "shop ../../data"}});
    CHECK_FALSE(connection->call("datasets.show", {{"dataset", "shop ../../data"}}).ok());
    mustCall(*connection, "datasets.restore", {{"dataset", "shop ../../data"}});
}

TEST_CASE("what waits for an import that fails, fails with it and says why")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto import = mustCall(*connection, "datasets.import",
                                 {{"paths", ValueList{"/nowhere"}}, {"name", "bad"},
                                  {"options", ValueMap{{"fake", ValueMap{{"step_ms", 50}, {"fail", "platform.file_not_opened"}}}}}});
    auto recipe = recipeWith({}).asMap();
    recipe["dataset"] = ValueMap{{"name", "bad"}};
    const auto queued = mustCall(*connection, "train", {{"recipe", recipe}});
    const auto job = waitFor(*connection, queued.at("job").asText());
    CHECK(job.state == JobState::Failed);
    REQUIRE(job.error.has_value());
    CHECK(job.error->code == "store.dependency_failed");
    CHECK(waitFor(*connection, import.at("job").asText()).error->code == "platform.file_not_opened");
    const auto notReady = connection->call("train", {{"recipe", recipe}});
    REQUIRE_FALSE(notReady.ok());
    CHECK(notReady.error().code == "service.dataset_not_ready");
}

TEST_CASE("bad requests are answered with what is wrong")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto codeOf = [&](const std::string& method, ValueMap params) {
        const auto answer = connection->call(method, std::move(params));
        return answer.ok() ? std::string("ok") : answer.error().code;
    };
    CHECK(codeOf("datasets.import", {{"paths", ValueList{}}, {"name", "x"}}) == "service.nothing_to_import");
    CHECK(codeOf("datasets.import", {{"paths", ValueList{"relative.csv"}}, {"name", "x"}}) == "service.path_not_absolute");
    CHECK(codeOf("datasets.import", {{"paths", ValueList{"/a"}}, {"name", " \n"}}) == "service.name_empty");
    CHECK(codeOf("datasets.import", {{"paths", 3}}) == "contract.wrong_type");
    CHECK(codeOf("datasets.show", {{"dataset", "nothing"}}) == "service.unknown_dataset");
    CHECK(codeOf("train", {}) != "ok");
    CHECK(codeOf("train", {{"recipe", ValueMap{{"name", "x"}}}}) == "service.no_data_named");
    CHECK(codeOf("train", {{"recipe", ValueMap{{"dataset", ValueMap{{"name", "gone"}}}}}}) == "service.unknown_dataset");
    CHECK(codeOf("jobs.show", {{"job", "x"}}) == "service.unknown_job");
    CHECK(codeOf("jobs.show", {}) == "service.bad_parameters");
    CHECK(codeOf("jobs.list", {{"states", ValueList{"sleeping"}}}) == "contract.unknown_name");
    CHECK(codeOf("runs.show", {{"run", "x"}}) == "service.unknown_run");
    CHECK(codeOf("models.show", {{"model", "x"}}) == "service.unknown_model");
    CHECK(codeOf("predict", {{"model", "x"}}) == "service.unknown_model");
    CHECK(codeOf("projects.rename", {{"project", "x"}, {"name", "y"}}) == "service.unknown_project");
    CHECK(codeOf("runs.adopt", {{"folder", engine.folder().path().string()}}) == "service.not_a_run_folder");
}

TEST_CASE("one training at a time, imports beside it, higher priority and moved ones first")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto first = train(*connection, {{"steps", 100'000}, {"step_ms", 5}});
    REQUIRE(waitForState(*connection, first.job, "running"));
    const auto low = train(*connection, {{"steps", 2}}, {{"priority", -1}});
    const auto normal = train(*connection, {{"steps", 2}});
    const auto second = train(*connection, {{"steps", 2}});
    const auto high = train(*connection, {{"steps", 2}}, {{"priority", 5}});
    const auto import = mustCall(*connection, "datasets.import", {{"paths", ValueList{"/x"}}, {"name", "beside"}});
    CHECK(waitFor(*connection, import.at("job").asText()).state == JobState::Completed);
    CHECK(stateOf(*connection, first.job) == "running");
    CHECK(stateOf(*connection, high.job) == "queued");
    mustCall(*connection, "jobs.move", {{"job", second.job}, {"before", normal.job}});
    std::vector<std::string> order;
    const auto jobs = mustCall(*connection, "jobs.list").at("jobs").asList();
    for (const auto& job : jobs)
        order.push_back(job.at("id").asText());
    CHECK(order == std::vector<std::string>{first.job, high.job, second.job, normal.job, low.job});
    mustCall(*connection, "jobs.stop", {{"job", first.job}, {"mode", "save"}});
    const auto last = waitFor(*connection, low.job);
    CHECK(last.state == JobState::Completed);
    std::vector<std::string> starts;
    for (const auto& job : {high, second, normal, low})
        starts.push_back(waitFor(*connection, job.job).startedUtc);
    CHECK(std::ranges::is_sorted(starts));
    CHECK(waitFor(*connection, first.job).state == JobState::Completed);
}

TEST_CASE("pause and resume leave the curve as if nothing had been")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto undisturbed = train(*connection, {{"steps", 60}});
    CHECK(waitFor(*connection, undisturbed.job).state == JobState::Completed);
    const auto job = train(*connection, {{"steps", 60}, {"step_ms", 10}});
    REQUIRE(waitForStep(*connection, job.job));
    mustCall(*connection, "jobs.pause", {{"job", job.job}});
    CHECK(waitFor(*connection, job.job).state == JobState::Paused);
    CHECK_FALSE(connection->call("jobs.pause", {{"job", undisturbed.job}}).ok());
    mustCall(*connection, "jobs.resume", {{"job", job.job}});
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    CHECK(curve(*connection, job.run) == curve(*connection, undisturbed.run));
    CHECK(waitFor(*connection, job.job).attempts == 2);
}

TEST_CASE("stop and save completes with a model, stop and discard leaves none")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto saved = train(*connection, {{"steps", 100'000}, {"step_ms", 5}});
    REQUIRE(waitForStep(*connection, saved.job));
    mustCall(*connection, "jobs.stop", {{"job", saved.job}});
    const auto job = waitFor(*connection, saved.job);
    CHECK(job.state == JobState::Completed);
    CHECK(job.reason == "stopped_by_user");
    CHECK(mustCall(*connection, "models.list").at("models").asList().size() == 1);
    const auto discarded = train(*connection, {{"steps", 100'000}, {"step_ms", 5}, {"checkpoint_every", 2}});
    REQUIRE(waitForStep(*connection, discarded.job));
    mustCall(*connection, "jobs.stop", {{"job", discarded.job}, {"mode", "discard"}});
    CHECK(waitFor(*connection, discarded.job).state == JobState::Stopped);
    CHECK(mustCall(*connection, "models.list").at("models").asList().size() == 1);
    CHECK_FALSE(std::filesystem::exists(engine.workspace() / "runs" / discarded.run / "checkpoints"));
    // One that waits is stopped without a worker.
    const auto running = train(*connection, {{"steps", 100'000}, {"step_ms", 5}});
    const auto waiting = train(*connection, {{"steps", 5}});
    mustCall(*connection, "jobs.stop", {{"job", waiting.job}, {"mode", "discard"}});
    CHECK(stateOf(*connection, waiting.job) == "stopped");
    mustCall(*connection, "jobs.stop", {{"job", running.job}, {"mode", "discard"}});
    CHECK(waitFor(*connection, running.job).state == JobState::Stopped);
}

TEST_CASE("stop and save is met by the next worker where there is none")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto isSaved = [&](const auto& training) {
        const auto job = waitFor(*connection, training.job);
        CHECK(job.state == JobState::Completed);
        CHECK(job.reason == "stopped_by_user");
        CHECK(mustCall(*connection, "jobs.show", {{"job", training.job}}).at("stop_requested").isNull());
    };
    const auto paused = train(*connection, {{"steps", 100'000}, {"step_ms", 5}, {"checkpoint_every", 5}});
    REQUIRE(waitForStep(*connection, paused.job));
    mustCall(*connection, "jobs.pause", {{"job", paused.job}});
    REQUIRE(waitForState(*connection, paused.job, "paused"));
    mustCall(*connection, "jobs.stop", {{"job", paused.job}, {"mode", "save"}});
    isSaved(paused);

    // Behind another one the wish waits with it, through a restart of the engine too.
    const auto waiting = train(*connection, {{"steps", 100'000}, {"step_ms", 5}, {"checkpoint_every", 5}});
    REQUIRE(waitForStep(*connection, waiting.job));
    mustCall(*connection, "jobs.pause", {{"job", waiting.job}});
    REQUIRE(waitForState(*connection, waiting.job, "paused"));
    const auto before = train(*connection, {{"steps", 100'000}, {"step_ms", 5}, {"checkpoint_every", 5}}, {{"priority", 5}});
    REQUIRE(waitForStep(*connection, before.job));
    mustCall(*connection, "jobs.stop", {{"job", waiting.job}, {"mode", "save"}});
    CHECK(stateOf(*connection, waiting.job) == "queued");
    connection.reset();
    engine.killEngine();
    connection = engine.connect();
    REQUIRE(waitForStep(*connection, before.job));
    mustCall(*connection, "jobs.stop", {{"job", before.job}, {"mode", "save"}});
    isSaved(before);
    isSaved(waiting);
}

TEST_CASE("a failed training says why, can be tried again and cloned")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto failed = train(*connection, {{"fail", "worker.unexpected"}});
    const auto job = waitFor(*connection, failed.job);
    CHECK(job.state == JobState::Failed);
    CHECK(job.error->code == "worker.unexpected");
    mustCall(*connection, "jobs.retry", {{"job", failed.job}, {"reason", "once more"}});
    CHECK(waitFor(*connection, failed.job).state == JobState::Failed);
    const auto good = train(*connection, {{"steps", 5}});
    CHECK(waitFor(*connection, good.job).state == JobState::Completed);
    const auto clone = mustCall(*connection, "jobs.clone", {{"job", good.job}});
    CHECK(clone.at("cloned_from").asText() == good.job);
    CHECK(clone.at("run").asText() != good.run);
    CHECK(waitFor(*connection, clone.at("id").asText()).state == JobState::Completed);
    CHECK(curve(*connection, clone.at("run").asText()) == curve(*connection, good.run));
    CHECK(mustCall(*connection, "models.list").at("models").asList().size() == 2);
    const auto compared = mustCall(*connection, "runs.compare", {{"runs", ValueList{good.run, clone.at("run")}}});
    CHECK(compared.at("runs").asList().size() == 2);
}

TEST_CASE("predict: rows by the warm worker, files by a job")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto good = train(*connection, {{"steps", 2}});
    CHECK(waitFor(*connection, good.job).state == JobState::Completed);
    const auto model = mustCall(*connection, "runs.show", {{"run", good.run}}).at("model").asText();
    const auto rows = mustCall(*connection, "predict", {{"model", model}, {"rows", ValueList{ValueMap{{"a", 1}}}}});
    // The fake worker echoes the request, with the model's folder found.
    CHECK(rows.at("model_folder").asText() == (std::filesystem::canonical(engine.workspace()) / "models" / model).string());
    const auto file = mustCall(*connection, "predict", {{"model", model}, {"paths", ValueList{"/x.csv"}}});
    CHECK(file.at("count").asInteger() == 0);
}

TEST_CASE("tags, notes, trash and series of runs")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto good = train(*connection, {{"steps", 200}});
    CHECK(waitFor(*connection, good.job).state == JobState::Completed);
    mustCall(*connection, "runs.tag", {{"run", good.run}, {"tags", ValueList{"best", "v1"}}});
    mustCall(*connection, "runs.note", {{"run", good.run}, {"note", "kept"}});
    CHECK(mustCall(*connection, "runs.list", {{"tag", "best"}}).at("runs").asList().size() == 1);
    CHECK(mustCall(*connection, "runs.list", {{"tag", "worst"}}).at("runs").asList().empty());
    const auto few = mustCall(*connection, "runs.metrics", {{"run", good.run}, {"series", "train/loss"}, {"buckets", 4}});
    CHECK(few.at("total").asInteger() == 200);
    CHECK(few.at("steps").asList().size() <= 16);
    CHECK_FALSE(connection->call("runs.metrics", {{"run", good.run}, {"series", "none"}}).ok());
    mustCall(*connection, "runs.delete", {{"run", good.run}});
    CHECK(mustCall(*connection, "runs.list").at("runs").asList().empty());
    CHECK(mustCall(*connection, "trash.list").at("trash").asList().size() == 1);
    mustCall(*connection, "runs.restore", {{"run", good.run}});
    CHECK(mustCall(*connection, "runs.list").at("runs").asList().size() == 1);
    const auto model = mustCall(*connection, "runs.show", {{"run", good.run}}).at("model").asText();
    mustCall(*connection, "models.delete", {{"model", model}});
    CHECK(mustCall(*connection, "models.list").at("models").asList().empty());
    mustCall(*connection, "models.restore", {{"model", model}});
}
