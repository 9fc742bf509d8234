// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>
#include <QtTest/QTest>

#include "tests/support/environment.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/pages/help/help_page.h"
#include "ui/pages/help_button.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/bottom_bar.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/single_instance.h"
#include "ui/shell/stall_watchdog.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/link.h"

using namespace fettle;
using namespace fettle::ui;
using test::waitUntil;

namespace {

class PlainPage : public Page {
public:
    PlainPage(Session& session, QWidget* parent) : Page(session, parent), panel(new QLineEdit(this)), beside(new QLabel(this))
    {
        body().addWidget(panel);
        body().addWidget(beside);
    }
    int primaries = 0;
    QLineEdit* panel;
    QLabel* beside;
    QStringList told; ///< in its order
    void entered() override { told << QStringLiteral("entered"); }
    void openTopic(const QString& topic) override { told << (isVisible() ? topic : topic + QStringLiteral(" while hidden")); }
    QString helpTopic() const override { return QStringLiteral("train"); }
    QWidget* presentable() override { return panel; }

protected:
    void retranslate() override {}
    void primary() override { ++primaries; }
};

struct Stage {
    Stage()
    {
        applyTheme(*qApp, Theme());
        engine->answer("engine.doctor", Value(ValueMap{{"training_threads", 4}}));
        PageFactory factory;
        for (int place = 0; place <= static_cast<int>(Place::Help); ++place)
            factory[static_cast<Place>(place)] = [this](QWidget* parent) {
                ++made;
                return new PlainPage(session, parent);
            };
        factory[Place::Help] = [this](QWidget* parent) { return new HelpPage(session, parent); };
        factory[Place::Settings] = [this](QWidget* parent) { return new SettingsPage(session, settings, parent); };
        window = std::make_unique<MainWindow>(session, settings, std::move(factory), desktop);
        window->show();
        session.engine().start();
        REQUIRE(waitUntil([&] { return session.engine().state() == EngineApi::State::Ready; }));
    }
    void setJobs(JobState state, const std::string& phase = {}, double progress = 0.0)
    {
        Job job;
        job.id = "j1";
        job.kind = JobKind::Train;
        job.title = "Run 1";
        job.state = state;
        job.phase = phase;
        job.progress = progress;
        engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{toValue(job)}}}));
        engine->publish("job", "j1", "r1", toValue(job));
        REQUIRE(waitUntil([&] { return session.job("j1") && session.job("j1")->state == state; }));
    }

    test::FakeEngine* engine = new test::FakeEngine;
    test::FakeDialogs* dialogs = new test::FakeDialogs;
    test::TemporaryFolder folder;
    Settings settings{QString::fromStdString((folder.path() / "settings.ini").string())};
    DesktopServices desktop;
    int made = 0;
    Session session{std::unique_ptr<EngineApi>(engine), std::unique_ptr<Dialogs>(dialogs)};
    std::unique_ptr<MainWindow> window;
};

/// From Home, what Enter runs for these words.
void takeFirstHit(Stage& stage, const char* words)
{
    stage.session.goTo(Place::Home);
    stage.window->openSearch();
    auto* palette = stage.window->palettePopup();
    palette->field()->setText(QString::fromUtf8(words));
    REQUIRE(palette->matches() > 0);
    QTest::keyClick(palette->field(), Qt::Key_Return);
}

} // namespace

TEST_CASE("the rail tells how far the training is as it goes, not when its row was last listed")
{
    Stage stage;
    store::ProjectRecord project;
    project.id = "p1";
    store::RunRecord run;
    run.id = "r1";
    run.project = "p1";
    run.job = "j1";
    stage.engine->answer("projects.list", Value(ValueMap{{"projects", ValueList{toValue(project)}}}));
    stage.engine->answer("runs.list", Value(ValueMap{{"runs", ValueList{toValue(run)}}}));
    stage.session.refreshLists();
    REQUIRE(waitUntil([&] { return !stage.session.projects().empty(); }));
    stage.session.openProject("p1");
    REQUIRE(waitUntil([&] { return stage.session.currentRun() != nullptr; }));
    stage.setJobs(JobState::Running);
    auto* train = stage.window->rail()->button(Place::Train);
    REQUIRE(waitUntil([&] { return train->status() == QStringLiteral("0%"); }));
    stage.setJobs(JobState::Running, "contrasting"); // before it, or whoever opens the window meanwhile
    CHECK(train->status() == QStringLiteral("comparing the examples"));
    const auto tell = [&](const char* job, double done) {
        stage.engine->publish("progress", job, "r1", ValueMap{{"phase", "training"}, {"done", done}, {"total", 80.0}});
    };
    tell("j1", 20.0);
    CHECK(waitUntil([&] { return train->status() == QStringLiteral("25%"); }));
    tell("j2", 60.0); // another's
    CHECK(train->status() == QStringLiteral("25%"));
    // What else is done meanwhile begins at 0 and ends at 100 by itself.
    stage.engine->publish("progress", "j1", "r1", ValueMap{{"phase", "evaluating"}, {"done", 1.0}, {"total", 50.0}});
    CHECK(train->status() == QStringLiteral("25%"));
    stage.setJobs(JobState::Running, "evaluating", 0.1); // a row that was written before
    CHECK(train->status() == QStringLiteral("25%"));
    stage.setJobs(JobState::Completed);
    CHECK(waitUntil([&] { return train->status() == QStringLiteral("completed"); }));
}

TEST_CASE("only the page that is shown is made; steps without meaning are disabled and say why")
{
    Stage stage;
    CHECK(stage.made == 1);
    auto* train = stage.window->rail()->button(Place::Train);
    CHECK_FALSE(train->isEnabled());
    CHECK_FALSE(train->toolTip().isEmpty());
    QTest::mouseClick(stage.window->rail()->button(Place::Experiments), Qt::LeftButton);
    CHECK(stage.session.place() == Place::Experiments);
    CHECK(stage.made == 2);
}

TEST_CASE("Ctrl+K finds a page by letters and Enter goes there")
{
    Stage stage;
    stage.window->openSearch();
    auto* palette = stage.window->palettePopup();
    REQUIRE(palette->isVisible());
    const int all = palette->matches();
    QTest::keyClicks(palette->field(), "settin");
    CHECK(palette->matches() < all);
    REQUIRE(palette->matches() >= 1);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    REQUIRE(waitUntil([&] { return stage.session.place() == Place::Settings; }));
    CHECK_FALSE(palette->isVisible());
    stage.window->openSearch();
    QTest::keyClicks(palette->field(), "qqzzqq");
    CHECK(palette->matches() == 0);
    QTest::keyClick(palette->field(), Qt::Key_Escape);
    CHECK_FALSE(palette->isVisible());
}

TEST_CASE("closing while something trains asks; every answer does what it says")
{
    struct Choice {
        int answer;
        std::string method;
        bool closes;
    };
    for (const auto& choice : {Choice{0, {}, true}, Choice{1, "jobs.pause", true}, Choice{2, "jobs.stop", true},
                               Choice{3, {}, false}}) {
        CAPTURE(choice.answer);
        Stage stage;
        stage.setJobs(JobState::Running);
        stage.dialogs->answers = {choice.answer};
        CHECK(stage.window->close() == choice.closes);
        CHECK(stage.dialogs->asked.size() == 1);
        CHECK(stage.engine->count("jobs.pause") == (choice.method == "jobs.pause" ? 1 : 0));
        CHECK(stage.engine->count("jobs.stop") == (choice.method == "jobs.stop" ? 1 : 0));
        if (choice.answer == 2)
            CHECK(stage.engine->last("jobs.stop").at("mode").asText() == "save");
    }
}

TEST_CASE("closing with nothing running asks nothing")
{
    Stage stage;
    stage.setJobs(JobState::Completed);
    CHECK(stage.window->close());
    CHECK(stage.dialogs->asked.empty());
}

TEST_CASE("the background program is shown only when something is wrong with it")
{
    Stage stage;
    auto* bar = stage.window->bottomBar();
    CHECK(bar->problemText().isEmpty());
    stage.engine->setState(EngineApi::State::Lost, makeError("client.connection_lost"));
    CHECK_FALSE(bar->problemText().isEmpty());
    stage.engine->setState(EngineApi::State::Ready);
    CHECK(bar->problemText().isEmpty());
}

TEST_CASE("files dropped on the window are imported")
{
    Stage stage;
    stage.engine->answer("projects.create", Value(ValueMap{{"id", "p1"}, {"name", "titanic"}}));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile("/data/titanic.csv")});
    // A drop goes to the widget that let the drag in.
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(stage.window.get(), &enter);
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(stage.window.get(), &drop);
    REQUIRE(waitUntil([&] { return stage.engine->count("projects.create") == 1; }));
    CHECK(stage.engine->last("projects.create").at("name").asText() == "titanic");
}

TEST_CASE("the primary shortcut presses the page's next step")
{
    Stage stage;
    auto* page = static_cast<PlainPage*>(stage.window->page(Place::Home));
    page->runPrimary();
    CHECK(page->primaries == 1);
}

TEST_CASE("a second start hands its files to the first")
{
    const test::TemporaryFolder folder;
    // Nothing was there before: the first window of a fresh machine.
    const test::TemporaryFolder runtime;
    const test::ScopedVariable place("XDG_RUNTIME_DIR", runtime.path().string());
    SingleInstance first(folder.path());
    first.listen();
    QStringList taken;
    QObject::connect(&first, &SingleInstance::started, [&](const QStringList& files) { taken = files; });
    // handOver blocks for its answer, as a second process does: so it runs in a thread here.
    bool handed = false;
    std::unique_ptr<QThread> second(QThread::create([&] {
        SingleInstance other(folder.path());
        handed = other.handOver({QStringLiteral("/data/a.csv")});
    }));
    second->start();
    REQUIRE(waitUntil([&] { return second->isFinished(); }));
    CHECK(handed);
    CHECK(taken == QStringList{QStringLiteral("/data/a.csv")});
    const test::TemporaryFolder elsewhere;
    CHECK_FALSE(SingleInstance(elsewhere.path()).handOver({}));
}

TEST_CASE("a stall of the window's thread is noticed once and says where it was; an idle one is none")
{
    std::atomic<int> longest = 0;
    StallWatchdog dog(50, [&](const StallWatchdog::Stall& stall) { longest = std::max<int>(longest, stall.milliseconds); });
    REQUIRE_FALSE(waitUntil([] { return false; }, 150));
    const int before = dog.stalls();
    const QDeadlineTimer busy(400);
    while (!busy.hasExpired()) {
    }
    REQUIRE(waitUntil([&] { return dog.stalls() > before; }, 2000));
    CHECK(dog.stalls() == before + 1);
    CHECK(longest > 50);
}

TEST_CASE("Ctrl+K finds an option of the settings, before what the handbook says of its word, and leads to its part")
{
    Stage stage;
    // The first one makes the page.
    for (const auto& [words, part] : {std::pair("mirror", "Pretrained models"), std::pair("lang", "Appearance"),
                                     std::pair("disk", "Storage"), std::pair("语言", "Appearance")}) {
        CAPTURE(words);
        takeFirstHit(stage, words);
        REQUIRE(waitUntil([&] { return stage.session.place() == Place::Settings; }));
        auto* settings = stage.window->page(Place::Settings);
        REQUIRE(waitUntil([&] { return settings->isVisible(); }));
        const auto* parts = settings->findChild<QListWidget*>();
        CHECK(waitUntil([&] { return parts->currentItem() && parts->currentItem()->text() == QLatin1String(part); }));
        CHECK((settings->findChild<QScrollArea*>()->verticalScrollBar()->value() > 0) == (part != std::string("Appearance")));
    }
}

TEST_CASE("a page is led to a part of it once it is shown and entered, whether it is new or was there before")
{
    Stage stage;
    const auto told = [&](Place place) { return static_cast<PlainPage*>(stage.window->page(place))->told; };
    const QString part = QStringLiteral("part");
    const QString again = QStringLiteral("again");
    const QString entered = QStringLiteral("entered");
    stage.window->openTopic(Place::Queue, part);
    REQUIRE(waitUntil([&] { return told(Place::Queue).size() > 1; }));
    CHECK(told(Place::Queue) == QStringList{entered, part});
    stage.window->openTopic(Place::Queue, again);
    CHECK(told(Place::Queue) == QStringList{entered, part, again});
    stage.session.goTo(Place::Home);
    stage.window->openTopic(Place::Queue, part);
    CHECK(told(Place::Queue) == QStringList{entered, part, again, entered, part});
    // One that is left before it is there: nobody hears of it.
    stage.window->openTopic(Place::Experiments, again);
    stage.session.goTo(Place::Home);
    CHECK(told(Place::Home).last() == entered);
    stage.session.goTo(Place::Experiments);
    CHECK_FALSE(told(Place::Experiments).contains(again));
}

TEST_CASE("the handbook is found from everywhere, in both languages, and opened where it speaks of it")
{
    Stage stage;
    auto* help = static_cast<HelpPage*>(stage.window->page(Place::Help));
    for (const char* words : {"early stopping", "混淆矩阵"}) {
        CAPTURE(words);
        takeFirstHit(stage, words);
        REQUIRE(waitUntil([&] { return stage.session.place() == Place::Help; }));
        CHECK_FALSE(help->currentTopic().isEmpty());
    }
}

TEST_CASE("a question mark beside a part opens the handbook there; F1 opens the page's own")
{
    Stage stage;
    auto* help = static_cast<HelpPage*>(stage.window->page(Place::Help));
    HelpButton button(stage.session, QStringLiteral("data#splits"));
    CHECK_FALSE(button.accessibleName().isEmpty());
    button.click();
    CHECK(stage.session.place() == Place::Help);
    CHECK(help->currentTopic() == QStringLiteral("data"));
    stage.session.goTo(Place::Home);
    stage.window->openTopic(Place::Help, stage.window->page(Place::Home)->helpTopic());
    CHECK(help->currentTopic() == QStringLiteral("train"));
}

TEST_CASE("the device's why leads to the system check")
{
    Stage stage;
    auto* bar = stage.window->bottomBar();
    auto* device = bar->findChild<Link*>();
    REQUIRE(device);
    REQUIRE(waitUntil([&] { return device->isVisible(); }));
    CHECK(device->text().contains(QStringLiteral("why?")));
    device->click();
    CHECK(stage.session.place() == Place::Settings);
}

TEST_CASE("the settings list the window's keys")
{
    Stage stage;
    auto* settings = static_cast<SettingsPage*>(stage.window->page(Place::Settings));
    stage.session.goTo(Place::Settings);
    settings->makeAll();
    const auto shown = settings->findChild<ShortcutsSection*>()->shown();
    const auto has = [&](const QKeySequence& keys) {
        return std::ranges::any_of(shown, [&](const ShortcutEntry& entry) { return entry.keys == keys && !entry.title.isEmpty(); });
    };
    CHECK(has(QKeySequence("Ctrl+K")));
    CHECK(has(QKeySequence::Paste));
    CHECK(has(QKeySequence("Alt+1")));
}

TEST_CASE("copied cells pasted anywhere become a project; in a field they stay text")
{
    Stage stage;
    stage.engine->answer("projects.create", Value(ValueMap{{"id", "p1"}, {"name", "Pasted cells"}}));
    auto* cells = new QMimeData;
    cells->setText(QStringLiteral("name\tage\nAnna\t30"));
    QApplication::clipboard()->setMimeData(cells);
    auto* page = static_cast<PlainPage*>(stage.window->page(Place::Home));
    QTest::keySequence(page->panel, QKeySequence(QKeySequence::Paste));
    CHECK(page->panel->text().contains(QStringLiteral("Anna")));
    CHECK(stage.engine->count("projects.create") == 0);
    QTest::keySequence(stage.window->rail()->button(Place::Home), QKeySequence(QKeySequence::Paste));
    REQUIRE(waitUntil([&] { return stage.engine->count("projects.create") == 1; }));
}

TEST_CASE("a panel alone for presenting: larger, nothing beside it, and everything back by Escape")
{
    Stage stage;
    auto* page = static_cast<PlainPage*>(stage.window->page(Place::Home));
    const double scale = themeOf(page).options().textScale;
    stage.window->togglePresenter();
    CHECK(stage.window->isPresenting());
    CHECK(page->panel->isVisible());
    CHECK_FALSE(page->beside->isVisible());
    CHECK_FALSE(stage.window->rail()->isVisible());
    CHECK(themeOf(page).options().textScale > scale);
    QTest::keyClick(stage.window.get(), Qt::Key_Escape);
    CHECK_FALSE(stage.window->isPresenting());
    CHECK(page->beside->isVisible());
    CHECK(stage.window->rail()->isVisible());
    CHECK(themeOf(page).options().textScale == doctest::Approx(scale));
}

TEST_CASE("the rail paints its focus itself: no second ring, and none at all for the mouse")
{
    Stage stage;
    REQUIRE(QTest::qWaitForWindowExposed(stage.window.get()));
    stage.window->activateWindow();
    auto* button = stage.window->rail()->button(Place::Experiments);
    const auto ring = [&] {
        auto* found = stage.window->findChild<FocusRing*>();
        return found && found->isVisible() && found->widget() == button;
    };
    QTest::mouseClick(button, Qt::LeftButton);
    REQUIRE(button->hasFocus());
    CHECK_FALSE(showsOwnFocus(*button));
    const QImage byMouse = button->grab().toImage();
    QTest::keyClick(button, Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    REQUIRE(button->hasFocus());
    CHECK(showsOwnFocus(*button));
    CHECK_FALSE(ring());
    CHECK(button->grab().toImage() != byMouse);
}

TEST_CASE("Chinese commands are found as one types them")
{
    applyTheme(*qApp, Theme());
    QWidget window;
    window.resize(900, 600);
    CommandPalette palette(&window);
    palette.open({{QStringLiteral("设置"), {}, {}, {}, {}}, {QStringLiteral("训练"), {}, {}, {}, {}}});
    for (const char* typed : {"设置", "shezhi", "sz"}) {
        CAPTURE(typed);
        palette.field()->setText(QString::fromUtf8(typed));
        CHECK(palette.matches() == 1);
    }
}
