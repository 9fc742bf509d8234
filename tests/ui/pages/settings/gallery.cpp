// SPDX-License-Identifier: GPL-3.0-or-later
// ui_settings_gallery OUT_DIR [CATALOG.json]: pictures of Settings and Help, both themes and languages, for people to
// look at. CATALOG.json: what fettle-worker answers to "catalog"; without it the reference has a few components.
#include <cstdio>

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QScrollArea>
#include <QTreeWidget>

#include "tests/ui/pages/help/help_stage.h"
#include "tests/ui/pages/settings/settings_stage.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct Look {
    ThemeOptions options;
    QString suffix;
    QSize size;
};

void settle(const std::function<bool()>& until = [] { return false; })
{
    static_cast<void>(waitUntil(until, 400));
    static_cast<void>(waitUntil([] { return false; }, 200));
}

void save(QWidget& page, const Look& look, const QString& folder, const char* name)
{
    settle();
    page.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, QLatin1String(name), look.suffix));
}

void place(QWidget& page, const Look& look)
{
    page.setAutoFillBackground(true);
    page.resize(look.size);
    page.show();
}

QList<ShortcutEntry> someShortcuts(bool chinese)
{
    const auto everywhere = chinese ? QStringLiteral("整个窗口") : QStringLiteral("Everywhere");
    const auto canvas = chinese ? QStringLiteral("画布") : QStringLiteral("Canvas");
    return {{everywhere, chinese ? QStringLiteral("搜索") : QStringLiteral("Search"), QKeySequence("Ctrl+K")},
            {everywhere, chinese ? QStringLiteral("撤销") : QStringLiteral("Undo"), QKeySequence("Ctrl+Z")},
            {everywhere, chinese ? QStringLiteral("只看这个面板") : QStringLiteral("This panel alone (for presenting)"),
             QKeySequence("F11")},
            {canvas, chinese ? QStringLiteral("适合窗口") : QStringLiteral("Fit into the window"), QKeySequence("Ctrl+0")}};
}

void settingsPictures(const Look& look, const QString& folder)
{
    SettingsStage stage;
    stage.session.setLanguage(look.options.language);
    const auto record = [](const char* kind, const char* title, int days) {
        const auto utc = [](int in) {
            return QDateTime::currentDateTimeUtc().addDays(in).toString(Qt::ISODateWithMs).toStdString();
        };
        return Value(ValueMap{{"kind", kind}, {"item", title}, {"title", title}, {"deleted_utc", utc(days - 30)},
                              {"purge_utc", utc(days)}});
    };
    const ValueList trash{record("run", "Run 7", 12), record("project", "flowers", 1),
                          record("dataset", "customers of the year 2025", 29)};
    stage.engine->answer("trash.list", Value(ValueMap{{"trash", trash}}));
    stage.engine->answer("pretrained.settings", Value(ValueMap{{"endpoint", "https://models.example.org"}, {"has_token", true},
                                                               {"index", "https://packages.example.org/simple"}}));
    PretrainedModel model;
    model.id = model.title = "all-MiniLM-L6-v2";
    model.sizeBytes = 91'650'000;
    stage.engine->answer("pretrained.list", Value(ValueMap{{"models", ValueList{toValue(model)}}}));
    stage.session.pretrained().refresh();
    stage.page.setShortcuts(someShortcuts(look.options.language == "zh_CN"));
    place(stage.page, look);
    stage.enter();
    settle();
    for (const char* section : {"appearance", "workspace", "downloads", "storage", "shortcuts", "system", "about"}) {
        stage.page.showSection(QLatin1String(section));
        save(stage.page, look, folder, (std::string("settings-") + section).c_str());
    }
}

void helpPictures(const Look& look, const QString& folder, const Value& catalog)
{
    HelpStage stage(false);
    if (catalog.isMap())
        stage.engine->answer("catalog", catalog);
    else
        stage.engine->answer("catalog", toValue(helpCatalog()));
    stage.session.setLanguage(look.options.language);
    place(stage.page, look);
    settle([&] { return !stage.session.catalog().components.empty(); });
    const std::pair<const char*, const char*> topics[] = {
        {"first-steps", "first-steps"}, {"data", "data"}, {"formats", "formats"}, {"command-line", "command-line"},
        {"glossary#checkpoint", "glossary"}, {"ref/layer", "ref-layers"}, {"ref/layer/conv2d", "ref-conv2d"}};
    for (const auto& [topic, name] : topics) {
        stage.page.openTopic(QLatin1String(topic));
        save(stage.page, look, folder, (std::string("help-") + name).c_str());
    }
    stage.page.search(look.options.language == "zh_CN" ? QStringLiteral("学习率") : QStringLiteral("learning rate"));
    stage.page.findChild<QListView*>()->setCurrentIndex(stage.page.findChild<QListView*>()->model()->index(1, 0));
    save(stage.page, look, folder, "help-search");
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "ui_settings_gallery OUT_DIR [CATALOG.json]\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    Value catalog;
    if (argc > 2)
        if (QFile file(QString::fromLocal8Bit(argv[2])); file.open(QIODevice::ReadOnly))
            catalog = valueFromJson(nlohmann::json::parse(file.readAll().toStdString()));
    const QSize usual(1088, 720); // a window of 1280 × 800 without its bars
    const QSize small(960, 620);
    const Look looks[] = {{{Appearance::Light, "en", 1.0, false}, "light-en", usual},
                          {{Appearance::Dark, "zh_CN", 1.0, false}, "dark-zh", usual},
                          {{Appearance::Dark, "en", 1.0, false}, "dark-en", usual},
                          {{Appearance::Light, "zh_CN", 1.0, false}, "light-zh", usual},
                          {{Appearance::Light, "en", 1.5, false}, "large-en", small}};
    Translators translators;
    for (const auto& look : looks) {
        applyTheme(application, Theme(look.options));
        translators.install(QString::fromStdString(look.options.language));
        settingsPictures(look, folder);
        helpPictures(look, folder, catalog);
    }
    return 0;
}
