// SPDX-License-Identifier: GPL-3.0-or-later
// A project that was made elsewhere: its rows come in together or not at all.
#include "tests/store/store_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

store::ProjectBundle flowers()
{
    store::ProjectBundle bundle;
    bundle.project = {"p1", "flowers", "2026-03-01T12:00:00.000Z", ""};
    store::DatasetRecord dataset;
    dataset.id = "d1";
    dataset.name = "flowers";
    dataset.folder = "datasets/d1";
    dataset.createdUtc = "2026-03-01T12:00:00.000Z";
    bundle.datasets = {dataset};
    bundle.versions = {{"d1", "v1", 1, "datasets/d1/versions/v1/dataset.yaml", 7, {}, "2026-03-01T12:00:00.000Z"}};
    bundle.recipes = {{"c1", "p1", "a recipe", "fettle: recipe\n", "2026-03-01T12:00:00.000Z", ""}};
    store::BundledRun bundled;
    bundled.run.id = "r1";
    bundled.run.project = "p1";
    bundled.run.number = 4;
    bundled.run.job = "j1";
    bundled.run.state = JobState::Failed;
    bundled.run.dataset = "d1";
    bundled.run.datasetVersion = "v1";
    bundled.run.folder = "runs/r1";
    bundled.run.tags = {"good"};
    bundled.run.note = "a note";
    bundled.run.createdUtc = "2026-03-02T12:00:00.000Z";
    bundled.run.startedUtc = "2026-03-02T12:00:01.000Z";
    bundled.run.finishedUtc = "2026-03-02T12:00:02.000Z";
    Job job;
    job.id = "j1";
    job.state = JobState::Failed;
    job.error = makeError("store.in_use", {{"kind", "run"}});
    job.startedUtc = bundled.run.startedUtc;
    job.finishedUtc = bundled.run.finishedUtc;
    bundled.job = job;
    bundled.events = {{1, "2026-03-02T12:00:01.500Z", "j1", "r1", "note", makeError("store.in_use")}};
    bundled.artifacts = {{"r1", "recipe", "", "recipe.yaml", "00", 3}};
    bundle.runs = {bundled};
    store::ModelRecord model;
    model.id = "m1";
    model.project = "p1";
    model.name = "flowers 4";
    model.run = "r1";
    model.folder = "models/m1";
    model.metrics["test"]["accuracy"] = 0.5;
    model.tags = {"in use"};
    model.createdUtc = "2026-03-03T12:00:00.000Z";
    bundle.models = {model};
    return bundle;
}

} // namespace

TEST_CASE("rows of a project come in as they were, and its numbers go on")
{
    Store s;
    const auto bundle = flowers();
    must(s.writer->projects().add(bundle));
    const auto reader = s.reader();
    CHECK(must(reader.project("p1")) == bundle.project);
    CHECK(must(reader.run("r1")) == bundle.runs[0].run);
    CHECK(must(reader.model("m1")) == bundle.models[0]);
    CHECK(must(reader.recipes("p1")) == bundle.recipes);
    CHECK(must(reader.artifacts("r1")) == bundle.runs[0].artifacts);
    CHECK(must(reader.datasetVersion("d1", "")) == bundle.versions[0]);
    const auto events = must(reader.events({}, "r1"));
    REQUIRE(events.size() == 1);
    CHECK(events[0].utc == bundle.runs[0].events[0].utc);
    CHECK(must(reader.job("j1")).error == bundle.runs[0].job->error);
    store::NewRun next;
    next.project = "p1";
    CHECK(must(s.writer->runs().create(next)).number == 5);
}

TEST_CASE("a project whose name or whose ids are taken leaves no row")
{
    Store s;
    must(s.writer->projects().add(flowers()));
    CHECK(codeOf(s.writer->projects().add(flowers())) == "store.name_taken");
    auto other = flowers();
    other.project = {"p2", "others", "2026-03-01T12:00:00.000Z", ""};
    other.runs[0].run.project = "p2";
    CHECK(codeOf(s.writer->projects().add(other)) != "ok"); // its dataset is there
    CHECK(codeOf(s.reader().project("p2")) == "store.not_found");
    CHECK(must(s.reader().runs()).size() == 1);
}

TEST_CASE("points of a run that was never stored are forgotten, those of others are not")
{
    Store s;
    const auto kept = s.newRun();
    const auto taken = s.writer->atomically([&]() -> Result<void> {
        FETTLE_TRY(s.writer->projects().add(flowers()));
        FETTLE_TRY(s.writer->metrics().add(lossPoints("r1", 1, 5)));
        FETTLE_TRY(s.writer->metrics().commit());
        return makeError("store.disk_full", {{"path", "x"}});
    });
    CHECK(codeOf(taken) == "store.disk_full");
    must(s.writer->metrics().add(lossPoints(kept, 1, 3)));
    CHECK(s.writer->metrics().pendingPoints() == 8); // they wait, as for a disk that has room again
    s.writer->metrics().forget("r1");
    CHECK(s.writer->metrics().pendingPoints() == 3);
    must(s.writer->metrics().commit());
    CHECK(must(s.reader().metrics(kept, "train/loss")).steps.size() == 3);
    CHECK(must(s.reader().metrics("r1", "train/loss")).steps.empty());
}
