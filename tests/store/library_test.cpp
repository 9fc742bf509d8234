// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/store_fixture.h"

#include <nlohmann/json.hpp>

using namespace fettle;
using namespace fettle::test;
using store::ItemKind;

TEST_CASE("projects, datasets and their versions")
{
    Store store;
    auto& library = store.writer->library();
    CHECK(must(store.reader().projects()).size() == 1);
    const auto project = must(library.createProject("shop"));
    CHECK(codeOf(library.createProject("shop")) == "store.name_taken");
    CHECK(must(store.reader().project("shop")).id == project.id);
    store::NewDataset made;
    made.name = "adult";
    made.folder = "datasets/adult-1";
    const auto dataset = must(library.createDataset(made));
    CHECK(dataset.newestVersion.empty());
    CHECK(codeOf(library.createDataset(made)) == "store.name_taken");
    made.project = project.id;
    CHECK(library.createDataset(made).ok());
    CHECK(codeOf(store.reader().dataset("adult")) == "store.ambiguous");
    store::DatasetVersionRecord version;
    version.dataset = dataset.id;
    for (std::int64_t number = 1; number <= 3; ++number) {
        version.version = "v" + std::to_string(number);
        version.number = number;
        version.manifestPath = "datasets/adult-1/versions/" + version.version + "/dataset.yaml";
        version.rowCount = 100 * number;
        version.summary = Value(ValueMap{{"fields", number}});
        must(library.addDatasetVersion(version));
        must(library.addDatasetVersion(version));
    }
    const auto reader = store.reader();
    CHECK(must(reader.dataset(dataset.id)).newestVersion == "v3");
    CHECK(must(reader.dataset(dataset.id)).rowCount == 300);
    CHECK(must(reader.datasetVersions(dataset.id)).size() == 3);
    CHECK(must(reader.datasetVersion(dataset.id, "v2")).rowCount == 200);
    CHECK(must(reader.datasetVersion(dataset.id, "")).summary.at("fields").asInteger() == 3);
    CHECK(codeOf(reader.datasetVersion(dataset.id, "v9")) == "store.not_found");
    version.dataset = "nobody";
    CHECK(codeOf(library.addDatasetVersion(version)) == "store.not_found");
}

TEST_CASE("runs are numbered within their project and keep what belongs to them")
{
    Store store;
    auto& runs = store.writer->runs();
    const auto project = must(store.writer->library().createProject("shop"));
    CHECK(must(runs.create({})).number == 1);
    store::NewRun elsewhere;
    elsewhere.project = project.id;
    CHECK(must(runs.create(elsewhere)).number == 1);
    store::NewRun named;
    named.name = "baseline";
    named.recipe = "fettle: recipe\n";
    const auto run = must(runs.create(named));
    CHECK(run.number == 2);
    must(runs.setResolvedRecipe(run.id, "resolved"));
    must(runs.setResult(run.id, Value(ValueMap{{"steps", 7}})));
    must(runs.setDatasetVersion(run.id, "d", "v"));
    must(runs.setModel(run.id, "m"));
    must(runs.addArtifact({.run = run.id, .kind = "predictions", .split = "test", .path = "artifacts/p.arrow", .sha256 = "ab", .sizeBytes = 5}));
    must(runs.addArtifact({.run = run.id, .kind = "predictions", .split = "test", .path = "artifacts/p.arrow", .sha256 = "cd", .sizeBytes = 6}));
    must(store.writer->library().setTags(ItemKind::Run, run.id, {"good", "good", "cnn"}));
    must(store.writer->library().setNote(ItemKind::Run, run.id, "keep this one"));
    (void)must(runs.addEvent("note", "", run.id, makeError("store.failed", {{"reason", "x"}})));
    const auto reader = store.reader();
    const auto read = must(reader.run("baseline"));
    CHECK(read.id == run.id);
    CHECK(read == must(reader.run("2")));
    CHECK(read.resolvedRecipe == "resolved");
    CHECK(read.result.at("steps").asInteger() == 7);
    CHECK(read.dataset == "d");
    CHECK(read.model == "m");
    CHECK(read.tags == std::vector<std::string>{"cnn", "good"});
    CHECK(read.note == "keep this one");
    CHECK(must(reader.artifacts(run.id)).at(0).sha256 == "cd");
    CHECK(must(reader.events("", run.id)).size() == 1);
    CHECK(must(reader.runs({.project = {}, .dataset = {}, .tag = "cnn"})).size() == 1);
    CHECK(must(reader.runs()).size() == 3);
    CHECK(*fromJson<store::RunRecord>(toJson(read)) == read);
    CHECK(codeOf(runs.setModel("nobody", "m")) == "store.not_found");
}

TEST_CASE("what is deleted can be brought back for 30 days")
{
    Store store;
    auto& library = store.writer->library();
    const std::string run = store.newRun();
    must(store.writer->metrics().add(lossPoints(run, 1, 100)));
    must(store.writer->metrics().commit());
    must(library.setTags(ItemKind::Run, run, {"a"}));
    const auto entry = must(library.remove(ItemKind::Run, run));
    CHECK(entry.title == "Run 1");
    CHECK(entry.purgeUtc == platform::formatUtc(store.clock.utcMs() + store::kTrashMs));
    CHECK(must(library.remove(ItemKind::Run, run)) == entry);
    CHECK(must(store.reader().runs()).empty());
    CHECK(must(store.reader().runs({.project = {}, .dataset = {}, .tag = {}, .deleted = true})).size() == 1);
    CHECK(must(store.reader().trash()).size() == 1);
    store.clock.advance(store::kTrashMs - 1);
    CHECK(must(library.dueForPurge()).empty());
    must(library.restore(ItemKind::Run, run));
    CHECK(must(store.reader().runs()).size() == 1);
    CHECK(must(store.reader().trash()).empty());
    CHECK(codeOf(library.purge(ItemKind::Run, run)) == "store.in_use");
    (void)must(library.remove(ItemKind::Run, run));
    store.clock.advance(store::kTrashMs);
    CHECK(must(library.dueForPurge()).at(0).item == run);
    must(library.purge(ItemKind::Run, run));
    must(library.purge(ItemKind::Run, run));
    const auto reader = store.reader();
    CHECK(codeOf(reader.run(run)) == "store.not_found");
    CHECK(must(reader.metrics(run, "train/loss")).steps.empty());
    CHECK(must(reader.trash()).empty());
    // Its points that were still on their way do not hold up those of others.
    const std::string other = store.newRun();
    CHECK(must(store.reader().run(other)).number == 2);
    must(store.writer->metrics().add(lossPoints(other, 1, 10)));
    must(store.writer->metrics().commit());
    CHECK(must(reader.metrics(other, "train/loss")).steps.size() == 10);
}

TEST_CASE("points of a run that was purged meanwhile are dropped, the others stored")
{
    Store store;
    const std::string gone = store.newRun();
    const std::string stays = store.newRun();
    must(store.writer->metrics().add(lossPoints(gone, 1, 10)));
    must(store.writer->metrics().add(lossPoints(stays, 1, 10)));
    (void)must(store.writer->library().remove(ItemKind::Run, gone));
    must(store.writer->library().purge(ItemKind::Run, gone));
    must(store.writer->metrics().commit());
    CHECK(must(store.reader().metrics(stays, "train/loss")).steps.size() == 10);
}

TEST_CASE("what a job still needs cannot be deleted, and names stay unambiguous")
{
    Store store;
    auto& library = store.writer->library();
    store::NewDataset made;
    made.name = "adult";
    made.folder = "f";
    const auto dataset = must(library.createDataset(made));
    store::NewRun newRun;
    newRun.dataset = dataset.id;
    const auto run = must(store.writer->runs().create(newRun));
    store::NewJob job;
    job.run = run.id;
    const Job submitted = must(store.queue().submit(job));
    CHECK(codeOf(library.remove(ItemKind::Run, run.id)) == "store.in_use");
    CHECK(codeOf(library.remove(ItemKind::Dataset, dataset.id)) == "store.in_use");
    CHECK(codeOf(library.remove(ItemKind::Project, "default")) == "store.in_use");
    (void)must(store.queue().requestStop(submitted.id, StopMode::Discard));
    CHECK(library.remove(ItemKind::Dataset, dataset.id).ok());
    CHECK(codeOf(store.reader().dataset("adult")) == "store.not_found");
    const auto second = must(library.createDataset(made));
    CHECK(codeOf(library.restore(ItemKind::Dataset, dataset.id)) == "store.name_taken");
    must(library.rename(ItemKind::Dataset, second.id, "adult 2"));
    CHECK(library.restore(ItemKind::Dataset, dataset.id).ok());
    CHECK(codeOf(library.rename(ItemKind::Dataset, second.id, "adult")) == "store.name_taken");
    CHECK(codeOf(library.remove(ItemKind::Model, "nobody")) == "store.not_found");
}

TEST_CASE("models, recipes, settings, and a project that goes with all in it")
{
    Store store;
    auto& library = store.writer->library();
    const auto project = must(library.createProject("shop"));
    store::NewRun newRun;
    newRun.project = project.id;
    const auto run = must(store.writer->runs().create(newRun));
    store::NewModel made;
    made.name = "churn";
    made.run = run.id;
    made.folder = "models/1";
    made.metrics = {{"test", {{"accuracy", 0.1}, {"loss", std::numeric_limits<double>::infinity()}}}};
    const auto model = must(library.addModel(made));
    CHECK(model.project == project.id);
    CHECK(must(store.reader().model("churn")) == model);
    CHECK(model.metrics == made.metrics);
    store::RecipeRecord recipe;
    recipe.project = project.id;
    recipe.name = "r";
    recipe.text = "text";
    recipe = must(library.saveRecipe(recipe));
    recipe.text = "changed";
    (void)must(library.saveRecipe(recipe));
    CHECK(must(store.reader().recipe(recipe.id)).text == "changed");
    must(library.setSetting("theme", Value("dark")));
    CHECK(must(store.reader().setting("theme")) == Value("dark"));
    CHECK(must(store.reader().setting("none")).isNull());
    (void)must(library.remove(ItemKind::Project, project.id));
    must(library.purge(ItemKind::Project, project.id));
    CHECK(must(store.reader().models()).empty());
    CHECK(must(store.reader().recipes()).empty());
    CHECK(codeOf(store.reader().run(run.id)) == "store.not_found");
    CHECK(must(store.reader().projects()).size() == 1);
}
