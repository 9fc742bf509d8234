// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>

#include "tests/ui/support/fake_engine.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/session.h"

using namespace fettle;
using namespace fettle::ui;
using test::waitUntil;

namespace {

DatasetManifest churnManifest()
{
    DatasetManifest manifest;
    manifest.name = "customers";
    manifest.id = "v1";
    manifest.rowCount = 800;
    manifest.fields = {{"age", FieldKind::Number, FieldRole::Input, {}, {}},
                       {"plan", FieldKind::Category, FieldRole::Input, {"a", "b"}, {}},
                       {"churn", FieldKind::Category, FieldRole::Target, {"no", "yes"}, {}}};
    manifest.source = {"/data/customers.csv"};
    return manifest;
}

Recommendation churnRecommendation(const std::string& target)
{
    Recommendation recommendation;
    recommendation.recipe.task.component = "tabular_classification";
    recommendation.recipe.targets = {{target, {}}};
    recommendation.recipe.networks["model"].fromTemplate.component = "mlp";
    recommendation.recipe.training.epochs = 10;
    return recommendation;
}

/// A session over an engine that knows projects and one dataset.
struct Stage {
    test::FakeEngine* engine = new test::FakeEngine;
    test::FakeDialogs* dialogs = new test::FakeDialogs;
    Session session{std::unique_ptr<EngineApi>(engine), std::unique_ptr<Dialogs>(dialogs)};
    ValueList projects;

    Stage()
    {
        engine->answer("projects.list", [this](const Value&) -> Result<Value> { return Value(ValueMap{{"projects", projects}}); });
        engine->answer("projects.create", [this](const Value& params) -> Result<Value> {
            store::ProjectRecord project;
            project.id = "p" + std::to_string(projects.size() + 1);
            project.name = params.at("name").asText();
            projects.push_back(toValue(project));
            return projects.back();
        });
        engine->answer("datasets.import", Value(ValueMap{{"job", "j1"}, {"dataset", "d1"}, {"name", "customers"}}));
        engine->answer("datasets.show", Value(ValueMap{{"name", "customers"}, {"number", 1}, {"manifest_path", "/w/dataset.yaml"},
                                                       {"manifest", toValue(churnManifest())}}));
        engine->answer("worker.recommend", [](const Value& params) -> Result<Value> {
            const auto& target = params.at("target").asText();
            return toValue(churnRecommendation(target.empty() ? "churn" : target));
        });
        setImport(JobState::Running);
        session.engine().start();
        REQUIRE(waitUntil([&] { return session.engine().state() == EngineApi::State::Ready; }));
    }

    Job importJob(JobState state) const
    {
        Job job;
        job.id = "j1";
        job.kind = JobKind::Import;
        job.state = state;
        job.dataset = "d1";
        return job;
    }
    void setImport(JobState state)
    {
        engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{toValue(importJob(state))}}}));
    }
    void finishImport(JobState state)
    {
        setImport(state);
        engine->publish("job", "j1", {}, toValue(importJob(state)));
    }
    void importCustomers()
    {
        session.importPaths({QStringLiteral("/data/customers.csv")});
        REQUIRE(waitUntil([&] { return session.data().job == "j1"; }));
        finishImport(JobState::Completed);
        REQUIRE(waitUntil([&] { return session.recommendation().has_value(); }));
    }
};

} // namespace

TEST_CASE("a dropped file becomes a project with data, a recommendation and a recipe that can be trained")
{
    Stage stage;
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
    Stage stage;
    stage.importCustomers();
    stage.session.importPaths({QStringLiteral("/other/customers.csv")});
    REQUIRE(waitUntil([&] { return stage.session.project() && stage.session.project()->id == "p2"; }));
    CHECK(stage.session.project()->name == "customers 2");
}

TEST_CASE("another target is one step that can be undone")
{
    Stage stage;
    stage.importCustomers();
    auto& draft = stage.session.draft();
    const auto before = draft.recipe();
    stage.session.setTarget("plan");
    REQUIRE(waitUntil([&] { return draft.recipe().targets.front().field == "plan"; }));
    draft.undoStack().undo();
    CHECK(draft.recipe() == before);
}

TEST_CASE("ignoring a column writes the others down, and using it again gives the same inputs")
{
    Stage stage;
    stage.importCustomers();
    auto& draft = stage.session.draft();
    stage.session.setInput("age", false);
    REQUIRE(draft.recipe().inputs.size() == 1);
    CHECK(draft.recipe().inputs.front().field == "plan");
    stage.session.setInput("age", true);
    CHECK(draft.recipe().inputs.size() == 2);
}

namespace {

/// As the engine answers: for the model that was asked for.
Result<Value> adviceAsAsked(const Value& params)
{
    auto recommendation = churnRecommendation("churn");
    if (const auto& model = params.at("model").at("component").asText(); !model.empty())
        recommendation.recipe.networks["model"].fromTemplate = {model, params.at("model").at("parameters").asMap()};
    return toValue(recommendation);
}

std::string templateOf(const Recipe& recipe) { return recipe.networks.at("model").fromTemplate.component; }

} // namespace

TEST_CASE("what is recommended is for the draft's own model, also after undo and where it was drawn")
{
    Stage stage;
    auto& session = stage.session;
    stage.engine->answer("worker.recommend", test::FakeEngine::Answer(adviceAsAsked));
    stage.importCustomers();
    session.useTemplate({"linear", {}});
    REQUIRE(waitUntil([&] { return templateOf(session.draft().recipe()) == "linear"; }));
    REQUIRE(session.adviceForDraft());
    CHECK(templateOf(session.adviceForDraft()->recipe) == "linear");

    session.draft().undoStack().undo();
    CHECK(templateOf(session.draft().recipe()) == "mlp");
    CHECK(session.adviceForDraft() == nullptr); // it is for the other one still
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    CHECK(templateOf(session.adviceForDraft()->recipe) == "mlp");
    CHECK(templateOf(session.draft().recipe()) == "mlp");
    CHECK(session.draft().undoStack().canRedo()); // advice alone is no step

    session.draft().edit("Draw", [](Recipe& recipe) {
        recipe.networks["model"].fromTemplate = {};
        recipe.networks["model"].graph = Graph();
    });
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    CHECK(stage.engine->last("worker.recommend").at("from_nothing").asBoolean());
    session.draft().edit("Weights", [](Recipe& recipe) { recipe.networks["model"].weights = {{"pretrained", "small"}}; });
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    const auto asked = stage.engine->last("worker.recommend");
    CHECK(asked.at("model").at("parameters").at("model").asText() == "small");
    CHECK_FALSE(asked.at("from_nothing").asBoolean());
}

TEST_CASE("two models chosen quickly: the second one is taken, and nothing is told of the first")
{
    Stage stage;
    auto& session = stage.session;
    stage.importCustomers();
    stage.engine->answer("worker.recommend", [](const Value& params) -> Result<Value> {
        if (params.at("model").at("component").asText() == "linear")
            return makeError("service.superseded");
        return adviceAsAsked(params);
    });
    stage.engine->hold("worker.recommend");
    session.useTemplate({"linear", {}});
    session.useTemplate({"wide", {}});
    int changes = 0;
    QObject::connect(&session, &Session::recommendationChanged, [&] { ++changes; });
    stage.engine->release("worker.recommend");
    REQUIRE(waitUntil([&] { return templateOf(session.draft().recipe()) == "wide"; }));
    CHECK(changes == 1);
    CHECK_FALSE(session.recommendationProblem());
    CHECK(session.recommendation().has_value());
    CHECK_FALSE(session.whyNotReady());
}

TEST_CASE("a model that comes to the library while another one is being chosen does not undo the choice")
{
    Stage stage;
    auto& session = stage.session;
    auto manifest = churnManifest();
    manifest.fields[0].kind = FieldKind::Text;
    stage.engine->answer("datasets.show", Value(ValueMap{{"name", "customers"}, {"number", 1}, {"manifest_path", "/w/dataset.yaml"},
                                                         {"manifest", toValue(manifest)}}));
    stage.engine->answer("worker.recommend", test::FakeEngine::Answer(adviceAsAsked));
    stage.importCustomers();
    REQUIRE(waitUntil([&] { return session.pretrained().isKnown(); }));
    stage.engine->hold("worker.recommend");
    session.useTemplate({"linear", {}});
    PretrainedModel model;
    model.id = "small";
    stage.engine->answer("pretrained.list", Value(ValueMap{{"models", ValueList{toValue(model)}}, {"problems", ValueList{}}, {"fetching", ValueList{}}}));
    session.pretrained().refresh();
    REQUIRE(waitUntil([&] { return session.pretrained().models().size() == 1; }));
    CHECK(stage.engine->last("worker.recommend").at("model").at("component").asText() == "linear");
    stage.engine->release("worker.recommend");
    CHECK(waitUntil([&] { return templateOf(session.draft().recipe()) == "linear"; }));
}

TEST_CASE("an import that fails says so and leaves the project for another try")
{
    Stage stage;
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
    Stage stage;
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
    Stage stage;
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
    Stage stage;
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
    Stage stage;
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
    Stage stage;
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
    Stage stage;
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
    Stage stage;
    stage.session.importPaths({QStringLiteral("/data/customers.csv")});
    REQUIRE(waitUntil([&] { return stage.session.data().job == "j1"; }));
    stage.finishImport(JobState::Stopped);
    REQUIRE(waitUntil([&] { return stage.session.data().phase == DataState::Phase::None; }));
}

TEST_CASE("what the data were read with: from the job, and from the version itself where the job is gone")
{
    Stage stage;
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
    Stage stage;
    std::vector<std::string> failed;
    QObject::connect(&stage.session, &Session::sampleFailed, [&](const std::string& sample) { failed.push_back(sample); });
    stage.engine->answer("worker.write_sample", [](const Value&) -> Result<Value> { return makeError("data.import_failed"); });
    stage.session.openSample("customers");
    REQUIRE(waitUntil([&] { return !failed.empty(); }));
    CHECK(failed == std::vector<std::string>{"customers"});
}

TEST_CASE("a project file becomes a project, which is opened; other files beside it are data as ever")
{
    Stage stage;
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
    Stage stage;
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
