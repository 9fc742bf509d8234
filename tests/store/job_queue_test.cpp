// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/store_fixture.h"

#include <algorithm>

using namespace fettle;
using namespace fettle::test;
using fettle::store::Claim;

namespace {

std::vector<std::string> claimAll(Store& store, store::SlotLimits limits = {})
{
    std::vector<std::string> titles;
    while (auto claim = store.claim(limits)) {
        titles.push_back(claim->job.title);
        store.finish(*claim);
    }
    return titles;
}

} // namespace

TEST_CASE("jobs are claimed by priority and then in their order, and survive a new start")
{
    Store store;
    (void)store.submit("a");
    (void)store.submit("b");
    (void)store.submit("urgent", JobKind::Train, 5);
    (void)store.submit("c");
    store.reopen();
    CHECK(claimAll(store) == std::vector<std::string>{"urgent", "a", "b", "c"});
    CHECK(!store.claim());
}

TEST_CASE("a claim gives a running job with a lease, a new fence and a counted attempt")
{
    Store store;
    const Job job = store.submit("a");
    CHECK(job.state == JobState::Queued);
    CHECK(job.project == "default");
    const auto claim = store.claim();
    REQUIRE(claim);
    CHECK(claim->job.state == JobState::Running);
    CHECK(claim->job.attempts == 1);
    CHECK(claim->fence == 1);
    CHECK(claim->leaseUntilMs == store.clock.utcMs() + 15'000);
    CHECK(claim->job.startedUtc == platform::formatUtc(store.clock.utcMs()));
    CHECK(must(store.queue().bindWorker(job.id, 1, 4711, 99)));
    store.clock.advance(5'000);
    CHECK(must(store.queue().heartbeat(job.id, 1, 15'000)));
    const auto held = must(store.queue().held());
    REQUIRE(held.size() == 1);
    CHECK(held[0].workerPid == 4711);
    CHECK(held[0].workerStart == 99);
    CHECK(held[0].leaseUntilMs == store.clock.utcMs() + 15'000);
    CHECK(must(store.queue().progress(job.id, 1, Progress{.phase = "training", .done = 1, .total = 4, .secondsLeft = 9, .details = {}})));
    CHECK(store.job(job.id).progress == 0.25);
    CHECK(store.job(job.id).phase == "training");
    // What is done between the steps is no part of it.
    CHECK(must(store.queue().progress(job.id, 1, Progress{.phase = "evaluating", .done = 9, .total = 10, .secondsLeft = -1, .details = {}})));
    CHECK(store.job(job.id).progress == 0.25);
    CHECK(store.job(job.id).phase == "evaluating");
}

TEST_CASE("one training at a time, imports and predictions beside it")
{
    Store store;
    (void)store.submit("train 1");
    (void)store.submit("train 2");
    (void)store.submit("import 1", JobKind::Import);
    (void)store.submit("predict", JobKind::Predict);
    (void)store.submit("import 2", JobKind::Import);
    const auto first = store.claim();
    REQUIRE(first);
    CHECK(first->job.title == "train 1");
    const auto second = store.claim();
    REQUIRE(second);
    CHECK(second->job.title == "import 1");
    CHECK(store.claim()->job.title == "predict");
    CHECK(!store.claim());
    store.finish(*second);
    CHECK(store.claim()->job.title == "import 2");
    store.finish(*first);
    CHECK(store.claim()->job.title == "train 2");
}

TEST_CASE("the end of a job is written once, by the holder of the newest fence")
{
    Store store;
    const Job job = store.submit("a");
    const auto old = store.claim();
    REQUIRE(old);
    REQUIRE(must(store.queue().interrupt(job.id, old->fence, makeError("store.worker_lost"))));
    (void)must(store.queue().requeue(job.id));
    const auto fresh = store.claim();
    REQUIRE(fresh);
    CHECK(fresh->fence == 2);
    // The worker that was thought dead speaks up.
    CHECK(!store.finish(*old));
    CHECK(!must(store.queue().heartbeat(job.id, old->fence, 1000)));
    CHECK(!must(store.queue().bindWorker(job.id, old->fence, 1, 1)));
    CHECK(!must(store.queue().interrupt(job.id, old->fence, makeError("store.worker_lost"))));
    CHECK(store.finish(*fresh));
    CHECK(!store.finish(*fresh));
    CHECK(!store.finish(*fresh, JobState::Failed));
    const Job done = store.job(job.id);
    CHECK(done.state == JobState::Completed);
    CHECK(done.progress == 1.0);
    CHECK(done.reason == "finished");
    CHECK(!done.finishedUtc.empty());
}

TEST_CASE("a job waits for those it depends on, and fails with a reason when they fail")
{
    Store store;
    const Job import = store.submit("import", JobKind::Import);
    const Job train = store.submit("train", JobKind::Train, 9, {import.id});
    const Job evaluate = store.submit("evaluate", JobKind::Evaluate, 9, {train.id});
    CHECK(store.job(train.id).dependsOn == std::vector<std::string>{import.id});
    const auto claim = store.claim();
    REQUIRE(claim);
    CHECK(claim->job.id == import.id);
    CHECK(!store.claim());
    SUBCASE("completed") {
        store.finish(*claim);
        CHECK(claimAll(store) == std::vector<std::string>{"train", "evaluate"});
    }
    SUBCASE("failed, then retried") {
        store.finish(*claim, JobState::Failed, makeError("store.failed"));
        for (const auto& id : {train.id, evaluate.id}) {
            CHECK(store.job(id).state == JobState::Failed);
            CHECK(store.job(id).error->code == "store.dependency_failed");
        }
        CHECK(store.job(train.id).error->arguments.at("title").asText() == "import");
        CHECK(codeOf(store.queue().retry(train.id, makeError("store.failed"))) == "store.dependency_failed");
        const Job again = must(store.queue().retry(import.id, makeError("store.failed", {{"reason", "disk mended"}})));
        CHECK(again.state == JobState::Queued);
        CHECK(!again.error);
        CHECK(store.job(evaluate.id).state == JobState::Queued);
        const auto events = must(store.reader().events(import.id, ""));
        REQUIRE(events.size() == 2);
        CHECK(events[0].topic == "failed");
        CHECK(events[1].topic == "retry");
        CHECK(events[1].note.arguments.at("reason").asText() == "disk mended");
        CHECK(claimAll(store) == std::vector<std::string>{"import", "train", "evaluate"});
    }
    SUBCASE("stopped") {
        (void)must(store.queue().requestStop(import.id, StopMode::Discard));
        store.finish(*claim, JobState::Stopped);
        CHECK(store.job(train.id).state == JobState::Failed);
    }
    store::NewJob unknown;
    unknown.dependsOn = {"nobody"};
    CHECK(codeOf(store.queue().submit(unknown)) == "store.unknown_dependency");
}

TEST_CASE("waiting jobs stop at once; running ones get the wish")
{
    Store store;
    auto& queue = store.queue();
    const Job waiting = store.submit("waiting");
    auto outcome = must(queue.requestStop(waiting.id, StopMode::Pause));
    CHECK(outcome.job.state == JobState::Paused);
    CHECK(!outcome.tellWorker);
    CHECK(must(queue.resume(waiting.id)).state == JobState::Queued);
    // Nothing was trained yet, so there is nothing to save.
    CHECK(must(queue.requestStop(waiting.id, StopMode::Save)).job.state == JobState::Stopped);
    CHECK(codeOf(queue.requestStop(waiting.id, StopMode::Pause)) == "store.not_possible");
    CHECK(codeOf(queue.resume(waiting.id)) == "store.not_possible");

    const Job job = store.submit("running");
    auto claim = store.claim();
    REQUIRE(claim);
    outcome = must(queue.requestStop(job.id, StopMode::Pause));
    CHECK(outcome.job.state == JobState::Pausing);
    CHECK(outcome.tellWorker);
    CHECK(!must(queue.requestStop(job.id, StopMode::Pause)).tellWorker);
    CHECK(store.finish(*claim, JobState::Paused));
    CHECK(store.job(job.id).state == JobState::Paused);
    CHECK(!store.job(job.id).stopRequested);

    // A paused training that is to be saved runs once more, to publish what it has.
    CHECK(must(queue.requestStop(job.id, StopMode::Save)).job.state == JobState::Queued);
    claim = store.claim();
    REQUIRE(claim);
    CHECK(claim->job.stopRequested == StopMode::Save);
    outcome = must(queue.requestStop(job.id, StopMode::Save));
    CHECK(outcome.job.state == JobState::Stopping);
    CHECK(outcome.tellWorker);
    CHECK(codeOf(queue.requestStop(job.id, StopMode::Pause)) == "store.not_possible");
    outcome = must(queue.requestStop(job.id, StopMode::Discard));
    CHECK(outcome.job.state == JobState::Stopping);
    CHECK(outcome.tellWorker);
    CHECK(codeOf(queue.requestStop(job.id, StopMode::Save)) == "store.not_possible");
    CHECK(store.finish(*claim, JobState::Stopped));
    CHECK(store.job(job.id).state == JobState::Stopped);
}

TEST_CASE("paused without that wish is an engine that leaves: the next start goes on by itself")
{
    Store store;
    const Job job = store.submit("a");
    const auto claim = store.claim();
    REQUIRE(claim);
    CHECK(store.finish(*claim, JobState::Paused));
    CHECK(store.job(job.id).state == JobState::Interrupted);
    store.reopen();
    const auto recovered = must(store.queue().recover([](auto, auto) { return false; }));
    REQUIRE(recovered.size() == 1);
    CHECK(recovered[0].state == JobState::Queued);
    CHECK(store.claim()->job.id == job.id);
}

TEST_CASE("recovery takes up what was running, unless its worker lives or its wish was to end")
{
    Store store;
    auto& queue = store.queue();
    std::vector<std::string> ids;
    for (const char* title : {"plain", "alive", "pausing", "discarding", "unbound"}) {
        ids.push_back(store.submit(title).id);
        const auto claim = store.claim({.training = 9, .other = 9});
        REQUIRE(claim);
        if (std::string_view(title) != "unbound")
            CHECK(must(queue.bindWorker(ids.back(), claim->fence, std::string_view(title) == "alive" ? 2 : 1, 7)));
    }
    (void)must(queue.requestStop(ids[2], StopMode::Pause));
    (void)must(queue.requestStop(ids[3], StopMode::Discard));
    store.reopen();
    const auto recovered = must(store.queue().recover([](auto pid, auto start) { return pid == 2 && start == 7; }));
    CHECK(recovered.size() == 4);
    CHECK(store.job(ids[0]).state == JobState::Queued);
    CHECK(store.job(ids[1]).state == JobState::Running);
    CHECK(store.job(ids[2]).state == JobState::Paused);
    CHECK(store.job(ids[3]).state == JobState::Stopped);
    CHECK(store.job(ids[4]).state == JobState::Queued);
    CHECK(must(store.reader().events(ids[0], "")).at(0).topic == "crash");
}

TEST_CASE("losses in a row without a new checkpoint are counted, a new checkpoint sets them back")
{
    Store store;
    store::NewJob job;
    job.run = store.newRun();
    job.title = "a";
    const std::string id = must(store.queue().submit(job)).id;
    const auto lose = [&] {
        REQUIRE(store.claim());
        return must(store.queue().recover([](auto, auto) { return false; }, 3)).at(0);
    };
    CHECK(lose().state == JobState::Queued);
    CHECK(lose().state == JobState::Queued);
    const auto claim = store.claim();
    REQUIRE(claim);
    CheckpointInfo checkpoint;
    checkpoint.run = job.run;
    checkpoint.path = "checkpoints/10";
    checkpoint.step = 10;
    must(store.writer->runs().addCheckpoint(checkpoint));
    const auto interruption = must(store.queue().interrupt(id, claim->fence, makeError("store.worker_lost")));
    REQUIRE(interruption);
    CHECK(interruption->passedCheckpoint);
    CHECK(interruption->deathsWithoutProgress == 0);
    (void)must(store.queue().requeue(id, Value(ValueMap{{"micro_batch_size", 8}})));
    CHECK(store.job(id).request.at("micro_batch_size").asInteger() == 8);
    CHECK(lose().state == JobState::Queued);
    const Job failed = lose();
    CHECK(failed.state == JobState::Failed);
    CHECK(failed.error->code == "store.too_many_attempts");
    CHECK(failed.error->arguments.at("attempts").asInteger() == 3);
}

TEST_CASE("reordering, priorities, renaming and cloning")
{
    Store store;
    auto& queue = store.queue();
    std::vector<std::string> ids;
    for (const char* title : {"a", "b", "c", "d"})
        ids.push_back(store.submit(title).id);
    const auto order = [&] {
        std::string titles;
        for (const auto& job : must(store.reader().jobs({.states = {JobState::Queued}, .kinds = {}, .project = {}})))
            titles += job.title;
        return titles;
    };
    CHECK(order() == "abcd");
    (void)must(queue.moveBefore(ids[3], ids[1]));
    CHECK(order() == "adbc");
    (void)must(queue.moveAfter(ids[0], ids[2]));
    CHECK(order() == "dbca");
    (void)must(queue.moveTo(ids[2], 0));
    CHECK(order() == "cdba");
    (void)must(queue.moveTo(ids[2], 99));
    CHECK(order() == "dbac");
    (void)must(queue.setPriority(ids[0], 3));
    CHECK(order() == "adbc");
    // Before a more important one means as important as that.
    CHECK(must(queue.moveBefore(ids[2], ids[0])).priority == 3);
    CHECK(order() == "cadb");
    for (int i = 0; i < 200; ++i)
        (void)must(queue.moveBefore(ids[1], ids[3]));
    CHECK(order() == "cabd");
    CHECK(must(queue.rename(ids[0], "renamed")).title == "renamed");
    const auto claim = store.claim();
    REQUIRE(claim);
    CHECK(codeOf(queue.moveTo(claim->job.id, 0)) == "store.not_possible");
    CHECK(codeOf(queue.moveBefore("nobody", ids[0])) == "store.not_found");
    const auto clone = must(queue.cloneOf(claim->job.id));
    CHECK(clone.clonedFrom == claim->job.id);
    CHECK(clone.run.empty());
    CHECK(must(queue.submit(clone)).clonedFrom == claim->job.id);
}

TEST_CASE("every request is refused where the contract's transitions do not allow it")
{
    for (const JobState state : {JobState::Queued, JobState::Running, JobState::Paused, JobState::Completed,
                                 JobState::Failed, JobState::Stopped, JobState::Interrupted})
        for (const std::string action : {"resume", "retry", "requeue", "fail"}) {
        CAPTURE(toText(state));
        CAPTURE(action);
        Store store;
        auto& queue = store.queue();
        const Job job = store.submit("a");
        if (state != JobState::Queued) {
            const auto claim = store.claim();
            REQUIRE(claim);
            if (state == JobState::Paused)
                (void)must(queue.requestStop(job.id, StopMode::Pause));
            if (state == JobState::Stopped)
                (void)must(queue.requestStop(job.id, StopMode::Discard));
            if (state == JobState::Interrupted)
                (void)must(queue.interrupt(job.id, claim->fence, makeError("store.worker_lost")));
            else if (state != JobState::Running)
                REQUIRE(store.finish(*claim, state));
        }
        REQUIRE(store.job(job.id).state == state);
        const auto changes = [&](const Result<Job>& result) {
            if (result.ok())
                CHECK(isLegalTransition(state, result->state));
            else
                CHECK(result.error().code == "store.not_possible");
            CHECK((result.ok() || store.job(job.id).state == state));
        };
        if (action == "resume")
            changes(queue.resume(job.id));
        else if (action == "retry")
            changes(queue.retry(job.id, makeError("store.failed")));
        else if (action == "requeue")
            changes(queue.requeue(job.id));
        else
            changes(queue.fail(job.id, makeError("store.failed")));
    }
}

TEST_CASE("several changes are one transaction, or none")
{
    Store store;
    std::string run;
    const auto failed = store.writer->atomically([&]() -> Result<void> {
        FETTLE_TRY_ASSIGN(const auto made, store.writer->runs().create({}));
        run = made.id;
        store::NewJob job;
        job.run = run;
        job.dependsOn = {"nobody"};
        return store.queue().submit(job).ok() ? Result<void>() : Result<void>(makeError("store.failed"));
    });
    CHECK(!failed.ok());
    CHECK(codeOf(store.reader().run(run)) == "store.not_found");
    must(store.writer->atomically([&]() -> Result<void> {
        FETTLE_TRY_ASSIGN(const auto made, store.writer->runs().create({}));
        store::NewJob job;
        job.run = made.id;
        FETTLE_TRY_ASSIGN(const Job submitted, store.queue().submit(job));
        run = made.id;
        return store.writer->runs().setJob(made.id, submitted.id);
    }));
    CHECK(must(store.reader().run(run)).state == JobState::Queued);
    // The number of the run that was taken back is free again; only numbers that somebody saw are never used twice.
    CHECK(must(store.reader().run("1")).id == run);
}
