// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does who has never seen Fettle: drops a file, presses the page's next step until a model can be tried.
#include <doctest/doctest.h>

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QProcess>
#include <QtTest/QTest>

#include "app/desktop/pages.h"
#include "engine/platform/files.h"
#include "tests/support/environment.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/pages/page.h"
#include "ui/session/live_engine.h"
#include "ui/shell/appearance.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"

using namespace fettle;
using namespace fettle::ui;
using test::waitUntil;

namespace {

constexpr int kImportMs = 60'000;
constexpr int kTrainMs = 300'000;

/// A window on a workspace of its own, with the real background program.
class Visit {
public:
    explicit Visit(const char* language = "en")
    {
        m_settings.setLanguage(QString::fromLatin1(language));
        m_appearance = std::make_unique<AppearanceControl>(*qApp, m_settings);
        client::ConnectionOptions options;
        options.workspace = m_folder.path() / "workspace";
        options.engineProgram = test::program("fettle-engine");
        m_dialogs = new test::FakeDialogs;
        m_session = std::make_unique<Session>(std::make_unique<LiveEngine>(std::move(options)), std::unique_ptr<Dialogs>(m_dialogs));
        m_appearance->attach(*m_session);
        m_window = std::make_unique<MainWindow>(*m_session, m_settings, desktop::pageFactory(*m_session, m_settings), m_desktop);
        m_window->resize(1280, 800);
        m_window->show();
        m_session->engine().start();
        REQUIRE(waitUntil([&] { return !m_session->catalog().components.empty(); }, kImportMs));
    }
    ~Visit()
    {
        bool stopped = false;
        m_session->engine().request("engine.stop", {}, qApp, [&](Result<Value>) { stopped = true; });
        static_cast<void>(waitUntil([&] { return stopped; }, kImportMs));
    }

    Session& session() { return *m_session; }
    MainWindow& window() { return *m_window; }
    Page& page() { return *m_window->page(m_session->place()); }
    int clicks() const { return m_clicks; }

    /// Dropping is one act of the hand.
    void drop(const platform::Path& path)
    {
        ++m_clicks;
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(platform::toUtf8(path)))});
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QDropEvent event(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
        REQUIRE_MESSAGE(waitUntil([&] { return ready() || m_session->data().phase == DataState::Phase::Failed; }, kImportMs),
                        "the import did not end");
        REQUIRE_MESSAGE(ready(), (m_session->data().error ? toLogLine(*m_session->data().error) : std::string()));
    }
    bool ready() const { return m_session->data().phase == DataState::Phase::Ready && m_session->recommendation().has_value(); }

    /// Presses the page's primary button as the mouse does.
    void next()
    {
        ++m_clicks;
        auto* button = page().findChild<PageHeader*>()->primary();
        REQUIRE(waitUntil([&] { return button->isVisible() && button->isEnabled(); }));
        QTest::mouseClick(button, Qt::LeftButton);
        QCoreApplication::processEvents();
    }
    void save(const char* name)
    {
        const auto folder = qEnvironmentVariable("FETTLE_TEST_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        static_cast<void>(waitUntil([] { return false; }, 600));
        m_window->grab().save(QDir(folder).filePath(QString::fromLatin1(name) + ".png"));
    }
    /// kill -9 of the training's process: the supervisor's child without further arguments. False: there was none.
    bool killWorker()
    {
        const auto pid = platform::readWholeFile(m_session->engine().workspace() / "engine.pid", 64);
        REQUIRE(pid.ok());
        return QProcess::execute(QStringLiteral("pkill"), {"-9", "-P", QString::fromStdString(*pid).trimmed(), "-f", "fettle-worker$"}) == 0;
    }
    bool trained() const
    {
        const auto* run = m_session->currentRun();
        const auto* job = run ? m_session->job(run->job) : nullptr;
        return job && job->state == JobState::Completed && m_session->modelOfRun(run->id);
    }

private:
    test::TemporaryFolder m_folder;
    Settings m_settings{QString::fromStdString((m_folder.path() / "settings.ini").string())};
    std::unique_ptr<AppearanceControl> m_appearance;
    DesktopServices m_desktop;
    test::FakeDialogs* m_dialogs = nullptr;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    int m_clicks = 0;
};

/// Data → Model → Train → trained → Results → Use.
void fromDataToUse(Visit& visit)
{
    REQUIRE(visit.session().place() == Place::Data);
    visit.save("1-data");
    visit.next();
    REQUIRE(visit.session().place() == Place::Model);
    visit.save("2-model");
    visit.next();
    REQUIRE(visit.session().place() == Place::Train);
    visit.save("3-train");
    visit.next();
    REQUIRE(waitUntil([&] { return visit.session().currentRun() != nullptr; }));
    REQUIRE(waitUntil([&] { return visit.trained(); }, kTrainMs));
    visit.save("4-trained");
    visit.next();
    REQUIRE(visit.session().place() == Place::Results);
    visit.save("5-results");
    visit.next();
    REQUIRE(visit.session().place() == Place::Use);
    visit.save("6-use");
}

} // namespace

TEST_CASE("from a dropped table to a tried model in ten clicks at most")
{
    FETTLE_REQUIRE_DATA("tab_titanic/titanic.csv");
    Visit visit;
    visit.drop(test::sharedData("tab_titanic/titanic.csv"));
    if (visit.session().draft().recipe().targets.front().field != "Survived") {
        visit.session().setTarget("Survived");
        REQUIRE(waitUntil([&] { return visit.session().draft().recipe().targets.front().field == "Survived"; }));
    }
    fromDataToUse(visit);
    CHECK(visit.clicks() <= 9);
    const auto* model = visit.session().modelOfRun(visit.session().currentRun()->id);
    REQUIRE(model);
    CHECK(model->metrics.at("test").at("accuracy") > 0.7);
}

TEST_CASE("the same with a sample, in Chinese, while the worker is killed once")
{
    Visit visit("zh_CN");
    visit.session().openSample("customers");
    REQUIRE(waitUntil([&] { return visit.ready(); }, kImportMs));
    // Long enough to be met while it runs, and nothing that ends it early.
    visit.session().draft().edit("longer", [](Recipe& recipe) {
        recipe.training.epochs = 400;
        recipe.training.earlyStopping.enabled = false;
        recipe.training.checkpointSeconds = 0.3;
    });
    visit.next();
    visit.next();
    visit.next();
    bool killed = false;
    REQUIRE(waitUntil([&] { return (killed = visit.killWorker()) || visit.trained(); }, kTrainMs));
    CHECK(killed);
    REQUIRE(waitUntil([&] { return visit.trained(); }, kTrainMs));
    CHECK(visit.session().runs().size() == 1);
}
