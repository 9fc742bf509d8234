// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QListView>
#include <QMimeData>
#include <QTest>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/data/shown_page.h"
#include "ui/forms/number_box.h"
#include "ui/forms/parameter_form.h"
#include "ui/pages/data/class_level_card.h"
#include "ui/pages/data/column_chooser.h"
#include "ui/pages/data/column_popover.h"
#include "ui/pages/data/data_view.h"
#include "ui/pages/data/finding_cards.h"
#include "ui/pages/data/format_card.h"
#include "ui/pages/data/import_panes.h"
#include "ui/pages/data/picture_view.h"
#include "ui/pages/data/prediction_sentence.h"
#include "ui/pages/data/rows_view.h"
#include "ui/pages/data/sheet_card.h"
#include "ui/pages/data/split_card.h"
#include "ui/session/pasted_cells.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/switch.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("The page opens with the sentence, the first rows and the next step")
{
    ShownPage shown(passengers());
    REQUIRE(waitUntil([&] { return !shown.cell(0, 0).isEmpty(); }));
    CHECK(shown.view().sentence()->text() == QStringLiteral("Predict Survived from 6 columns"));
    CHECK(shown.primaryButton()->text() == QStringLiteral("Choose a model"));
    CHECK(shown.primaryButton()->isEnabled());
    CHECK(shown.view().rowsView()->isVisible());
    CHECK_FALSE(shown.view().viewChoice()->isVisible());
    shown.page->runPrimary();
    CHECK(shown.session().place() == Place::Model);
}

TEST_CASE("Another column to predict: the engine advises anew, the sentence follows")
{
    ShownPage shown(passengers());
    auto* box = shown.view().sentence()->targetBox();
    CHECK(box->findText(QStringLiteral("Name")) < 0); // free text is nothing to predict
    const int fare = box->findText(QStringLiteral("Fare"));
    REQUIRE(fare >= 0);
    auto other = passengers();
    auto advice = adviceFor(other);
    advice.recipe.targets = {{"Fare", {}}};
    shown.fixture.engine().answer("worker.recommend", toValue(advice));
    box->setCurrentIndex(fare);
    Q_EMIT box->activated(fare);
    REQUIRE(waitUntil([&] { return shown.session().draft().recipe().targets.front().field == "Fare"; }));
    CHECK(shown.fixture.engine().last("worker.recommend").at("target").asText() == "Fare");
    CHECK(shown.view().sentence()->text().startsWith(QStringLiteral("Predict Fare from")));
}

TEST_CASE("Columns to learn from are checked in a list, and the last one cannot be taken away")
{
    ShownPage shown(passengers());
    auto& columns = shown.view().sentence()->inputColumns();
    CHECK(columns.usedCount() == 6);
    REQUIRE(columns.rowCount() == 8); // all but the target
    shown.view().sentence()->inputsButton()->showPopup();
    auto* chooser = shown.view().sentence()->findChild<ColumnChooser*>();
    REQUIRE(chooser);
    CHECK(chooser->isVisible());
    QTest::keyClick(chooser, Qt::Key_Escape);
    CHECK_FALSE(chooser->isVisible());
    for (int row = 0; row < columns.rowCount(); ++row)
        columns.setData(columns.index(row), Qt::Unchecked, Qt::CheckStateRole);
    CHECK(columns.usedCount() == 1);
    CHECK(shown.session().draft().recipe().inputs.size() == 1);
}

TEST_CASE("The column's menu opens from its head and by keyboard, and changes kind and use")
{
    ShownPage shown(passengers());
    REQUIRE(waitUntil([&] { return !shown.cell(0, 0).isEmpty(); }));
    auto* view = shown.view().rowsView();
    view->setCurrentIndex(view->model()->index(0, 5));
    QTest::keyClick(view, Qt::Key_Down, Qt::AltModifier);
    auto* menu = shown.view().columnPopover();
    CHECK(menu->isVisible());
    CHECK(menu->accessibleName() == QStringLiteral("Column Age"));
    const int ignore = menu->roleBox()->findData(static_cast<int>(FieldRole::Ignore));
    REQUIRE(ignore >= 0);
    Q_EMIT menu->roleBox()->activated(ignore);
    CHECK_FALSE(menu->isVisible());
    CHECK(shown.view().sentence()->text() == QStringLiteral("Predict Survived from 5 columns"));
    CHECK(shown.fixture.engine().count("datasets.import") == 0);

    menu->show("Age", QRect(0, 0, 10, 10));
    const int category = menu->kindBox()->findData(static_cast<int>(FieldKind::Category));
    Q_EMIT menu->kindBox()->activated(category);
    REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
    const auto overrides = shown.fixture.engine().last("datasets.import").at("overrides");
    CHECK(overrides.asList().front().at("field").asText() == "Age");
    CHECK(overrides.asList().front().at("kind").asText() == "category");

    // The column to predict is not freed here.
    ShownPage again(passengers());
    again.view().columnPopover()->show("Survived", QRect(0, 0, 10, 10));
    CHECK_FALSE(again.view().columnPopover()->roleBox()->isEnabled());
}

TEST_CASE("A column that gives the answer away is left out by its card's button, and undo takes it back")
{
    ShownPage shown(passengers(), true);
    auto* cards = shown.view().findingCards();
    REQUIRE_FALSE(cards->findings().empty());
    CHECK(cards->findings().front().kind == Finding::Kind::GivesAway);
    auto* leave = cards->findChild<Notice*>()->findChild<Button*>();
    REQUIRE(leave);
    CHECK(leave->text() == QStringLiteral("Leave it out"));
    leave->click();
    CHECK(shown.view().sentence()->text() == QStringLiteral("Predict Survived from 5 columns"));
    CHECK(cards->findings().front().column.empty());
    shown.session().draft().undoStack().undo();
    CHECK(cards->findings().front().column == "Fare");
}

TEST_CASE("The split bar divides again as a new data version with the shares that were set")
{
    ShownPage shown(passengers());
    auto* bar = shown.view().splitCard()->bar();
    CHECK(bar->counts() == SplitCounts{713, 89, 89});
    Q_EMIT bar->sharesChosen(0.6, 0.25, 0.15);
    REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
    const auto split = shown.fixture.engine().last("datasets.import").at("split");
    CHECK(split.at("validation").asReal() == doctest::Approx(0.25));
    CHECK(split.at("test").asReal() == doctest::Approx(0.15));
    CHECK(split.at("method").asText() == "stratified");
}

TEST_CASE("Skipped rows stand in a fold with file, line and reason")
{
    ShownPage shown(passengers());
    auto* fold = shown.view().skippedFold();
    CHECK(fold->isVisible());
    CHECK_FALSE(fold->isOpen());
    fold->setOpen(true);
    const auto* list = fold->findChild<QListView*>();
    REQUIRE(list);
    REQUIRE(list->model()->rowCount() == 2);
    const auto first = list->model()->index(0, 0);
    CHECK(first.data(IssuesModel::FileRole).toString() == QStringLiteral("titanic.csv"));
    CHECK(first.data(IssuesModel::LineRole).toInt() == 62);
    CHECK(first.data().toString().contains(QStringLiteral("10 cells")));
    CHECK(first.data(IssuesModel::PlaceRole).toString() == QStringLiteral("titanic.csv, line 62, 8 times"));
    const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

TEST_CASE("Read it differently: the importer's options, read again with what was changed")
{
    ShownPage shown(passengers());
    auto* card = shown.view().formatCard();
    CHECK_FALSE(card->applyButton()->isEnabled());
    card->optionsFold()->setOpen(true);
    REQUIRE(waitUntil([&] { return card->form()->isComplete(); }));
    Q_EMIT card->form()->valueEdited("header", Value("no"));
    CHECK(card->applyButton()->isEnabled());
    card->applyButton()->click();
    REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
    CHECK(shown.fixture.engine().last("datasets.import").at("options").at("header").asText() == "no");
}

TEST_CASE("Importing shows phase, rows and time left, and can be cancelled")
{
    ShownPage shown(passengers());
    shown.session().importAgain({});
    CHECK(shown.page->importing()->isVisible());
    CHECK_FALSE(shown.page->importing()->cancelButton()->isEnabled()); // there is no job to cancel yet
    REQUIRE(waitUntil([&] { return !shown.session().data().job.empty(); }));
    shown.fixture.engine().publish("progress", "j2", "", Value(ValueMap{{"phase", "reading"}, {"done", 1.0}, {"total", 4.0},
                                                                        {"details", ValueMap{{"rows", 1234}}}}));
    CHECK(shown.page->importing()->progress()->share() == doctest::Approx(0.25));
    CHECK_FALSE(shown.primaryButton()->isVisible());
    shown.page->importing()->cancelButton()->click();
    CHECK(waitUntil([&] { return shown.fixture.engine().count("jobs.stop") == 1; }));
    CHECK(shown.fixture.engine().last("jobs.stop").at("mode").asText() == "discard");
}

TEST_CASE("A failed import says why and offers another file; a failed second reading leads back")
{
    ShownPage shown(passengers());
    shown.session().importAgain({});
    REQUIRE(waitUntil([&] { return shown.session().data().job == "j2"; }));
    Job job;
    job.id = "j2";
    job.kind = JobKind::Import;
    job.state = JobState::Failed;
    job.error = makeError("data.not_text", {{"file", "photo.docx"}});
    shown.fixture.engine().publish("job", "j2", "", toValue(job));
    REQUIRE(shown.page->failed()->isVisible());
    CHECK(shown.page->failed()->notice()->text().contains(QStringLiteral("photo.docx")));
    const auto buttons = shown.page->failed()->notice()->findChildren<Button*>();
    REQUIRE(buttons.size() >= 2);
    shown.fixture.dialogs().files = {QStringLiteral("/data/other.csv")};
    SUBCASE("another file")
    {
        buttons[0]->click();
        CHECK(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 2; }));
        CHECK(shown.fixture.engine().last("datasets.import").at("paths").asList().front().asText() == "/data/other.csv");
    }
    SUBCASE("back")
    {
        buttons[1]->click();
        CHECK(waitUntil([&] { return shown.session().data().phase == DataState::Phase::Ready; }));
        CHECK(shown.view().isVisible());
    }
}

TEST_CASE("Pasted cells become a table in the workspace's cache")
{
    ShownPage shown(passengers());
    shown.session().closeProject();
    auto* clipboard = new QMimeData;
    clipboard->setText(QStringLiteral("name\tage\nAnna\t30\nBo\t41"));
    QApplication::clipboard()->setMimeData(clipboard);
    shown.fixture.engine().answer("projects.create", Value(ValueMap{{"id", "p1"}, {"name", "Pasted cells"}}));
    QTest::keySequence(shown.page.get(), QKeySequence(QKeySequence::Paste));
    REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
    const auto path = shown.fixture.engine().last("datasets.import").at("paths").asList().front().asText();
    CHECK(path.ends_with("Pasted cells.tsv"));
    CHECK(path.starts_with((shown.fixture.engine().workspace() / "cache").string()));
    CHECK(readBytes(path) == "name\tage\nAnna\t30\nBo\t41\n");
    QMimeData word;
    word.setText(QStringLiteral("hello"));
    CHECK_FALSE(holdsCells(&word));
}

TEST_CASE("Pictures: the grid is shown first, the table by choice, and the task's view of them by the switch")
{
    ShownPage shown(flowers());
    auto* pictures = shown.view().pictureView();
    REQUIRE(pictures->isVisible());
    const auto loaded = [&] {
        return static_cast<ThumbnailLoader::State>(pictures->model()->index(0, 0).data(PictureModel::StateRole).toInt())
            == ThumbnailLoader::State::Loaded;
    };
    REQUIRE(waitUntil(loaded));
    CHECK(pictures->model()->columnCount() >= 5);
    QTest::keyClick(pictures, Qt::Key_Home);
    pictures->setCurrentIndex(pictures->model()->index(0, pictures->model()->columnCount() - 1));
    QTest::keyClick(pictures, Qt::Key_Right);
    CHECK(pictures->currentIndex().row() == 1); // on to the next line
    CHECK(pictures->currentIndex().column() == 0);
    shown.view().asTaskSees()->setChecked(true);
    REQUIRE(waitUntil([&] {
        return pictures->model()->index(0, 0).data(PictureModel::ImageRole).value<QImage>().size() == QSize(28, 28);
    }));
    CHECK(pictures->model()->index(0, 0).data(PictureModel::CaptionRole).toString() == QStringLiteral("28 × 28, gray"));
    shown.view().asTaskSees()->setChecked(false);
    REQUIRE(waitUntil([&] {
        return pictures->model()->index(0, 0).data(PictureModel::ImageRole).value<QImage>().width() == 96;
    }));
}

TEST_CASE("Folders within folders: the card asks which is the class, with pictures, and reads again by the choice")
{
    auto manifest = flowers();
    const auto example = [](const char* name, int index) {
        return Value(ValueMap{{"class", name}, {"file", "roses/" + std::to_string(index) + ".jpg"}, {"index", index}});
    };
    manifest.report.format["class_level"] = 2;
    manifest.report.format["levels"] = ValueList{
        Value(ValueMap{{"level", 1}, {"classes", 2}, {"examples", ValueList{example("garden", 3), example("field", 300)}}}),
        Value(ValueMap{{"level", 2}, {"classes", 5}, {"examples", ValueList{example("roses", 3), example("tulips", 8)}}})};
    ShownPage shown(manifest);
    auto* card = shown.view().classLevelCard();
    REQUIRE(card->isVisible());
    REQUIRE(card->buttons().size() == 2);
    CHECK(card->buttons()[0]->isEnabled());
    CHECK_FALSE(card->buttons()[1]->isEnabled());
    // The rows around each example were asked for, no more.
    CHECK(waitUntil([&] {
        int asked = 0;
        for (const auto& [method, params] : shown.fixture.engine().requests())
            asked += method == "worker.rows" && params.at("count").asInteger() < 100;
        return asked == 4;
    }));
    card->buttons()[0]->click();
    REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
    CHECK(shown.fixture.engine().last("datasets.import").at("options").at("class_level").asInteger() == 1);

    ShownPage plain(flowers());
    CHECK_FALSE(plain.view().classLevelCard()->isVisible());
}

TEST_CASE("A workbook: sheet and row of the names with their reasons; another choice reads again")
{
    auto manifest = passengers();
    manifest.report.importer = "xlsx";
    manifest.report.format = {{"sheet", "Passengers"}, {"other_sheets", ValueList{"Cover", "Crew"}}, {"header", true}, {"header_row", 3}};
    manifest.report.notes.push_back(makeError("data.sheet_with_more_rows", {{"sheet", "Passengers"}, {"others", "Cover, Crew"}}));
    manifest.report.notes.push_back(makeError("data.sheet_header_row", {{"row", 3}}));
    ShownPage shown(manifest);
    auto* card = shown.view().sheetCard();
    REQUIRE(card->isVisible());
    CHECK(card->sheetBox()->count() == 3);
    CHECK(card->sheetBox()->currentText() == QStringLiteral("Passengers"));
    CHECK(card->rowBox()->value() == 3.0);
    CHECK(card->sheetBox()->accessibleDescription().contains(QStringLiteral("far more rows")));
    CHECK(card->rowBox()->accessibleDescription().contains(QStringLiteral("Row 3 names the columns")));
    CHECK_FALSE(card->applyButton()->isEnabled());

    const auto asked = [&] { return shown.fixture.engine().last("datasets.import").at("options"); };
    SUBCASE("another sheet: its row of names is found out")
    {
        card->sheetBox()->setCurrentIndex(2);
        Q_EMIT card->sheetBox()->activated(2);
        REQUIRE(card->applyButton()->isEnabled());
        card->applyButton()->click();
        REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
        CHECK(asked().at("sheet").asText() == "Crew");
        CHECK(asked().at("header_row").isNull());
    }
    SUBCASE("another row of the same sheet")
    {
        card->rowBox()->setValue(4);
        Q_EMIT card->rowBox()->edited();
        REQUIRE(card->applyButton()->isEnabled());
        card->applyButton()->click();
        REQUIRE(waitUntil([&] { return shown.fixture.engine().count("datasets.import") == 1; }));
        CHECK(asked().at("header_row").asInteger() == 4);
        CHECK(asked().at("sheet").isNull());
    }
    ShownPage plain(passengers());
    CHECK_FALSE(plain.view().sheetCard()->isVisible());
}

TEST_CASE("Every control of the page has an accessible name, and nothing is clipped at 150 % text")
{
    ShownPage shown(passengers(), true);
    for (auto* widget : shown.page->findChildren<QWidget*>())
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && (qobject_cast<QAbstractButton*>(widget)
            || qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractItemView*>(widget))) {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            CAPTURE(widget->metaObject()->className());
            CHECK_FALSE((widget->accessibleName().isEmpty() && (!button || button->text().isEmpty())));
        }
}

TEST_CASE("When the engine is lost the page stays and says why one cannot go on")
{
    ShownPage shown(passengers());
    shown.fixture.engine().setState(EngineApi::State::Lost, makeError("client.connection_lost"));
    CHECK_FALSE(shown.primaryButton()->isEnabled());
    CHECK_FALSE(shown.primaryButton()->toolTip().isEmpty());
    CHECK(shown.view().isVisible());
    shown.fixture.engine().setState(EngineApi::State::Ready);
    CHECK(shown.primaryButton()->isEnabled());
}
