// SPDX-License-Identifier: GPL-3.0-or-later
// A full disk, a failing one, and kills at every moment of writing.
#include "tests/store/store_fixture.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <set>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/platform/file_faults.h"

using namespace fettle;
using namespace fettle::test;

namespace {

constexpr std::int64_t kPointsPerRound = 37;

CheckpointInfo checkpointAt(const std::string& run, std::int64_t step)
{
    return {.run = run, .path = "checkpoints/" + std::to_string(step), .step = step, .epoch = 0.0, .best = true,
            .metric = 0.5, .sizeBytes = 1, .reason = "time"};
}

/// Where a writer says what the database has promised to keep: "points STEP" and "done JOB" lines.
struct Promises {
    int fd = -1;
    void say(const std::string& line) const
    {
        if (fd >= 0)
            static_cast<void>(!::write(fd, (line + '\n').data(), line.size() + 1));
    }
};

/// One round of a supervisor's life on top of whatever stands in the database: points, a job through the queue, and
/// every third round a checkpoint.
Result<void> workOneRound(store::Writer& writer, const std::string& run, std::int64_t round, Promises promises = {})
{
    FETTLE_TRY(writer.metrics().add(lossPoints(run, 1 + round * kPointsPerRound, kPointsPerRound)));
    FETTLE_TRY(writer.metrics().commit());
    promises.say("points " + std::to_string((round + 1) * kPointsPerRound));
    store::NewJob job;
    job.title = "round " + std::to_string(round);
    FETTLE_TRY(writer.queue().submit(job));
    FETTLE_TRY_ASSIGN(const auto claim, writer.queue().claim({}, 15'000));
    if (claim) {
        JobOutcome outcome;
        outcome.job = claim->job.id;
        outcome.fence = claim->fence;
        FETTLE_TRY(writer.queue().finish(outcome));
        promises.say("done " + claim->job.id);
    }
    if (round % 3 == 2)
        FETTLE_TRY(writer.runs().addCheckpoint(checkpointAt(run, (round + 1) * kPointsPerRound)));
    return {};
}

/// The rounds that are wholly in the database, by its metric points.
std::int64_t roundsStored(const platform::Path& path, const std::string& run)
{
    return std::max<std::int64_t>(0, must(must(store::Reader::open(path)).run(run)).lastStep) / kPointsPerRound;
}

/// What must hold after any end of a writer: readable, sound, points without gaps and right, checkpoints never ahead
/// of their points, no job twice or half done.
void checkAfterwards(Store& store, const std::string& run)
{
    must(store.writer->check());
    const auto reader = store.reader();
    const auto series = must(reader.metrics(run, "train/loss"));
    const MetricPoints expected = lossPoints(run, 1, static_cast<std::int64_t>(series.steps.size())).series[0];
    CHECK(series.steps == expected.steps);
    CHECK(series.values == expected.values);
    CHECK(series.steps.size() % kPointsPerRound == 0);
    for (const auto& checkpoint : must(reader.checkpoints(run)))
        CHECK(checkpoint.info.step <= must(reader.run(run)).lastStep);
    for (const auto& job : must(reader.jobs({.states = {}, .kinds = {}, .project = {}, .limit = 100'000})))
        CHECK((job.state == JobState::Completed || job.state == JobState::Queued || job.state == JobState::Running));
}

/// Every promise was kept, and no job was done twice.
void checkPromises(Store& store, const std::string& run, int fd, std::set<std::string>& done)
{
    std::string text;
    std::array<char, 4096> buffer;
    for (ssize_t count; (count = ::read(fd, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    const auto reader = store.reader();
    std::istringstream lines(text);
    for (std::string word, value; lines >> word >> value;) {
        if (word == "points") {
            CHECK(must(reader.run(run)).lastStep >= std::stoll(value));
            continue;
        }
        CHECK(done.insert(value).second);
        CHECK(must(reader.job(value)).state == JobState::Completed);
    }
}

/// Works in a child process until it is killed.
[[noreturn]] void workUntilKilled(const platform::Path& path, const std::string& run, const std::string& faults,
                                  Promises promises)
{
    const platform::SystemClock clock;
    // In the child of a fork: the parent's hold on the seam is not wanted here.
    const auto injected = faults.empty() ? nullptr : new platform::ScopedFileFaults(faults);
    static_cast<void>(injected);
    auto writer = store::Writer::open(path, clock);
    if (!writer.ok())
        ::_exit(3);
    static_cast<void>(writer->queue().recover([](auto, auto) { return false; }));
    auto reader = store::Reader::open(path);
    std::int64_t round = std::max<std::int64_t>(0, reader->run(run)->lastStep) / kPointsPerRound;
    for (const std::int64_t last = round + 400; round < last; ++round)
        if (!workOneRound(*writer, run, round, promises).ok())
            ::_exit(4);
    ::_exit(0);
}

} // namespace

TEST_CASE("kill -9 at any moment of writing leaves a sound database without lost or doubled work" * doctest::timeout(240))
{
    Store store;
    const std::string run = store.newRun();
    store.writer.reset();
    const char* wanted = std::getenv("FETTLE_STORE_KILLS");
    const int kills = wanted ? std::atoi(wanted) : 20;
    std::int64_t roundsBefore = 0;
    int counted = 0;
    std::set<std::string> done;
    for (int attempt = 0; counted < kills && attempt < 3 * kills; ++attempt) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0)
            workUntilKilled(store.path(), run, {}, {ends[1]});
        ::close(ends[1]);
        ::usleep(static_cast<useconds_t>(1000 + (attempt * 7919) % 60'000));
        ::kill(child, SIGKILL);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        counted += WIFSIGNALED(status) ? 1 : 0;
        CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
        store.reopen();
        checkAfterwards(store, run);
        checkPromises(store, run, ends[0], done);
        ::close(ends[0]);
        const std::int64_t rounds = roundsStored(store.path(), run);
        CHECK(rounds >= roundsBefore);
        roundsBefore = rounds;
        store.writer.reset();
    }
    CHECK(counted == kills);
    CHECK(roundsBefore > 0);
    CHECK(!done.empty());
}

TEST_CASE("a kill before or within any single write of the database loses nothing that was committed" * doctest::timeout(240))
{
    Store store;
    const std::string run = store.newRun();
    store.writer.reset();
    for (const char* operation : {"write", "fsync"})
        for (const int nth : {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
            for (const char* action : {"KILL", "KILLSHORT"}) {
                const std::string faults = std::string(operation) + ':' + std::to_string(nth) + ':' + action;
                CAPTURE(faults);
                const pid_t child = ::fork();
                REQUIRE(child >= 0);
                if (child == 0)
                    workUntilKilled(store.path(), run, faults, {});
                int status = 0;
                REQUIRE(::waitpid(child, &status, 0) == child);
                CHECK(WIFSIGNALED(status));
                store.reopen();
                checkAfterwards(store, run);
                store.writer.reset();
            }
}

TEST_CASE("a full or failing disk gives a typed error, and work goes on once there is room" * doctest::timeout(240))
{
    Store store;
    const std::string run = store.newRun();
    std::int64_t round = 0;
    std::uint64_t injected = 0;
    for (const char* action : {"ENOSPC", "EIO", "SHORT"})
        for (int nth = 1; nth <= 12; ++nth) {
            CAPTURE(action);
            CAPTURE(nth);
            std::optional<Error> error;
            {
                const platform::ScopedFileFaults faults("write:" + std::to_string(nth) + "+:" + action);
                for (std::int64_t tried = round; !error && tried < round + 8; ++tried)
                    if (auto result = workOneRound(*store.writer, run, tried); !result.ok())
                        error = result.error();
                injected += faults.injectedCount();
            }
            REQUIRE(error);
            CHECK((error->code == "store.disk_full" || error->code == "store.io_failed"));
            if (std::string_view(action) != "EIO")
                CHECK(error->code == "store.disk_full");
            // The points that could not be written wait; with room again nothing is missing.
            must(store.writer->metrics().commit());
            (void)must(store.queue().recover([](auto, auto) { return false; }));
            while (const auto claim = store.claim())
                store.finish(*claim);
            round = roundsStored(store.path(), run);
            checkAfterwards(store, run);
        }
    CHECK(injected > 0);
    CHECK(round > 0);
    store.reopen();
    checkAfterwards(store, run);
}

TEST_CASE("a disk that does not confirm is an error of the jobs, and they are as before or after")
{
    Store store;
    const Job job = store.submit("a");
    {
        const platform::ScopedFileFaults faults("fsync:1+:EIO");
        CHECK(codeOf(store.queue().claim({}, 1000)) == "store.io_failed");
    }
    must(store.writer->check());
    const JobState state = store.job(job.id).state;
    CHECK((state == JobState::Queued || state == JobState::Running));
}
