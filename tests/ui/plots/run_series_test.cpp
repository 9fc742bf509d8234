// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/run_series.h"

#include <limits>
#include <map>
#include <memory>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/support/fake_engine.h"
#include "ui/plots/series_names.h"
#include "ui/plots/series_pyramid.h"
#include "ui/session/session.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::ui;

namespace {

/// A store with one series, and a window that draws it.
struct Fixture {
    FakeEngine* engine = new FakeEngine;
    Session session{std::unique_ptr<EngineApi>(engine), std::make_unique<FakeDialogs>()};
    RunSeries series{session};
    std::map<std::string, SeriesPyramid> drawn;
    MetricPoints stored{"train/loss", {}, {}};
    std::int64_t total = 0; ///< 0: all that is stored

    Fixture()
    {
        for (const char* method : {"catalog", "projects.list", "jobs.list"})
            engine->answer(method, Value(ValueMap{}));
        engine->answer("runs.series", [this](const Value&) -> Result<Value> {
            ValueList list;
            if (!stored.steps.empty())
                list.push_back(ValueMap{{"series", stored.series}, {"count", stored.steps.size()}});
            return Value(ValueMap{{"series", list}});
        });
        engine->answer("runs.metrics", [this](const Value& params) -> Result<Value> {
            const auto first = params.at("first_step").asInteger(std::numeric_limits<std::int64_t>::min());
            const auto last = params.at("last_step").asInteger(std::numeric_limits<std::int64_t>::max());
            MetricSeries answer{stored.series, 0, {}, {}};
            for (std::size_t i = 0; i < stored.steps.size(); ++i)
                if (stored.steps[i] >= first && stored.steps[i] <= last) {
                    answer.steps.push_back(stored.steps[i]);
                    answer.values.push_back(stored.values[i]);
                }
            answer.total = total > 0 ? total : static_cast<std::int64_t>(answer.steps.size());
            return toValue(answer);
        });
        QObject::connect(&series, &RunSeries::cleared, &series, [this] { drawn.clear(); });
        QObject::connect(&series, &RunSeries::replaced, &series,
                         [this](const std::string& name, std::int64_t first, std::int64_t last,
                                std::span<const std::int64_t> steps, std::span<const double> values) {
                             drawn[name].replace(first, last, steps, values);
                         });
        QObject::connect(&series, &RunSeries::appended, &series,
                         [this](const std::string& name, std::span<const std::int64_t> steps, std::span<const double> values) {
                             drawn[name].append(steps, values);
                         });
        engine->start();
        REQUIRE(waitUntil([&] { return engine->state() == EngineApi::State::Ready; }));
    }

    void store(std::int64_t first, std::int64_t last)
    {
        for (auto step = first; step <= last; ++step) {
            stored.steps.push_back(step);
            stored.values.push_back(0.1 * static_cast<double>(step));
        }
    }
    void live(std::int64_t first, std::int64_t last, const std::string& name = "train/loss")
    {
        MetricBatch batch{"r1", {{name, {}, {}}}};
        for (auto step = first; step <= last; ++step) {
            batch.series[0].steps.push_back(step);
            batch.series[0].values.push_back(0.1 * static_cast<double>(step));
        }
        engine->publish("metrics", "j1", "r1", toValue(batch));
    }
    [[nodiscard]] std::vector<std::int64_t> steps(const std::string& name = "train/loss")
    {
        const auto all = drawn[name].steps();
        return {all.begin(), all.end()};
    }
    [[nodiscard]] bool hasExactly(std::int64_t first, std::int64_t last, const std::string& name = "train/loss")
    {
        std::vector<std::int64_t> wanted;
        for (auto step = first; step <= last; ++step)
            wanted.push_back(step);
        return steps(name) == wanted;
    }
};

} // namespace

TEST_CASE("a window that opens late sees every point once, whatever comes while the store is asked")
{
    Fixture f;
    f.store(1, 50);
    SUBCASE("nothing comes meanwhile")
    {
        f.series.setRun("r1");
        REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
        CHECK(f.hasExactly(1, 50));
        f.live(51, 60);
        CHECK(waitUntil([&] { return f.hasExactly(1, 60); }));
    }
    SUBCASE("points that the answer has too")
    {
        f.engine->hold("runs.metrics");
        f.series.setRun("r1");
        REQUIRE(waitUntil([&] { return f.engine->count("runs.metrics") == 1; }));
        f.live(41, 55); // 41 … 50 are stored when the answer is made
        f.store(51, 52);
        f.live(56, 57);
        f.engine->release("runs.metrics");
        REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
        CHECK(waitUntil([&] { return f.hasExactly(1, 57); }));
    }
    SUBCASE("points before the list is here")
    {
        f.engine->hold("runs.series");
        f.series.setRun("r1");
        REQUIRE(waitUntil([&] { return f.engine->count("runs.series") == 1; }));
        f.live(49, 52);
        f.live(1, 2, "validation/loss");
        f.engine->release("runs.series");
        REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
        CHECK(f.hasExactly(1, 52));
        CHECK(f.hasExactly(1, 2, "validation/loss"));
    }
}

TEST_CASE("points of other runs are passed over, and another run begins anew")
{
    Fixture f;
    f.store(1, 5);
    f.series.setRun("r2");
    REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
    f.live(6, 9);
    QCoreApplication::processEvents();
    CHECK(f.hasExactly(1, 5));
    f.stored = {"train/loss", {}, {}};
    f.store(1, 2);
    f.series.setRun("r1");
    CHECK(f.drawn.empty());
    REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
    CHECK(f.hasExactly(1, 2));
    f.series.setRun("");
    CHECK(f.drawn.empty());
}

TEST_CASE("a run that goes on from a checkpoint tells its points once more; none stands twice")
{
    Fixture f;
    f.store(1, 30);
    f.series.setRun("r1");
    REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
    f.live(31, 40);
    f.live(25, 33);
    CHECK(waitUntil([&] { return f.hasExactly(1, 33); }));
}

TEST_CASE("after a lost connection the store fills what was missed")
{
    Fixture f;
    f.store(1, 10);
    f.series.setRun("r1");
    REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
    f.engine->setState(EngineApi::State::Lost);
    f.store(11, 20);
    f.engine->setState(EngineApi::State::Ready);
    CHECK(waitUntil([&] { return f.hasExactly(1, 20); }));
}

TEST_CASE("where points were thinned a range is asked for again, once")
{
    Fixture f;
    for (const std::int64_t step : {1, 500, 1000}) {
        f.stored.steps.push_back(step);
        f.stored.values.push_back(1.0);
    }
    f.total = 1000;
    f.series.setRun("r1");
    REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
    f.stored = {"train/loss", {}, {}};
    f.store(1, 1000);
    f.series.refine("train/loss", 99.5, 200.2);
    f.series.refine("train/loss", 99.5, 200.2);
    REQUIRE(waitUntil([&] { return f.drawn["train/loss"].size() > 100; }));
    CHECK(f.engine->last("runs.metrics").at("first_step").asInteger() == 99);
    CHECK(f.engine->last("runs.metrics").at("last_step").asInteger() == 201);
    CHECK(f.drawn["train/loss"].size() == 1 + 103 + 2);
    CHECK(f.engine->count("runs.metrics") == 2);
}

TEST_CASE("a refusal is told and stops nothing")
{
    Fixture f;
    f.store(1, 5);
    f.engine->answer("runs.metrics", [](const Value&) -> Result<Value> { return makeError("store.io_failed"); });
    int failures = 0;
    QObject::connect(&f.series, &RunSeries::failed, &f.series, [&] { ++failures; });
    f.series.setRun("r1");
    REQUIRE(waitUntil([&] { return f.series.isLoaded(); }));
    CHECK(failures == 1);
    f.live(6, 7);
    CHECK(waitUntil([&] { return f.hasExactly(6, 7); }));
}

TEST_CASE("what a series' name says")
{
    CHECK(SeriesName::parse("train/loss").part == PlotPart::Training);
    CHECK(SeriesName::parse("validation/accuracy").metric == "accuracy");
    CHECK(SeriesName::parse("learning_rate").part == PlotPart::Other);
    CHECK(SeriesName::parse("hardware/memory_bytes").metric == "hardware/memory_bytes");
    CHECK(SeriesWords::form("accuracy") == ValueForm::Percent);
    CHECK(SeriesWords::form("hardware/memory_bytes") == ValueForm::Bytes);
    CHECK(SeriesWords::form("loss") == ValueForm::Number);
}
