// SPDX-License-Identifier: GPL-3.0-or-later
// How many metric points a second the store commits, and how long a series takes to read. Label bench: timings are
// printed beside what is wanted, and fail nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "engine/platform/clock.h"
#include "engine/store/reader.h"
#include "engine/store/writer.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;

namespace {

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class T> T must(Result<T> result)
{
    REQUIRE_MESSAGE(result.ok(), toLogLine(result.error()));
    return std::move(result).value();
}
void must(const Result<void>& result) { REQUIRE_MESSAGE(result.ok(), toLogLine(result.error())); }

/// Batches as a worker sends them: `pointsEach` points of each of `seriesCount` series at a time.
std::vector<MetricBatch> batches(const std::string& run, std::int64_t total, int seriesCount, std::int64_t pointsEach)
{
    std::vector<MetricBatch> made;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> noise(0.0, 1.0);
    const std::int64_t perSeries = total / seriesCount;
    for (std::int64_t step = 1; step <= perSeries; step += pointsEach) {
        MetricBatch batch{.run = run, .series = {}};
        for (int s = 0; s < seriesCount; ++s) {
            auto& points = batch.series.emplace_back();
            points.series = "series/" + std::to_string(s);
            for (std::int64_t i = step; i < std::min(step + pointsEach, perSeries + 1); ++i) {
                points.steps.push_back(i);
                points.values.push_back(noise(random));
            }
        }
        made.push_back(std::move(batch));
    }
    return made;
}

struct Bench {
    test::TemporaryFolder folder;
    platform::SystemClock clock;
    std::optional<store::Writer> writer;
    std::string run;
    Bench()
    {
        writer.emplace(must(store::Writer::open(folder.path() / "fettle.db", clock)));
        run = must(writer->runs().create({})).id;
    }
    [[nodiscard]] store::Reader reader() const { return must(store::Reader::open(folder.path() / "fettle.db")); }
};

/// Points a second: all batches, a commit after every `batchesPerCommit`.
double pointsPerSecond(std::int64_t total, int seriesCount, std::int64_t pointsEach, std::size_t batchesPerCommit)
{
    Bench bench;
    const auto made = batches(bench.run, total, seriesCount, pointsEach);
    const double seconds = secondsOf([&] {
        std::size_t waiting = 0;
        for (const auto& batch : made) {
            must(bench.writer->metrics().add(batch));
            if (++waiting == batchesPerCommit) {
                must(bench.writer->metrics().commit());
                waiting = 0;
            }
        }
        must(bench.writer->metrics().commit());
    });
    return static_cast<double>(total) / seconds;
}

/// The other way to store them, for comparison: a row a point, clustered by series and step.
double rowsPerSecond(std::int64_t total, int seriesCount, std::int64_t pointsEach, std::size_t batchesPerCommit)
{
    const test::TemporaryFolder folder;
    const auto made = batches("r", total, seriesCount, pointsEach);
    SQLite::Database database((folder.path() / "rows.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE points(series INTEGER, step INTEGER, "
                  "value REAL, kind INTEGER, PRIMARY KEY(series, step)) WITHOUT ROWID");
    SQLite::Statement insert(database, "INSERT OR REPLACE INTO points VALUES (?, ?, ?, 0)");
    const double seconds = secondsOf([&] {
        std::size_t waiting = 0;
        database.exec("BEGIN IMMEDIATE");
        for (const auto& batch : made) {
            for (std::size_t s = 0; s < batch.series.size(); ++s)
                for (std::size_t i = 0; i < batch.series[s].steps.size(); ++i) {
                    insert.bind(1, static_cast<std::int64_t>(s));
                    insert.bind(2, batch.series[s].steps[i]);
                    insert.bind(3, batch.series[s].values[i]);
                    insert.exec();
                    insert.reset();
                }
            if (++waiting == batchesPerCommit) {
                database.exec("COMMIT; BEGIN IMMEDIATE");
                waiting = 0;
            }
        }
        database.exec("COMMIT");
    });
    return static_cast<double>(total) / seconds;
}

} // namespace

TEST_CASE("a million metric points committed (wanted: 500,000 a second or more)")
{
    // Large batches, as a fast training sends them; and small ones, committed often.
    const double large = pointsPerSecond(1'000'000, 10, 1000, 1);
    const double usual = pointsPerSecond(1'000'000, 20, 100, 5);
    const double small = pointsPerSecond(1'000'000, 20, 10, 10);
    const double rows = rowsPerSecond(1'000'000, 10, 1000, 1);
    const double rowsSmall = rowsPerSecond(1'000'000, 20, 10, 10);
    std::printf("points committed a second (million)\n"
                "  10 series, 1,000 points a batch and commit     %6.2f   one row a point %6.2f\n"
                "  20 series, 100 points a batch, 10,000 a commit %6.2f\n"
                "  20 series, 10 points a batch, 2,000 a commit   %6.2f   one row a point %6.2f\n",
                large / 1e6, rows / 1e6, usual / 1e6, small / 1e6, rowsSmall / 1e6);
}

TEST_CASE("a series of 100,000 points read back (wanted: under 50 ms), also after a training's small commits")
{
    Bench bench;
    for (const auto& batch : batches(bench.run, 100'000, 1, 50)) {
        must(bench.writer->metrics().add(batch));
        must(bench.writer->metrics().commit());
    }
    const auto reader = bench.reader();
    std::vector<double> all;
    std::vector<double> sampled;
    for (int i = 0; i < 9; ++i) {
        all.push_back(1e3 * secondsOf([&] { CHECK(must(reader.metrics(bench.run, "series/0")).steps.size() == 100'000); }));
        sampled.push_back(1e3 * secondsOf([&] { (void)must(reader.downsampledMetrics(bench.run, "series/0", 500)); }));
    }
    std::ranges::sort(all);
    std::ranges::sort(sampled);
    std::printf("read 100,000 points: %.1f ms (slowest of 9: %.1f ms); down-sampled to 500 buckets: %.1f ms\n", all[4], all[8],
                sampled[4]);
}

TEST_CASE("durable queue cycles: submit, claim and finish")
{
    Bench bench;
    constexpr int kJobs = 1000;
    const double seconds = secondsOf([&] {
        for (int i = 0; i < kJobs; ++i) {
            (void)must(bench.writer->queue().submit({}));
            const auto claim = must(bench.writer->queue().claim({}, 15'000));
            REQUIRE(claim);
            JobOutcome outcome;
            outcome.job = claim->job.id;
            outcome.fence = claim->fence;
            REQUIRE(must(bench.writer->queue().finish(outcome)));
        }
    });
    std::printf("queue: %.0f cycles of submit, claim and finish a second, each synced to disk\n", kJobs / seconds);
    CHECK(kJobs / seconds > 0.0);
}
