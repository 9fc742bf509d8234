// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QtTest/QTest>

#include <nlohmann/json.hpp>

#include "tests/ui/pages/settings/settings_stage.h"
#include "ui/pages/settings/about_section.h"
#include "ui/pages/settings/downloads_section.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/translators.h"
#include "ui/widgets/section.h"
#include "ui/pages/settings/machine_findings.h"
#include "ui/pages/settings/storage_bars.h"
#include "ui/pages/settings/storage_section.h"
#include "ui/pages/settings/system_section.h"
#include "ui/pages/settings/training_section.h"
#include "ui/pages/settings/trash_section.h"
#include "ui/pages/settings/workspace_section.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

template <class T>
T* only(QWidget* parent)
{
    const auto found = parent->findChildren<T*>();
    REQUIRE(found.size() == 1);
    return found.first();
}

Button* button(QWidget* parent, const QString& text)
{
    for (auto* each : parent->findChildren<Button*>())
        if (each->text() == text)
            return each;
    FAIL("no button " << text.toStdString());
    return nullptr;
}

QList<Notice*> shownNotices(QWidget* parent)
{
    QList<Notice*> shown;
    for (auto* notice : parent->findChildren<Notice*>())
        if (!notice->isHidden())
            shown << notice;
    return shown;
}

store::TrashRecord trashed(store::ItemKind kind, const std::string& item, const std::string& title, int daysLeft)
{
    const auto utc = [](qint64 days) {
        return QDateTime::currentDateTimeUtc().addDays(days).toString(Qt::ISODateWithMs).toStdString();
    };
    return {kind, item, title, utc(daysLeft - 30), utc(daysLeft)};
}

} // namespace

TEST_CASE("appearance: what is chosen is set, and what is set elsewhere is shown")
{
    SettingsStage stage;
    auto* section = stage.section<AppearanceSection>();
    const auto boxes = section->findChildren<QComboBox*>();
    REQUIRE(boxes.size() == 2);
    auto* language = boxes[0];
    CHECK(language->accessibleName() == "Language / 语言");
    CHECK(language->currentData().toString() == "system");
    const int chinese = language->findText("简体中文");
    REQUIRE(chinese >= 0);
    language->setCurrentIndex(chinese);
    Q_EMIT language->activated(chinese);
    CHECK(stage.settings.language() == "zh_CN");

    auto* theme = only<SegmentedControl>(section);
    Q_EMIT theme->currentChanged(2);
    CHECK(stage.settings.theme() == ThemeChoice::Dark);
    stage.settings.setTheme(ThemeChoice::Light);
    CHECK(theme->currentIndex() == 1);

    auto* size = boxes[1];
    CHECK(size->currentText() == "100%");
    size->setCurrentIndex(size->findText("150%"));
    Q_EMIT size->activated(size->currentIndex());
    CHECK(stage.settings.textScale() == doctest::Approx(1.5));
    // A step that the list does not have: by the file, or by the keys.
    stage.settings.setTextScale(1.05);
    CHECK(size->currentText() == "105%");
    CHECK(size->count() == 8);

    only<Switch>(section)->setChecked(true);
    CHECK(stage.settings.reduceMotion());
}

TEST_CASE("training: the reason for the number of threads is what the engine found")
{
    SettingsStage stage;
    auto* section = stage.section<TrainingSection>();
    auto* threads = section->findChildren<QSpinBox*>().value(0);
    CHECK(section->threadsReason() == "For trainings whose recipe names no number.");
    section->setMachine(machineFacts(4, 3));
    CHECK(section->threadsReason() == "Fettle takes 3 of 4 cores: one stays free, so that the computer stays usable.");
    CHECK(threads->text() == "Fettle decides: 3");
    section->setMachine(machineFacts(2, 2));
    CHECK(section->threadsReason().contains("all 2 core"));
    threads->setValue(2);
    CHECK(stage.settings.threads() == 2);
    CHECK(section->threadsReason() == "For trainings whose recipe names no number. Fettle would take 2 of 2.");
    threads->setValue(4);
    CHECK(section->threadsReason().contains("make training slower"));
    // The field says it where one looks.
    bool said = false;
    for (auto* field : section->findChildren<FormField*>())
        for (auto* label : field->findChildren<TextLabel*>())
            said = said || label->text() == section->threadsReason();
    CHECK(said);
    section->findChildren<QSpinBox*>().value(1)->setValue(15);
    CHECK(stage.settings.checkpointMinutes() == 15);
    section->findChildren<Switch*>().value(0)->setChecked(false);
    CHECK_FALSE(stage.settings.keepAwake());
    section->findChildren<Switch*>().value(1)->setChecked(false);
    CHECK_FALSE(stage.settings.notifications());
    // Somebody set more than the computer has: it is shown, not cut.
    stage.settings.setThreads(100);
    CHECK(threads->value() == 100);
}

TEST_CASE("the wheel moves the page and not the field under the mouse")
{
    SettingsStage stage;
    auto* threads = stage.section<TrainingSection>()->findChildren<QSpinBox*>().value(0);
    QWheelEvent wheel(QPointF(5, 5), threads->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(threads, &wheel);
    CHECK(stage.settings.threads() == 0);
    CHECK_FALSE(wheel.isAccepted());
}

TEST_CASE("workspace: another folder waits for the next start and can be taken back; one that cannot be is refused")
{
    SettingsStage stage;
    const TemporaryFolder folder;
    auto* section = stage.section<WorkspaceSection>();
    stage.settings.setWorkspace(QString::fromStdString(stage.engine->workspace().string()));
    CHECK(shownNotices(section).isEmpty());
    stage.dialogs->folder = QString::fromStdString(folder.path().string());
    button(section, "Choose another folder…")->click();
    CHECK(stage.settings.workspace() == stage.dialogs->folder);
    REQUIRE(shownNotices(section).size() == 1);
    CHECK(shownNotices(section).first()->wholeText().contains(stage.dialogs->folder));
    button(section, "Stay with the present one")->click();
    CHECK(shownNotices(section).isEmpty());
    CHECK(stage.settings.workspace() == QString::fromStdString(stage.engine->workspace().string()));

    std::filesystem::create_directory(folder.path() / "Dropbox");
    stage.dialogs->folder = QString::fromStdString((folder.path() / "Dropbox").string());
    button(section, "Choose another folder…")->click();
    CHECK(stage.settings.workspace() == QString::fromStdString(stage.engine->workspace().string()));
    CHECK(only<FormField>(section)->error().contains("Dropbox"));
    // Nothing chosen in the dialog: nothing happens.
    stage.dialogs->folder.clear();
    button(section, "Choose another folder…")->click();
    CHECK(stage.settings.workspace() == QString::fromStdString(stage.engine->workspace().string()));
}

TEST_CASE("storage: what takes how much, and emptying the cache")
{
    SettingsStage stage;
    auto* section = stage.section<StorageSection>();
    stage.enter();
    auto* bars = only<StorageBars>(section);
    REQUIRE(waitUntil([&] { return !bars->rows().empty(); }));
    QStringList names;
    for (const auto& row : bars->rows())
        names << row.name + " " + row.size;
    CHECK(names == QStringList{"Datasets 1.2 GB", "Runs 340 MB", "Models 12 MB", "Projects 5.0 kB", "Cache 80 MB",
                              "Database 3.0 MB"});
    CHECK(bars->accessibleDescription().contains("Runs: 340 MB"));
    const int counted = stage.engine->count("storage.usage");
    button(section, "Empty cache")->click();
    REQUIRE(waitUntil([&] { return stage.engine->count("storage.usage") == counted + 1; }));
    CHECK(stage.engine->count("storage.empty_cache") == 1);
    CHECK(stage.textOf(section).contains("Done: 80 MB freed."));
    CHECK(shownNotices(section).isEmpty());

    stage.engine->answer("storage.usage",
                         [](const Value&) -> Result<Value> { return makeError("service.leaving"); });
    button(section, "Count again")->click();
    REQUIRE(waitUntil([&] { return shownNotices(section).size() == 1; }));
    CHECK(shownNotices(section).first()->text().contains("closing this workspace"));
}

TEST_CASE("storage: figures that are lower bounds say so")
{
    SettingsStage stage;
    stage.engine->answer("storage.usage",
                         Value(ValueMap{{"parts", ValueList{}}, {"total_bytes", 5e9}, {"complete", false}}));
    stage.enter();
    REQUIRE(waitUntil([&] { return stage.textOf(stage.section<StorageSection>()).contains("more than 5.0 GB"); }));
}

TEST_CASE("trash: one or several come back, and a refusal is said")
{
    SettingsStage stage;
    std::vector<store::TrashRecord> entries{trashed(store::ItemKind::Run, "r1", "Run 7", 12),
                                            trashed(store::ItemKind::Project, "p1", "flowers", 1),
                                            trashed(store::ItemKind::Recipe, "x", "not to be restored", 3)};
    stage.engine->answer("trash.list", [&](const Value&) -> Result<Value> {
        ValueList list;
        for (const auto& entry : entries)
            list.push_back(toValue(entry));
        return Value(ValueMap{{"trash", list}});
    });
    auto* section = stage.section<TrashSection>();
    auto* view = only<QTableView>(section);
    const QAbstractItemModelTester tester(view->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    CHECK(view->isHidden());
    stage.enter();
    REQUIRE(waitUntil([&] { return view->model()->rowCount() == 2; }));
    CHECK_FALSE(view->isHidden());
    CHECK(view->model()->index(0, 0).data().toString() == "Run 7");
    CHECK(view->model()->index(0, 1).data().toString() == "run");
    CHECK(view->model()->index(0, 2).data().toString().contains("12 day"));
    auto* restore = button(section, "Restore");
    CHECK_FALSE(restore->isEnabled());

    stage.engine->answer("runs.restore", [&](const Value& params) -> Result<Value> {
        CHECK(params.at("run").asText() == "r1");
        entries.erase(entries.begin());
        return Value();
    });
    view->selectRow(0);
    CHECK(restore->isEnabled());
    QSignalSpy restored(section, &TrashSection::restored);
    restore->click();
    REQUIRE(waitUntil([&] { return view->model()->rowCount() == 1; }));
    CHECK(restored.size() == 1);
    CHECK(view->model()->index(0, 0).data().toString() == "flowers");

    stage.engine->answer("projects.restore", [](const Value&) -> Result<Value> {
        return makeError("store.name_taken", {{"kind", "project"}, {"name", "flowers"}});
    });
    view->selectRow(0);
    restore->click();
    REQUIRE(waitUntil([&] { return shownNotices(section).size() == 1; }));
    CHECK(shownNotices(section).first()->text().contains("flowers"));
    CHECK(view->model()->rowCount() == 1);
}

TEST_CASE("pretrained models: addresses are kept by the background program, the token is never shown, models can go")
{
    SettingsStage stage;
    auto* section = stage.section<DownloadsSection>();
    ValueMap kept{{"endpoint", "https://models.example.org"}, {"has_token", true}};
    stage.engine->answer("pretrained.settings", [&kept](const Value& params) -> Result<Value> {
        for (const auto& [name, value] : params.at("change").asMap()) {
            if (value.asText() == "no address")
                return makeError("hub.bad_address", {{"address", value}});
            if (name == "token")
                kept["has_token"] = !value.asText().empty();
            else
                kept[name] = value;
        }
        return Value(kept);
    });
    PretrainedModel model;
    model.id = "minilm";
    model.title = "MiniLM";
    model.sizeBytes = 90'000'000;
    const ValueList problems{valueFromJson(toJson(makeError("pretrained.entry_damaged", {{"model", "broken-bert"}})))};
    stage.engine->answer("pretrained.list", Value(ValueMap{{"models", ValueList{toValue(model)}}, {"problems", problems}}));
    stage.session.pretrained().refresh();
    stage.enter();
    REQUIRE(waitUntil([&] { return !section->line("endpoint").text().isEmpty() && section->removals().size() == 1; }));
    CHECK(section->line("endpoint").text() == QStringLiteral("https://models.example.org"));
    CHECK(section->unreadable().text().contains(QStringLiteral("broken-bert")));
    CHECK(section->line("token").text().isEmpty());
    CHECK(section->line("token").placeholderText() == QStringLiteral("A token is kept"));
    CHECK(section->line("token").echoMode() == QLineEdit::Password);

    section->line("proxy").setFocus();
    QTest::keyClicks(&section->line("proxy"), QStringLiteral("none"));
    QTest::keyClick(&section->line("proxy"), Qt::Key_Return);
    REQUIRE(waitUntil([&] { return kept.contains("proxy"); }));
    CHECK(kept.at("proxy").asText() == "none");

    QTest::keyClicks(&section->line("mirror"), QStringLiteral("no address"));
    QTest::keyClick(&section->line("mirror"), Qt::Key_Return);
    REQUIRE(waitUntil([&] { return !section->field("mirror").error().isEmpty(); }));
    CHECK_FALSE(kept.contains("mirror"));
    CHECK(section->line("mirror").text() == QStringLiteral("no address"));

    section->forgetToken().click();
    REQUIRE(waitUntil([&] { return section->forgetToken().isHidden(); }));
    CHECK_FALSE(kept.at("has_token").asBoolean());
    section->offline().click();
    REQUIRE(waitUntil([&] { return kept.contains("offline"); }));
    CHECK(kept.at("offline").asBoolean());

    stage.dialogs->answers = {1, 0};
    section->removals().front()->click();
    CHECK(stage.engine->count("pretrained.remove") == 0);
    section->removals().front()->click();
    CHECK(stage.engine->last("pretrained.remove").at("id").asText() == "minilm");
}

TEST_CASE("shortcuts: by category, found by action and by key")
{
    SettingsStage stage;
    stage.page.setShortcuts({{"Everywhere", "Search", QKeySequence("Ctrl+K")},
                             {"Everywhere", "Undo", QKeySequence("Ctrl+Z")},
                             {"Canvas", "Fit into the window", QKeySequence("F")},
                             {"Canvas", "Without a key", QKeySequence()}});
    auto* section = stage.section<ShortcutsSection>();
    const auto titles = [&] {
        QStringList titles;
        for (const auto& entry : section->shown())
            titles << entry.title;
        return titles;
    };
    // What has no keys is no shortcut.
    CHECK(titles() == QStringList{"Search", "Undo", "Fit into the window"});
    // What a layout takes in is shown with the event loop.
    CHECK(waitUntil([&] { return stage.textOf(section).contains("Ctrl+K"); }));
    CHECK(stage.textOf(section).contains("Canvas"));
    auto* filter = only<QLineEdit>(section);
    filter->setText("undo");
    CHECK(titles() == QStringList{"Undo"});
    CHECK(waitUntil([&] { return stage.textOf(section).contains("Ctrl+Z"); }));
    CHECK_FALSE(stage.textOf(section).contains("Ctrl+K"));
    filter->setText("ctrl+k");
    CHECK(titles() == QStringList{"Search"});
    filter->setText("nothing like it");
    CHECK(titles().isEmpty());
    CHECK(stage.textOf(section).contains("No action or keys match."));
}

TEST_CASE("about: license and libraries are in the program")
{
    const auto libraries = AboutSection::libraries();
    REQUIRE(libraries.size() > 10);
    CHECK(libraries.contains(AboutSection::Library{"SQLite", "public domain"}));
    for (const auto& library : libraries) {
        CHECK_FALSE(library.name.isEmpty());
        CHECK_FALSE(library.license.isEmpty());
    }
    SettingsStage stage;
    auto* section = stage.section<AboutSection>();
    CHECK(stage.textOf(section).contains(QString("Fettle ") + kFettleVersion));
    auto* text = only<QPlainTextEdit>(section);
    CHECK(text->document()->isEmpty());
    section->findChildren<Section*>().value(0)->setOpen(true);
    CHECK(text->toPlainText().contains("GNU GENERAL PUBLIC LICENSE"));
}

TEST_CASE("the page says when settings cannot be written")
{
    const TemporaryFolder folder;
    REQUIRE(QDir(QString::fromStdString(folder.path().string())).mkpath("taken.ini/x"));
    SettingsStage stage(QString::fromStdString((folder.path() / "taken.ini").string()));
    const auto said = [&] {
        return std::ranges::any_of(shownNotices(&stage.page),
                                   [](const Notice* notice) { return notice->text().contains("taken.ini"); });
    };
    CHECK_FALSE(said());
    stage.settings.setThreads(2);
    REQUIRE(waitUntil(said));
}

TEST_CASE("the parts are made one after the other, in their order, and each is asked for its state once it is there")
{
    SettingsStage stage(QString(), SettingsStage::Parts::ByThemselves);
    CHECK_FALSE(stage.page.isComplete());
    stage.enter();
    REQUIRE(waitUntil([&] { return stage.page.isComplete(); }));
    auto* list = stage.page.findChild<QListWidget*>();
    REQUIRE(list->count() == 9);
    CHECK(list->item(0)->text() == QStringLiteral("Appearance"));
    CHECK(list->item(8)->text() == stage.section<AboutSection>()->heading());
    CHECK(stage.engine->count("storage.usage") == 1);
    CHECK(stage.engine->count("trash.list") == 1);
}

TEST_CASE("the list at the left leads to each part and follows the scrolling")
{
    SettingsStage stage;
    stage.page.resize(900, 500);
    stage.page.show();
    stage.enter();
    REQUIRE(waitUntil([&] { return stage.engine->count("trash.list") > 0; }));
    auto* list = only<QListWidget>(&stage.page);
    REQUIRE(list->count() == 9);
    auto* scroll = stage.page.findChild<QScrollArea*>();
    REQUIRE(scroll);
    for (int i = 0; i < list->count(); ++i)
        CHECK_FALSE(list->item(i)->text().isEmpty());
    stage.page.showSection("system");
    CHECK(scroll->verticalScrollBar()->value() > 0);
    CHECK(list->currentItem()->text() == "System check");
    scroll->verticalScrollBar()->setValue(0);
    CHECK(list->currentRow() == 0);
}

TEST_CASE("each option that a search finds leads to a part, and has its title in both languages")
{
    SettingsStage stage;
    auto* list = only<QListWidget>(&stage.page);
    CHECK(SettingsPage::options().size() > 10);
    int headings = 0;
    for (const auto& option : SettingsPage::options()) {
        CAPTURE(option.title.toStdString());
        list->setCurrentRow(-1);
        stage.page.showSection(option.section);
        REQUIRE(list->currentRow() >= 0);
        if (list->findItems(option.title, Qt::MatchExactly).isEmpty())
            continue;
        ++headings;
        CHECK(list->currentItem()->text() == option.title);
    }
    CHECK(headings == 4); // Storage, Trash, Shortcuts, System check
    Translators translators;
    translators.install(QStringLiteral("zh_CN"));
    for (const auto& option : SettingsPage::options())
        CHECK_MESSAGE(std::ranges::any_of(option.title, [](QChar letter) { return letter.unicode() >= 0x4e00; }),
                      option.title.toStdString());
    translators.install(QStringLiteral("en"));
}

TEST_CASE("every control of the page has a name for screen readers and a place in the tab order")
{
    SettingsStage stage;
    stage.page.show();
    stage.enter();
    REQUIRE(waitUntil([&] { return stage.engine->count("trash.list") > 0; }));
    QStringList nameless;
    int controls = 0;
    for (auto* widget : stage.page.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&stage.page) || widget->focusProxy())
            continue;
        // Parts of compound fields.
        if (qobject_cast<QLineEdit*>(widget) && qobject_cast<QAbstractSpinBox*>(widget->parentWidget()))
            continue;
        ++controls;
        const auto* pressed = qobject_cast<QAbstractButton*>(widget);
        const auto* label = qobject_cast<QLabel*>(widget);
        if (widget->accessibleName().isEmpty() && (!pressed || pressed->text().isEmpty()) &&
            (!label || label->text().isEmpty()) &&
            !qobject_cast<QScrollArea*>(widget))
            nameless << QLatin1String(widget->metaObject()->className());
    }
    CHECK(controls > 15);
    CHECK_MESSAGE(nameless.isEmpty(), nameless.join(", ").toStdString());
}
