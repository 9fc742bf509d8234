// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/e2e/visit.h"

#include <doctest/doctest.h>

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QProcess>
#include <QtTest/QTest>

#include "engine/platform/files.h"
#include "tests/support/environment.h"
#include "ui/session/live_engine.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"

namespace fettle::test {

using namespace ui;

Visit::Visit(const char* language) : m_settings(QString::fromStdString((m_folder.path() / "settings.ini").string()))
{
    m_settings.setLanguage(QString::fromLatin1(language));
    m_appearance = std::make_unique<AppearanceControl>(*qApp, m_settings);
    client::ConnectionOptions options;
    options.workspace = m_folder.path() / "workspace";
    options.engineProgram = program("fettle-engine");
    m_dialogs = new FakeDialogs;
    m_session = std::make_unique<Session>(std::make_unique<LiveEngine>(std::move(options)), std::unique_ptr<Dialogs>(m_dialogs));
    m_appearance->attach(*m_session);
    m_window = std::make_unique<MainWindow>(*m_session, m_settings, desktop::pageFactory(*m_session, m_settings), m_desktop);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    m_session->engine().start();
    REQUIRE(waitUntil([&] { return !m_session->catalog().components.empty(); }, kImportMs));
}

Visit::~Visit()
{
    bool stopped = false;
    m_session->engine().request("engine.stop", {}, qApp, [&](Result<Value>) { stopped = true; });
    static_cast<void>(waitUntil([&] { return stopped; }, kImportMs));
}

void Visit::drop(const platform::Path& path)
{
    ++m_clicks;
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(platform::toUtf8(path)))});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QDropEvent event(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
    waitForData();
}

bool Visit::ready() const
{
    return m_session->data().phase == DataState::Phase::Ready && m_session->recommendation().has_value();
}

void Visit::waitForData()
{
    REQUIRE_MESSAGE(waitUntil([&] { return ready() || m_session->data().phase == DataState::Phase::Failed; }, kImportMs),
                    "the import did not end");
    REQUIRE_MESSAGE(ready(), (m_session->data().error ? toLogLine(*m_session->data().error) : std::string()));
}

void Visit::next()
{
    ++m_clicks;
    auto* button = page().findChild<PageHeader*>()->primary();
    REQUIRE(waitUntil([&] { return button->isVisible() && button->isEnabled(); }));
    QTest::mouseClick(button, Qt::LeftButton);
    QCoreApplication::processEvents();
}

void Visit::fromDataToUse()
{
    REQUIRE(session().place() == Place::Data);
    save("1-data");
    next();
    REQUIRE(session().place() == Place::Model);
    save("2-model");
    next();
    REQUIRE(session().place() == Place::Train);
    save("3-train");
    next();
    REQUIRE(waitUntil([&] { return session().currentRun() != nullptr; }));
    REQUIRE(waitUntil([&] { return trained(); }, kTrainMs));
    save("4-trained");
    next();
    REQUIRE(session().place() == Place::Results);
    save("5-results");
    next();
    REQUIRE(session().place() == Place::Use);
    save("6-use");
}

void Visit::save(const char* name)
{
    const auto pictures = qEnvironmentVariable("FETTLE_TEST_PICTURES");
    if (pictures.isEmpty())
        return;
    QDir().mkpath(pictures);
    static_cast<void>(waitUntil([] { return false; }, 600));
    m_window->grab().save(QDir(pictures).filePath(QString::fromLatin1(name) + ".png"));
}

bool Visit::killWorker()
{
    // The supervisor's child without further arguments; the one that answers questions has some.
    const auto pid = platform::readWholeFile(m_session->engine().workspace() / "engine.pid", 64);
    REQUIRE(pid.ok());
    return QProcess::execute(QStringLiteral("pkill"), {"-9", "-P", QString::fromStdString(*pid).trimmed(), "-f", "fettle-worker$"}) == 0;
}

bool Visit::trained() const
{
    const auto* run = m_session->currentRun();
    const auto* job = run ? m_session->job(run->job) : nullptr;
    return job && job->state == JobState::Completed && m_session->modelOfRun(run->id);
}

void Visit::shorten(std::int64_t epochs)
{
    m_session->draft().edit("short", [epochs](Recipe& recipe) {
        recipe.training.epochs = epochs;
        recipe.training.earlyStopping.enabled = false;
    });
}

} // namespace fettle::test
