// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "tests/ui/session/session_stage.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("a dropped file becomes a project with data, a recommendation and a recipe that can be trained")
{
    SessionStage stage;
    auto& session = stage.session;
    session.importPaths({QStringLiteral("/data/customers.csv")});
    REQUIRE(waitUntil([&] { return session.data().job == "j1"; }));
    CHECK(session.place() == Place::Data);
    CHECK(session.project()->name == "customers");
    CHECK(session.data().phase == DataState::Phase::Importing);
    CHECK_FALSE(session.isOpen(Place::Model));
    CHECK(stage.engine->last("datasets.import").at("paths").asList().front().asText() == "/data/customers.csv");
    CHECK(stage.engine->last("datasets.import").at("project").asText() == "p1");

    stage.finishImport(JobState::Completed);
    REQUIRE(waitUntil([&] { return session.recommendation().has_value(); }));
    CHECK(session.data().phase == DataState::Phase::Ready);
    CHECK(session.data().manifest.rowCount == 800);
    CHECK(session.isOpen(Place::Train));
    CHECK(session.draft().recipe().targets.front().field == "churn");
    CHECK(session.draft().recipe().dataset.version == "v1");
    CHECK_FALSE(session.draft().undoStack().canUndo());
}

TEST_CASE("a second file makes a second project, with a name of its own")
{
    SessionStage stage;
    stage.importCustomers();
    stage.session.importPaths({QStringLiteral("/other/customers.csv")});
    REQUIRE(waitUntil([&] { return stage.session.project() && stage.session.project()->id == "p2"; }));
    CHECK(stage.session.project()->name == "customers 2");
}

TEST_CASE("an import that fails says so and leaves the project for another try")
{
    SessionStage stage;
    auto& session = stage.session;
    session.importPaths({QStringLiteral("/data/empty.csv")});
    REQUIRE(waitUntil([&] { return session.data().job == "j1"; }));
    auto job = stage.importJob(JobState::Failed);
    job.error = makeError("data.csv_empty", {{"file", "empty.csv"}});
    stage.engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{toValue(job)}}}));
    stage.engine->publish("job", "j1", {}, toValue(job));
    REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Failed; }));
    CHECK(session.data().error->code == "data.csv_empty");
    session.importPaths({QStringLiteral("/data/customers.csv")});
    REQUIRE(waitUntil([&] { return stage.engine->count("datasets.import") == 2; }));
    CHECK(stage.engine->count("projects.create") == 1);
}

TEST_CASE("the draft is on disk after a moment, and comes back with its project")
{
    SessionStage stage;
    stage.importCustomers();
    auto& session = stage.session;
    session.draft().edit("Batch size", [](Recipe& recipe) { recipe.training.batchSize = 17; });
    REQUIRE(waitUntil([&] { return session.draft().isSaved(); }));
    session.closeProject();
    CHECK(session.draft().isEmpty());
    session.openProject("p1");
    CHECK(session.draft().recipe().training.batchSize == 17);
}

TEST_CASE("answers for a project that was left are not taken")
{
    SessionStage stage;
    stage.engine->hold("datasets.import");
    stage.session.importPaths({QStringLiteral("/data/customers.csv")});
    REQUIRE(waitUntil([&] { return stage.engine->count("datasets.import") == 1; }));
    stage.session.closeProject();
    stage.engine->release("datasets.import");
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    CHECK(stage.session.data().phase == DataState::Phase::None);
    CHECK(stage.session.data().job.empty());
}

TEST_CASE("training sends the draft and follows its run")
{
    SessionStage stage;
    stage.importCustomers();
    stage.engine->answer("train", Value(ValueMap{{"job", "j2"}, {"run", "r1"}, {"number", 1}}));
    store::RunRecord run;
    run.id = "r1";
    run.number = 1;
    run.job = "j2";
    stage.engine->answer("runs.list", Value(ValueMap{{"runs", ValueList{toValue(run)}}}));
    bool answered = false;
    stage.session.train([&](Result<Value> answer) { answered = answer.ok(); });
    REQUIRE(waitUntil([&] { return answered && stage.session.currentRun(); }));
    CHECK(stage.session.currentRun()->id == "r1");
    const auto sent = stage.engine->last("train");
    CHECK(sent.at("dataset").asText() == "d1");
    CHECK(sent.at("version").asText() == "v1");
    CHECK(fromValue<Recipe>(sent.at("recipe"))->targets.front().field == "churn");

    MetricBatch batch{"r1", {{"train/loss", {1, 2}, {0.7, 0.6}}}};
    std::size_t points = 0;
    QObject::connect(&stage.session, &Session::metricsCame, [&](const std::string& id, const MetricBatch& came) {
        if (id == "r1")
            points += came.series.front().steps.size();
    });
    stage.engine->publish("metrics", "j2", "r1", toValue(batch));
    CHECK(points == 2);
}

TEST_CASE("what an action is refused with is reported once; a lost connection is not")
{
    SessionStage stage;
    std::vector<std::string> codes;
    QObject::connect(&stage.session, &Session::problemCame, [&](const Error& error) { codes.push_back(error.code); });
    stage.engine->answer("jobs.pause", [](const Value&) -> Result<Value> { return makeError("service.unknown_job"); });
    stage.session.pauseJob("j9");
    REQUIRE(waitUntil([&] { return !codes.empty(); }));
    CHECK(codes == std::vector<std::string>{"service.unknown_job"});
    stage.engine->setState(EngineApi::State::Lost, makeError("client.connection_lost"));
    stage.session.pauseJob("j9");
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    CHECK(codes.size() == 1);
}

namespace {

/// One dataset with a good version, as datasets.list tells it.
Value listWithVersion()
{
    return Value(ValueMap{{"datasets", ValueList{Value(ValueMap{
                               {"id", "d1"}, {"name", "customers"}, {"job", "j1"}, {"newest_version", "v1"}})}}});
}

} // namespace

TEST_CASE("a second reading that is cancelled or fails leads back to the version that was there")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.importCustomers();
    stage.engine->answer("datasets.list", listWithVersion());
    session.importAgain({});
    REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Importing && session.data().job == "j1"; }));
    SUBCASE("cancelled")
    {
        stage.finishImport(JobState::Stopped);
        REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Ready; }));
    }
    SUBCASE("failed")
    {
        stage.finishImport(JobState::Failed);
        REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Failed; }));
        session.showNewestVersion();
        REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Ready; }));
    }
    CHECK(session.data().manifest.id == "v1");
    CHECK(session.data().dataset == "d1");
}

TEST_CASE("a file that could not be read and the one chosen in its place: the project is about the second")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.engine->answer("projects.rename", [&stage](const Value& params) -> Result<Value> {
        auto project = stage.projects.front().asMap();
        project["name"] = params.at("name");
        stage.projects.front() = project;
        return Value(ValueMap{});
    });
    session.importPaths({QStringLiteral("/data/holiday.csv")});
    REQUIRE(waitUntil([&] { return session.data().job == "j1"; }));
    stage.engine->answer("datasets.import", Value(ValueMap{{"job", "j2"}, {"dataset", "d2"}, {"name", "customers"}}));
    stage.finishImport(JobState::Failed);
    REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Failed; }));
    session.importPaths({QStringLiteral("/data/customers.csv")});
    REQUIRE(waitUntil([&] { return session.data().job == "j2" && session.project()->name == "customers"; }));
    CHECK(session.projects().size() == 1);

    // Met again after the background program was lost, or the next day: newest first, as the engine lists them.
    stage.engine->answer("datasets.list", Value(ValueMap{{"datasets", ValueList{
        Value(ValueMap{{"id", "d2"}, {"name", "customers"}, {"job", "j2"}, {"newest_version", "v1"}}),
        Value(ValueMap{{"id", "d1"}, {"name", "holiday"}, {"job", "j1"}, {"newest_version", ""}})}}}));
    session.closeProject();
    session.openProject("p1");
    REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Ready; }));
    CHECK(session.data().dataset == "d2");
    session.showNewestVersion();
    REQUIRE(waitUntil([&] { return stage.engine->count("datasets.show") == 2; }));
    CHECK(stage.engine->last("datasets.show").at("dataset").asText() == "d2");
}

TEST_CASE("a first reading that is cancelled leaves no data")
{
    SessionStage stage;
    stage.session.importPaths({QStringLiteral("/data/customers.csv")});
    REQUIRE(waitUntil([&] { return stage.session.data().job == "j1"; }));
    stage.finishImport(JobState::Stopped);
    REQUIRE(waitUntil([&] { return stage.session.data().phase == DataState::Phase::None; }));
}

TEST_CASE("what the data were read with: from the job, and from the version itself where the job is gone")
{
    SessionStage stage;
    auto& session = stage.session;
    CHECK_FALSE(session.importRequest().has_value());
    stage.importCustomers();
    ImportRequest said;
    said.paths = {"/data/customers.csv"};
    said.options["delimiter"] = ";";
    auto job = stage.importJob(JobState::Completed);
    job.request = toValue(said);
    stage.engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{toValue(job)}}}));
    session.refreshLists();
    REQUIRE(waitUntil([&] { return session.importRequest() && session.importRequest()->options.contains("delimiter"); }));
    CHECK(session.importRequest()->options.at("delimiter").asText() == ";");

    stage.engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{}}}));
    session.refreshLists();
    REQUIRE(waitUntil([&] { return session.jobs().empty(); }));
    const auto told = session.importRequest();
    REQUIRE(told.has_value());
    CHECK(told->paths == std::vector<std::string>{"/data/customers.csv"});
    CHECK(told->split == session.data().manifest.splitPolicy);
}

TEST_CASE("a sample that cannot be written is told, so that nobody waits for it")
{
    SessionStage stage;
    std::vector<std::string> failed;
    QObject::connect(&stage.session, &Session::sampleFailed, [&](const std::string& sample) { failed.push_back(sample); });
    stage.engine->answer("worker.write_sample", [](const Value&) -> Result<Value> { return makeError("data.import_failed"); });
    stage.session.openSample("customers");
    REQUIRE(waitUntil([&] { return !failed.empty(); }));
    CHECK(failed == std::vector<std::string>{"customers"});
}

TEST_CASE("a project file becomes a project, which is opened; other files beside it are data as ever")
{
    SessionStage stage;
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "flowers.fettle";
    std::ofstream(file) << "zip";
    stage.engine->answer("projects.import", [&](const Value&) -> Result<Value> {
        store::ProjectRecord project;
        project.id = "p9";
        project.name = "flowers";
        stage.projects.push_back(toValue(project));
        return Value(ValueMap{{"project", "p9"}});
    });
    stage.session.importPaths({QString::fromStdString(file.string())});
    REQUIRE(waitUntil([&] { return stage.session.project() && stage.session.project()->id == "p9"; }));
    CHECK(stage.engine->last("projects.import").at("path").asText() == file.string());
    CHECK(stage.engine->count("datasets.import") == 0);
    CHECK(stage.session.place() == Place::Data);
}

TEST_CASE("after something came back from the trash every list is read anew")
{
    SessionStage stage;
    stage.importCustomers();
    const auto count = [&](const char* method) { return stage.engine->count(method); };
    const int before[] = {count("projects.list"), count("jobs.list"), count("runs.list"), count("models.list"), count("datasets.list")};
    stage.session.refreshLists();
    CHECK(count("projects.list") == before[0] + 1);
    CHECK(count("jobs.list") == before[1] + 1);
    CHECK(count("runs.list") == before[2] + 1);
    CHECK(count("models.list") == before[3] + 1);
    CHECK(count("datasets.list") == before[4] + 1);
}
