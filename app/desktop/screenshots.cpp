// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshots.h"

#include <cstdio>
#include <functional>

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>

#include "ui/pages/page.h"

namespace fettle::desktop {

using namespace ui;

namespace {

constexpr int kEngineMs = 30'000;
constexpr int kTrainMs = 600'000;
/// After a change of page or language: answers of the engine, thumbnails, animations.
constexpr int kSettleMs = 700;
constexpr const char* kSample = "customers";

bool waitFor(const std::function<bool()>& condition, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

void settle()
{
    QEventLoop loop;
    QTimer::singleShot(kSettleMs, &loop, &QEventLoop::quit);
    loop.exec();
}

struct NamedPlace {
    Place place;
    const char* name;
};
constexpr NamedPlace kPlaces[] = {{Place::Home, "home"},       {Place::Data, "data"},     {Place::Model, "model"},
                                  {Place::Train, "train"},     {Place::Results, "results"}, {Place::Use, "use"},
                                  {Place::Experiments, "experiments"}, {Place::Queue, "queue"}, {Place::Settings, "settings"},
                                  {Place::Help, "help"}};

class Tour {
public:
    Tour(MainWindow& window, Session& session, Settings& settings, const QString& folder)
        : m_window(window), m_session(session), m_settings(settings), m_folder(folder)
    {
    }

    int run()
    {
        if (!QDir().mkpath(m_folder.absolutePath()))
            return complain("the folder cannot be made");
        if (!waitFor([&] { return !m_session.catalog().components.empty(); }, kEngineMs))
            return complain("the background program did not start");
        everyLook("home-empty", [&] { m_session.goTo(Place::Home); });
        QObject::connect(&m_session, &Session::problemCame, &m_window, [this](const Error& error) {
            std::fprintf(stderr, "fettle --screenshots: %s\n", m_session.sentences().sentence(error).c_str());
        });
        m_session.openSample(kSample);
        if (!waitFor([&] { return m_session.data().phase == DataState::Phase::Ready && m_session.recommendation(); }, kEngineMs))
            return complain("the sample was not imported");
        everyLook("train-ready", [&] { m_session.goTo(Place::Train); });
        bool refused = false;
        m_session.train([&](Result<Value> answer) { refused = !answer.ok(); });
        if (!waitFor([&] { return refused || (m_session.currentRun() && m_session.currentRun()->lastStep > 0); }, kTrainMs) || refused)
            return complain("the training did not start");
        settle();
        grab("train-running", "en", ThemeChoice::Light);
        if (!waitFor([&] { return finished(); }, kTrainMs))
            return complain("the training did not complete");
        for (const auto& [place, name] : kPlaces)
            if (m_session.isOpen(place))
                everyLook(name, [&, place = place] { m_session.goTo(place); });
        return m_failed;
    }

private:
    bool finished() const
    {
        const auto* job = m_session.currentRun() ? m_session.job(m_session.currentRun()->job) : nullptr;
        return job && job->state == JobState::Completed && m_session.modelOfRun(m_session.currentRun()->id);
    }

    int complain(const char* what)
    {
        std::fprintf(stderr, "fettle --screenshots: %s\n", what);
        return 1;
    }

    void everyLook(const char* name, const std::function<void()>& show)
    {
        for (const char* language : {"en", "zh_CN"})
            for (const auto theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
                m_settings.setLanguage(QString::fromLatin1(language));
                m_settings.setTheme(theme);
                show();
                settle();
                grab(name, language, theme);
            }
        m_settings.setLanguage(QStringLiteral("en"));
        m_settings.setTheme(ThemeChoice::Light);
    }

    void grab(const char* name, const char* language, ThemeChoice theme)
    {
        const QString file = m_folder.filePath(QStringLiteral("%1-%2-%3.png").arg(
            QString::fromLatin1(name), QString::fromLatin1(language),
            theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
        if (!m_window.grab().save(file))
            m_failed = complain("a picture cannot be written");
    }

    MainWindow& m_window;
    Session& m_session;
    Settings& m_settings;
    QDir m_folder;
    int m_failed = 0;
};

} // namespace

int writeScreenshots(MainWindow& window, Session& session, Settings& settings, const QString& folder)
{
    return Tour(window, session, settings, folder).run();
}

} // namespace fettle::desktop
