// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "ui/session/pretrained_library.h"

namespace fettle::ui {
namespace {

constexpr int kListDelayMs = 60;

std::string utf8(const QString& text) { return text.toStdString(); }

/// "titanic", or "titanic 2" where that is taken.
QString freeName(const QString& wanted, const std::vector<store::ProjectRecord>& projects)
{
    const auto taken = [&](const QString& name) {
        return std::ranges::any_of(projects, [&](const auto& project) { return QString::fromStdString(project.name) == name; });
    };
    QString name = wanted;
    for (int i = 2; taken(name); ++i)
        name = QStringLiteral("%1 %2").arg(wanted).arg(i);
    return name;
}

template <class T>
std::vector<T> listFrom(const Value& list)
{
    std::vector<T> items;
    for (const auto& value : list.asList())
        if (auto item = fromValue<T>(value))
            items.push_back(std::move(item).value());
    return items;
}

template <class T>
const T* findById(const std::vector<T>& items, std::string_view id)
{
    const auto found = std::ranges::find(items, id, &T::id);
    return found == items.end() ? nullptr : &*found;
}

} // namespace

Session::Session(std::unique_ptr<EngineApi> engine, std::unique_ptr<Dialogs> dialogs, QObject* parent)
    : QObject(parent), m_engine(std::move(engine)), m_dialogs(std::move(dialogs)),
      m_pretrained(std::make_unique<PretrainedLibrary>(*m_engine))
{
    for (auto* timer : {&m_jobsTimer, &m_runsTimer}) {
        timer->setSingleShot(true);
        timer->setInterval(kListDelayMs);
    }
    connect(&m_jobsTimer, &QTimer::timeout, this, &Session::loadJobs);
    connect(&m_runsTimer, &QTimer::timeout, this, &Session::loadRuns);
    connect(m_engine.get(), &EngineApi::stateChanged, this, &Session::engineStateChanged);
    connect(m_engine.get(), &EngineApi::eventCame, this, &Session::handleEvent);
    connect(&m_draft, &RecipeDraft::saveFailed, this, &Session::report);
    connect(m_pretrained.get(), &PretrainedLibrary::problemCame, this, &Session::report);
    connect(m_pretrained.get(), &PretrainedLibrary::modelsChanged, this, &Session::recommendAnew);
    connect(&m_draft, &RecipeDraft::changed, this, &Session::draftChanged);
}

Session::~Session() = default;

void Session::setLanguage(const std::string& language)
{
    m_sentences = client::Sentences(language);
    Q_EMIT languageChanged();
}

void Session::ask(const std::string& method, ValueMap params, std::function<void(const Value&)> then,
                  std::function<void()> failed)
{
    m_engine->request(method, std::move(params), this,
                      [this, then = std::move(then), failed = std::move(failed)](Result<Value> answer) {
                          if (!answer) {
                              report(answer.error());
                              if (failed)
                                  failed();
                          } else if (then) {
                              then(*answer);
                          }
                      });
}

void Session::report(const Error& error)
{
    // A lost connection is shown by its state, not once for each question that it swallowed.
    if (error.code != "client.connection_lost" && error.code != "client.not_connected" && error.code != "service.cancelled")
        Q_EMIT problemCame(error);
}

void Session::engineStateChanged()
{
    Q_EMIT engineChanged();
    if (m_engine->state() != EngineApi::State::Ready)
        return;
    ask("catalog", {}, [this](const Value& answer) {
        if (auto catalog = fromValue<Catalog>(answer)) {
            m_catalog = std::move(catalog).value();
            Q_EMIT catalogChanged();
        }
    });
    m_pretrained->refresh();
    loadProjects();
    loadJobs();
    if (!m_project.empty()) {
        loadDatasets();
        loadRuns();
    }
}

// --- where ---------------------------------------------------------------------------------------------------------

void Session::goTo(Place place)
{
    if (place == m_place)
        return;
    m_place = place;
    Q_EMIT placeChanged(place);
}

void Session::openHelp(const QString& topic) { Q_EMIT helpWanted(topic); }

void Session::goToTopic(Place place, const QString& topic) { Q_EMIT topicWanted(place, topic); }

bool Session::isOpen(Place place) const
{
    switch (place) {
    case Place::Data:
        return project() != nullptr;
    case Place::Model:
    case Place::Train:
        return m_data.phase == DataState::Phase::Ready;
    case Place::Results:
        return !m_runs.empty();
    case Place::Use:
        // Texts can be searched and sorted by names before anything is trained.
        return !m_models.empty() || readsTexts();
    case Place::Home:
    case Place::Experiments:
    case Place::Queue:
    case Place::Settings:
    case Place::Help:
        return true;
    }
    return true;
}

// --- projects ------------------------------------------------------------------------------------------------------

const store::ProjectRecord* Session::project() const { return findById(m_projects, m_project); }

platform::Path Session::projectFolder() const { return m_engine->workspace() / "projects" / m_project; }

void Session::loadProjects(std::function<void()> then)
{
    ask("projects.list", {}, [this, then = std::move(then)](const Value& answer) {
        m_projects = listFrom<store::ProjectRecord>(answer.at("projects"));
        Q_EMIT projectsChanged();
        if (!m_project.empty() && !project())
            closeProject();
        if (then)
            then();
    });
}

void Session::openProject(const std::string& id)
{
    if (id == m_project)
        return;
    closeProject();
    m_project = id;
    m_draft.setFile(projectFolder() / "recipe.yaml");
    if (const auto loaded = m_draft.load(); !loaded)
        report(loaded.error());
    Q_EMIT projectChanged();
    loadDatasets();
    loadRuns();
}

void Session::closeProject()
{
    if (m_project.empty())
        return;
    m_draft.setFile({});
    m_draft.reset({});
    m_project.clear();
    m_sources.clear();
    m_runs.clear();
    m_models.clear();
    m_currentRun.clear();
    m_recommendation.reset();
    m_recommendationProblem.reset();
    m_wish.reset();
    m_isWishOpen = false;
    ++m_wishRound;
    m_about.reset();
    setData({});
    Q_EMIT recommendationChanged();
    Q_EMIT runsChanged();
    Q_EMIT currentRunChanged();
    Q_EMIT projectChanged();
}

void Session::createProject(const QString& name, std::function<void()> then, std::function<void()> failed)
{
    ask("projects.create", {{"name", utf8(freeName(name, m_projects))}},
        [this, then = std::move(then)](const Value& answer) {
            const auto id = answer.at("id").asText();
            loadProjects([this, id, then] {
                openProject(id);
                then();
            });
        },
        std::move(failed));
}

void Session::importProject(const QString& path)
{
    goTo(Place::Home); // which says how far it is
    ask("projects.import", {{"path", utf8(path)}}, [this](const Value& answer) {
        const auto& project = answer.at("project");
        const auto id = project.isMap() ? project.at("id").asText() : project.asText();
        loadProjects([this, id] {
            openProject(id);
            goTo(Place::Data);
        });
    });
}

void Session::refreshLists()
{
    loadProjects();
    loadJobs();
    if (m_project.empty())
        return;
    loadRuns();
    loadDatasets();
}

void Session::renameProject(const std::string& id, const QString& name)
{
    ask("projects.rename", {{"project", id}, {"name", utf8(name)}}, [this](const Value&) { loadProjects(); });
}

void Session::deleteProject(const std::string& id)
{
    ask("projects.delete", {{"project", id}}, [this](const Value&) { loadProjects(); });
}

void Session::restoreProject(const std::string& id)
{
    ask("projects.restore", {{"project", id}}, [this](const Value&) { loadProjects(); });
}

// --- training ------------------------------------------------------------------------------------------------------

const Job* Session::job(std::string_view id) const { return findById(m_jobs, id); }
const store::RunRecord* Session::run(std::string_view id) const { return findById(m_runs, id); }

const store::ModelRecord* Session::modelOfRun(std::string_view run) const
{
    const auto found = std::ranges::find(m_models, run, &store::ModelRecord::run);
    return found == m_models.end() ? nullptr : &*found;
}

const store::RunRecord* Session::currentRun() const
{
    if (const auto* chosen = run(m_currentRun))
        return chosen;
    return m_runs.empty() ? nullptr : &m_runs.front();
}

const Job* Session::jobOfRun(std::string_view run) const
{
    const auto* record = this->run(run);
    return record ? job(record->job) : nullptr;
}

void Session::selectRun(const std::string& id)
{
    if (id == m_currentRun)
        return;
    m_currentRun = id;
    Q_EMIT currentRunChanged();
}

void Session::setTrainingDefaults(int threads, double checkpointSeconds)
{
    m_threads = threads;
    m_checkpointSeconds = checkpointSeconds;
}

void Session::train(std::function<void(Result<Value>)> done)
{
    Recipe recipe = m_draft.recipe();
    if (recipe.training.threads == 0)
        recipe.training.threads = m_threads;
    if (recipe.training.checkpointSeconds == TrainingOptions{}.checkpointSeconds)
        recipe.training.checkpointSeconds = m_checkpointSeconds;
    ValueMap params{{"recipe", toValue(recipe)},
                    {"dataset", m_data.dataset},
                    {"version", m_data.manifest.id},
                    {"project", m_project}};
    m_engine->request("train", std::move(params), this, [this, done = std::move(done)](Result<Value> answer) {
        if (answer) {
            m_currentRun = answer->at("run").asText();
            loadJobs();
            loadRuns();
        } else if (!done) {
            report(answer.error());
        }
        if (done)
            done(std::move(answer));
    });
}

void Session::pauseJob(const std::string& job) { ask("jobs.pause", {{"job", job}}); }
void Session::resumeJob(const std::string& job) { ask("jobs.resume", {{"job", job}}); }
void Session::retryJob(const std::string& job) { ask("jobs.retry", {{"job", job}}); }

void Session::stopJob(const std::string& job, StopMode mode)
{
    ask("jobs.stop", {{"job", job}, {"mode", std::string(toText(mode))}});
}

std::optional<Error> Session::whyNotReady() const
{
    if (m_engine->state() != EngineApi::State::Ready)
        return m_engine->problem() ? m_engine->problem() : makeError("client.not_connected");
    if (m_recommendationProblem)
        return m_recommendationProblem;
    if (m_data.phase == DataState::Phase::Failed)
        return m_data.error;
    return {};
}

void Session::loadJobs()
{
    ask("jobs.list", {{"all", true}}, [this](const Value& answer) {
        auto jobs = listFrom<Job>(answer.at("jobs"));
        for (auto& listed : jobs)
            keepLive(listed);
        m_jobs = std::move(jobs);
        Q_EMIT jobsChanged();
        if (const auto* import = job(m_data.job); import && m_data.phase == DataState::Phase::Importing)
            jobChanged(*import);
    });
}

void Session::loadRuns()
{
    if (m_project.empty())
        return;
    const auto project = m_project;
    ask("models.list", {{"project", project}}, [this, project](const Value& models) {
        if (project == m_project)
            m_models = listFrom<store::ModelRecord>(models.at("models"));
    });
    ask("runs.list", {{"project", project}}, [this, project](const Value& runs) {
        if (project != m_project)
            return;
        m_runs = listFrom<store::RunRecord>(runs.at("runs"));
        Q_EMIT runsChanged();
        Q_EMIT currentRunChanged();
    });
}

void Session::jobChanged(const Job& changed)
{
    if (changed.id == m_data.job && m_data.phase == DataState::Phase::Importing) {
        if (changed.state == JobState::Completed) {
            loadManifest();
        } else if (changed.state == JobState::Failed) {
            auto data = m_data;
            data.phase = DataState::Phase::Failed;
            data.error = changed.error;
            setData(data);
        } else if (changed.state == JobState::Stopped) {
            // Once: the list of jobs tells it again.
            m_data.job.clear();
            showNewestVersion();
        }
    }
    const auto known = std::ranges::find(m_jobs, changed.id, &Job::id);
    if (known != m_jobs.end()) {
        Job taken = changed;
        keepLive(taken);
        *known = std::move(taken);
    }
    if (changed.kind == JobKind::Train && (known == m_jobs.end() || isFinal(changed.state)))
        m_runsTimer.start();
}

void Session::keepLive(Job& row) const
{
    const auto* known = job(row.id);
    if (!known || known->phase.empty() || known->state != JobState::Running || row.state != JobState::Running || known->attempts != row.attempts)
        return;
    row.phase = known->phase;
    row.progress = known->progress;
    row.secondsLeft = known->secondsLeft;
}

void Session::handleEvent(const ClientEvent& event)
{
    if (event.topic == "job") {
        if (const auto job = fromValue<Job>(event.payload)) {
            jobChanged(*job);
            Q_EMIT jobsChanged();
            m_jobsTimer.start();
            m_runsTimer.start();
        }
    } else if (event.topic == "progress") {
        if (event.job == m_data.job && m_data.phase == DataState::Phase::Importing) {
            const double total = event.payload.at("total").asReal();
            m_data.progress = total > 0 ? event.payload.at("done").asReal() / total : -1.0;
            m_data.importPhase = event.payload.at("phase").asText();
            Q_EMIT dataChanged();
        }
        const auto known = std::ranges::find(m_jobs, event.job, &Job::id);
        if (const auto progress = fromValue<Progress>(event.payload); progress && known != m_jobs.end())
            takeProgress(*known, *progress);
        Q_EMIT progressCame(event.job, event.run, event.payload);
    } else if (event.topic == "metrics") {
        if (const auto batch = fromValue<MetricBatch>(event.payload))
            Q_EMIT metricsCame(event.run, *batch);
    } else if (event.topic == "note") {
        Q_EMIT noteCame(event.job, event.run, errorFromJson(toJson(event.payload)));
    } else if (event.topic == "pretrained") {
        m_pretrained->handleEvent(event);
    }
}

} // namespace fettle::ui
