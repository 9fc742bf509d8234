// SPDX-License-Identifier: GPL-3.0-or-later
// ui_home_gallery OUT_DIR: pictures of the shelf of projects while one goes into a file, in both themes and languages.
#include <cstdio>

#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QStandardPaths>

#include "tests/ui/support/fake_engine.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/home/project_files.h"
#include "ui/pages/home/project_row.h"
#include "ui/pages/home/project_shelf.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"

#include <nlohmann/json.hpp>

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

Value staged(const char* id, const char* name)
{
    return Value(ValueMap{{"id", id}, {"name", name}, {"created_utc", "2026-03-01T12:00:00.000Z"}});
}

void picture(const QString& folder, const ThemeOptions& options, const std::string& language, const QString& suffix)
{
    applyTheme(*qApp, Theme(options));
    auto engineOwner = std::make_unique<FakeEngine>();
    auto dialogsOwner = std::make_unique<FakeDialogs>();
    auto& engine = *engineOwner;
    dialogsOwner->saved = QStringLiteral("/home/me/titanic.fettle");
    engine.answer("catalog", toValue(Catalog{}));
    engine.answer("projects.list", [](const Value& params) -> Result<Value> {
        return Value(ValueMap{{"projects", params.at("deleted").asBoolean() ? ValueList{} : ValueList{staged("p1", "titanic"), staged("p2", "flowers")}}});
    });
    engine.answer("engine.doctor", Value(ValueMap{
        {"memory", ValueMap{{"total_bytes", 16e9}, {"available_bytes", 8e9}}}, {"disk", ValueMap{{"free_bytes", 100e9}}},
        {"gpu", ValueMap{{"driver_loaded", false}, {"devices_usable", false}, {"pci_devices", 0}}}}));
    engine.hold("projects.export");
    Session session(std::move(engineOwner), std::move(dialogsOwner));
    session.setLanguage(language);
    HomePage page(session);
    page.setAutoFillBackground(true);
    page.resize(1088, 720);
    page.show();
    page.entered();
    session.engine().start();
    auto* shelf = page.findChild<ProjectShelf*>();
    static_cast<void>(waitUntil([&] { return shelf->rows().size() == 2; }));
    Q_EMIT shelf->rows()[0]->exportWanted();
    engine.publish("project", {}, {}, ValueMap{{"state", "exporting"}, {"path", "/home/me/titanic.fettle"}, {"progress", 0.42}});
    static_cast<void>(waitUntil([] { return false; }, 300));
    page.grab().save(QStringLiteral("%1/home-export-%2.png").arg(folder, suffix));
    auto* menu = shelf->rows()[0]->findChild<QMenu*>();
    menu->show();
    menu->grab().save(QStringLiteral("%1/home-menu-%2.png").arg(folder, suffix));
    menu->hide();
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc != 2) {
        std::fprintf(stderr, "usage: ui_home_gallery OUT_DIR\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    Translators translators;
    for (const char* language : {"en", "zh_CN"}) {
        translators.install(QLatin1String(language));
        ThemeOptions options;
        picture(folder, options, language, QStringLiteral("light-%1").arg(QLatin1String(language)));
        options.appearance = Appearance::Dark;
        picture(folder, options, language, QStringLiteral("dark-%1").arg(QLatin1String(language)));
    }
    return 0;
}
