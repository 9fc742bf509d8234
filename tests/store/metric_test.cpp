// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/store_fixture.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <random>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace fettle;
using namespace fettle::test;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool sameBits(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::ranges::equal(a, b, [](double x, double y) {
        return (std::isnan(x) && std::isnan(y)) || std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    });
}

void addPoints(Store& store, const std::string& run, std::vector<std::int64_t> steps, std::vector<double> values,
               const std::string& series = "s")
{
    must(store.writer->metrics().add({.run = run, .series = {{series, std::move(steps), std::move(values)}}}));
}

void commit(Store& store) { must(store.writer->metrics().commit()); }

} // namespace

TEST_CASE("points come back bit for bit, NaN and infinities among them")
{
    Store store;
    const std::string run = store.newRun();
    const std::vector<double> values = {0.1, -0.0, kNaN, kInfinity, -kInfinity, 5e-324, 1.7976931348623157e308, 3.0, 1.0 / 3.0};
    addPoints(store, run, {1, 2, 3, 4, 5, 6, 7, 8, 9}, values);
    addPoints(store, run, {1, 5, 6, 1'000'000'000'000, INT64_MAX}, {1, kNaN, 3, -kInfinity, 5}, "irregular");
    CHECK(store.writer->metrics().pendingPoints() == 14);
    CHECK(must(store.reader().series(run)).empty());
    commit(store);
    CHECK(store.writer->metrics().pendingPoints() == 0);
    const auto reader = store.reader();
    const auto regular = must(reader.metrics(run, "s"));
    CHECK(regular.steps == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(sameBits(regular.values, values));
    CHECK(regular.total == 9);
    const auto irregular = must(reader.metrics(run, "irregular"));
    CHECK(irregular.steps == std::vector<std::int64_t>{1, 5, 6, 1'000'000'000'000, INT64_MAX});
    CHECK(sameBits(irregular.values, {1, kNaN, 3, -kInfinity, 5}));
    CHECK(must(reader.series(run)) == std::vector<store::SeriesRecord>{{"irregular", 5, INT64_MAX}, {"s", 9, 9}});
    CHECK(must(reader.metrics(run, "s", 3, 5)).steps == std::vector<std::int64_t>{3, 4, 5});
    CHECK(must(reader.metrics(run, "none")).steps.empty());
}

TEST_CASE("any mixture of batches, commits, re-sends, deletions and restarts equals a plain map")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        CAPTURE(seed);
        Store store;
        const std::string run = store.newRun();
        std::mt19937_64 random(seed);
        std::map<std::int64_t, double> expected;
        std::int64_t next = 1;
        for (int round = 0; round < 60; ++round) {
            const auto choice = random() % 12;
            if (choice == 0 && !expected.empty()) {
                const std::int64_t step = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(next));
                must(store.writer->runs().rewind(run, step));
                expected.erase(expected.upper_bound(step), expected.end());
                next = step + 1;
            } else if (choice == 1) {
                commit(store);
                store.reopen();
            } else {
                // Sometimes points that were sent before, sometimes gaps.
                const std::int64_t back = choice == 2 ? static_cast<std::int64_t>(random() % 300) : 0;
                std::int64_t step = std::max<std::int64_t>(1, next - back);
                std::vector<std::int64_t> steps;
                std::vector<double> values;
                const auto count = random() % (choice == 3 ? 9000 : 400);
                for (std::uint64_t i = 0; i < count; ++i) {
                    steps.push_back(step);
                    values.push_back(random() % 50 == 0 ? kNaN : std::bit_cast<double>(0x3ff0000000000000U | (random() >> 12U)));
                    expected[step] = values.back();
                    step += choice == 4 ? static_cast<std::int64_t>(1 + random() % 5) : 1;
                }
                next = std::max(next, step);
                addPoints(store, run, steps, values);
                if (random() % 3 != 0)
                    commit(store);
            }
        }
        commit(store);
        const auto series = must(store.reader().metrics(run, "s"));
        std::vector<std::int64_t> steps;
        std::vector<double> values;
        for (const auto& [step, value] : expected) {
            steps.push_back(step);
            values.push_back(value);
        }
        CHECK(series.steps == steps);
        CHECK(sameBits(series.values, values));
        CHECK(must(store.reader().run(run)).lastStep == (steps.empty() ? -1 : steps.back()));
    }
}

TEST_CASE("the same batch twice changes nothing, also when it comes late")
{
    Store store;
    const std::string run = store.newRun();
    for (int round = 0; round < 3; ++round) {
        must(store.writer->metrics().add(lossPoints(run, 1, 5000)));
        must(store.writer->metrics().add(lossPoints(run, 1, 5000)));
        commit(store);
    }
    const auto series = must(store.reader().metrics(run, "train/loss"));
    CHECK(series.steps.size() == 5000);
    CHECK(MetricPoints{series.series, series.steps, series.values} == lossPoints(run, 1, 5000).series[0]);
}

TEST_CASE("a batch that cannot be stored is refused whole")
{
    Store store;
    const std::string run = store.newRun();
    CHECK(codeOf(store.writer->metrics().add({.run = run, .series = {{"a", {1}, {1.0}}, {"b", {1, 2}, {1.0}}}})) ==
          "store.uneven_columns");
    CHECK(codeOf(store.writer->metrics().add(lossPoints("nobody", 1, 3))) == "store.not_found");
    CHECK(store.writer->metrics().pendingPoints() == 0);
    // Out of order is put in order.
    addPoints(store, run, {3, 1, 2, 1}, {30, 0, 20, 10});
    commit(store);
    CHECK(must(store.reader().metrics(run, "s")).values == std::vector<double>{10, 20, 30});
}

TEST_CASE("a checkpoint, its points and the deletion of later ones are one transaction")
{
    Store store;
    const std::string run = store.newRun();
    must(store.writer->metrics().add(lossPoints(run, 1, 100)));
    commit(store);
    CheckpointInfo checkpoint{.run = run, .path = "checkpoints/50", .step = 50, .epoch = 0.5, .best = true,
                              .metric = kNaN, .sizeBytes = 10, .reason = "time"};
    must(store.writer->metrics().add(lossPoints(run, 101, 10)));
    must(store.writer->metrics().add(lossPoints(run, 1, 10, "validation/loss")));
    must(store.writer->runs().addCheckpoint(checkpoint));
    const auto reader = store.reader();
    CHECK(must(reader.run(run)).lastStep == 50);
    CHECK(must(reader.metrics(run, "train/loss")).steps.size() == 50);
    CHECK(must(reader.metrics(run, "validation/loss")).steps.size() == 10);
    CHECK(std::isnan(must(reader.newestCheckpoint(run))->info.metric));
    // Going on from there writes the same points again.
    must(store.writer->metrics().add(lossPoints(run, 51, 50)));
    checkpoint.path = "checkpoints/100";
    checkpoint.step = 100;
    checkpoint.metric = kInfinity;
    must(store.writer->runs().addCheckpoint(checkpoint));
    must(store.writer->runs().addCheckpoint(checkpoint));
    const auto checkpoints = must(reader.checkpoints(run));
    REQUIRE(checkpoints.size() == 2);
    CHECK(!checkpoints[0].info.best);
    CHECK(checkpoints[1].info.best);
    CHECK(checkpoints[1].info.metric == kInfinity);
    CHECK(must(reader.metrics(run, "train/loss")).steps.size() == 100);
    must(store.writer->runs().rewind(run, -1));
    CHECK(must(reader.checkpoints(run)).empty());
    CHECK(must(reader.run(run)).lastStep == -1);
    CHECK(codeOf(store.writer->runs().addCheckpoint({.run = "nobody", .path = "x", .step = 1, .reason = {}})) == "store.not_found");
}

TEST_CASE("points that a taken-back transaction wrote wait for the next commit")
{
    Store store;
    const std::string run = store.newRun();
    must(store.writer->metrics().add(lossPoints(run, 1, 700)));
    const auto failed = store.writer->atomically([&]() -> Result<void> {
        FETTLE_TRY(store.writer->runs().addCheckpoint({.run = run, .path = "c", .step = 700, .reason = {}}));
        must(store.writer->metrics().add(lossPoints(run, 701, 10)));
        return makeError("store.failed");
    });
    CHECK(!failed.ok());
    CHECK(store.writer->metrics().pendingPoints() == 710);
    CHECK(must(store.reader().metrics(run, "train/loss")).steps.empty());
    commit(store);
    CHECK(must(store.reader().metrics(run, "train/loss")).steps.size() == 710);
}

TEST_CASE("down-sampling keeps the first, last, smallest and largest of each bucket, and NaN")
{
    MetricSeries all{.series = "s", .total = 0, .steps = {}, .values = {}};
    std::mt19937_64 random(7);
    for (std::int64_t step = 1; step <= 10'000; ++step) {
        all.steps.push_back(step);
        all.values.push_back(static_cast<double>(random() % 1000));
    }
    all.values[2345] = kNaN;
    all.values[2346] = kInfinity;
    all.values[7777] = -5.0;
    all.total = 10'000;
    const auto kept = store::downsample(all, 100);
    CHECK(kept.total == 10'000);
    CHECK(kept.steps.size() <= 500);
    CHECK(std::ranges::is_sorted(kept.steps));
    CHECK(std::ranges::adjacent_find(kept.steps) == kept.steps.end());
    // Held bucket by bucket against a plain computation.
    for (std::int64_t bucket = 0; bucket < 100; ++bucket) {
        const auto inBucket = [&](std::int64_t step) { return (step - 1) * 100 / 10'000 == bucket; };
        std::vector<double> values;
        std::vector<double> keptValues;
        std::vector<std::int64_t> steps;
        std::vector<std::int64_t> keptSteps;
        for (std::size_t i = 0; i < all.steps.size(); ++i)
            if (inBucket(all.steps[i])) {
                steps.push_back(all.steps[i]);
                if (!std::isnan(all.values[i]))
                    values.push_back(all.values[i]);
            }
        bool keptNaN = false;
        for (std::size_t i = 0; i < kept.steps.size(); ++i)
            if (inBucket(kept.steps[i])) {
                keptSteps.push_back(kept.steps[i]);
                keptNaN = keptNaN || std::isnan(kept.values[i]);
                if (!std::isnan(kept.values[i]))
                    keptValues.push_back(kept.values[i]);
            }
        REQUIRE(!keptSteps.empty());
        CHECK(keptSteps.front() == steps.front());
        CHECK(keptSteps.back() == steps.back());
        CHECK(std::ranges::min(keptValues) == std::ranges::min(values));
        CHECK(std::ranges::max(keptValues) == std::ranges::max(values));
        CHECK(keptNaN == (bucket == 23));
    }
    CHECK(store::downsample(all, 0).steps.size() <= 5);
    CHECK(store::downsample({}, 10).steps.empty());
    Store store;
    const std::string run = store.newRun();
    must(store.writer->metrics().add({.run = run, .series = {{"s", all.steps, all.values}}}));
    commit(store);
    const auto read = must(store.reader().downsampledMetrics(run, "s", 100));
    CHECK(read.steps == kept.steps);
    CHECK(sameBits(read.values, kept.values));
}

TEST_CASE("the view for other tools shows every point with its kind")
{
    Store store;
    const std::string run = store.newRun();
    addPoints(store, run, {10, 20, 30}, {0.5, kNaN, -kInfinity}, "even");
    addPoints(store, run, {1, 2, 7}, {1, 2.5, kInfinity}, "uneven");
    commit(store);
    SQLite::Database database(store.path().string(), SQLite::OPEN_READONLY);
    SQLite::Statement rows(database, "SELECT series, step, value, kind FROM v_metrics WHERE run = ? ORDER BY series, step");
    rows.bind(1, run);
    std::string text;
    while (rows.executeStep())
        text += rows.getColumn(0).getString() + ' ' + rows.getColumn(1).getString() + ' ' +
                (rows.getColumn(2).isNull() ? "-" : rows.getColumn(2).getString()) + ' ' + rows.getColumn(3).getString() + '\n';
    CHECK(text == "even 10 0.5 finite\neven 20 - NaN\neven 30 - -Infinity\n"
                  "uneven 1 1.0 finite\nuneven 2 2.5 finite\nuneven 7 - Infinity\n");
    for (const char* view : {"v_jobs", "v_runs", "v_checkpoints", "v_datasets", "v_models", "v_events"})
        CHECK_NOTHROW(database.execAndGet(std::string("SELECT count(*) FROM ") + view));
}
