// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a thousand runs are listed, from entering the page to the drawn table; printed, not asserted.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include <QTableView>
#include <doctest/doctest.h>

#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/experiments/experiments_page.h"
#include "ui/pages/experiments/runs_model.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("a thousand runs")
{
    applyTheme(*qApp, Theme());
    TrainStage stage;
    for (int i = 0; i < 1000; ++i) {
        const auto id = stage.addRun(JobState::Completed);
        stage.run(id).record.startedUtc = "2026-03-01T12:00:00.000Z";
        stage.run(id).record.tags = {"batch " + std::to_string(i % 7)};
        TrainResult result;
        result.metrics = {{"test", {{"accuracy", 0.5 + 0.0004 * i}, {"f1", 0.5}}}};
        stage.run(id).record.result = toValue(result);
    }
    stage.open();
    // The answer as it is in the engine's memory: what is measured is the window.
    const auto answer = [&] {
        Result<Value> got = makeError("none");
        stage.engine->request("runs.list", {}, qApp, [&](Result<Value> value) { got = std::move(value); });
        REQUIRE(waitUntil([&] { return got.ok(); }));
        return *got;
    }();
    stage.engine->answer("runs.list", answer);
    std::vector<double> times;
    std::vector<double> stalls;
    for (int round = 0; round < 7; ++round) {
        ExperimentsPage page(stage.session);
        page.resize(1280, 800);
        page.show();
        QCoreApplication::processEvents();
        const auto start = std::chrono::steady_clock::now();
        page.entered();
        REQUIRE(waitUntil([&] { return page.runs().rowCount() == 1000; }));
        page.table().viewport()->repaint();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        const auto again = std::chrono::steady_clock::now();
        page.table().sortByColumn(RunsModel::Figure, Qt::DescendingOrder);
        stalls.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - again).count());
        CHECK(page.table().model()->index(0, RunsModel::Figure).data().toString() == "90 of 100 right");
    }
    std::ranges::sort(times);
    std::ranges::sort(stalls);
    std::printf("1,000 runs listed: median %.0f ms, worst %.0f ms; sorted: median %.0f ms\n", times[times.size() / 2], times.back(), stalls[stalls.size() / 2]);
}
