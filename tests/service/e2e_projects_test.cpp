// SPDX-License-Identifier: GPL-3.0-or-later
// Projects leave a workspace as one file and come into another; what was deleted goes for good after 30 days.
#include <algorithm>
#include <filesystem>
#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/recipe.h"
#include "engine/documents/recipe_document.h"
#include "tests/service/engine_fixture.h"
#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// A project with data that an import made, a run with tags, note, artifact and model, one that failed, and a draft.
struct Flowers {
    std::string project;
    std::string dataset;
    Queued good;
    Queued bad;
};

Flowers makeFlowers(EngineFixture& engine, client::Connection& connection)
{
    Flowers made;
    made.project = mustCall(connection, "projects.create", {{"name", "flowers"}}).at("id").asText();
    const auto imported = mustCall(connection, "datasets.import", {{"paths", ValueList{Value("/somewhere/private/flowers.csv")}},
                                                                   {"name", "flowers"}, {"project", made.project}});
    made.dataset = imported.at("dataset").asText();
    REQUIRE(waitFor(connection, imported.at("job").asText()).state == JobState::Completed);
    const ValueMap where{{"project", made.project}, {"dataset", "flowers"}};
    made.good = train(connection, {{"steps", 60}}, where);
    REQUIRE(waitFor(connection, made.good.job).state == JobState::Completed);
    made.bad = train(connection, {{"fail", "training.diverged"}}, where);
    REQUIRE(waitFor(connection, made.bad.job).state == JobState::Failed);
    mustCall(connection, "runs.tag", {{"run", made.good.run}, {"tags", ValueList{Value("starred"), Value("for the paper")}}});
    mustCall(connection, "runs.note", {{"run", made.good.run}, {"note", "the one to keep"}});
    const auto folder = std::filesystem::path(mustCall(connection, "runs.show", {{"run", made.good.run}}).at("folder").asText());
    engine.folder().write((folder / "artifacts/predictions.arrow").lexically_relative(engine.folder().path()).string(), "bytes");
    engine.folder().write((folder / "log.txt").lexically_relative(engine.folder().path()).string(), "a private log");
    const auto failed = std::filesystem::path(mustCall(connection, "runs.show", {{"run", made.bad.run}}).at("folder").asText());
    engine.folder().write((failed / "worker.log").lexically_relative(engine.folder().path()).string(), "how it failed");
    // The fake worker writes no weights.
    const auto models = mustCall(connection, "models.list", {{"project", made.project}});
    for (const auto& model : models.at("models").asList())
        engine.folder().write("ws/models/" + model.at("id").asText() + "/weights.safetensors", "weights of " + model.at("id").asText());
    engine.folder().write("ws/projects/" + made.project + "/recipe.yaml", "fettle: recipe\nversion: 1\nname: draft\ndataset: flowers\n");
    return made;
}

Value show(client::Connection& connection, const std::string& run) { return mustCall(connection, "runs.show", {{"run", run}}); }

/// Every file of the workspace but the database and what changes by itself, and the rows of every table.
std::string pictureOf(const std::filesystem::path& workspace)
{
    std::vector<std::string> lines;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(workspace)) {
        const auto name = entry.path().lexically_relative(workspace).string();
        if (!name.starts_with("fettle.db") && !name.starts_with("engine."))
            lines.push_back(name);
    }
    SQLite::Database database((workspace / "fettle.db").string(), SQLite::OPEN_READONLY);
    for (const char* table : {"projects", "datasets", "dataset_versions", "recipes", "jobs", "runs", "metric_series", "artifacts",
                              "models", "tags", "notes", "trash"})
        lines.push_back(std::string(table) + " " + database.execAndGet("SELECT count(*) FROM " + std::string(table)).getString());
    std::ranges::sort(lines);
    std::string picture;
    for (const auto& line : lines)
        picture += line + '\n';
    return picture;
}

std::string exportFlowers(EngineFixture& engine, client::Connection& connection, const Flowers& made)
{
    const auto file = (engine.folder().path() / "flowers.fettle").string();
    const auto answer = mustCall(connection, "projects.export", {{"project", made.project}, {"path", file}});
    CHECK(answer.at("runs").asInteger() == 2);
    CHECK(answer.at("models").asInteger() == mustCall(connection, "models.list", {{"project", made.project}}).at("models").asList().size());
    CHECK(answer.at("size_bytes").asInteger() == static_cast<std::int64_t>(std::filesystem::file_size(file)));
    return file;
}

} // namespace

TEST_CASE("a project file holds the pretrained model that a model of LoRA changes, so that it works elsewhere")
{
    const TemporaryFolder user;
    // Which library the programs that start from here on have.
    std::optional<ScopedVariable> library(std::in_place, "FETTLE_PRETRAINED", (user.path() / "library").string());
    addSmallBert(user.path() / "library");
    EngineFixture home;
    std::string file;
    std::string model;
    {
        auto connection = home.connect();
        const auto made = makeFlowers(home, *connection);
        model = show(*connection, made.good.run).at("model").asText();
        home.folder().write("ws/models/" + model + "/base.json", R"({"id": "small", "title": "Small", "scale": 2, "parts": []})");
        const auto base = mustCall(*connection, "models.show", {{"model", model}}).at("files").at("base");
        CHECK(base.at("title").asText() == "Small");
        CHECK(base.at("bundled").isNull());
        file = exportFlowers(home, *connection, made);
        CHECK(mustCall(*connection, "projects.export", {{"project", made.project}, {"path", file}}).at("bases_left_out").asText().empty());
        // Of a base that is not here any more it is said that the file lacks it.
        home.folder().write("ws/models/" + model + "/base.json", R"({"id": "gone", "title": "Gone", "scale": 2, "parts": []})");
        const auto lacking = (home.folder().path() / "lacking.fettle").string();
        CHECK(mustCall(*connection, "projects.export", {{"project", made.project}, {"path", lacking}}).at("bases_left_out").asText() == "Gone");
    }
    library.emplace("FETTLE_PRETRAINED", (user.path() / "another library").string());
    EngineFixture away;
    auto connection = away.connect();
    mustCall(*connection, "projects.import", {{"path", file}});
    const auto shown = mustCall(*connection, "models.show", {{"model", model}});
    CHECK(shown.at("files").at("base").at("bundled").asInteger() > 10'000);
    const std::filesystem::path folder(shown.at("folder").asText());
    CHECK(readBytes(folder / "base" / "model.safetensors") == readBytes(user.path() / "library/small/model.safetensors"));
    CHECK(std::filesystem::exists(folder / "base" / "fettle.json"));
    CHECK(std::filesystem::exists(folder / "base.json"));
}

TEST_CASE("a project comes into another workspace with its data, runs, curves, models and draft")
{
    EngineFixture home;
    std::string file;
    Flowers made;
    std::string curveHome;
    Value runHome;
    Value badHome;
    {
        auto connection = home.connect();
        made = makeFlowers(home, *connection);
        file = exportFlowers(home, *connection, made);
        curveHome = curve(*connection, made.good.run);
        runHome = show(*connection, made.good.run);
        badHome = show(*connection, made.bad.run);
    }
    REQUIRE(curveHome.find("60 ") != std::string::npos);
    EngineFixture away;
    auto connection = away.connect();
    const auto answer = mustCall(*connection, "projects.import", {{"path", file}});
    CHECK(answer.at("runs").asInteger() == 2);
    const auto& project = answer.at("project");
    CHECK(project.at("name").asText() == "flowers");
    CHECK(project.at("id").asText() == made.project); // free here, so it is known again
    CHECK(curve(*connection, made.good.run) == curveHome);
    const auto run = show(*connection, made.good.run);
    for (const char* field : {"number", "name", "state", "tags", "note", "created_utc", "started_utc", "finished_utc",
                              "dataset_version", "metrics", "primary_metric", "last_step", "model"})
        CHECK(run.at(field) == runHome.at(field));
    CHECK(run.at("events").asList().size() == runHome.at("events").asList().size());
    CHECK(run.at("folder").asText().starts_with(away.workspace().string()));
    CHECK(readBytes(std::filesystem::path(run.at("folder").asText()) / "artifacts/predictions.arrow") == "bytes");
    CHECK_FALSE(std::filesystem::exists(std::filesystem::path(run.at("folder").asText()) / "log.txt"));
    CHECK(run.at("result").at("model_folder").asText().starts_with(away.workspace().string()));
    const auto bad = show(*connection, made.bad.run);
    CHECK(bad.at("state").asText() == "failed");
    CHECK(mustCall(*connection, "jobs.show", {{"job", made.bad.job}}).at("error") ==
          toValue(makeError("training.diverged")));
    const auto model = mustCall(*connection, "models.show", {{"model", run.at("model")}});
    CHECK(readBytes(std::filesystem::path(model.at("folder").asText()) / "weights.safetensors") == "weights of " + model.at("id").asText());
    const auto dataset = mustCall(*connection, "datasets.show", {{"dataset", "flowers"}});
    CHECK(dataset.at("row_count").asInteger() == 7);
    CHECK(readBytes(away.workspace() / "projects" / made.project / "recipe.yaml").find("name: draft") != std::string::npos);

    // It goes on there: a new training from the recipe, with the next number; the failed one tried again.
    const auto recipe = documents::readRecipe(run.at("recipe").asText());
    REQUIRE(recipe.ok());
    CHECK(recipe->dataset.paths.empty());
    const auto again = mustCall(*connection, "train", {{"recipe", toValue(*recipe)}, {"project", made.project}});
    CHECK(again.at("number").asInteger() == 3);
    CHECK(waitFor(*connection, again.at("job").asText()).state == JobState::Completed);
    CHECK(curve(*connection, again.at("run").asText()) == curveHome);
    mustCall(*connection, "jobs.retry", {{"job", made.bad.job}});
    const auto retried = waitFor(*connection, made.bad.job);
    CHECK(retried.state == JobState::Failed); // by its orders, which came along in the recipe
    CHECK(retried.error->code == "training.diverged");
    CHECK(show(*connection, made.bad.run).at("events").asList().size() > badHome.at("events").asList().size());
}

TEST_CASE("a project file names no place of the machine that wrote it")
{
    EngineFixture home;
    auto connection = home.connect();
    const auto made = makeFlowers(home, *connection);
    const auto file = exportFlowers(home, *connection, made);
    EngineFixture away;
    auto other = away.connect();
    mustCall(*other, "projects.import", {{"path", file}});
    for (const auto& entry : std::filesystem::recursive_directory_iterator(away.workspace())) {
        const auto name = entry.path().filename().string();
        if (!entry.is_regular_file() || name.starts_with("engine."))
            continue;
        const auto bytes = readBytes(entry.path());
        INFO(entry.path().string());
        CHECK(bytes.find("/somewhere/private") == std::string::npos);
        CHECK(bytes.find(home.workspace().string()) == std::string::npos);
        CHECK(bytes.find("/nowhere/") == std::string::npos);
    }
}

TEST_CASE("into the same workspace a project comes as a copy beside the first")
{
    EngineFixture home;
    auto connection = home.connect();
    const auto made = makeFlowers(home, *connection);
    const auto file = exportFlowers(home, *connection, made);
    const auto answer = mustCall(*connection, "projects.import", {{"path", file}});
    const auto copy = answer.at("project").at("id").asText();
    CHECK(copy != made.project);
    CHECK(answer.at("project").at("name").asText() == "flowers (2)");
    const auto datasets = mustCall(*connection, "datasets.list", {{"project", copy}}).at("datasets").asList();
    REQUIRE(datasets.size() == 1);
    CHECK(datasets[0].at("name").asText() == "flowers (2)");
    const auto runs = mustCall(*connection, "runs.list", {{"project", copy}}).at("runs").asList();
    REQUIRE(runs.size() == 2);
    const auto first = std::ranges::find_if(runs, [](const Value& run) { return run.at("state").asText() == "completed"; });
    REQUIRE(first != runs.end());
    CHECK(first->at("id").asText() != made.good.run);
    CHECK(curve(*connection, first->at("id").asText()) == curve(*connection, made.good.run));
    const auto recipe = documents::readRecipe(show(*connection, first->at("id").asText()).at("recipe").asText());
    REQUIRE(recipe.ok());
    CHECK(recipe->dataset.name == "flowers (2)"); // its own data, not the first one's
    // The copy's model is its own too.
    CHECK(show(*connection, first->at("id").asText()).at("model") != show(*connection, made.good.run).at("model"));
}

TEST_CASE("a project with a training that has not ended goes without it, and says so")
{
    EngineFixture home;
    auto connection = home.connect();
    const auto project = mustCall(*connection, "projects.create", {{"name", "busy"}}).at("id").asText();
    const auto running = train(*connection, {{"steps", 100'000}, {"step_ms", 5}}, {{"project", project}});
    const auto file = (home.folder().path() / "busy.fettle").string();
    const auto answer = mustCall(*connection, "projects.export", {{"project", "busy"}, {"path", file}});
    CHECK(answer.at("runs").asInteger() == 0);
    CHECK(answer.at("runs_left_out").asInteger() == 1);
    mustCall(*connection, "jobs.stop", {{"job", running.job}, {"mode", "discard"}});
}

TEST_CASE("what cannot be exported or imported says why and leaves the workspace as it was")
{
    EngineFixture home;
    auto connection = home.connect();
    const auto made = makeFlowers(home, *connection);
    const auto file = exportFlowers(home, *connection, made);
    const auto bytes = readBytes(file);
    const auto before = pictureOf(home.workspace());
    const auto code = [&](const std::string& method, ValueMap params) {
        const auto answer = connection->call(method, std::move(params), 30'000);
        return answer.ok() ? std::string("it worked") : answer.error().code;
    };
    const auto importing = [&](const std::string& content) {
        return code("projects.import", {{"path", home.folder().write("x.fettle", content).string()}});
    };
    for (std::size_t i = 0; i < 8; ++i)
        CHECK(importing(bytes.substr(0, bytes.size() * i / 8)) != "it worked");
    CHECK(importing("no project at all") == "service.not_a_project_file");
    auto changed = bytes;
    changed[bytes.size() / 2] = static_cast<char>(changed[bytes.size() / 2] ^ 1);
    CHECK(importing(changed) != "it worked");
    CHECK(code("projects.import", {{"path", (home.folder().path() / "none.fettle").string()}}) == "platform.file_not_opened");
    CHECK(code("projects.import", {{"path", home.folder().path().string()}}) == "platform.not_a_file");
    CHECK(code("projects.import", {{"path", "relative.fettle"}}) == "service.path_not_absolute");
    CHECK(code("projects.export", {{"project", made.project}, {"path", "relative.fettle"}}) == "service.path_not_absolute");
    CHECK(code("projects.export", {{"project", "nobody"}, {"path", "/tmp/x.fettle"}}) == "service.unknown_project");
    CHECK(code("projects.export", {{"project", made.project}, {"path", "/nowhere/at/all/x.fettle"}}) != "it worked");
    CHECK(pictureOf(home.workspace()) == before);
}

TEST_CASE("an import that meets a failing disk leaves the workspace as it was; the next one works")
{
    std::string file;
    EngineFixture home;
    {
        auto connection = home.connect();
        file = exportFlowers(home, *connection, makeFlowers(home, *connection));
    }
    for (const char* fault : {"write:1+:ENOSPC@.import-", "write:3:ENOSPC@.import-", "folder:2+:ENOSPC@.import-", "fsync:2:EIO@.import-",
                              "rename:2+:EIO@runs/", "rename:1+:EIO@models/", "rename:1+:EIO@datasets/"}) {
        INFO(std::string(fault));
        EngineFixture away({{"FETTLE_FAULT_WRITE", fault}});
        {
            auto connection = away.connect();
            const auto before = pictureOf(away.workspace());
            CHECK_FALSE(connection->call("projects.import", {{"path", file}}, 30'000).ok());
            CHECK(pictureOf(away.workspace()) == before);
            CHECK(connection->stopEngine().ok());
        }
        qunsetenv("FETTLE_FAULT_WRITE");
        auto connection = away.connect();
        CHECK(mustCall(*connection, "projects.import", {{"path", file}}).at("runs").asInteger() == 2);
    }
}

TEST_CASE("a process that dies of a project file takes nothing with it")
{
    std::string file;
    EngineFixture home;
    {
        auto connection = home.connect();
        file = exportFlowers(home, *connection, makeFlowers(home, *connection));
    }
    EngineFixture away({{"FETTLE_FAULT_WRITE", "write:2:KILL@.import-"}});
    auto connection = away.connect();
    const auto before = pictureOf(away.workspace());
    const auto answer = connection->call("projects.import", {{"path", file}}, 30'000);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == "service.project_task_died");
    CHECK(pictureOf(away.workspace()) == before);
    CHECK(mustCall(*connection, "projects.list").at("projects").asList().size() == 1);
}

TEST_CASE("an export that is stopped leaves nothing behind, and the file that stood there as it was")
{
    EngineFixture home;
    auto connection = home.connect();
    const auto made = makeFlowers(home, *connection);
    const auto file = home.folder().write("flowers.fettle", "an older one");
    const auto before = pictureOf(home.workspace());
    // Stopped in the same breath, so long before it can be done.
    std::optional<Result<Value>> answer;
    const auto request = connection->request("projects.export", {{"project", made.project}, {"path", file.string()}},
                                             [&](Result<Value> got) { answer = std::move(got); });
    connection->cancel(request);
    REQUIRE(runUntil([&] { return answer.has_value(); }));
    REQUIRE_FALSE(answer->ok());
    CHECK(answer->error().code == "service.cancelled");
    CHECK(readBytes(file) == "an older one");
    CHECK(pictureOf(home.workspace()) == before);
    for (const auto& entry : std::filesystem::directory_iterator(home.folder().path()))
        CHECK_FALSE(entry.path().filename().string().starts_with(".flowers"));
}

TEST_CASE("an import that is killed at any step is whole or gone after the next start")
{
    std::string file;
    EngineFixture home;
    {
        auto connection = home.connect();
        file = exportFlowers(home, *connection, makeFlowers(home, *connection));
    }
    for (const char* fault : {"rename:1:KILL@/ws/runs/", "rename:1:KILL@/ws/models/", "rename:1:KILL@/ws/datasets/",
                              "write:1:KILL@placed", "remove:1:KILL@.import-"}) {
        INFO(fault);
        EngineFixture away({{"FETTLE_FAULT_WRITE", fault}});
        std::string before;
        {
            auto connection = away.connect();
            before = pictureOf(away.workspace());
            CHECK_FALSE(connection->call("projects.import", {{"path", file}}, 30'000).ok());
        }
        qunsetenv("FETTLE_FAULT_WRITE");
        auto connection = away.connect();
        const bool whole = mustCall(*connection, "projects.list").at("projects").asList().size() == 2;
        CHECK(whole == std::string(fault).starts_with("remove"));
        if (!whole)
            CHECK(pictureOf(away.workspace()) == before);
        else
            CHECK(mustCall(*connection, "runs.list").at("runs").asList().size() == 2);
        for (const auto& entry : std::filesystem::directory_iterator(away.workspace() / "projects"))
            CHECK_FALSE(entry.path().filename().string().starts_with(".import-"));
    }
}

TEST_CASE("what a project holds is told before it is deleted")
{
    EngineFixture home;
    auto connection = home.connect();
    const auto made = makeFlowers(home, *connection);
    const auto contents = mustCall(*connection, "projects.contents", {{"project", made.project}});
    CHECK(contents.at("runs").asInteger() == 2);
    CHECK(contents.at("datasets").asInteger() == 1);
    CHECK(contents.at("checkpoints").asInteger() > 0);
    CHECK(contents.at("bytes").asInteger() >= 8 * contents.at("checkpoints").asInteger());
}

TEST_CASE("30 days after a project was deleted its folders go with its rows")
{
    EngineFixture home;
    Flowers made;
    Queued other;
    {
        auto connection = home.connect();
        made = makeFlowers(home, *connection);
        other = train(*connection, {{"steps", 5}});
        REQUIRE(waitFor(*connection, other.job).state == JobState::Completed);
        // One of its runs was deleted by itself before.
        mustCall(*connection, "runs.delete", {{"run", made.bad.run}});
        mustCall(*connection, "projects.delete", {{"project", made.project}});
        REQUIRE(std::filesystem::exists(home.workspace() / "runs" / made.good.run));
        CHECK(connection->stopEngine().ok());
    }
    {
        SQLite::Database database((home.workspace() / "fettle.db").string(), SQLite::OPEN_READWRITE);
        CHECK(database.exec("UPDATE trash SET deleted_ms = 0 WHERE kind = 'project'") == 1);
    }
    auto connection = home.connect();
    REQUIRE(runUntil([&] { return mustCall(*connection, "projects.list", {{"deleted", true}}).at("projects").asList().empty(); }));
    const auto names = [&](const char* place) {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(home.workspace() / place))
            found.push_back(entry.path().filename().string());
        return found;
    };
    CHECK(names("runs") == std::vector<std::string>{other.run});
    CHECK(names("models").size() == 1);
    CHECK(names("datasets").empty());
    CHECK(names("projects").empty());
    CHECK(show(*connection, other.run).at("state").asText() == "completed");
}
