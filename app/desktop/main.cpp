// SPDX-License-Identifier: GPL-3.0-or-later
// fettle: the window.
#include <algorithm>

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

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

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("fettle"));
    QApplication::setApplicationDisplayName(QStringLiteral("Fettle"));
    QApplication::setApplicationVersion(QString::fromLatin1(kFettleVersion));
    QApplication::setDesktopFileName(QStringLiteral("fettle"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Build, train and try models on your own data."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspaceOption(QStringLiteral("workspace"), QStringLiteral("Workspace folder."), QStringLiteral("folder"));
    const QCommandLineOption sampleOption(QStringLiteral("sample"), QStringLiteral("Open a built-in sample."), QStringLiteral("id"));
    const QCommandLineOption firstOption(QStringLiteral("first-sample"), QStringLiteral("The same, unless there are projects already."), QStringLiteral("id"));
    const QCommandLineOption picturesOption(QStringLiteral("screenshots"),
                                            QStringLiteral("Train a sample and write pictures of every page."), QStringLiteral("folder"));
    parser.addOptions({workspaceOption, sampleOption, firstOption, picturesOption});
    parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("Data to open."), QStringLiteral("[files…]"));
    parser.process(application);

    ui::Settings settings;
    const auto workspace = workspaceFolder(parser.value(workspaceOption), settings);
    ui::SingleInstance instance(workspace);
    const auto files = absolutePaths(parser.positionalArguments());
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
    const ui::StallWatchdog watchdog;
#endif
    window.show();
    session.engine().start();
    if (parser.isSet(picturesOption))
        return desktop::writeScreenshots(window, session, settings, parser.value(picturesOption));

    // What was asked for on the command line waits for the background program: catalog and projects.
    const auto sample = parser.value(sampleOption).toStdString();
    const auto firstSample = parser.value(firstOption).toStdString();
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
