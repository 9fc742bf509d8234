// SPDX-License-Identifier: GPL-3.0-or-later
// Kills of worker and supervisor, ends in order and out of order, and what is left afterwards.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <random>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/platform/child_process.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/line_channel.h"
#include "tests/service/engine_fixture.h"
#include "tests/support/environment.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// The process that works on what runs: the supervisor's only child with this program.
std::vector<platform::ProcessId> workersOf(platform::ProcessId engine)
{
    std::vector<platform::ProcessId> pids;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto pid = std::atoll(entry.path().filename().c_str());
        if (pid <= 0)
            continue;
        try {
            const auto stat = readBytes(entry.path() / "stat");
            const auto after = stat.rfind(')');
            if (std::atoll(stat.c_str() + after + 4) == engine && stat[after + 2] != 'Z')
                pids.push_back(pid);
        } catch (const std::exception&) {
            // Ended meanwhile.
        }
    }
    return pids;
}

bool killOne(platform::ProcessId pid)
{
    const auto start = platform::processStart(pid);
    const auto killed = start ? platform::signalProcess(pid, *start, platform::ProcessSignal::Kill) : Result<bool>(false);
    return killed.ok() && *killed;
}

std::string undisturbedCurve(client::Connection& connection, std::int64_t steps)
{
    const auto job = train(connection, {{"steps", steps}});
    REQUIRE(waitFor(connection, job.job).state == JobState::Completed);
    return curve(connection, job.run);
}

} // namespace

TEST_CASE("a worker that dies at certain steps is taken up at its last checkpoint")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto expected = undisturbedCurve(*connection, 60);
    const auto job = train(*connection, {{"steps", 60}, {"die_at", ValueList{5, 15, 16, 40, 60}}});
    const auto row = waitFor(*connection, job.job);
    CHECK(row.state == JobState::Completed);
    CHECK(row.attempts == 6);
    CHECK(curve(*connection, job.run) == expected);
    CHECK(mustCall(*connection, "models.list").at("models").asList().size() == 2);
    std::size_t crashes = 0;
    const auto events = mustCall(*connection, "runs.show", {{"run", job.run}}).at("events").asList();
    for (const auto& event : events)
        crashes += event.at("note").at("code").asText() == "service.note_worker_died" && event.at("topic").asText() == "crash";
    CHECK(crashes >= 5);
}

TEST_CASE("a worker that always dies fails in the end, with how it ended and its log")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto crashing = train(*connection, {{"steps", 60}, {"always_die_at", 5}, {"signal", 11}});
    const auto crashed = waitFor(*connection, crashing.job);
    CHECK(crashed.state == JobState::Failed);
    CHECK(crashed.error->code == "service.worker_died_again");
    CHECK(crashed.error->arguments.at("signal").asText() == "SIGSEGV");
    CHECK(crashed.error->detail.find("greets on stdout") != std::string::npos);
    const auto leaving = train(*connection, {{"steps", 60}, {"always_die_at", 5}, {"signal", 0}});
    const auto left = waitFor(*connection, leaving.job);
    CHECK(left.state == JobState::Failed);
    CHECK(left.error->arguments.at("exit_code").asInteger() == 3);
    const auto killing = train(*connection, {{"steps", 60}, {"always_die_at", 5}});
    CHECK(waitFor(*connection, killing.job).error->code == "service.worker_killed");
}

TEST_CASE("where memory ran short the training goes on once with half as many examples at a time, and says so")
{
    EngineFixture engine;
    auto connection = engine.connect();
    auto recipe = recipeWith({{"steps", 20}, {"memory_short", true}}).asMap();
    auto training = recipe.at("training").asMap();
    training["batch_size"] = 64;
    recipe["training"] = training;
    const auto queued = mustCall(*connection, "train", {{"recipe", recipe}});
    const auto job = waitFor(*connection, queued.at("job").asText());
    CHECK(job.state == JobState::Completed);
    CHECK(job.request.at("micro_batch_size").asInteger() == 32);
    const auto events = mustCall(*connection, "runs.show", {{"run", queued.at("run")}}).at("events").asList();
    CHECK(std::ranges::any_of(events, [](const Value& event) {
        return event.at("note").at("code").asText() == "service.note_half_batch";
    }));
    // Without a known batch there is nothing to halve, and the reason stands.
    const auto unknown = train(*connection, {{"steps", 20}, {"memory_short", true}});
    const auto failed = waitFor(*connection, unknown.job);
    CHECK(failed.state == JobState::Failed);
    CHECK(failed.error->code == "worker.out_of_memory");
}

TEST_CASE("a worker that hangs is killed only after its time, and what was wished is done")
{
    EngineFixture engine({{"FETTLE_DISCARD_TIMEOUT_MS", "400"}, {"FETTLE_STOP_TIMEOUT_MS", "400"}});
    auto connection = engine.connect();
    // It hangs right after the first progress: nothing that it could still answer lies between.
    const auto discarded = train(*connection, {{"steps", 60}, {"hang_at", 2}});
    REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", discarded.job}}).at("progress").asReal() > 0; }));
    const platform::SystemClock clock;
    const auto began = clock.monotonicMs();
    mustCall(*connection, "jobs.stop", {{"job", discarded.job}, {"mode", "discard"}});
    CHECK(waitFor(*connection, discarded.job).state == JobState::Stopped);
    CHECK(clock.monotonicMs() - began >= 350);
    const auto paused = train(*connection, {{"steps", 60}, {"hang_at", 12}});
    REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", paused.job}}).at("progress").asReal() > 0; }));
    mustCall(*connection, "jobs.pause", {{"job", paused.job}});
    CHECK(waitFor(*connection, paused.job).state == JobState::Paused);
    const auto saved = train(*connection, {{"steps", 60}, {"hang_at", 12}});
    REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", saved.job}}).at("progress").asReal() > 0; }));
    mustCall(*connection, "jobs.stop", {{"job", saved.job}, {"mode", "save"}});
    const auto failed = waitFor(*connection, saved.job);
    CHECK(failed.state == JobState::Failed);
    CHECK(failed.error->code == "service.worker_silent");
}

TEST_CASE("workers killed at random moments: no completion lost or doubled, the curve undisturbed")
{
    EngineFixture engine;
    auto connection = engine.connect();
    constexpr std::int64_t kSteps = 400;
    const auto expected = undisturbedCurve(*connection, kSteps);
    std::mt19937 random(7);
    int kills = 0;
    int completions = 0;
    while (kills < 20) {
        const auto job = train(*connection, {{"steps", kSteps}, {"step_ms", 2}, {"checkpoint_every", 20}});
        int here = 0;
        while (kills < 20 && here < 5) {
            const auto ms = std::uniform_int_distribution<int>(20, 300)(random);
            static_cast<void>(runUntil([] { return false; }, ms));
            const auto state = mustCall(*connection, "jobs.show", {{"job", job.job}}).at("state").asText();
            if (state == "completed")
                break;
            for (const auto pid : workersOf(*engine.enginePid()))
                if (killOne(pid)) {
                    ++kills;
                    ++here;
                }
        }
        const auto row = waitFor(*connection, job.job);
        INFO((row.error ? toLogLine(*row.error) : std::string()));
        CHECK(row.state == JobState::Completed);
        CHECK(curve(*connection, job.run) == expected);
        ++completions;
    }
    std::printf("worker kills: %d over %d trainings\n", kills, completions);
    CHECK(mustCall(*connection, "models.list").at("models").asList().size() == static_cast<std::size_t>(completions) + 1);
}

TEST_CASE("a supervisor killed at random moments: the next start takes up what ran, by itself")
{
    EngineFixture engine;
    std::string expected;
    Queued job;
    Queued waiting;
    {
        auto connection = engine.connect();
        expected = undisturbedCurve(*connection, 400);
        job = train(*connection, {{"steps", 400}, {"step_ms", 5}, {"checkpoint_every", 20}});
        waiting = train(*connection, {{"steps", 10}});
    }
    std::mt19937 random(11);
    const platform::SystemClock clock;
    std::int64_t worstMs = 0;
    for (int kill = 0; kill < 6; ++kill) {
        auto connection = engine.connect();
        const auto opened = clock.monotonicMs();
        if (mustCall(*connection, "jobs.show", {{"job", job.job}}).at("state").asText() == "completed")
            break;
        REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", job.job}}).at("state").asText() != "queued"; }));
        worstMs = std::max(worstMs, clock.monotonicMs() - opened);
        static_cast<void>(runUntil([] { return false; }, std::uniform_int_distribution<int>(50, 400)(random)));
        engine.killEngine();
        // A stale lock and a stale pid file are what is left of it.
        CHECK(std::filesystem::exists(engine.workspace() / "engine.pid"));
    }
    auto connection = engine.connect();
    const auto row = waitFor(*connection, job.job);
    INFO((row.error ? toLogLine(*row.error) : std::string()));
    CHECK(row.state == JobState::Completed);
    CHECK(curve(*connection, job.run) == expected);
    CHECK(waitFor(*connection, waiting.job).state == JobState::Completed);
    CHECK(mustCall(*connection, "models.list").at("models").asList().size() == 3);
    std::printf("worst time from a connection to running again: %lld ms\n", static_cast<long long>(worstMs));
}

TEST_CASE("engine stop checkpoints and puts back what runs; SIGTERM likewise; the next start goes on")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto expected = undisturbedCurve(*connection, 300);
    const auto job = train(*connection, {{"steps", 300}, {"step_ms", 5}, {"checkpoint_every", 0}});
    const auto import = mustCall(*connection, "datasets.import",
                                 {{"paths", ValueList{"/x"}}, {"name", "slow"},
                                  {"options", ValueMap{{"fake", ValueMap{{"steps", 100}, {"step_ms", 10}}}}}});
    for (const bool bySignal : {false, true}) {
        REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", job.job}}).at("progress").asReal() > 0; }));
        const auto pid = *engine.enginePid();
        const auto start = platform::processStart(pid);
        if (bySignal)
            CHECK(platform::signalProcess(pid, *start, platform::ProcessSignal::Terminate).ok());
        else
            CHECK(connection->stopEngine().ok());
        CHECK(platform::waitForEnd(pid, *start, bySignal ? 20'000 : 0));
        CHECK_FALSE(std::filesystem::exists(engine.workspace() / "engine.pid"));
        connection = engine.connect();
        const auto checkpoints = mustCall(*connection, "runs.show", {{"run", job.run}}).at("checkpoints").asList();
        CHECK_FALSE(checkpoints.empty());
    }
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    CHECK(curve(*connection, job.run) == expected);
    CHECK(waitFor(*connection, import.at("job").asText()).state == JobState::Completed);
}

TEST_CASE("a training goes on when its client is gone, and the supervisor leaves after the last job")
{
    EngineFixture engine({{"FETTLE_IDLE_EXIT_MS", "300"}});
    auto connection = engine.connect();
    const auto job = train(*connection, {{"steps", 100}, {"step_ms", 10}});
    const auto pid = *engine.enginePid();
    const auto start = platform::processStart(pid);
    REQUIRE(start.has_value());
    connection.reset();
    // Longer than the idle time: the training alone keeps it.
    CHECK_FALSE(platform::waitForEnd(pid, *start, 700));
    CHECK(platform::waitForEnd(pid, *start, 20'000));
    auto again = engine.connect();
    CHECK(waitFor(*again, job.job).state == JobState::Completed);
}

TEST_CASE("a database that cannot be written now and then: the worker waits and nothing is lost")
{
    std::string expected;
    {
        EngineFixture engine;
        auto connection = engine.connect();
        expected = undisturbedCurve(*connection, 60);
    }
    for (const std::string fault : {"write:40:ENOSPC@fettle.db", "write:70:ENOSPC@fettle.db", "write:110:SHORT@fettle.db",
                                    "fsync:8:EIO@fettle.db"}) {
        INFO(fault);
        EngineFixture engine;
        // The tables are made before the disk goes bad: what a start says of a full disk is another test's matter.
        static_cast<void>(engine.connect());
        engine.killEngine();
        qputenv("FETTLE_FAULT_WRITE", fault.c_str());
        auto connection = engine.connect();
        qunsetenv("FETTLE_FAULT_WRITE");
        // Whoever asks while the disk is full is told and asks again.
        auto queued = connection->call("train", {{"recipe", recipeWith({{"steps", 60}, {"step_ms", 2}})}});
        if (!queued) {
            CHECK((queued.error().code == "store.disk_full" || queued.error().code == "store.io_failed"));
            queued = connection->call("train", {{"recipe", recipeWith({{"steps", 60}, {"step_ms", 2}})}});
        }
        REQUIRE(queued.ok());
        const Queued job{queued->at("job").asText(), queued->at("run").asText()};
        const auto row = waitFor(*connection, job.job);
        INFO((row.error ? toLogLine(*row.error) : std::string()));
        CHECK(row.state == JobState::Completed);
        CHECK(curve(*connection, job.run) == expected);
    }
}

TEST_CASE("a disk that stays full is said to clients; once there is room the training completes")
{
    EngineFixture engine({{"FETTLE_FAULT_WRITE", "write:150+:ENOSPC@fettle.db"}});
    Queued job;
    std::string expected;
    {
        auto connection = engine.connect();
        bool said = false;
        QObject::connect(connection.get(), &client::Connection::eventCame, [&said](const ClientEvent& event) {
            said = said || (event.topic == "engine" && event.payload.at("error").at("code").asText() == "store.disk_full");
        });
        connection->subscribe();
        job = train(*connection, {{"steps", 300}, {"step_ms", 2}});
        CHECK(runUntil([&] { return said; }));
        // It waits; it does not fail.
        CHECK(mustCall(*connection, "jobs.show", {{"job", job.job}}).at("state").asText() == "running");
        engine.killEngine();
    }
    qunsetenv("FETTLE_FAULT_WRITE");
    auto connection = engine.connect();
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    CHECK(curve(*connection, job.run) == undisturbedCurve(*connection, 300));
}

TEST_CASE("a second start says who holds the workspace")
{
    EngineFixture engine;
    auto connection = engine.connect();
    platform::ChildOptions options;
    options.program = program("fettle-engine");
    options.arguments = {"--workspace", engine.workspace().string(), "--announce"};
    options.output = platform::ChildOptions::Stream::Pipe;
    auto second = platform::ChildProcess::spawn(options);
    REQUIRE(second.ok());
    platform::LineReader reader(second->takeOutput(), kMaxLineBytes);
    const auto line = reader.next(10'000);
    REQUIRE(line.ok());
    const auto json = parseJson(line->line);
    REQUIRE(json.ok());
    const Value answer = valueFromJson(*json);
    CHECK(answer.at("error").at("code").asText() == "platform.lock_held");
    CHECK(answer.at("error").at("arguments").at("pid").asInteger() == *engine.enginePid());
    const auto status = second->wait(10'000);
    REQUIRE(status.has_value());
    CHECK(status->code == 3);
}

TEST_CASE("a worker whose supervisor vanished checkpoints and ends")
{
    EngineFixture engine;
    Queued job;
    std::vector<platform::ProcessId> workers;
    {
        auto connection = engine.connect();
        job = train(*connection, {{"steps", 100'000}, {"step_ms", 5}, {"checkpoint_every", 0}});
        REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", job.job}}).at("progress").asReal() > 0; }));
        workers = workersOf(*engine.enginePid());
    }
    REQUIRE(workers.size() == 1);
    engine.killEngine();
    CHECK(engine.waitForEngineEnd(workers.front(), 10'000));
    CHECK(platform::listFolder(engine.workspace() / "runs" / job.run / "checkpoints")->size() == 1);
}

TEST_CASE("throughput from a worker's pipe to committed" * doctest::test_suite("bench"))
{
    EngineFixture engine;
    auto connection = engine.connect();
    constexpr std::int64_t kPoints = 2'000'000;
    const platform::SystemClock clock;
    const auto began = clock.monotonicMs();
    const auto job = train(*connection, {{"flood", kPoints}});
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    const auto seconds = static_cast<double>(clock.monotonicMs() - began) / 1000.0;
    std::int64_t count = 0;
    const auto all = mustCall(*connection, "runs.series", {{"run", job.run}}).at("series").asList();
    for (const auto& series : all)
        count += series.at("count").asInteger();
    CHECK(count == kPoints);
    std::printf("%lld points from pipe to committed in %.2f s: %.0f points/s\n", static_cast<long long>(kPoints), seconds,
                static_cast<double>(kPoints) / seconds);
}
