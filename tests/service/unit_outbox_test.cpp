// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/service/outbox.h"

using namespace fettle;
using namespace fettle::service;

namespace {

std::vector<Value> drain(Outbox& outbox)
{
    std::vector<Value> lines;
    while (auto line = outbox.takeLine())
        lines.push_back(valueFromJson(*parseJson(*line)));
    return lines;
}

MetricBatch batch(const std::string& run, std::int64_t first, std::int64_t count)
{
    MetricBatch batch{run, {{"train/loss", {}, {}}}};
    for (std::int64_t step = first; step < first + count; ++step) {
        batch.series[0].steps.push_back(step);
        batch.series[0].values.push_back(static_cast<double>(step));
    }
    return batch;
}

} // namespace

TEST_CASE("progress keeps the newest state of each job, checkpoints are all kept in order")
{
    Outbox outbox;
    for (int i = 0; i < 100; ++i) {
        outbox.addEvent({"progress", "a", "r", ValueMap{{"done", i}}});
        outbox.addEvent({"progress", "b", "r", ValueMap{{"done", -i}}});
        outbox.addEvent({"checkpoint", "a", "r", ValueMap{{"step", i}}});
    }
    const auto lines = drain(outbox);
    REQUIRE(lines.size() == 102);
    CHECK(lines[0].at("payload").at("done").asInteger() == 99);
    CHECK(lines[1].at("payload").at("done").asInteger() == -99);
    for (std::int64_t i = 0; i < 100; ++i)
        CHECK(lines[static_cast<std::size_t>(i) + 2].at("payload").at("step").asInteger() == i);
}

TEST_CASE("a job's final row is what a slow client gets")
{
    Outbox outbox;
    outbox.addEvent({"job", "a", "r", ValueMap{{"state", "queued"}}});
    outbox.addEvent({"job", "a", "r", ValueMap{{"state", "running"}}});
    outbox.addEvent({"job", "a", "r", ValueMap{{"state", "completed"}}});
    const auto lines = drain(outbox);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].at("payload").at("state").asText() == "completed");
    // Once sent, the next change is a line of its own.
    outbox.addEvent({"job", "a", "r", ValueMap{{"state", "queued"}}});
    CHECK(drain(outbox).size() == 1);
}

TEST_CASE("metrics that wait are merged per run and thinned beyond the bound, first and last point kept")
{
    Outbox outbox;
    constexpr std::int64_t kPoints = 100'000;
    for (std::int64_t step = 1; step <= kPoints; step += 100)
        outbox.addMetrics("a", batch("r", step, 100));
    outbox.addMetrics("b", batch("s", 1, 3));
    CHECK(outbox.thinnedPoints() > 0);
    const auto lines = drain(outbox);
    REQUIRE(lines.size() == 2);
    const auto& steps = lines[0].at("payload").at("series").asList()[0].at("steps").asList();
    CHECK(steps.size() <= Outbox::kMostWaitingPoints);
    CHECK(steps.size() > Outbox::kMostWaitingPoints / 4);
    CHECK(steps.front().asInteger() == 1);
    CHECK(steps.back().asInteger() == kPoints);
    CHECK(lines[1].at("payload").at("series").asList()[0].at("steps").asList().size() == 3);
}

TEST_CASE("metrics that do not wait are all sent")
{
    Outbox outbox;
    std::size_t sent = 0;
    for (std::int64_t step = 1; step <= 10'000; step += 100) {
        outbox.addMetrics("a", batch("r", step, 100));
        for (const auto& line : drain(outbox))
            sent += line.at("payload").at("series").asList()[0].at("steps").asList().size();
    }
    CHECK(sent == 10'000);
    CHECK(outbox.thinnedPoints() == 0);
}

TEST_CASE("answers count towards the bound that stops reading")
{
    Outbox outbox;
    outbox.addLine(std::string(1000, 'x'));
    outbox.addEvent({"progress", "a", "", Value(1)});
    CHECK(outbox.pendingBytes() == 1000);
    static_cast<void>(outbox.takeLine());
    CHECK(outbox.pendingBytes() == 0);
}
