// SPDX-License-Identifier: GPL-3.0-or-later
// The window's budgets that need more than one page: how soon it is there, whether it stalls while a training reports,
// how soon the first loss is seen, how long a new theme takes. Figures, printed; tests/ui/bench/budgets.py puts them
// beside their limits.
#include <algorithm>
#include <cstdio>
#include <thread>

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QTimer>
#include <doctest/doctest.h>

#include "app/desktop/pages.h"
#include "tests/support/environment.h"
#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/page.h"
#include "ui/session/live_engine.h"
#include "ui/shell/appearance.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/main_window.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;
using test::waitUntil;

namespace {

constexpr int kWaitMs = 60'000;

double milliseconds(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

double middle(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// The longest time that the event loop did not come round.
class Beat {
public:
    Beat()
    {
        m_since.start();
        m_timer.setInterval(1);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { m_longest = std::max(m_longest, m_since.nsecsElapsed()), m_since.restart(); });
        m_timer.start();
    }
    double longestMs() const { return static_cast<double>(m_longest) / 1e6; }
    void forget() { m_longest = 0; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

void waitMs(int time) { static_cast<void>(waitUntil([] { return false; }, time)); }

} // namespace

TEST_CASE("cold start")
{
    // From the start of the program to the window that can be used, and to the catalog of the interactive worker.
    std::vector<double> shown;
    std::vector<double> whole;
    for (int round = 0; round < 3; ++round) {
        const test::TemporaryFolder folder;
        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("FETTLE_SETTINGS"), QString::fromStdString((folder.path() / "settings.ini").string()));
        program.setProcessEnvironment(environment);
        QElapsedTimer timer;
        timer.start();
        program.start(QString::fromStdString(test::program("fettle").string()),
                      {QStringLiteral("--workspace"), QString::fromStdString((folder.path() / "w").string()), QStringLiteral("--report-start")});
        const auto line = [&](const char* word) {
            REQUIRE_MESSAGE(waitUntil([&] { return program.canReadLine() || program.state() == QProcess::NotRunning; }, kWaitMs), word);
            CHECK(program.readLine().trimmed() == word);
            return milliseconds(timer);
        };
        shown.push_back(line("usable"));
        whole.push_back(line("catalog"));
        program.waitForFinished(kWaitMs);
    }
    std::printf("cold start: usable after %.0f ms, with the catalog after %.0f ms\n", middle(shown), middle(whole));
}

TEST_CASE("a million metric points a minute")
{
    applyTheme(*qApp, Theme());
    test::TrainStage stage;
    const auto run = stage.addRun(JobState::Running, 400);
    stage.open();
    const test::TemporaryFolder folder;
    Settings settings(QString::fromStdString((folder.path() / "settings.ini").string()));
    DesktopServices services;
    MainWindow window(stage.session, settings, desktop::pageFactory(stage.session, settings), services);
    window.resize(1280, 800);
    window.show();
    stage.session.goTo(Place::Train);
    waitMs(1500);
    // Twenty series, as often as a worker tells: 1,000,000 a minute are 16,667 a second.
    constexpr int kSeries = 20;
    constexpr int kEveryMs = 50;
    constexpr int kPerBatch = 1'000'000 / 60 * kEveryMs / 1000 / kSeries;
    constexpr int kSeconds = 15;
    std::int64_t step = 400;
    std::int64_t sent = 0;
    QTimer source;
    QObject::connect(&source, &QTimer::timeout, [&] {
        MetricBatch batch;
        batch.run = run;
        for (int series = 0; series < kSeries; ++series) {
            MetricPoints points;
            points.series = series == 0 ? "train/loss" : series == 1 ? "validation/accuracy" : "layer/norm_" + std::to_string(series);
            for (int i = 1; i <= kPerBatch; ++i) {
                points.steps.push_back(step + i);
                points.values.push_back(1.0 / static_cast<double>(step + i) + 0.01 * (i % 7));
            }
            sent += kPerBatch;
            batch.series.push_back(std::move(points));
        }
        step += kPerBatch;
        stage.engine->publish("metrics", "", run, toValue(batch));
    });
    source.start(kEveryMs);
    Beat beat;
    QElapsedTimer timer;
    timer.start();
    waitMs(kSeconds * 1000);
    source.stop();
    std::printf("metric points: %.0f a minute, longest stall %.1f ms\n", static_cast<double>(sent) * 60'000.0 / milliseconds(timer), beat.longestMs());
}

TEST_CASE("a recorded session: every page, a dropped file, a training; and the first loss point")
{
    const test::TemporaryFolder folder;
    Settings settings(QString::fromStdString((folder.path() / "settings.ini").string()));
    AppearanceControl appearance(*qApp, settings);
    client::ConnectionOptions options;
    options.workspace = folder.path() / "workspace";
    options.engineProgram = test::program("fettle-engine");
    Session session(std::make_unique<LiveEngine>(std::move(options)), std::make_unique<test::FakeDialogs>());
    appearance.attach(session);
    DesktopServices services;
    MainWindow window(session, settings, desktop::pageFactory(session, settings), services);
    window.resize(1280, 800);
    window.show();
    session.engine().start();
    REQUIRE(waitUntil([&] { return !session.catalog().components.empty(); }, kWaitMs));
    waitMs(500);
    Beat beat;
    session.openSample("customers");
    REQUIRE(waitUntil([&] { return session.data().phase == DataState::Phase::Ready && session.recommendation(); }, kWaitMs));
    const double opened = beat.longestMs();
    session.goTo(Place::Train);
    waitMs(1000);
    double first = -1.0;
    QElapsedTimer timer;
    QObject::connect(&session, &Session::metricsCame, &window, [&](const std::string&, const MetricBatch& batch) {
        for (const auto& points : batch.series)
            if (first < 0.0 && points.series == "train/loss" && !points.steps.empty())
                first = milliseconds(timer);
    });
    timer.start();
    window.page(Place::Train)->runPrimary();
    REQUIRE(waitUntil([&] { return first >= 0.0; }, kWaitMs));
    std::printf("start: first loss point after %.0f ms\n", first);
    const auto trained = [&] {
        const auto* current = session.currentRun();
        const auto* job = current ? session.job(current->job) : nullptr;
        return job && isFinal(job->state) && session.modelOfRun(current->id);
    };
    REQUIRE(waitUntil(trained, kWaitMs));
    double longest = beat.longestMs();
    std::printf("stalls: opening %.1f ms, with the training %.1f ms; pages when first shown, in ms:", opened, longest);
    for (const auto place : {Place::Home, Place::Data, Place::Model, Place::Results, Place::Use, Place::Experiments, Place::Queue,
                             Place::Settings, Place::Help})
        if (session.isOpen(place)) {
            beat.forget();
            session.goTo(place);
            waitMs(400);
            longest = std::max(longest, beat.longestMs());
            std::printf(" %d: %.1f", static_cast<int>(place), beat.longestMs());
        }
    std::printf("\nsession: longest stall %.1f ms\n", longest);

    std::vector<double> times;
    for (int round = 0; round < 6; ++round) {
        timer.restart();
        settings.setTheme(round % 2 == 0 ? ThemeChoice::Dark : ThemeChoice::Light);
        window.repaint();
        times.push_back(milliseconds(timer));
    }
    std::printf("theme: switched and repainted in %.1f ms (worst %.1f), %d widgets\n", middle(times), *std::ranges::max_element(times),
                static_cast<int>(QApplication::allWidgets().size()));
    bool stopped = false;
    session.engine().request("engine.stop", {}, qApp, [&](Result<Value>) { stopped = true; });
    CHECK(waitUntil([&] { return stopped; }, kWaitMs));
}
