// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshots.h"

#include <cstdio>

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>

#include "app/desktop/camera.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "ui/pages/page.h"

namespace fettle::desktop {

using namespace ui;

namespace {

constexpr int kEngineMs = 30'000;
constexpr int kTrainMs = 600'000;
constexpr const char* kSample = "customers";

struct NamedPlace {
    Place place;
    const char* name;
};
constexpr NamedPlace kPlaces[] = {{Place::Home, "home"},       {Place::Data, "data"},     {Place::Model, "model"},
                                  {Place::Train, "train"},     {Place::Results, "results"}, {Place::Use, "use"},
                                  {Place::Experiments, "experiments"}, {Place::Queue, "queue"}, {Place::Settings, "settings"},
                                  {Place::Help, "help"}};

bool isReady(const Session& session)
{
    return session.data().phase == DataState::Phase::Ready && session.recommendation().has_value();
}

bool isTrained(const Session& session)
{
    const auto* run = session.currentRun();
    const auto* job = run ? session.job(run->job) : nullptr;
    return job && job->state == JobState::Completed && session.modelOfRun(run->id);
}

/// Runs the event loop until a training that was just started has points to draw; false: it was refused or never did.
bool waitForCurves(Session& session, const std::function<bool()>& refused)
{
    constexpr int kFramesMs = 300;
    bool drawn = false;
    const QObject watcher;
    QObject::connect(&session, &Session::metricsCame, &watcher, [&drawn] { drawn = true; });
    if (!Camera::waitFor([&] { return drawn || refused(); }, kTrainMs) || refused())
        return false;
    // What came is painted with the next frames.
    static_cast<void>(Camera::waitFor([] { return false; }, kFramesMs));
    return true;
}

/// Every page in every look.
class Tour {
public:
    Tour(MainWindow& window, Session& session, Settings& settings, const QString& folder, const QString& sample)
        : m_window(window), m_session(session), m_sample(sample.isEmpty() ? kSample : sample.toStdString()), m_camera(window, settings, folder)
    {
    }

    int run()
    {
        if (!Camera::waitFor([&] { return !m_session.catalog().components.empty(); }, kEngineMs))
            return m_camera.complain("the background program did not start");
        m_camera.everyLook(QStringLiteral("home-empty"), [&] { m_session.goTo(Place::Home); });
        QObject::connect(&m_session, &Session::problemCame, &m_window, [this](const Error& error) {
            std::fprintf(stderr, "fettle --screenshots: %s\n", m_session.sentences().sentence(error).c_str());
        });
        if (!takeFailure() || !takeTraining())
            return 1;
        for (const auto& [place, name] : kPlaces)
            if (m_session.isOpen(place) && m_window.page(place))
                m_camera.everyLook(QString::fromLatin1(name), [&, place = place] { m_session.goTo(place); });
        if (m_session.readsTexts())
            for (const auto* topic : {"search", "names"})
                m_camera.everyLook(QStringLiteral("use-%1").arg(QLatin1String(topic)),
                                   [&] { m_session.goToTopic(Place::Use, QString::fromLatin1(topic)); });
        m_camera.everyLook(QStringLiteral("search"), [&] {
            m_session.goTo(Place::Home);
            m_window.openSearch();
        });
        return m_camera.isWell() ? 0 : 1;
    }

private:
    /// A file that holds nothing.
    bool takeFailure()
    {
        const auto folder = m_session.engine().workspace() / "cache" / "screenshots";
        const auto file = folder / "empty.csv";
        const auto write = [&]() -> Result<void> {
            FETTLE_TRY(platform::makeFolders(folder));
            FETTLE_TRY_ASSIGN(auto writer, platform::FileWriter::open(file, platform::FileWriter::Mode::Overwrite));
            return writer.close();
        };
        if (!write())
            return m_camera.complain("the empty file cannot be written") == 0;
        m_session.importPaths({QString::fromStdString(platform::toUtf8(file))});
        if (!Camera::waitFor([&] { return m_session.data().phase == DataState::Phase::Failed; }, kEngineMs))
            return m_camera.complain("the empty file was not refused") == 0;
        m_camera.everyLook(QStringLiteral("data-failed"), [&] { m_session.goTo(Place::Data); });
        return true;
    }

    bool takeTraining()
    {
        m_session.openSample(m_sample);
        if (!Camera::waitFor([&] { return isReady(m_session); }, kEngineMs))
            return m_camera.complain("the sample was not imported") == 0;
        m_camera.everyLook(QStringLiteral("results-empty"), [&] { m_session.goTo(Place::Results); });
        m_camera.everyLook(QStringLiteral("train-ready"), [&] { m_session.goTo(Place::Train); });
        bool refused = false;
        m_session.train([&](Result<Value> answer) { refused = !answer.ok(); });
        if (!waitForCurves(m_session, [&] { return refused; }))
            return m_camera.complain("the training did not start") == 0;
        m_camera.take(QStringLiteral("train-running-en-light"), false);
        if (!Camera::waitFor([&] { return isTrained(m_session); }, kTrainMs))
            return m_camera.complain("the training did not complete") == 0;
        return true;
    }

    MainWindow& m_window;
    Session& m_session;
    std::string m_sample;
    Camera m_camera;
};

void dropOn(QWidget& window, const QStringList& files)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const auto& file : files)
        urls << QUrl::fromLocalFile(file);
    mime.setUrls(urls);
    const QPoint middle = window.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QDropEvent drop(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
}

} // namespace

int writeScreenshots(MainWindow& window, Session& session, Settings& settings, const QString& folder, const QString& sample)
{
    return Tour(window, session, settings, folder, sample).run();
}

int writeFirstVisit(MainWindow& window, Session& session, Settings& settings, const QString& folder, const QStringList& files)
{
    Camera camera(window, settings, folder);
    const auto next = [&](Place place) {
        window.page(session.place())->runPrimary();
        return Camera::waitFor([&] { return session.place() == place; }, kEngineMs);
    };
    if (!Camera::waitFor([&] { return !session.catalog().components.empty(); }, kEngineMs))
        return camera.complain("the background program did not start");
    camera.take(QStringLiteral("1-empty-window"));
    dropOn(window, files);
    if (!Camera::waitFor([&] { return isReady(session) || session.data().phase == DataState::Phase::Failed; }, kTrainMs) ||
        !isReady(session)) {
        camera.take(QStringLiteral("2-refused"));
        return camera.complain("the files were not imported");
    }
    camera.take(QStringLiteral("2-dropped"));
    if (!next(Place::Model))
        return camera.complain("the data did not lead to a model");
    camera.take(QStringLiteral("3-model"));
    if (!next(Place::Train))
        return camera.complain("the model did not lead to a training");
    camera.take(QStringLiteral("4-ready"));
    window.page(Place::Train)->runPrimary();
    if (!waitForCurves(session, [] { return false; }))
        return camera.complain("the training did not start");
    camera.take(QStringLiteral("5-training"), false);
    if (!Camera::waitFor([&] { return isTrained(session); }, kTrainMs))
        return camera.complain("the training did not complete");
    camera.take(QStringLiteral("6-trained"));
    if (!next(Place::Results))
        return camera.complain("the training did not lead to its result");
    camera.take(QStringLiteral("7-result"));
    if (!next(Place::Use))
        return camera.complain("the result did not lead to its use");
    // The first example is answered by a program that may have to start.
    camera.settle();
    camera.take(QStringLiteral("8-tried"));
    return camera.isWell() ? 0 : 1;
}

} // namespace fettle::desktop
