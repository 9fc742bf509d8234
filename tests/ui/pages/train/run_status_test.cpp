// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/train/run_status.h"
#include "ui/pages/train/run_view.h"
#include "ui/pages/train/train_page.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/notice.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("a training that was interrupted and runs again says so, not in the log alone")
{
    TrainStage stage;
    const auto id = stage.addRun(JobState::Running, 50);
    stage.open();
    applyTheme(*qApp, Theme());
    TrainPage page(stage.session);
    page.show();
    page.entered();
    REQUIRE(waitUntil([&] { return page.run().details().state() == JobState::Running; }));
    CHECK_FALSE(page.run().status().notice().isVisible());
    const auto note = [&](const Error& said) { stage.engine->publish("note", stage.run(id).job.id, id, valueFromJson(toJson(said))); };
    note(makeError("service.note_worker_died", {{"signal", "SIGKILL"}}));
    REQUIRE(waitUntil([&] { return page.run().status().notice().isVisible(); }));
    CHECK(page.run().status().notice().text().contains(QStringLiteral("ended unexpectedly")));
    note(makeError("service.note_resumed", {{"step", 20}}));
    REQUIRE(waitUntil([&] { return page.run().status().notice().text().contains(QStringLiteral("step 20")); }));
    // A pause and going on is what was asked for, and the interruption is old by then.
    note(makeError("service.note_resumed", {{"step", 40}}));
    REQUIRE(waitUntil([&] { return page.run().details().log().size() == 3; }));
    CHECK_FALSE(page.run().status().notice().isVisible());
}

TEST_CASE("a training that goes on after a pause does not speak of an interruption; one that broke off while Fettle was closed does")
{
    for (const bool crashed : {false, true}) {
        CAPTURE(crashed);
        TrainStage stage;
        const auto id = stage.addRun(JobState::Running, 50);
        auto& run = stage.run(id);
        if (crashed)
            run.notes.push_back(makeError("store.worker_lost"));
        run.crashes = {"store.worker_lost"};
        run.notes.push_back(makeError("service.note_resumed", {{"step", 20}}));
        run.notes.push_back(makeError("training.resumed", {{"step", 20}}));
        stage.open();
        applyTheme(*qApp, Theme());
        TrainPage page(stage.session);
        page.show();
        page.entered();
        REQUIRE(waitUntil([&] { return page.run().details().log().size() == run.notes.size(); }));
        auto& notice = page.run().status().notice();
        CHECK(notice.isVisible() == crashed);
        if (crashed)
            CHECK(notice.text() == QStringLiteral("Went on from step 20."));
    }
}
