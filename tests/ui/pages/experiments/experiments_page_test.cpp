// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiments/experiments_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <doctest/doctest.h>

#include "engine/documents/recipe_document.h"
#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/experiments/compare_view.h"
#include "ui/pages/experiments/differences_model.h"
#include "ui/pages/experiments/runs_model.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

/// Five runs that differ in batch size and result, on a table that is shown.
struct Shown {
    Shown()
    {
        QSettings().clear();
        applyTheme(*qApp, Theme());
        for (int i = 0; i < 5; ++i) {
            const auto id = stage.addRun(JobState::Completed, 200);
            auto recipe = stage.recommendation.recipe;
            recipe.training.batchSize = 8 << i;
            stage.run(id).record.recipe = stage.run(id).record.resolvedRecipe = documents::writeRecipe(recipe);
            stage.run(id).record.startedUtc = "2026-03-01T12:00:00.000Z";
            stage.run(id).record.createdUtc = "2026-03-0" + std::to_string(i + 1) + "T12:00:00.000Z";
            stage.complete(id, "finished", 0.80 + 0.01 * ((i * 3) % 5));
        }
        const auto edit = [this](const char* method, auto change) {
            stage.engine->answer(method, [this, change](const Value& params) -> Result<Value> {
                change(stage.run(params.at("run").asText()).record, params);
                return Value(ValueMap{});
            });
        };
        edit("runs.tag", [](store::RunRecord& run, const Value& params) {
            run.tags.clear();
            for (const auto& tag : params.at("tags").asList())
                run.tags.push_back(tag.asText());
        });
        edit("runs.note", [](store::RunRecord& run, const Value& params) { run.note = params.at("note").asText(); });
        edit("runs.rename", [](store::RunRecord& run, const Value& params) { run.name = params.at("name").asText(); });
        edit("runs.delete", [](store::RunRecord& run, const Value&) { run.deletedUtc = "2026-03-09T12:00:00.000Z"; });
        edit("runs.restore", [](store::RunRecord& run, const Value&) { run.deletedUtc.clear(); });
        stage.engine->answer("runs.compare", [](const Value& params) -> Result<Value> {
            ValueList batch;
            ValueList accuracy;
            for (std::size_t i = 0; i < params.at("runs").asList().size(); ++i) {
                batch.push_back(static_cast<int>(8U << i));
                accuracy.push_back(0.8 + 0.01 * static_cast<double>(i));
            }
            return Value(ValueMap{{"runs", ValueList{}},
                                  {"differences", ValueList{Value(ValueMap{{"path", "recipe.training.batch_size"}, {"values", batch}}),
                                                            Value(ValueMap{{"path", "metrics.validation.accuracy"}, {"values", accuracy}})}}});
        });
        stage.open();
        page = std::make_unique<ExperimentsPage>(stage.session);
        page->resize(1088, 720);
        page->show();
        page->entered();
        REQUIRE(waitUntil([&] { return runs().isLoaded() && runs().rowCount() == static_cast<int>(stage.runs.size()); }));
    }
    [[nodiscard]] RunsModel& runs() { return page->runs(); }
    [[nodiscard]] QAbstractItemModel& shown() { return *page->table().model(); }
    [[nodiscard]] QString cell(int row, int column) { return shown().index(row, column).data().toString(); }
    [[nodiscard]] Toast* toast() { return page->findChild<Toast*>(); }

    TrainStage stage;
    std::unique_ptr<ExperimentsPage> page;
};

} // namespace

TEST_CASE("runs are listed, the newest first, with their result")
{
    Shown s;
    QAbstractItemModelTester tester(&s.runs(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    REQUIRE(s.shown().rowCount() == 5);
    CHECK(s.cell(0, RunsModel::Name) == "Run 5");
    CHECK(s.cell(0, RunsModel::State) == "Completed");
    CHECK(s.cell(0, RunsModel::Figure) == "82 of 100 right");
    CHECK(s.cell(0, RunsModel::Duration) == "42 s");
    CHECK(s.cell(0, RunsModel::Data) == "version 1");
    // What recipes say comes a moment later, for the rows that are seen.
    CHECK(waitUntil([&] { return s.cell(0, RunsModel::Model) == QStringLiteral("Network for tables"); }));
    CHECK(s.cell(0, RunsModel::BatchSize) == "128");
    CHECK(s.shown().columnCount() == RunsModel::ColumnCount);
}

TEST_CASE("sorting by numbers, filtering by text and star")
{
    Shown s;
    s.page->table().sortByColumn(RunsModel::Figure, Qt::DescendingOrder);
    CHECK(s.cell(0, RunsModel::Figure) == "84 of 100 right");
    CHECK(s.cell(4, RunsModel::Figure) == "80 of 100 right");
    // By something that every recipe has to be read for: 128 comes after 64, not after 1.
    s.page->table().sortByColumn(RunsModel::BatchSize, Qt::AscendingOrder);
    CHECK(waitUntil([&] { return s.cell(0, RunsModel::BatchSize) == QStringLiteral("8") && s.cell(4, RunsModel::BatchSize) == QStringLiteral("128"); }));
    CHECK(s.cell(1, RunsModel::BatchSize) == "16");

    s.page->filter().setText(QStringLiteral("run 3"));
    CHECK(s.shown().rowCount() == 1);
    s.page->filter().setText(QStringLiteral("network for"));
    CHECK(waitUntil([&] { return s.shown().rowCount() == 5; }));
    s.page->filter().clear();
    s.runs().setStarred(s.runs().rowOf("r2"), true);
    REQUIRE(waitUntil([&] { return s.runs().isStarred(s.runs().rowOf("r2")); }));
    for (auto* button : s.page->findChildren<QAbstractButton*>())
        if (button->text() == QStringLiteral("Starred only"))
            button->click();
    CHECK(s.shown().rowCount() == 1);
    // The star is a tag of its own kind and not shown among the others.
    CHECK(s.cell(0, RunsModel::Tags).isEmpty());
}

TEST_CASE("a star by mouse and by key")
{
    Shown s;
    auto& table = s.page->table();
    const auto rect = table.visualRect(s.shown().index(0, RunsModel::Star));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, rect.center());
    CHECK(waitUntil([&] { return s.runs().isStarred(s.runs().rowOf("r5")); }));
    s.page->selectRuns({"r5"});
    QTest::keyClick(&table, Qt::Key_Asterisk);
    CHECK(waitUntil([&] { return !s.runs().isStarred(s.runs().rowOf("r5")); }));
}

TEST_CASE("names, tags and notes are edited in their cells and can be undone")
{
    Shown s;
    const auto edit = [&](int column, const QString& text) {
        const int row = s.runs().rowOf("r4");
        return s.runs().setData(s.runs().index(row, column), text, Qt::EditRole);
    };
    const auto shows = [&](int column, const QString& text) {
        return waitUntil([&] { return s.runs().index(s.runs().rowOf("r4"), column).data().toString() == text; });
    };
    REQUIRE(edit(RunsModel::Name, QStringLiteral("wider")));
    CHECK(shows(RunsModel::Name, QStringLiteral("wider")));
    REQUIRE(waitUntil([&] { return s.toast() != nullptr; }));
    CHECK(s.toast()->text().contains(QStringLiteral("wider")));
    Q_EMIT s.toast()->buttonPressed();
    CHECK(shows(RunsModel::Name, QStringLiteral("Run 4")));
    REQUIRE(edit(RunsModel::Tags, QStringLiteral("good, for paper ,good")));
    CHECK(shows(RunsModel::Tags, QStringLiteral("good, for paper")));
    REQUIRE(edit(RunsModel::Note, QStringLiteral("smaller batches help")));
    CHECK(shows(RunsModel::Note, QStringLiteral("smaller batches help")));
    CHECK_FALSE(edit(RunsModel::Name, QStringLiteral("  ")));
    CHECK_FALSE(edit(RunsModel::State, QStringLiteral("x")));
    CHECK_FALSE(edit(RunsModel::Note, QStringLiteral("smaller batches help"))); // nothing new
}

TEST_CASE("two and more are compared: curves and only what differs, in the order of selection")
{
    Shown s;
    CHECK_FALSE(s.page->comparison().isVisible());
    s.page->selectRuns({"r2"});
    CHECK_FALSE(s.page->comparison().isVisible());
    s.page->selectRuns({"r4", "r2", "r5"});
    auto& comparison = s.page->comparison();
    REQUIRE(comparison.isVisible());
    auto& plot = comparison.plot();
    REQUIRE(waitUntil([&] { return plot.curveCount() == 3 && !plot.curve(2).points().isEmpty(); }));
    CHECK(comparison.choice().currentData().toString() == "validation/accuracy");
    std::map<std::string, int> colors;
    for (int i = 0; i < 3; ++i)
        colors[plot.curve(i).style.name.toStdString()] = plot.curve(i).style.color;
    CHECK(colors == std::map<std::string, int>{{"Run 4", 0}, {"Run 2", 1}, {"Run 5", 2}});
    CHECK(s.runs().index(s.runs().rowOf("r4"), RunsModel::Name).data(Qt::DecorationRole).isValid());
    CHECK_FALSE(s.runs().index(s.runs().rowOf("r1"), RunsModel::Name).data(Qt::DecorationRole).isValid());

    auto& differences = comparison.differences();
    QAbstractItemModelTester tester(&differences, QAbstractItemModelTester::FailureReportingMode::Fatal);
    REQUIRE(waitUntil([&] { return differences.rowCount() == 2; }));
    CHECK(differences.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString() == "Run 4");
    CHECK(differences.index(0, 0).data().toString() == "Right answers, validation set");
    CHECK(differences.index(0, 2).data().toString() == "81.0%");
    CHECK(differences.index(1, 0).data().toString() == "Batch size");
    CHECK(differences.index(1, 3).data().toString() == "32");
    CHECK(differences.title("recipe.objectives.0.optimizer.parameters.lr") == "Learning rate");

    // Another curve of the same runs.
    const int loss = comparison.choice().findData(QStringLiteral("train/loss"));
    REQUIRE(loss >= 0);
    comparison.choice().setCurrentIndex(loss);
    Q_EMIT comparison.choice().activated(loss);
    CHECK(waitUntil([&] { return plot.curveCount() == 3 && plot.curve(0).points().size() == 200; }));
    CHECK(plot.title() == "Loss, training");
    s.page->selectRuns({"r4"});
    CHECK_FALSE(comparison.isVisible());
}

TEST_CASE("a run's settings become the draft, as one step that can be undone")
{
    Shown s;
    s.page->selectRuns({"r1"});
    for (auto* button : s.page->findChildren<Button*>())
        if (button->text() == QStringLiteral("Train again from these settings"))
            button->click();
    REQUIRE(waitUntil([&] { return s.stage.session.place() == Place::Train; }));
    CHECK(s.stage.session.draft().recipe().training.batchSize == 8);
    CHECK(s.stage.session.draft().recipe().networks.at("model").fromTemplate.component == "mlp");
    CHECK(s.stage.session.draft().recipe().dataset.version == "v1"); // the project's data stay
    s.stage.session.draft().undoStack().undo();
    CHECK(s.stage.session.draft().recipe().training.batchSize == 36);
}

TEST_CASE("deleting moves to the trash and can be undone; what still runs is not deleted")
{
    Shown s;
    s.page->selectRuns({"r1", "r3"});
    QTest::keyClick(&s.page->table(), Qt::Key_Delete);
    REQUIRE(waitUntil([&] { return s.runs().rowCount() == 3; }));
    REQUIRE(waitUntil([&] { return s.toast() != nullptr; }));
    Q_EMIT s.toast()->buttonPressed();
    CHECK(waitUntil([&] { return s.runs().rowCount() == 5; }));

    const auto id = s.stage.addRun(JobState::Running, 10);
    s.stage.publishJob(id);
    REQUIRE(waitUntil([&] { return s.runs().rowOf(id) == 0; }));
    s.page->selectRuns({id});
    const int before = s.stage.engine->count("runs.delete");
    QTest::keyClick(&s.page->table(), Qt::Key_Delete);
    CHECK(s.stage.engine->count("runs.delete") == before);
}

TEST_CASE("a new run comes in front and the selection stays")
{
    Shown s;
    s.page->selectRuns({"r2"});
    int resets = 0;
    QObject::connect(&s.runs(), &QAbstractItemModel::modelReset, s.page.get(), [&] { ++resets; });
    const auto id = s.stage.addRun(JobState::Queued);
    s.stage.publishJob(id);
    REQUIRE(waitUntil([&] { return s.runs().rowCount() == 6; }));
    CHECK(resets == 0);
    CHECK(s.page->selected() == std::vector<std::string>{"r2"});
    s.stage.setState(id, JobState::Running);
    CHECK(waitUntil([&] { return s.runs().index(s.runs().rowOf(id), RunsModel::State).data().toString() == QStringLiteral("Running"); }));
}

TEST_CASE("a list that does not come says why on the page, and is asked for again")
{
    Shown s;
    CHECK_FALSE(s.page->problem().isVisible());
    s.stage.engine->answer("runs.list", [](const Value&) -> Result<Value> { return makeError("store.io_failed", {{"path", "/w/fettle.db"}}); });
    s.page->entered();
    REQUIRE(waitUntil([&] { return s.page->problem().isVisible(); }));
    CHECK_FALSE(s.page->problem().text().isEmpty());
    CHECK(s.runs().rowCount() == 5); // what was there stays
    s.stage.engine->answer("runs.list", Value(ValueMap{{"runs", ValueList{}}}));
    for (auto* button : s.page->problem().findChildren<Button*>())
        if (button->text() == QStringLiteral("Try again"))
            button->click();
    CHECK(waitUntil([&] { return !s.page->problem().isVisible() && s.runs().rowCount() == 0; }));
}

TEST_CASE("columns are chosen and remembered")
{
    Shown s;
    auto& table = s.page->table();
    CHECK(table.isColumnHidden(RunsModel::BatchSize));
    const std::unique_ptr<QMenu> menu(s.page->makeColumnMenu());
    for (auto* action : menu->actions())
        if (action->text() == QStringLiteral("Batch size"))
            action->trigger();
    CHECK_FALSE(table.isColumnHidden(RunsModel::BatchSize));
    ExperimentsPage again(s.stage.session);
    CHECK_FALSE(again.table().isColumnHidden(RunsModel::BatchSize));
    CHECK(again.table().isColumnHidden(RunsModel::Optimizer));
}

TEST_CASE("the primary button leads on; without runs a sentence says what will be here")
{
    Shown s;
    auto* primary = s.page->findChild<PageHeader*>()->primary();
    CHECK(primary->text() == "New training");
    s.page->selectRuns({"r3"});
    CHECK(primary->text() == "See results");
    primary->click();
    CHECK(s.stage.session.place() == Place::Results);
    CHECK(s.stage.session.currentRun()->id == "r3");

    TrainStage none;
    none.open();
    ExperimentsPage empty(none.session);
    empty.show();
    empty.entered();
    REQUIRE(waitUntil([&] { return empty.runs().isLoaded(); }));
    CHECK_FALSE(empty.table().isVisible());
}
