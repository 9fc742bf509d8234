// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/queue/queue_page.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QTableView>
#include <QTest>
#include <doctest/doctest.h>

#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/queue/queue_model.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct Shown {
    Shown()
    {
        applyTheme(*qApp, Theme());
        // What took twenty seconds before will take about that long again.
        const auto past = stage.addRun(JobState::Completed, 100);
        stage.run(past).job.startedUtc = "2026-03-01T12:00:00.000Z";
        stage.run(past).job.finishedUtc = "2026-03-01T12:00:20.000Z";
    }
    void open()
    {
        stage.engine->answer("jobs.move", [this](const Value& params) -> Result<Value> {
            const auto place = [&](const std::string& id) {
                return std::ranges::find_if(stage.runs, [&](const StagedRun& item) { return item.job.id == id; });
            };
            auto moved = *place(params.at("job").asText());
            stage.runs.erase(place(params.at("job").asText()));
            const bool before = params.at("before").isText();
            const auto target = place(params.at(before ? "before" : "after").asText());
            stage.runs.insert(before ? target : target + 1, moved);
            stage.publishJob(moved.record.id);
            return toValue(moved.job);
        });
        stage.open();
        page = std::make_unique<QueuePage>(stage.session);
        page->resize(1000, 600);
        page->show();
        page->entered();
    }
    [[nodiscard]] QueueModel& queue() { return page->queue(); }
    [[nodiscard]] std::vector<std::string> order()
    {
        std::vector<std::string> ids;
        for (int row = 0; row < queue().rowCount(); ++row)
            ids.push_back(queue().job(row)->id);
        return ids;
    }

    TrainStage stage;
    std::unique_ptr<QueuePage> page;
};

} // namespace

TEST_CASE("what runs and waits, with progress and when it will be done")
{
    Shown s;
    const auto running = s.stage.addRun(JobState::Running, 50);
    s.stage.addRun(JobState::Queued);
    s.stage.addRun(JobState::Queued);
    s.open();
    QAbstractItemModelTester tester(&s.queue(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    REQUIRE(s.order() == std::vector<std::string>{"j2", "j3", "j4"});
    CHECK(s.queue().index(0, QueueModel::Title).data().toString() == "Train: Run 2");
    CHECK(s.queue().index(1, QueueModel::State).data().toString() == "Queued");
    CHECK_FALSE(s.queue().finish().isValid()); // nothing is known of the one that runs
    s.stage.goOn(running, 51, 300);
    CHECK(s.queue().index(0, QueueModel::Progress).data().toString() == "25%, 1 min 00 s left");
    CHECK(s.queue().index(0, QueueModel::Progress).data(QueueModel::kShareRole).toDouble() == doctest::Approx(0.25));
    const auto seconds = QDateTime::currentDateTime().secsTo(s.queue().finish());
    CHECK(seconds > 74 + 2 * 20 - 5);
    CHECK(seconds < 74 + 2 * 20 + 5);
    CHECK(s.queue().index(2, QueueModel::Finish).data().toString().contains(QLatin1Char(':')));
}

TEST_CASE("the order is changed by key, by button and by dragging")
{
    Shown s;
    s.stage.addRun(JobState::Running, 50);
    for (int i = 0; i < 3; ++i)
        s.stage.addRun(JobState::Queued);
    s.open();
    REQUIRE(s.order() == std::vector<std::string>{"j2", "j3", "j4", "j5"});
    s.page->selectJob("j5");
    QTest::keyClick(&s.page->table(), Qt::Key_Up, Qt::AltModifier);
    REQUIRE(waitUntil([&] { return s.order() == std::vector<std::string>{"j2", "j3", "j5", "j4"}; }));
    QTest::keyClick(&s.page->table(), Qt::Key_Up, Qt::AltModifier); // it is still selected
    REQUIRE(waitUntil([&] { return s.order() == std::vector<std::string>{"j2", "j5", "j3", "j4"}; }));
    // Not in front of what runs.
    QTest::keyClick(&s.page->table(), Qt::Key_Up, Qt::AltModifier);
    CHECK(s.stage.engine->count("jobs.move") == 2);
    QTest::keyClick(&s.page->table(), Qt::Key_Down, Qt::AltModifier);
    REQUIRE(waitUntil([&] { return s.order() == std::vector<std::string>{"j2", "j3", "j5", "j4"}; }));

    const auto drag = [&](int from, int to) {
        const std::unique_ptr<QMimeData> data(s.queue().mimeData({s.queue().index(from, 0)}));
        s.queue().dropMimeData(data.get(), Qt::MoveAction, to, 0, {});
    };
    drag(3, 1);
    REQUIRE(waitUntil([&] { return s.order() == std::vector<std::string>{"j2", "j4", "j3", "j5"}; }));
    drag(1, 4);
    REQUIRE(waitUntil([&] { return s.order() == std::vector<std::string>{"j2", "j3", "j5", "j4"}; }));
    drag(3, 0); // in front of what runs: in front of all that waits
    REQUIRE(waitUntil([&] { return s.order() == std::vector<std::string>{"j2", "j4", "j3", "j5"}; }));
    const int moves = s.stage.engine->count("jobs.move");
    drag(0, 3); // what runs stays
    drag(1, 1);
    CHECK(s.stage.engine->count("jobs.move") == moves);
    CHECK(s.queue().flags(s.queue().index(1, 0)).testFlag(Qt::ItemIsDragEnabled));
    CHECK_FALSE(s.queue().flags(s.queue().index(0, 0)).testFlag(Qt::ItemIsDragEnabled));
}

TEST_CASE("a selected one is paused, resumed, tried again or stopped")
{
    Shown s;
    const auto running = s.stage.addRun(JobState::Running, 50);
    s.stage.run(running).job.startedUtc = "2026-03-01T12:00:00.000Z";
    const auto failed = s.stage.addRun(JobState::Failed, 20);
    s.stage.run(failed).job.error = makeError("training.failed");
    s.stage.addRun(JobState::Queued);
    s.open();
    REQUIRE(s.order() == std::vector<std::string>{"j2", "j4", "j3"}); // failed ones stand behind
    CHECK_FALSE(s.page->pauseButton().isEnabled());
    s.page->selectJob("j2");
    CHECK(s.page->pauseButton().text() == "Pause");
    s.page->pauseButton().click();
    REQUIRE(waitUntil([&] { return s.stage.engine->count("jobs.pause") == 1; }));
    s.stage.setState(running, JobState::Paused);
    REQUIRE(waitUntil([&] { return s.page->pauseButton().text() == QStringLiteral("Resume"); }));
    s.page->pauseButton().click();
    CHECK(waitUntil([&] { return s.stage.engine->count("jobs.resume") == 1; }));
    s.page->selectJob("j3");
    CHECK(s.page->pauseButton().text() == "Try again");
    CHECK(s.queue().index(s.queue().rowOf("j3"), QueueModel::Progress).data().toString().contains(QStringLiteral("fault")));
    s.page->pauseButton().click();
    CHECK(waitUntil([&] { return s.stage.engine->count("jobs.retry") == 1; }));

    s.stage.setState(running, JobState::Running);
    REQUIRE(waitUntil([&] { return s.queue().job(s.queue().rowOf("j2"))->state == JobState::Running; }));
    s.page->selectJob("j2");
    s.stage.dialogs->answers = {0};
    s.page->stopButton().click();
    REQUIRE(waitUntil([&] { return s.stage.engine->count("jobs.stop") == 1; }));
    CHECK(s.stage.engine->last("jobs.stop").at("mode").asText() == "save");
    // What never began is taken out without a question.
    s.page->selectJob("j4");
    CHECK(s.page->stopButton().text() == "Remove from queue");
    s.page->stopButton().click();
    REQUIRE(waitUntil([&] { return s.stage.engine->count("jobs.stop") == 2; }));
    CHECK(s.stage.engine->last("jobs.stop").at("mode").asText() == "discard");
    CHECK(s.stage.dialogs->asked.size() == 1);
}

TEST_CASE("pause all holds what waits before what runs, resume all takes it up in order")
{
    Shown s;
    s.stage.addRun(JobState::Running, 50);
    s.stage.addRun(JobState::Queued);
    s.stage.addRun(JobState::Queued);
    s.open();
    CHECK(s.page->pauseAllButton().text() == "Pause all");
    s.page->pauseAllButton().click();
    REQUIRE(waitUntil([&] { return s.stage.engine->count("jobs.pause") == 3; }));
    std::vector<std::string> asked;
    for (const auto& [method, params] : s.stage.engine->requests())
        if (method == "jobs.pause")
            asked.push_back(params.at("job").asText());
    CHECK(asked == std::vector<std::string>{"j4", "j3", "j2"});
    for (const char* id : {"r2", "r3", "r4"})
        s.stage.setState(id, JobState::Paused);
    REQUIRE(waitUntil([&] { return s.page->pauseAllButton().text() == QStringLiteral("Resume all"); }));
    s.page->pauseAllButton().click();
    CHECK(waitUntil([&] { return s.stage.engine->count("jobs.resume") == 3; }));
    CHECK(s.stage.engine->last("jobs.resume").at("job").asText() == "j4");
}

TEST_CASE("an empty queue says what will be here")
{
    Shown s;
    s.open();
    CHECK(s.queue().rowCount() == 0);
    CHECK_FALSE(s.page->table().isVisible());
    CHECK_FALSE(s.page->pauseAllButton().isVisible());
    s.stage.addRun(JobState::Queued);
    s.stage.publishJob("r2");
    CHECK(waitUntil([&] { return s.page->table().isVisible(); }));
}
