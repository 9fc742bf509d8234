// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/home_page.h"

#include <algorithm>

#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QUrl>
#include <doctest/doctest.h>

#include "tests/ui/support/fake_engine.h"
#include "ui/pages/help_button.h"
#include "ui/pages/home/drop_area.h"
#include "ui/pages/home/project_files.h"
#include "ui/pages/home/project_row.h"
#include "ui/pages/home/project_shelf.h"
#include "ui/pages/home/start_card.h"
#include "ui/pages/home/system_check.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

#include <nlohmann/json.hpp>

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

ComponentInfo component(ComponentKind kind, const char* id, const char* title, std::vector<std::string> suits)
{
    ComponentInfo info;
    info.kind = kind;
    info.id = id;
    info.title = title;
    info.help = "Help.";
    info.suits = std::move(suits);
    return info;
}

Catalog catalogOfToday()
{
    Catalog catalog;
    catalog.components = {component(ComponentKind::Task, "image_classification", "Recognize pictures", {"input:image"}),
                          component(ComponentKind::Task, "tabular_classification", "Predict a class", {"input:table"}),
                          component(ComponentKind::Task, "tabular_regression", "Predict a number", {"input:table"}),
                          component(ComponentKind::Task, "text_classification", "Sort texts", {"input:text"}),
                          component(ComponentKind::Sample, "customers", "Customers who leave", {"table"}),
                          component(ComponentKind::Sample, "sensors", "Machines that fail", {"table"}),
                          component(ComponentKind::Sample, "shapes", "Pictures of shapes", {"image"}),
                          component(ComponentKind::Sample, "messages", "Messages to a shop", {"text"})};
    return catalog;
}

Value project(const char* id, const char* name, const char* created = "2026-03-01T12:00:00.000Z")
{
    return Value(ValueMap{{"id", id}, {"name", name}, {"created_utc", created}});
}

struct ShownHome {
    FakeEngine* engine = nullptr;
    FakeDialogs* dialogs = nullptr;
    std::unique_ptr<Session> session;
    std::unique_ptr<HomePage> page;

    explicit ShownHome(ValueList projects = {})
    {
        applyTheme(*qApp, Theme());
        auto fake = std::make_unique<FakeEngine>();
        auto asked = std::make_unique<FakeDialogs>();
        engine = fake.get();
        dialogs = asked.get();
        engine->answer("catalog", toValue(catalogOfToday()));
        engine->answer("projects.list", [projects](const Value& params) -> Result<Value> {
            return Value(ValueMap{{"projects", params.at("deleted").asBoolean() ? ValueList{} : projects}});
        });
        engine->answer("engine.doctor", Value(ValueMap{
            {"cpu", ValueMap{{"name", "A processor"}}}, {"training_threads", 4},
            {"memory", ValueMap{{"total_bytes", 16e9}, {"available_bytes", 8e9}}},
            {"gpu", ValueMap{{"driver_loaded", false}, {"devices_usable", false}, {"pci_devices", 0}}},
            {"disk", ValueMap{{"free_bytes", 100e9}}}, {"operating_system", "Debian"}}));
        session = std::make_unique<Session>(std::move(fake), std::move(asked));
        page = std::make_unique<HomePage>(*session);
        page->resize(1088, 720);
        page->show();
        page->entered();
        session->engine().start();
        REQUIRE(waitUntil([this] { return page->startCards().size() == 3; }));
    }
    ProjectShelf* shelf() { return page->findChild<ProjectShelf*>(); }
};

} // namespace

TEST_CASE("Start cards are the tasks that have a sample, one for each kind of data")
{
    ShownHome shown;
    const auto& cards = shown.page->startCards();
    CHECK(cards[0]->offer().title == QStringLiteral("Predict a column"));
    CHECK(cards[0]->offer().samples.size() == 2);
    CHECK(cards[1]->offer().title == QStringLiteral("Recognize pictures"));
    CHECK(cards[1]->sampleButton()->text() == QStringLiteral("Try the sample"));
    CHECK(cards[2]->offer().title == QStringLiteral("Sort texts"));
    CHECK(cards[2]->offer().sentence == QStringLiteral("Help."));
    CHECK(cards[2]->offer().iconName == "message-text");
    CHECK_FALSE(cards[2]->offer().fromFolder);
}

TEST_CASE("Texts keep one card where a number can be learned from them too")
{
    auto catalog = catalogOfToday();
    catalog.components.push_back(component(ComponentKind::Task, "text_regression", "Estimate a number from texts", {"input:text"}));
    const client::Sentences english("en");
    const auto offers = StartOffer::from(catalog, english);
    REQUIRE(offers.size() == 3);
    CHECK(offers[2].title == QStringLiteral("Sort texts"));
    CHECK(offers[2].sentence.contains(QStringLiteral("a class or a number")));
    CHECK(offers[2].samples.size() == 1);
}

TEST_CASE("Try the sample writes it and imports it as a project")
{
    ShownHome shown;
    shown.engine->answer("worker.write_sample", Value(ValueMap{{"paths", ValueList{Value("/w/shapes")}}, {"target", "label"}}));
    shown.engine->answer("projects.create", Value(ValueMap{{"id", "p1"}}));
    shown.page->startCards()[1]->sampleButton()->click();
    CHECK(shown.page->startCards()[1]->sampleButton()->isBusy());
    CHECK(waitUntil([&] { return shown.engine->count("datasets.import") == 1; }));
    CHECK(shown.engine->last("worker.write_sample").at("sample").asText() == "shapes");
    CHECK(shown.engine->last("datasets.import").at("options").at("target").asText() == "label");
    CHECK(shown.session->place() == Place::Data);
}

TEST_CASE("A sample that cannot be written is told on the page, and the button is free again")
{
    ShownHome shown;
    shown.engine->answer("worker.write_sample", [](const Value&) -> Result<Value> { return makeError("platform.disk_full", {{"path", "/w"}}); });
    shown.page->startCards()[1]->sampleButton()->click();
    auto* notice = shown.page->findChild<Notice*>();
    REQUIRE(waitUntil([&] { return notice->isVisible(); }));
    CHECK_FALSE(notice->text().isEmpty());
    CHECK_FALSE(shown.page->startCards()[1]->sampleButton()->isBusy());
}

TEST_CASE("The \"?\" beside the primary button asks for the page's part of the handbook")
{
    ShownHome shown;
    auto* help = shown.page->findChild<HelpButton*>();
    REQUIRE(help);
    QStringList wanted;
    QObject::connect(shown.session.get(), &Session::helpWanted, help, [&](const QString& topic) { wanted << topic; });
    help->click();
    CHECK(wanted == QStringList{"home"});
}

TEST_CASE("My own data: files for tables, a folder for pictures; a closed dialog does nothing")
{
    ShownHome shown;
    shown.engine->answer("projects.create", Value(ValueMap{{"id", "p1"}}));
    shown.page->startCards()[0]->ownDataButton()->click();
    CHECK(shown.engine->count("projects.create") == 0);
    shown.dialogs->folder = QStringLiteral("/data/flowers");
    shown.page->startCards()[1]->ownDataButton()->click();
    REQUIRE(waitUntil([&] { return shown.engine->count("datasets.import") == 1; }));
    CHECK(shown.engine->last("datasets.import").at("paths").asList().front().asText() == "/data/flowers");
    CHECK(shown.engine->last("projects.create").at("name").asText() == "flowers");
}

TEST_CASE("A file dropped on the page makes a project")
{
    ShownHome shown;
    shown.engine->answer("projects.create", Value(ValueMap{{"id", "p1"}}));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/data/titanic.csv"))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(shown.page.get(), &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(shown.page.get(), &drop);
    CHECK(waitUntil([&] { return shown.engine->count("datasets.import") == 1; }));
    QMimeData text;
    text.setText(QStringLiteral("hello"));
    CHECK(droppedPaths(&text).isEmpty());
}

TEST_CASE("Projects: the last worked on first, with result, model and curve")
{
    ShownHome shown({project("p1", "titanic"), project("p2", "flowers", "2026-03-02T12:00:00.000Z"), project("default", "Default")});
    shown.engine->answer("datasets.list", Value(ValueMap{{"datasets", ValueList{Value(ValueMap{
        {"id", "d1"}, {"project", "p1"}, {"name", "titanic"}, {"folder", "/w/datasets/d1"}, {"newest_version", "v1"}, {"row_count", 891},
        {"created_utc", "2026-03-01T12:00:00.000Z"}}), Value(ValueMap{ // a file that could not be read is no data
        {"id", "d2"}, {"project", "p1"}, {"name", "picture"}, {"folder", "/w/datasets/d2"}, {"created_utc", "2026-03-02T12:00:00.000Z"}})}}}));
    shown.engine->answer("runs.list", Value(ValueMap{{"runs", ValueList{Value(ValueMap{
        {"id", "r1"}, {"project", "p1"}, {"state", "completed"}, {"last_step", 9}, {"created_utc", "2026-03-05T12:00:00.000Z"},
        {"result", ValueMap{{"primary_metric", "accuracy"}, {"metrics", ValueMap{{"test", ValueMap{{"accuracy", 0.82}}}}}}}})}}}));
    shown.engine->answer("models.list", Value(ValueMap{{"models", ValueList{Value(ValueMap{{"id", "m1"}, {"project", "p1"}, {"name", "titanic 1"}})}}}));
    shown.engine->answer("runs.metrics", [](const Value& params) -> Result<Value> {
        // One evaluation is no curve: the loss is taken instead.
        const bool loss = params.at("series").asText() == "train/loss";
        return Value(ValueMap{{"series", params.at("series")}, {"total", 3},
                              {"steps", loss ? ValueList{Value(1), Value(2), Value(3)} : ValueList{Value(3)}},
                              {"values", loss ? ValueList{Value(1.0), Value(0.5), Value(0.3)} : ValueList{Value(0.8)}}});
    });
    shown.page->entered();
    REQUIRE(waitUntil([&] { return shown.shelf()->rows().size() == 2 && shown.engine->count("runs.metrics") == 2; }));
    CHECK(shown.shelf()->rows()[0]->project() == "p1"); // trained last
    const auto labels = shown.shelf()->rows()[0]->findChildren<TextLabel*>();
    CHECK(std::ranges::any_of(labels, [](const TextLabel* label) { return label->text().startsWith(QStringLiteral("891 rows")); }));
    CHECK(shown.shelf()->rows()[1]->project() == "p2"); // and the empty one from the start is not there
    auto* curve = shown.shelf()->rows()[0]->findChild<Sparkline*>();
    CHECK(waitUntil([&] { return curve->values().size() == 3; }));
}

TEST_CASE("Rename by F2 in the row; Esc leaves the name")
{
    ShownHome shown({project("p1", "titanic")});
    REQUIRE(waitUntil([&] { return shown.shelf()->rows().size() == 1; }));
    auto* row = shown.shelf()->rows()[0];
    QTest::keyClick(row, Qt::Key_F2);
    auto* edit = row->findChild<QLineEdit*>();
    REQUIRE(edit->isVisible());
    QTest::keyClicks(edit, QStringLiteral("x"));
    QTest::keyClick(edit, Qt::Key_Escape);
    CHECK_FALSE(edit->isVisible());
    CHECK(shown.engine->count("projects.rename") == 0);
    row->startRename();
    edit->setText(QStringLiteral("passengers"));
    QTest::keyClick(edit, Qt::Key_Return);
    REQUIRE(waitUntil([&] { return shown.engine->count("projects.rename") == 1; }));
    CHECK(shown.engine->last("projects.rename").at("name").asText() == "passengers");
}

TEST_CASE("Deleting says which files go, asks, and can be undone")
{
    ShownHome shown({project("p1", "titanic")});
    shown.engine->answer("datasets.list", Value(ValueMap{{"datasets", ValueList{Value(ValueMap{
        {"id", "d1"}, {"project", "p1"}, {"folder", "/w/datasets/d1"}, {"row_count", 891}})}}}));
    shown.engine->answer("projects.contents", Value(ValueMap{{"bytes", 3'500'000}, {"runs", 7}, {"models", 2}}));
    shown.engine->answer("projects.delete", Value());
    shown.engine->answer("projects.restore", Value());
    shown.page->entered();
    const auto* shelf = shown.shelf();
    REQUIRE(waitUntil([&] { return shelf->rows().size() == 1 && shown.engine->count("models.list") >= 1; }));
    static_cast<void>(waitUntil([] { return false; }, 200));
    Q_EMIT shelf->rows()[0]->deleteWanted();
    REQUIRE(waitUntil([&] { return shown.dialogs->asked.size() == 1; }));
    CHECK(shown.dialogs->asked[0].text.contains(QStringLiteral("3.5 MB")));
    CHECK(shown.dialogs->asked[0].text.contains(QStringLiteral("checkpoints: 7")));
    CHECK(shown.dialogs->asked[0].text.contains(QStringLiteral("models: 2")));
    CHECK(shown.dialogs->asked[0].text.contains(QStringLiteral("30 days")));
    CHECK(shown.dialogs->asked[0].text.contains(QStringLiteral("/w/datasets/d1")));
    CHECK(shown.dialogs->asked[0].dangerous);
    CHECK(shown.engine->count("projects.delete") == 0); // Esc keeps it
    shown.dialogs->answers = {0};
    Q_EMIT shelf->rows()[0]->deleteWanted();
    CHECK(waitUntil([&] { return shown.engine->count("projects.delete") == 1; }));
    auto* toast = shown.page->window()->findChild<Toast*>();
    REQUIRE(toast);
    Q_EMIT toast->buttonPressed();
    CHECK(waitUntil([&] { return shown.engine->count("projects.restore") == 1; }));
}

TEST_CASE("A project is exported to a file; it can be stopped, and says what was left out")
{
    ShownHome shown({project("p1", "titanic/2")});
    REQUIRE(waitUntil([&] { return shown.shelf()->rows().size() == 1; }));
    auto& files = shown.shelf()->files();
    Q_EMIT shown.shelf()->rows()[0]->exportWanted(); // the dialog is closed again
    CHECK_FALSE(files.isExporting());
    shown.dialogs->saved = QStringLiteral("/home/me/ship");
    shown.engine->answer("projects.export", Value(ValueMap{{"path", "/home/me/ship.fettle"}, {"size_bytes", 2'500'000}, {"runs_left_out", 1}, {"bases_left_out", "MiniLM"}}));
    shown.engine->hold("projects.export");
    Q_EMIT shown.shelf()->rows()[0]->exportWanted();
    REQUIRE(waitUntil([&] { return shown.engine->count("projects.export") == 1; }));
    CHECK(shown.engine->last("projects.export").at("path").asText() == "/home/me/ship.fettle");
    CHECK(files.isVisible());
    CHECK(files.stopLink().isVisible());
    shown.engine->publish("project", {}, {}, ValueMap{{"state", "exporting"}, {"path", "/home/me/ship.fettle"}, {"progress", 0.5}});
    CHECK(waitUntil([&] { return files.findChild<ProgressBar*>()->share() == 0.5; }));
    Q_EMIT shown.shelf()->rows()[0]->exportWanted(); // one at a time
    shown.engine->release("projects.export");
    REQUIRE(waitUntil([&] { return !files.isVisible(); }));
    CHECK(shown.engine->count("projects.export") == 1);
    const auto* toast = shown.page->window()->findChild<Toast*>();
    REQUIRE(toast);
    CHECK(toast->text().contains(QStringLiteral("ship.fettle")));
    CHECK(toast->text().contains(QStringLiteral("2.5 MB")));
    CHECK(toast->text().contains(QStringLiteral("“MiniLM” is not on this computer")));

    shown.engine->answer("projects.export", [](const Value&) -> Result<Value> { return makeError("platform.disk_full", {{"path", "/home/me/ship.fettle"}}); });
    Q_EMIT shown.shelf()->rows()[0]->exportWanted();
    CHECK(waitUntil([&] { return shown.page->findChild<Notice*>()->isVisible(); }));
}

TEST_CASE("A project file is opened from the shelf")
{
    ShownHome shown({project("p1", "titanic")});
    auto& files = shown.shelf()->files();
    shown.engine->answer("projects.import", Value(ValueMap{{"project", ValueMap{{"id", "p1"}, {"name", "titanic"}}}, {"runs", 1}}));
    shown.engine->hold("projects.import");
    files.chooseAndOpen(); // closed again
    shown.dialogs->files = {QStringLiteral("/mail/ship.fettle")};
    files.chooseAndOpen();
    REQUIRE(waitUntil([&] { return shown.engine->count("projects.import") == 1; }));
    CHECK(shown.engine->last("projects.import").at("path").asText() == "/mail/ship.fettle");
    shown.engine->publish("project", {}, {}, ValueMap{{"state", "importing"}, {"path", "/mail/ship.fettle"}, {"progress", 0.25}});
    CHECK(waitUntil([&] { return files.isVisible(); }));
    CHECK_FALSE(files.stopLink().isVisible());
    shown.engine->publish("project", {}, {}, ValueMap{{"state", "imported"}, {"project", "p1"}});
    CHECK(waitUntil([&] { return !files.isVisible(); }));
    shown.engine->release("projects.import");
    CHECK(waitUntil([&] { return shown.session->project() && shown.session->project()->id == "p1"; }));
}

TEST_CASE("The computer's check is silent where all is well and warns where something is short")
{
    ShownHome shown;
    auto* check = shown.page->findChild<SystemCheck*>();
    REQUIRE(waitUntil([&] { return shown.engine->count("engine.doctor") >= 1; }));
    CHECK(check->warnings().isEmpty());
    shown.engine->answer("engine.doctor", Value(ValueMap{
        {"memory", ValueMap{{"total_bytes", 4e9}, {"available_bytes", 0.5e9}}}, {"disk", ValueMap{{"free_bytes", 1e8}}},
        {"gpu", ValueMap{{"driver_loaded", false}, {"pci_devices", 1}}}}));
    check->refresh();
    CHECK(waitUntil([&] { return check->warnings().size() == 3; }));
}
