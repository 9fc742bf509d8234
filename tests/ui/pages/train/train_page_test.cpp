// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QSpinBox>
#include <QTest>
#include <doctest/doctest.h>

#include "tests/ui/pages/train/shown_train.h"
#include "ui/pages/train/advanced_setup.h"
#include "ui/pages/train/augmentation_preview.h"
#include "ui/pages/train/live_examples_view.h"
#include "ui/pages/train/ready_card.h"
#include "ui/pages/train/run_log_model.h"
#include "ui/pages/train/run_status.h"
#include "ui/pages/train/run_view.h"
#include "ui/pages/train/simple_setup.h"
#include "ui/pages/train/train_charts.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/image_tile.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;
using Group = TrainingOptionForms::Group;

TEST_CASE("without data there is nothing to train, and the button leads to data")
{
    TrainStage stage;
    stage.engine->start();
    Shown shown(stage);
    CHECK(shown.page.view() == TrainPage::View::Empty);
    CHECK_FALSE(shown.primary().isVisible());
}

TEST_CASE("everything is set; pressing Train sends the draft and shows the run")
{
    TrainStage stage;
    stage.open();
    Shown shown(stage);
    REQUIRE(shown.page.view() == TrainPage::View::Setup);
    REQUIRE(isReady(shown));
    CHECK(shown.primary().isEnabled());
    CHECK(shown.primary().text() == "Train");
    const auto& figures = shown.page.ready().figures();
    CHECK(figures.value(2) == "1200 (60 epochs of 20)");
    CHECK(figures.value(3) == "a few seconds");
    CHECK(figures.value(4).contains(QStringLiteral("6.4 GB")));
    shown.page.runPrimary();
    CHECK(shown.primary().text() == "Train"); // busy, and pressing again sends nothing
    shown.page.runPrimary();
    REQUIRE(waitUntil([&] { return shown.page.view() == TrainPage::View::Run; }));
    CHECK(stage.engine->count("train") == 1);
    CHECK(stage.engine->last("train").at("recipe").at("training").at("epochs").asReal() == 60.0);
    REQUIRE(waitUntil([&] { return shown.page.run().details().state() == JobState::Queued; }));
    CHECK(shown.status().notice().text() == "It starts in a moment.");
}

TEST_CASE("a refusal stands above the options, with its words")
{
    TrainStage stage;
    stage.open();
    stage.engine->answer("train", [](const Value&) -> Result<Value> { return makeError("service.dataset_not_ready", {{"dataset", "titanic"}}); });
    Shown shown(stage);
    REQUIRE(isReady(shown));
    shown.page.runPrimary();
    const auto notices = [&] {
        QStringList texts;
        for (auto* notice : shown.page.findChildren<Notice*>())
            if (notice->isVisible())
                texts << notice->text();
        return texts.join(QLatin1Char('\n'));
    };
    CHECK(waitUntil([&] { return notices().contains(QStringLiteral("titanic")); }));
    CHECK(shown.page.view() == TrainPage::View::Setup);
    CHECK(shown.primary().isEnabled());
}

TEST_CASE("how thorough, how long at most, on what: three fields, each one step that can be undone")
{
    TrainStage stage;
    stage.open();
    Shown shown(stage);
    REQUIRE(isReady(shown));
    auto& undo = stage.session.draft().undoStack();
    auto& thorough = shown.page.simple().thoroughness();
    CHECK(thorough.currentIndex() == 1);
    Q_EMIT thorough.currentChanged(2);
    CHECK(shown.draft().training.epochs == 180.0);
    CHECK(thorough.currentIndex() == 2);
    shown.page.simple().limit().setValue(7);
    CHECK(shown.draft().training.maxMinutes == 7.0);
    auto& device = shown.page.simple().device();
    device.setCurrentIndex(1);
    Q_EMIT device.activated(1);
    CHECK(shown.draft().training.device == "cpu");
    CHECK(undo.count() == 3);
    undo.undo();
    CHECK(device.currentIndex() == 0);
    undo.undo();
    CHECK(shown.page.simple().limit().value() == 0);
    undo.undo();
    CHECK(thorough.currentIndex() == 1);
    // A length of one's own is none of the three.
    stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.training.epochs = 33.0; });
    CHECK(thorough.currentIndex() == -1);
}

TEST_CASE("what is in the way stands in the card with the button that leads there")
{
    TrainStage stage;
    SUBCASE("the network")
    {
        stage.networkProblem = makeError("model.no_output");
        stage.open();
        Shown shown(stage);
        REQUIRE(waitUntil([&] { return shown.page.ready().notice().isVisible(); }));
        CHECK(shown.page.ready().pill().text() == "Not ready");
        CHECK_FALSE(shown.primary().isEnabled());
        CHECK(shown.primary().toolTip().contains(QStringLiteral("Output")));
        auto* mend = shown.page.ready().notice().findChild<Button*>();
        REQUIRE(mend != nullptr);
        mend->click();
        CHECK(stage.session.place() == Place::Model);
        // Mended: it is ready without being asked.
        stage.networkProblem.reset();
        stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.networks["model"].fromTemplate.component = "linear"; });
        CHECK(isReady(shown));
    }
    SUBCASE("an option that the engine refuses")
    {
        stage.planProblem = makeError("training.option_range", {{"option", "training.batch_size"}, {"value", -1}, {"expected", "1 or more"}});
        stage.open();
        Shown shown(stage);
        REQUIRE(waitUntil([&] { return shown.page.ready().notice().isVisible(); }));
        CHECK(shown.page.ready().notice().text().contains(QStringLiteral("batch_size")));
    }
    SUBCASE("the background program")
    {
        stage.open();
        Shown shown(stage);
        REQUIRE(isReady(shown));
        stage.engine->setState(EngineApi::State::Failed, makeError("client.not_connected"));
        CHECK(waitUntil([&] { return !shown.primary().isEnabled(); }));
        stage.engine->setState(EngineApi::State::Ready);
        CHECK(isReady(shown));
    }
}

TEST_CASE("nine tiles of one example, switches for the augmentation")
{
    TrainStage stage(true);
    stage.open();
    Shown shown(stage);
    REQUIRE(isReady(shown));
    auto& advanced = shown.page.advanced();
    advanced.fold().setOpen(true);
    auto& tiles = advanced.augmentation();
    REQUIRE(waitUntil([&] { return stage.engine->count("worker.augmented") == 1; }));
    CHECK(tiles.tiles().size() == 9);
    CHECK(stage.engine->last("worker.augmented").at("augmentation").asList().size() == 2);
    auto* rotate = advanced.transformSwitch("rotation");
    REQUIRE(rotate != nullptr);
    CHECK_FALSE(rotate->isChecked());
    CHECK(advanced.transformSwitch("token_dropout") == nullptr); // that is for texts
    CHECK(advanced.transformSwitch("flip")->isChecked());
    CHECK(rotate->text() == "Rotate");
    rotate->click();
    CHECK(shown.draft().augmentation.size() == 3);
    CHECK(waitUntil([&] { return stage.engine->last("worker.augmented").at("augmentation").asList().size() == 3; }));
    advanced.transformSwitch("flip")->click();
    CHECK(shown.draft().augmentation.size() == 2);
    // Tables have none.
    TrainStage table;
    table.open();
    Shown other(table);
    other.page.advanced().fold().setOpen(true);
    REQUIRE(isReady(other));
    CHECK_FALSE(other.page.advanced().augmentation().isVisible());
    CHECK(table.engine->count("worker.augmented") == 0);
}

TEST_CASE("a running training: progress, time left, curves from the store and on from there, pale earlier runs")
{
    TrainStage stage;
    stage.complete(stage.addRun(JobState::Completed, 300), "finished", 0.8);
    const auto id = stage.addRun(JobState::Running, 100);
    stage.open();
    Shown shown(stage);
    REQUIRE(shown.page.view() == TrainPage::View::Run);
    auto& charts = shown.page.run().charts();
    auto& loss = charts.lossPlot();
    REQUIRE(waitUntil([&] { return charts.series().isLoaded() && loss.curveCount() == 3; }));
    CHECK(loss.curve(0).points().size() == 100);
    stage.goOn(id, 101, 110);
    CHECK(waitUntil([&] { return loss.curve(0).points().size() == 110; }));
    CHECK(loss.curve(0).points().steps().back() == 110);
    CHECK(shown.status().progress().share() == doctest::Approx(110.0 / 1200.0));
    CHECK(shown.status().pauseButton().isVisible());
    CHECK(shown.status().saveButton().isVisible());
    CHECK(shown.status().discardButton().isVisible());
    CHECK_FALSE(shown.primary().isEnabled());
    // The earlier run stands pale in the first two plots only.
    int pale = 0;
    for (int i = 0; i < loss.curveCount(); ++i)
        pale += loss.curve(i).style.pale ? 1 : 0;
    CHECK(pale == 1);
    CHECK(charts.metricPlot().title() == "Right answers");
    CHECK(charts.morePlots().contains("learning_rate"));
    CHECK(charts.morePlots().contains("hardware/cpu_percent"));
    CHECK(charts.morePlots().at("learning_rate")->curveCount() == 1);

    shown.status().pauseButton().click();
    CHECK(waitUntil([&] { return shown.page.run().details().state() == JobState::Pausing; }));
    stage.run(id).checkpoints = {{id, "c", 110, 5.5, false, 0.0, 0, "pause"}};
    stage.setState(id, JobState::Paused);
    REQUIRE(waitUntil([&] { return shown.status().notice().text().contains(QStringLiteral("step 110")); }));
    CHECK(shown.primary().text() == "Resume");
    CHECK(shown.primary().isEnabled());
    shown.page.runPrimary();
    CHECK(waitUntil([&] { return stage.engine->count("jobs.resume") == 1; }));
    // Resumed: it goes on in the same curves.
    stage.setState(id, JobState::Running);
    REQUIRE(waitUntil([&] { return shown.status().pauseButton().isVisible(); }));
    // A button that goes away does not leave its focus to the one that throws everything away.
    shown.page.activateWindow();
    shown.status().pauseButton().setFocus();
    REQUIRE(waitUntil([&] { return shown.status().pauseButton().hasFocus(); }));
    stage.setState(id, JobState::Interrupted);
    REQUIRE(waitUntil([&] { return !shown.status().pauseButton().isVisible(); }));
    CHECK(shown.status().discardButton().isVisible());
    CHECK_FALSE(shown.status().discardButton().hasFocus());
    stage.setState(id, JobState::Running);
    stage.goOn(id, 111, 112);
    CHECK(waitUntil([&] { return loss.curve(0).points().size() == 112; }));
}

TEST_CASE("examples of the validation set, newly after each check: pictures as tiles, rows as sentences")
{
    TrainStage stage(true);
    const auto id = stage.addRun(JobState::Running, 40);
    stage.open();
    Shown shown(stage);
    auto& view = shown.page.run().examples();
    CHECK_FALSE(view.isVisible());
    stage.goOn(id, 41, 60);
    REQUIRE(waitUntil([&] { return view.isVisible() && view.tiles().size() == 9; }));
    CHECK(view.tiles()[1]->toolTip() == "rose, right, 55% sure");
    CHECK(view.tiles()[0]->toolTip() == "daisy, but it is tulip, 50% sure");
    REQUIRE(waitUntil([&] { return stage.engine->count("worker.images") == 1; }));
    stage.goOn(id, 61, 80);
    CHECK(stage.engine->count("worker.images") == 1); // the same examples: their pictures are here

    TrainStage table;
    const auto run = table.addRun(JobState::Running, 40);
    table.open();
    Shown rows(table);
    table.goOn(run, 41, 60);
    auto& list = rows.page.run().examples().list();
    REQUIRE(waitUntil([&] { return list.isVisible() && list.count() == 9; }));
    CHECK(list.value(1) == "yes, right, 60% sure");
    CHECK(list.value(0) == "yes, but it is no, 55% sure");
    CHECK(list.value(8) == "“Where is my parcel?”: no, right, 95% sure");
}

TEST_CASE("stopping says what it keeps; discarding asks first")
{
    TrainStage stage;
    const auto id = stage.addRun(JobState::Running, 50);
    stage.open();
    Shown shown(stage);
    REQUIRE(waitUntil([&] { return shown.status().saveButton().isVisible(); }));
    shown.status().discardButton().click(); // the dialog's cancel
    REQUIRE(stage.dialogs->asked.size() == 1);
    CHECK(stage.dialogs->asked[0].dangerous);
    CHECK(stage.engine->count("jobs.stop") == 0);
    stage.dialogs->answers = {1};
    shown.status().discardButton().click();
    CHECK(waitUntil([&] { return stage.engine->count("jobs.stop") == 1; }));
    CHECK(stage.engine->last("jobs.stop").at("mode").asText() == "save");
    stage.setState(id, JobState::Running);
    stage.dialogs->answers = {0};
    shown.status().discardButton().click();
    CHECK(waitUntil([&] { return stage.engine->count("jobs.stop") == 2; }));
    CHECK(stage.engine->last("jobs.stop").at("mode").asText() == "discard");
    stage.setState(id, JobState::Stopped);
    REQUIRE(waitUntil([&] { return shown.status().notice().text() == QStringLiteral("Nothing of this training was kept."); }));
    CHECK(shown.primary().text() == "New training");
    shown.page.runPrimary();
    CHECK(shown.page.view() == TrainPage::View::Setup);
}

TEST_CASE("done: the figure, why it ended, and the way to the results")
{
    TrainStage stage;
    const auto id = stage.addRun(JobState::Running, 400);
    stage.open();
    Shown shown(stage);
    REQUIRE(waitUntil([&] { return shown.page.run().charts().series().isLoaded(); }));
    stage.run(id).checkpoints = {{id, "b", 300, 15.0, true, 0.82, 0, "improvement"}};
    stage.complete(id, "early_stopped", 0.93);
    REQUIRE(waitUntil([&] { return shown.status().outcome() == QStringLiteral("93 of 100 right"); }));
    CHECK(shown.status().notice().text().contains(QStringLiteral("step 300")));
    CHECK(shown.primary().text() == "See results");
    CHECK(shown.primary().isEnabled());
    const auto markers = shown.page.run().charts().lossPlot().canvas().markers();
    const auto has = [&](PlotMarker::Kind kind, double step) {
        return std::ranges::any_of(markers, [&](const PlotMarker& marker) { return marker.kind == kind && marker.step == step; });
    };
    CHECK(has(PlotMarker::Kind::Best, 300.0));
    CHECK(has(PlotMarker::Kind::EarlyStop, 400.0));
    CHECK(has(PlotMarker::Kind::Checkpoint, 300.0));
    shown.page.runPrimary();
    CHECK(stage.session.place() == Place::Results);
    CHECK(stage.session.currentRun()->id == id);
}

TEST_CASE("failed: the sentence, and a mend where there is one")
{
    TrainStage stage;
    const auto id = stage.addRun(JobState::Running, 100);
    stage.open();
    Shown shown(stage);
    const auto fails = [&](const Error& error, const QString& words) {
        stage.setState(id, JobState::Failed, error);
        return waitUntil([&] { return shown.status().notice().text().contains(words); });
    };
    SUBCASE("it ran away")
    {
        REQUIRE(fails(makeError("training.diverged", {{"step", 101}, {"what", "the loss"}, {"value", "NaN"}, {"fixes", "a lower learning rate"}}), QStringLiteral("101")));
        CHECK(shown.primary().text() == "Train with a lower rate");
        shown.page.runPrimary();
        REQUIRE(waitUntil([&] { return stage.engine->count("train") == 1; }));
        CHECK(stage.engine->last("train").at("recipe").at("objectives").asList()[0].at("optimizer").at("parameters").at("lr").asReal() == doctest::Approx(1e-4));
        CHECK(stage.session.draft().undoStack().canUndo());
    }
    SUBCASE("memory ran short")
    {
        REQUIRE(fails(makeError("training.out_of_memory", {{"micro_batch", 1}}), QStringLiteral("Memory")));
        REQUIRE(waitUntil([&] { return shown.primary().text() == QStringLiteral("Train with smaller batches"); }));
        shown.page.runPrimary();
        REQUIRE(waitUntil([&] { return stage.engine->count("train") == 1; }));
        CHECK(stage.engine->last("train").at("recipe").at("training").at("batch_size").asInteger() == 18);
    }
    SUBCASE("something else")
    {
        REQUIRE(fails(makeError("training.failed", {}, "std::bad_thing"), QStringLiteral("fault")));
        CHECK(shown.primary().text() == "Try again");
        shown.page.runPrimary();
        CHECK(waitUntil([&] { return stage.engine->count("jobs.retry") == 1; }));
    }
}

TEST_CASE("interrupted: it says that it goes on by itself")
{
    TrainStage stage;
    const auto id = stage.addRun(JobState::Interrupted, 200);
    stage.run(id).checkpoints = {{id, "b", 180, 9.0, false, 0.0, 0, "time"}};
    stage.open();
    Shown shown(stage);
    REQUIRE(waitUntil([&] { return shown.status().notice().text().contains(QStringLiteral("step 180")); }));
    CHECK(shown.status().notice().kind() == NoticeKind::Warning);
    CHECK(shown.primary().text() == "Resume now");
}

TEST_CASE("while something trains the next one is added to the queue")
{
    TrainStage stage;
    stage.addRun(JobState::Running, 50);
    stage.open();
    Shown shown(stage);
    shown.page.showSetup();
    REQUIRE(isReady(shown));
    CHECK(shown.primary().text() == "Add to queue");
    shown.page.runPrimary();
    REQUIRE(waitUntil([&] { return shown.page.view() == TrainPage::View::Run && stage.runs.size() == 2; }));
    CHECK(waitUntil([&] { return shown.status().notice().text().contains(QStringLiteral("1 training")); }));
    CHECK(shown.status().discardButton().text() == "Remove from queue");
    shown.status().discardButton().click();
    CHECK(waitUntil([&] { return stage.engine->count("jobs.stop") == 1; }));
    CHECK(stage.dialogs->asked.empty());
}

TEST_CASE("the log grows without losing the reader's place")
{
    TrainStage stage;
    const auto id = stage.addRun(JobState::Running, 50);
    stage.run(id).notes = {makeError("service.note_resumed", {{"step", 20}})};
    stage.open();
    Shown shown(stage);
    auto& log = shown.page.run().log();
    QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::Fatal);
    REQUIRE(waitUntil([&] { return log.rowCount() == 1; }));
    CHECK(log.index(0).data().toString().contains(QStringLiteral("step 20")));
    int resets = 0;
    QObject::connect(&log, &QAbstractItemModel::modelReset, &log, [&] { ++resets; });
    stage.engine->publish("note", stage.run(id).job.id, id, valueFromJson(toJson(makeError("training.checkpoint_failed"))));
    REQUIRE(waitUntil([&] { return log.rowCount() == 2; }));
    CHECK(resets == 0);
    CHECK(log.text().count(QLatin1Char('\n')) == 1);
    // Marked in the plots where it says a step.
    CHECK(waitUntil([&] {
        return std::ranges::any_of(shown.page.run().charts().lossPlot().canvas().markers(),
                                   [](const PlotMarker& marker) { return marker.kind == PlotMarker::Kind::Resumed && marker.step == 20.0; });
    }));
}

TEST_CASE("another language and another theme change everything in place")
{
    TrainStage stage(true);
    stage.addRun(JobState::Running, 50);
    stage.open();
    Shown shown(stage);
    shown.page.advanced().fold().setOpen(true);
    QEvent language(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&shown.page, &language);
    ThemeOptions dark;
    dark.appearance = Appearance::Dark;
    dark.textScale = 1.5;
    applyTheme(*qApp, Theme(dark));
    shown.page.showSetup();
    CHECK(waitUntil([&] { return shown.page.grab().toImage().pixelColor(4, 4).lightness() < 60; }));
    applyTheme(*qApp, Theme());
}
