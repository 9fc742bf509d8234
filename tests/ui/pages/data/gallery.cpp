// SPDX-License-Identifier: GPL-3.0-or-later
// ui_start_gallery OUT_DIR: pictures of Home and Data in their states, both themes, for people to look at.
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QDir>
#include <QScrollArea>
#include <QScrollBar>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/data/sample_data.h"
#include "ui/pages/data/column_popover.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/data_view.h"
#include "ui/pages/data/import_panes.h"
#include "ui/pages/data/prediction_sentence.h"
#include "ui/pages/data/rows_view.h"
#include "ui/pages/data/text_popover.h"
#include "ui/pages/home/home_page.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

class Gallery {
public:
    Gallery(QString folder, ThemeOptions options, QString suffix, QSize size)
        : m_folder(std::move(folder)), m_options(std::move(options)), m_suffix(std::move(suffix)), m_size(size)
    {
        applyTheme(*qApp, Theme(m_options));
    }

    void all()
    {
        home();
        emptyHome();
        table();
        texts();
        pictures();
        nested();
        workbook();
        importing();
    }

    /// What is different where the words are Chinese.
    void chinese()
    {
        m_language = "zh_CN";
        texts();
        emptyHome();
    }

private:
    void settle(const std::function<bool()>& until)
    {
        if (!waitUntil(until, 5000))
            std::fprintf(stderr, "%s: waited in vain after %s\n", qPrintable(m_suffix), m_last);
        for (int i = 0; i < 40; ++i)
            static_cast<void>(waitUntil([] { return false; }, 10));
    }

    void save(QWidget& widget, const char* name)
    {
        m_last = name;
        widget.grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }

    void place(QWidget& page)
    {
        page.setAutoFillBackground(true);
        page.resize(m_size);
        page.show();
    }

    void home()
    {
        DataFixture fixture(passengers());
        auto& engine = fixture.engine();
        const auto project = [](const char* id, const char* name) {
            return Value(ValueMap{{"id", id}, {"name", name}, {"created_utc", "2026-03-01T12:00:00.000Z"}});
        };
        engine.answer("projects.list", [project](const Value& params) -> Result<Value> {
            if (params.at("deleted").asBoolean())
                return Value(ValueMap{{"projects", ValueList{Value(ValueMap{{"id", "p9"}, {"name", "old try"},
                                                                            {"created_utc", "2026-02-01T12:00:00.000Z"},
                                                                            {"deleted_utc", "2026-03-02T12:00:00.000Z"}})}}});
            return Value(ValueMap{{"projects", ValueList{project("p1", "titanic"), project("p2", "flowers"),
                                                         project("p3", "A project with quite a long name that does not fit")}}});
        });
        const auto run = [](const char* id, const char* project, const char* state, double accuracy) {
            return Value(ValueMap{{"id", id}, {"project", project}, {"number", 3}, {"state", state}, {"last_step", 300},
                                  {"created_utc", "2026-03-03T09:30:00.000Z"},
                                  {"result", ValueMap{{"primary_metric", "accuracy"},
                                                      {"metrics", ValueMap{{"test", ValueMap{{"accuracy", accuracy}}}}}}}});
        };
        engine.answer("runs.list", Value(ValueMap{{"runs", ValueList{run("r3", "p1", "completed", 0.821), run("r2", "p1", "completed", 0.80),
                                                                     run("r4", "p2", "running", 0.914)}}}));
        engine.answer("models.list", Value(ValueMap{{"models", ValueList{Value(ValueMap{{"id", "m1"}, {"project", "p1"}, {"run", "r3"},
                                                                                         {"name", "titanic run 3"}})}}}));
        engine.answer("runs.metrics", [](const Value& params) -> Result<Value> {
            ValueList values;
            ValueList steps;
            for (int i = 0; i < 40; ++i) {
                steps.push_back(i);
                values.push_back(params.at("series").asText() == "train/loss" ? 1.0 / (1 + i) : 0.5 + 0.3 * i / (i + 6.0));
            }
            return Value(ValueMap{{"series", params.at("series")}, {"total", 40}, {"steps", steps}, {"values", values}});
        });
        engine.answer("engine.doctor", Value(ValueMap{
            {"cpu", ValueMap{{"name", "Intel Core i7-1260P"}}}, {"training_threads", 8},
            {"memory", ValueMap{{"total_bytes", 16.9e9}, {"available_bytes", 9.1e9}}},
            {"gpu", ValueMap{{"driver_loaded", false}, {"devices_usable", false}, {"pci_devices", 0}, {"names", ValueList{}}}},
            {"disk", ValueMap{{"free_bytes", 120e9}, {"total_bytes", 500e9}}}, {"operating_system", "Debian GNU/Linux 12"},
            {"workspace", "/home/me/.local/share/fettle/workspace"}}));
        fixture.open();
        HomePage page(fixture.session());
        place(page);
        page.entered();
        settle([&] { return engine.count("runs.metrics") >= 2; });
        save(page, "home");
    }

    void emptyHome()
    {
        auto engine = std::make_unique<FakeEngine>();
        auto* fake = engine.get();
        Session session(std::move(engine), std::make_unique<FakeDialogs>());
        session.setLanguage(m_language);
        fake->answer("catalog", toValue(startCatalog()));
        fake->answer("engine.doctor", Value(ValueMap{
            {"cpu", ValueMap{{"name", "Intel Core i7-1260P"}}}, {"training_threads", 8},
            {"memory", ValueMap{{"total_bytes", 16.9e9}, {"available_bytes", 0.9e9}}},
            {"gpu", ValueMap{{"driver_loaded", false}, {"devices_usable", false}, {"pci_devices", 1}, {"names", ValueList{}}}},
            {"disk", ValueMap{{"free_bytes", 1.2e9}, {"total_bytes", 500e9}}}, {"operating_system", "Debian GNU/Linux 12"}}));
        HomePage page(session);
        place(page);
        page.entered();
        session.engine().start();
        settle([&] { return !session.catalog().components.empty() && fake->count("engine.doctor") > 0; });
        save(page, "home_empty");
    }

    void table()
    {
        DataFixture fixture(passengers(), true);
        fixture.open();
        DataPage page(fixture.session());
        place(page);
        settle([&] { return fixture.engine().count("worker.rows") > 0; });
        save(page, "data_table");
        page.view()->rowsView()->setCurrentIndex(page.view()->rowsView()->model()->index(2, 4));
        page.view()->asTaskSees()->setChecked(true);
        page.view()->skippedFold()->setOpen(true);
        if (auto* side = page.findChild<QScrollArea*>(QStringLiteral("side")))
            side->verticalScrollBar()->setValue(10000);
        settle([&] { return fixture.engine().count("worker.encoded") > 1; });
        save(page, "data_table_encoded");
        for (const char* field : {"Age", "Embarked", "Survived"}) {
            page.view()->columnPopover()->show(field, QRect(100, 100, 10, 10));
            settle([] { return true; });
            save(*page.view()->columnPopover(), field);
            page.view()->columnPopover()->close();
        }
        page.view()->sentence()->inputsButton()->showPopup();
        settle([] { return true; });
        if (auto* chooser = page.view()->sentence()->findChild<ColumnChooser*>())
            save(*chooser, "data_inputs");
    }

    void texts()
    {
        DataFixture fixture(messages());
        fixture.session().setLanguage(m_language);
        fixture.open();
        DataPage page(fixture.session());
        place(page);
        settle([&] { return fixture.engine().count("worker.rows") > 0; });
        save(page, "data_texts");
        auto* view = page.view()->rowsView();
        Q_EMIT view->clicked(view->model()->index(4, 0));
        settle([] { return true; });
        save(*view->wholeText(), "data_whole_text");
        view->wholeText()->close();
        Q_EMIT view->columnMenuWanted(0);
        settle([] { return true; });
        save(*page.view()->columnPopover(), "data_text_column");
        page.view()->columnPopover()->close();
    }

    void nested()
    {
        auto manifest = flowers();
        const auto example = [](const char* name, int index) {
            return Value(ValueMap{{"class", name}, {"file", "roses/" + std::to_string(index) + ".jpg"}, {"index", index}});
        };
        manifest.report.format["class_level"] = 2;
        manifest.report.format["levels"] = ValueList{
            Value(ValueMap{{"level", 1}, {"classes", 2}, {"examples", ValueList{example("garden", 3), example("field", 300)}}}),
            Value(ValueMap{{"level", 2}, {"classes", 5},
                           {"examples", ValueList{example("roses", 3), example("tulips", 8), example("daisy", 11), example("dandelion", 60)}}})};
        DataFixture fixture(manifest);
        fixture.open();
        DataPage page(fixture.session());
        place(page);
        settle([&] { return fixture.engine().count("worker.rows") > 4; });
        save(page, "data_nested");
    }

    void workbook()
    {
        auto manifest = passengers();
        manifest.report.importer = "xlsx";
        manifest.report.format = {{"sheet", "Passengers"}, {"other_sheets", ValueList{"Cover", "Crew"}}, {"header", true}, {"header_row", 3}};
        manifest.report.notes.push_back(makeError("data.sheet_with_more_rows", {{"sheet", "Passengers"}, {"others", "Cover, Crew"}}));
        manifest.report.notes.push_back(makeError("data.sheet_header_row", {{"row", 3}}));
        DataFixture fixture(manifest);
        fixture.open();
        DataPage page(fixture.session());
        place(page);
        settle([&] { return fixture.engine().count("worker.rows") > 0; });
        save(page, "data_workbook");
    }

    void pictures()
    {
        DataFixture fixture(flowers());
        fixture.open();
        DataPage page(fixture.session());
        place(page);
        settle([&] { return fixture.engine().count("worker.rows") > 0; });
        save(page, "data_pictures");
        page.view()->asTaskSees()->setChecked(true);
        settle([&] { return fixture.engine().count("worker.encoded") > 0; });
        save(page, "data_pictures_encoded");
        page.view()->asTaskSees()->setChecked(false);
        page.view()->viewChoice()->setCurrentIndex(1);
        Q_EMIT page.view()->viewChoice()->currentChanged(1);
        settle([] { return true; });
        save(page, "data_pictures_table");
    }

    void importing()
    {
        DataFixture fixture(passengers());
        fixture.open();
        DataPage page(fixture.session());
        place(page);
        auto& session = fixture.session();
        fixture.engine().answer("datasets.import", Value(ValueMap{{"job", "j2"}, {"dataset", "d1"}, {"name", "titanic"}}));
        session.importAgain({});
        settle([&] { return !session.data().job.empty(); });
        fixture.engine().publish("progress", "j2", "", Value(ValueMap{{"phase", "reading"}, {"done", 4.2e6}, {"total", 9e6},
                                                                      {"seconds_left", 12.0},
                                                                      {"details", ValueMap{{"rows", 41250}}}}));
        settle([] { return true; });
        save(page, "data_importing");
        Job job;
        job.id = "j2";
        job.kind = JobKind::Import;
        job.state = JobState::Failed;
        job.error = makeError("data.not_text", {{"file", "photo.docx"}}, "byte 0x00 at offset 4");
        fixture.engine().publish("job", "j2", "", toValue(job));
        settle([&] { return session.data().phase == DataState::Phase::Failed; });
        save(page, "data_failed");
        session.closeProject();
        settle([] { return true; });
        save(page, "data_empty");
    }

    QString m_folder;
    ThemeOptions m_options;
    QString m_suffix;
    QSize m_size;
    const char* m_last = "nothing";
    std::string m_language = "en";
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("gallery");
    QDir().mkpath(folder);
    ThemeOptions light;
    ThemeOptions dark;
    dark.appearance = Appearance::Dark;
    ThemeOptions large;
    large.textScale = 1.5;
    const QSize page(1088, 720);
Gallery(folder, light, QStringLiteral("light"), page).all();
    Gallery(folder, dark, QStringLiteral("dark"), page).all();
    Gallery(folder, large, QStringLiteral("large"), page).all();
    Gallery(folder, light, QStringLiteral("small"), QSize(960, 620)).all();
    Translators translators;
    translators.install(QStringLiteral("zh_CN"));
    Gallery(folder, dark, QStringLiteral("chinese"), page).chinese();
    return 0;
}
