// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include <QFile>
#include <QSettings>

#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"
#include "ui/session/settings.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

QString in(const test::TemporaryFolder& folder, const char* name)
{
    return QString::fromStdString((folder.path() / name).string());
}

/// Every key that the file can hold, set to this text.
void writeAll(const QString& file, const char* value)
{
    QSettings raw(file, QSettings::IniFormat);
    for (const char* key : {"window/language", "window/theme", "window/textScale", "window/reduceMotion",
                            "window/notifications",
                            "training/threads", "training/checkpointMinutes", "training/keepAwake", "workspace/folder"})
        raw.setValue(QLatin1String(key), QString::fromUtf8(value));
}

void checkDefaults(const Settings& settings)
{
    CHECK(settings.language() == "system");
    CHECK(settings.theme() == ThemeChoice::System);
    CHECK(settings.textScale() == 1.0);
    CHECK_FALSE(settings.reduceMotion());
    CHECK(settings.notifications());
    CHECK(settings.threads() == 0);
    CHECK(settings.checkpointMinutes() == 5);
    CHECK(settings.keepAwake());
    CHECK(settings.workspace().isEmpty());
}

} // namespace

TEST_CASE("a file that is not there, empty, or edited into nonsense means the defaults")
{
    const test::TemporaryFolder folder;
    const auto file = in(folder, "desktop.ini");
    checkDefaults(Settings(file));
    for (const char* nonsense : {"", "banana", "-7", "nan", "1e999", "a, b, c", "@Invalid()", "@ByteArray(x)",
                                 "../relative", "TRUE!"}) {
        CAPTURE(nonsense);
        writeAll(file, nonsense);
        checkDefaults(Settings(file));
    }
    QFile raw(file);
    REQUIRE(raw.open(QIODevice::WriteOnly | QIODevice::Truncate));
    raw.write("\xff\xfe[[[\n===\n\0\0[window\nlanguage", 28);
    raw.close();
    Settings settings(file);
    checkDefaults(settings);
    // And it can be used again.
    settings.setLanguage("zh_CN");
    CHECK(settings.save());
    CHECK(Settings(file).language() == "zh_CN");
}

TEST_CASE("what is set holds, is told once, and is there the next time")
{
    const test::TemporaryFolder folder;
    const auto file = in(folder, "deep/er/desktop.ini");
    QList<Setting> told;
    {
        Settings settings(file);
        QObject::connect(&settings, &Settings::changed, &settings, [&](Setting what) { told << what; });
        settings.setLanguage("zh_CN");
        settings.setTheme(ThemeChoice::Dark);
        settings.setTextScale(1.25);
        settings.setReduceMotion(true);
        settings.setThreads(3);
        settings.setCheckpointMinutes(12);
        settings.setWorkspace(in(folder, "some, where; else"));
        settings.setNotifications(false);
        settings.setKeepAwake(false);
        CHECK(told == QList<Setting>{Setting::Language, Setting::Theme, Setting::TextScale, Setting::ReduceMotion,
                                     Setting::Threads, Setting::CheckpointMinutes, Setting::Workspace,
                                     Setting::Notifications, Setting::KeepAwake});
        told.clear();
        settings.setLanguage("zh_CN");
        settings.setTheme(ThemeChoice::Dark);
        settings.setTextScale(1.2500001);
        settings.setReduceMotion(true);
        settings.setThreads(3);
        settings.setCheckpointMinutes(12);
        settings.setWorkspace(in(folder, "some, where; else") + "/");
        settings.setNotifications(false);
        settings.setKeepAwake(false);
        CHECK(told.isEmpty());
        CHECK(settings.save());
    }
    const Settings settings(file);
    CHECK(settings.language() == "zh_CN");
    CHECK(settings.effectiveLanguage() == "zh_CN");
    CHECK(settings.theme() == ThemeChoice::Dark);
    CHECK(settings.textScale() == doctest::Approx(1.25));
    CHECK(settings.reduceMotion());
    CHECK(settings.threads() == 3);
    CHECK(settings.checkpointMinutes() == 12);
    CHECK(settings.workspace() == in(folder, "some, where; else"));
    CHECK_FALSE(settings.notifications());
    CHECK_FALSE(settings.keepAwake());
}

TEST_CASE("setting takes the nearest legal value")
{
    const test::TemporaryFolder folder;
    Settings settings(in(folder, "s.ini"));
    settings.setTextScale(9);
    CHECK(settings.textScale() == doctest::Approx(1.5));
    settings.setTextScale(0.1);
    CHECK(settings.textScale() == doctest::Approx(0.9));
    settings.setTextScale(std::numeric_limits<double>::quiet_NaN());
    CHECK(settings.textScale() == 1.0);
    settings.setThreads(-5);
    CHECK(settings.threads() == 0);
    settings.setThreads(1'000'000);
    CHECK(settings.threads() == Settings::kMostThreads);
    settings.setCheckpointMinutes(0);
    CHECK(settings.checkpointMinutes() == 1);
    settings.setCheckpointMinutes(999);
    CHECK(settings.checkpointMinutes() == Settings::kMostCheckpointMinutes);
    settings.setLanguage("tlh");
    CHECK(settings.language() == "system");
    settings.setWorkspace("relative/folder");
    CHECK(settings.workspace().isEmpty());
}

TEST_CASE("layouts are kept by name, and a damaged one is none")
{
    const test::TemporaryFolder folder;
    const auto file = in(folder, "s.ini");
    const QByteArray bytes("\0\x01\xff, @(x)\n", 10);
    {
        Settings settings(file);
        settings.setLayout("window", bytes);
        settings.setLayout("a/b %20 中", "x");
        CHECK(settings.save());
    }
    const Settings settings(file);
    CHECK(settings.layout("window") == bytes);
    CHECK(settings.layout("a/b %20 中") == "x");
    CHECK(settings.layout("another").isEmpty());
    QSettings raw(file, QSettings::IniFormat);
    raw.setValue("layouts/" + QString::fromLatin1(QByteArray("window").toHex()), "no base64!");
    raw.sync();
    CHECK(Settings(file).layout("window").isEmpty());
}

TEST_CASE("where the file cannot be written, what was set holds until the end, and one is told")
{
    const test::TemporaryFolder folder;
    // A folder of that name: nobody can write there, not even root.
    REQUIRE(QDir(QString::fromStdString(folder.path().string())).mkpath("taken.ini/x"));
    Settings settings(in(folder, "taken.ini"));
    settings.setTheme(ThemeChoice::Light);
    CHECK(settings.theme() == ThemeChoice::Light);
    CHECK_FALSE(settings.save());
    CHECK(settings.theme() == ThemeChoice::Light);
}

TEST_CASE("FETTLE_SETTINGS names another file; the system's language is taken where none is chosen")
{
    const test::TemporaryFolder folder;
    const auto path = (folder.path() / "mine.ini").string();
    const test::ScopedVariable named("FETTLE_SETTINGS", path);
    CHECK(Settings::defaultFile() == QString::fromStdString(path));
    Settings settings;
    CHECK(settings.file() == QString::fromStdString(path));
    const test::ScopedVariable chinese("LC_ALL", "zh_CN.UTF-8");
    CHECK(settings.effectiveLanguage() == "zh_CN");
    settings.setLanguage("en");
    CHECK(settings.effectiveLanguage() == "en");
}
