// SPDX-License-Identifier: GPL-3.0-or-later
// fettle: the window.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string_view>

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTimer>

#include "app/desktop/pages.h"
#include "app/desktop/screenshots.h"
#include "engine/platform/workspace_socket.h"
#include "ui/session/live_engine.h"
#include "ui/shell/appearance.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/main_window.h"
#include "ui/shell/single_instance.h"
#include "ui/shell/stall_watchdog.h"
#include "ui/shell/system_dialogs.h"

using namespace fettle;

namespace {

platform::Path workspaceFolder(const QString& given, const ui::Settings& settings)
{
    const QString chosen = given.isEmpty() ? settings.workspace() : given;
    std::error_code ignored;
    return chosen.isEmpty() ? platform::defaultWorkspace()
                            : std::filesystem::absolute(platform::fromUtf8(chosen.toStdString()), ignored);
}

QStringList absolutePaths(const QStringList& paths)
{
    QStringList absolute;
    for (const auto& path : paths)
        absolute << QFileInfo(path).absoluteFilePath();
    return absolute;
}

struct CommandLine {
    QString workspace;
    QString sample;
    QString firstSample;
    QString pictures;
    bool reportStart = false;
    QStringList files;
};

/// Ends the program where it is asked for help or its version, and where an option is not known.
CommandLine readCommandLine(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Build, train and try models on your own data."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(QStringLiteral("workspace"), QStringLiteral("Workspace folder."), QStringLiteral("folder"));
    const QCommandLineOption sample(QStringLiteral("sample"), QStringLiteral("Open a built-in sample."), QStringLiteral("id"));
    const QCommandLineOption first(QStringLiteral("first-sample"), QStringLiteral("The same, unless there are projects already."),
                                   QStringLiteral("id"));
    const QCommandLineOption pictures(QStringLiteral("screenshots"),
                                      QStringLiteral("Train a sample (--sample) and write pictures of every page; with files, pictures of "
                                                     "a first visit that opens them."),
                                      QStringLiteral("folder"));
    // Of the benches: says when the window can be used and when the catalog is there, then ends.
    QCommandLineOption reportStart(QStringLiteral("report-start"));
    reportStart.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({workspace, sample, first, pictures, reportStart});
    parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("Data to open."), QStringLiteral("[files…]"));
    parser.process(application);
    return {parser.value(workspace), parser.value(sample), parser.value(first), parser.value(pictures),
            parser.isSet(reportStart), absolutePaths(parser.positionalArguments())};
}

/// On the output, once each: "usable" when the window is painted and answers, "catalog" when everything can be chosen.
void reportStart(ui::Session& session)
{
    const auto say = [](const char* what) {
        std::printf("%s\n", what);
        std::fflush(stdout);
    };
    // After the events of showing and painting.
    QTimer::singleShot(0, &session, [say] { QTimer::singleShot(0, qApp, [say] { say("usable"); }); });
    QObject::connect(&session, &ui::Session::catalogChanged, &session, [&session, say] {
        say("catalog");
        session.engine().request("engine.stop", {}, qApp, [](const Result<Value>&) { QApplication::quit(); });
    });
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("fettle"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(kFettleVersion));
}

} // namespace

int main(int argc, char** argv)
{
    nameApplication();
    // Help and version need no display.
    const auto asksOnly = [](std::string_view argument) {
        return argument == "-h" || argument == "--help" || argument == "--help-all" || argument == "-v" || argument == "--version";
    };
    if (std::any_of(argv + 1, argv + argc, asksOnly)) {
        const QCoreApplication console(argc, argv);
        static_cast<void>(readCommandLine(console));
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Fettle"));
    QApplication::setDesktopFileName(QStringLiteral("fettle"));
    const auto commandLine = readCommandLine(application);

    ui::Settings settings;
    const auto workspace = workspaceFolder(commandLine.workspace, settings);
    ui::SingleInstance instance(workspace);
    const auto& files = commandLine.files;
    if (instance.handOver(files))
        return 0;
    instance.listen();

    ui::AppearanceControl appearance(application, settings);
    client::ConnectionOptions options;
    options.workspace = workspace;
    options.replaceOlder = true;
    ui::Session session(std::make_unique<ui::LiveEngine>(std::move(options)), std::make_unique<ui::SystemDialogs>());
    appearance.attach(session);
    const auto applyTrainingDefaults = [&] { session.setTrainingDefaults(settings.threads(), 60.0 * settings.checkpointMinutes()); };
    applyTrainingDefaults();
    QObject::connect(&settings, &ui::Settings::changed, &session, applyTrainingDefaults);
    ui::DesktopServices desktop;
    ui::MainWindow window(session, settings, desktop::pageFactory(session, settings), desktop);
    QObject::connect(&instance, &ui::SingleInstance::started, &window, [&window](const QStringList& more) {
        window.bringToFront();
        window.openFiles(more);
    });
#ifndef NDEBUG
    std::optional<ui::StallWatchdog> watchdog;
    if (commandLine.pictures.isEmpty()) // who takes pictures waits for each of them
        watchdog.emplace();
#endif
    window.show();
    session.engine().start();
    if (commandLine.reportStart)
        reportStart(session);
    if (!commandLine.pictures.isEmpty())
        return files.isEmpty() ? desktop::writeScreenshots(window, session, settings, commandLine.pictures, commandLine.sample)
                               : desktop::writeFirstVisit(window, session, settings, commandLine.pictures, files);

    // What was asked for on the command line waits for the background program: catalog and projects.
    const auto sample = commandLine.sample.toStdString();
    const auto firstSample = commandLine.firstSample.toStdString();
    auto once = std::make_shared<QMetaObject::Connection>();
    *once = QObject::connect(&session, &ui::Session::projectsChanged, &window, [&, once] {
        QObject::disconnect(*once);
        if (!files.isEmpty())
            window.openFiles(files);
        else if (!sample.empty())
            session.openSample(sample);
        else if (!firstSample.empty() && std::ranges::all_of(session.projects(), [](const auto& project) { return project.id == store::kDefaultProject; }))
            session.openSample(firstSample);
    });
    return QApplication::exec();
}
