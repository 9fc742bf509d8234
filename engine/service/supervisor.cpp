// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/supervisor.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/platform/files.h"
#include "engine/platform/machine.h"
#include "engine/platform/process.h"
#include "engine/platform/workspace_socket.h"
#include "engine/service/machine_facts.h"
#include "engine/service/pretrained_models.h"
#include "engine/service/project_import.h"
#include "engine/service/project_transfers.h"
#include "engine/service/search_methods.h"
#include "engine/service/storage_survey.h"

namespace fettle::service {

/// Everything that exists only with an open workspace, in the order of its making.
struct Supervisor::Opened {
    Opened(const ServiceOptions& options, Workspace openedWorkspace, store::Writer openedWriter,
           store::Reader openedReader, const platform::Clock& clock, platform::IdSource& ids)
        : workspace(std::move(openedWorkspace)), writer(std::move(openedWriter)), reader(std::move(openedReader)),
          context{options, workspace, writer, reader, clock, ids}, server(options.clientQueueBytes, options.handshakeTimeoutMs),
          runner(context), interactive(options), catalog(workspace.cache(), options.workerProgram), storage(workspace),
          transfers(context),
          pretrained([this](const RequestKey& key, Result<Value> result) { server.respond(key, std::move(result)); })
    {
    }

    Workspace workspace;
    store::Writer writer;
    store::Reader reader;
    ServiceContext context;
    SocketServer server;
    QueueRunner runner;
    InteractiveWorker interactive;
    CatalogCache catalog;
    StorageSurvey storage;
    ProjectTransfers transfers;
    PretrainedModels pretrained;
    std::optional<MethodContext> methodContext;
};

Supervisor::Supervisor(ServiceOptions options, QObject* parent) : QObject(parent), m_options(std::move(options))
{
    addProjectMethods(m_methods);
    addDatasetMethods(m_methods);
    addJobMethods(m_methods);
    addRunMethods(m_methods);
    addModelMethods(m_methods);
    addTrainMethod(m_methods);
    addSearchMethods(m_methods);
    m_idleTimer.setSingleShot(true);
    connect(&m_idleTimer, &QTimer::timeout, this, [this] { leave("idle"); });
    connect(&m_trashTimer, &QTimer::timeout, this, &Supervisor::emptyTrash);
}

Supervisor::~Supervisor() = default;

Result<void> Supervisor::start(int lockWaitMs)
{
    FETTLE_TRY_ASSIGN(auto signalsInstalled, platform::StopSignals::install());
    m_signals.emplace(std::move(signalsInstalled));
    FETTLE_TRY_ASSIGN(auto workspace, Workspace::open(m_options.workspace, lockWaitMs));
    FETTLE_TRY_ASSIGN(auto writer, store::Writer::open(workspace.database(), m_clock));
    FETTLE_TRY_ASSIGN(auto reader, store::Reader::open(workspace.database()));
    // The folder is private already; a database that is copied elsewhere should not lose that.
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::permissions(workspace.database().native() + suffix,
                                     std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
    }
    m_startedUtc = platform::formatUtc(m_clock.utcMs());
    m_opened = std::make_unique<Opened>(m_options, std::move(workspace), std::move(writer), std::move(reader), m_clock, m_ids);
    wire();
    clearProjectImports(m_opened->context);
    Handshake own;
    own.program = "fettle-engine";
    own.pid = platform::ownProcessId();
    own.workspace = platform::toUtf8(m_opened->workspace.folder());
    FETTLE_TRY(m_opened->runner.start());
    FETTLE_TRY(m_opened->server.listen(platform::workspaceSocketPath(m_opened->workspace.folder()), own));
    m_signalNotifier = std::make_unique<QSocketNotifier>(m_signals->descriptor(), QSocketNotifier::Read);
    connect(m_signalNotifier.get(), &QSocketNotifier::activated, this, [this] {
        m_signalNotifier->setEnabled(false);
        leave("signal");
    });
    QTimer::singleShot(3000, this, &Supervisor::emptyTrash);
    m_trashTimer.start(24 * 3600 * 1000);
    considerIdle();
    return {};
}

void Supervisor::wire()
{
    auto& server = m_opened->server;
    auto& runner = m_opened->runner;
    m_opened->methodContext.emplace(MethodContext{
        m_opened->context, runner,
        [this](const std::string& topic, const std::string& job, const std::string& run, Value payload) {
            m_opened->server.publish({topic, job, run, std::move(payload)});
        }});
    connect(&server, &SocketServer::requestCame, this, &Supervisor::handleRequest);
    connect(&server, &SocketServer::cancelCame, this, &Supervisor::cancel);
    connect(&server, &SocketServer::clientLeft, this, &Supervisor::forgetClient);
    connect(&server, &SocketServer::clientsChanged, this, &Supervisor::considerIdle);
    connect(&server, &SocketServer::replaceAsked, this, [this] { leave("replaced"); });
    connect(&runner, &QueueRunner::changed, this, &Supervisor::publishJob);
    connect(&runner, &QueueRunner::event, &server, &SocketServer::publish);
    connect(&runner, &QueueRunner::metrics, &server, &SocketServer::publishMetrics);
    connect(&m_opened->transfers, &ProjectTransfers::progress, this,
            [this](const Value& payload) { m_opened->server.publish({"project", {}, {}, payload}); });
    connect(&m_opened->transfers, &ProjectTransfers::becameIdle, this, &Supervisor::considerIdle);
    connect(&m_opened->pretrained, &PretrainedModels::progress, this,
            [this](const Value& payload) { m_opened->server.publish({"pretrained", {}, {}, payload}); });
    connect(&m_opened->pretrained, &PretrainedModels::becameIdle, this, &Supervisor::considerIdle);
    connect(&runner, &QueueRunner::idle, this, [this] {
        if (m_leaving)
            finishLeaving();
        else
            considerIdle();
    });
}

void Supervisor::considerIdle()
{
    if (m_leaving || m_options.idleExitMs < 0 || !m_opened)
        return;
    const bool idle = m_opened->server.clientCount() == 0 && m_opened->runner.isIdle() &&
                      m_opened->transfers.isIdle() && m_opened->pretrained.isIdle();
    if (!idle)
        m_idleTimer.stop();
    else if (!m_idleTimer.isActive())
        m_idleTimer.start(m_options.idleExitMs);
}

void Supervisor::handleRequest(const RequestKey& key, const std::string& method, const Value& params)
{
    auto& server = m_opened->server;
    if (m_leaving && method != "engine.stop" && method != "engine.status") {
        server.respond(key, makeError("service.leaving"));
        return;
    }
    if (const auto found = m_methods.find(method); found != m_methods.end()) {
        auto result = found->second(*m_opened->methodContext, params);
        server.respond(key, std::move(result));
        considerIdle();
        return;
    }
    if (!handleLater(key, method, params))
        server.respond(key, makeError("service.unknown_method", {{"method", method}}));
}

bool Supervisor::handleLater(const RequestKey& key, const std::string& method, const Value& params)
{
    auto& server = m_opened->server;
    if (method == "subscribe") {
        subscribe(key, params);
    } else if (method == "engine.status") {
        server.respond(key, status());
    } else if (method == "engine.doctor") {
        auto facts = status().asMap();
        facts.merge(machineFacts());
        server.respond(key, Value(std::move(facts)));
    } else if (method == "engine.stop") {
        m_stopRequests.push_back(key);
        leave("asked");
    } else if (method == "catalog" || method == "worker.catalog") {
        answerCatalog(key);
    } else if (method == "predict") {
        predict(key, params);
    } else if (method == "worker.warm_up") {
        m_opened->interactive.warmUp();
        server.respond(key, Value());
    } else if (method == "storage.usage") {
        m_opened->storage.measure(m_opened->reader, [this, key](const Result<Value>& usage) {
            m_opened->server.respond(key, usage);
        });
    } else if (method == "storage.empty_cache") {
        m_opened->storage.emptyCache([this, key](const Result<Value>& freed) { m_opened->server.respond(key, freed); });
    } else if (method == "projects.export") {
        exportProject(key, params);
    } else if (method == "projects.import") {
        importProject(key, params);
    } else if (method.starts_with("search.")) {
        const auto question = searchQuestion(*m_opened->methodContext, method, params);
        if (question)
            askInteractive(key, question->method, question->params);
        else
            server.respond(key, question.error());
    } else if (method.starts_with("worker.")) {
        askInteractive(key, method.substr(7), params);
    } else {
        return m_opened->pretrained.handle(key, method, params);
    }
    return true;
}

void Supervisor::subscribe(const RequestKey& key, const Value& params)
{
    Subscription subscription;
    for (const auto& topic : params.at("topics").asList())
        subscription.topics.insert(topic.asText());
    subscription.run = params.at("run").asText();
    subscription.job = params.at("job").asText();
    m_opened->server.subscribe(key, std::move(subscription));
    m_opened->server.respond(key, Value(ValueMap{{"subscribed", true}}));
}

void Supervisor::askInteractive(const RequestKey& key, const std::string& method, const Value& params)
{
    if (method == "recommend" || method == "check_recipe")
        m_opened->runner.warmUpTraining();
    // Two windows do not supersede each other.
    std::string supersedes = params.at("supersedes").asText();
    if (!supersedes.empty())
        supersedes = std::to_string(key.client) + ':' + supersedes;
    // The answer may come before ask() returns, so the place is taken first.
    m_questions[key] = 0;
    const auto question = m_opened->interactive.ask(method, params, supersedes, [this, key](Result<Value> answer) {
        m_questions.erase(key);
        m_opened->server.respond(key, std::move(answer));
    });
    if (const auto found = m_questions.find(key); found != m_questions.end())
        found->second = question;
}

void Supervisor::answerCatalog(const RequestKey& key)
{
    if (auto cached = m_opened->catalog.load()) {
        m_opened->server.respond(key, std::move(*cached));
        return;
    }
    m_questions[key] = 0;
    const auto question = m_opened->interactive.ask("catalog", ValueMap{}, {}, [this, key](Result<Value> answer) {
        m_questions.erase(key);
        if (answer)
            static_cast<void>(m_opened->catalog.store(*answer));
        m_opened->server.respond(key, std::move(answer));
    });
    if (const auto found = m_questions.find(key); found != m_questions.end())
        found->second = question;
}

void Supervisor::predict(const RequestKey& key, const Value& params)
{
    auto& server = m_opened->server;
    ValueMap fields = params.asMap();
    fields.try_emplace("model_folder", "");
    auto request = fromValue<PredictRequest>(Value(std::move(fields)));
    if (!request) {
        server.respond(key, request.error());
        return;
    }
    std::string title = params.at("model").asText();
    if (!title.empty() || request->modelFolder.empty()) {
        const auto model = m_opened->reader.model(title);
        if (!model) {
            server.respond(key, notFoundAs(model.error(), "service.unknown_model", "model", title));
            return;
        }
        title = model->name;
        request->modelFolder = model->folder;
    }
    for (const auto& path : request->paths)
        if (!platform::fromUtf8(path).is_absolute()) {
            server.respond(key, makeError("service.path_not_absolute", {{"path", path}}));
            return;
        }
    // A few rows are answered by the warm worker; files take their time and get a job with all its threads.
    if (!request->paths.empty() || !request->manifestPath.empty() || !request->outputPath.empty()) {
        predictAsJob(key, *request, title);
        return;
    }
    const auto folder = m_opened->workspace.resolve(request->modelFolder);
    if (!folder) {
        server.respond(key, folder.error());
        return;
    }
    request->modelFolder = platform::toUtf8(*folder);
    askInteractive(key, "predict", toValue(*request));
}

void Supervisor::predictAsJob(const RequestKey& key, const PredictRequest& request, const std::string& title)
{
    store::NewJob job;
    job.id = m_ids.next();
    job.kind = JobKind::Predict;
    job.title = title;
    job.request = toValue(request);
    job.maxAttempts = 20;
    m_predictions[job.id] = key;
    if (const auto row = submitJob(*m_opened->methodContext, job); !row) {
        m_predictions.erase(job.id);
        m_opened->server.respond(key, row.error());
    }
}

void Supervisor::answerWaitingPredictions(const Job& job)
{
    const auto found = m_predictions.find(job.id);
    if (found == m_predictions.end() || !isFinal(job.state))
        return;
    const auto key = found->second;
    m_predictions.erase(found);
    if (job.state == JobState::Completed)
        m_opened->server.respond(key, job.result);
    else
        m_opened->server.respond(key, job.error.value_or(makeError("service.cancelled")));
}

void Supervisor::cancel(const RequestKey& key)
{
    if (const auto found = m_questions.find(key); found != m_questions.end()) {
        m_opened->interactive.cancel(found->second);
        return;
    }
    if (const auto found = m_projectRequests.find(key); found != m_projectRequests.end()) {
        m_opened->transfers.cancel(found->second);
        return;
    }
    if (m_opened->pretrained.cancel(key))
        return;
    for (const auto& [job, waiting] : m_predictions)
        if (waiting == key) {
            static_cast<void>(m_opened->runner.requestStop(std::string(job), StopMode::Discard));
            return;
        }
}

void Supervisor::exportProject(const RequestKey& key, const Value& params)
{
    auto& server = m_opened->server;
    const auto project = namedProject(*m_opened->methodContext, params, "projects.export");
    const auto path = platform::fromUtf8(params.at("path").asText());
    if (!project) {
        server.respond(key, project.error());
    } else if (!path.is_absolute()) {
        server.respond(key, makeError("service.path_not_absolute", {{"path", params.at("path").asText()}}));
    } else {
        m_projectRequests[key] = 0;
        const auto number = m_opened->transfers.exportTo(*project, path, [this, key](Result<Value> answer) {
            m_projectRequests.erase(key);
            m_opened->server.respond(key, std::move(answer));
        });
        if (const auto found = m_projectRequests.find(key); found != m_projectRequests.end())
            found->second = number;
    }
}

void Supervisor::importProject(const RequestKey& key, const Value& params)
{
    const auto path = platform::fromUtf8(params.at("path").asText());
    if (!path.is_absolute()) {
        m_opened->server.respond(key, makeError("service.path_not_absolute", {{"path", params.at("path").asText()}}));
        return;
    }
    m_projectRequests[key] = 0;
    const auto number = m_opened->transfers.importFrom(path, [this, key](Result<Value> answer) {
        m_projectRequests.erase(key);
        if (answer)
            m_opened->server.publish({"project", {}, {}, ValueMap{{"state", "imported"},
                                                                  {"project", answer->at("project").at("id")}}});
        m_opened->server.respond(key, std::move(answer));
    });
    if (const auto found = m_projectRequests.find(key); found != m_projectRequests.end())
        found->second = number;
}

void Supervisor::forgetClient(std::int64_t client)
{
    std::vector<std::int64_t> questions;
    for (const auto& [key, question] : m_questions)
        if (key.client == client)
            questions.push_back(question);
    for (const auto question : questions)
        m_opened->interactive.cancel(question);
    considerIdle();
}

void Supervisor::publishJob(const std::string& id)
{
    const auto job = m_opened->reader.job(id);
    if (!job)
        return;
    m_opened->server.publish({"job", job->id, job->run, toValue(*job)});
    if (isFinal(job->state)) {
        if (!job->dataset.empty())
            m_opened->server.publish({"dataset", job->id, {}, ValueMap{{"dataset", job->dataset},
                                                                        {"state", std::string(toText(job->state))}}});
        answerWaitingPredictions(*job);
    }
    // What waited for a job that did not complete failed with it.
    if (job->state == JobState::Failed || job->state == JobState::Stopped) {
        store::JobFilter filter;
        filter.states = {JobState::Failed};
        if (const auto failed = m_opened->reader.jobs(filter))
            for (const auto& other : *failed)
                if (std::ranges::find(other.dependsOn, id) != other.dependsOn.end())
                    publishJob(other.id);
    }
}

Value Supervisor::status() const
{
    ValueMap status{{"version", kFettleVersion},
                    {"protocol", kClientProtocolVersion},
                    {"pid", platform::ownProcessId()},
                    {"workspace", platform::toUtf8(m_opened->workspace.folder())},
                    {"started_utc", m_startedUtc},
                    {"clients", m_opened->server.clientCount()},
                    {"running", m_opened->runner.runningCount()},
                    {"leaving", m_leaving},
                    {"interactive_pid", m_opened->interactive.pid()},
                    {"memory_bytes", platform::ownMemory().residentBytes}};
    store::JobFilter filter;
    filter.states = {JobState::Queued};
    if (const auto queued = m_opened->reader.jobs(filter))
        status["queued"] = queued->size();
    if (const auto disk = platform::diskSpace(m_opened->workspace.folder()))
        status["disk"] = ValueMap{{"free_bytes", disk->freeBytes}, {"total_bytes", disk->totalBytes}};
    return status;
}

void Supervisor::emptyTrash()
{
    if (m_leaving)
        return;
    auto& library = m_opened->writer.library();
    const auto due = library.dueForPurge();
    if (!due)
        return;
    for (const auto& entry : *due) {
        std::vector<platform::Path> folders;
        const auto add = [&](const auto& record) {
            if (const auto path = record ? m_opened->workspace.resolve(record->folder) : Result<platform::Path>(platform::Path());
                path && record && !record->folder.empty())
                folders.push_back(*path);
        };
        switch (entry.kind) {
        case store::ItemKind::Run: add(m_opened->reader.run(entry.item)); break;
        case store::ItemKind::Model: add(m_opened->reader.model(entry.item)); break;
        case store::ItemKind::Dataset: add(m_opened->reader.dataset(entry.item)); break;
        case store::ItemKind::Project:
            folders = foldersOfProject(m_opened->workspace, m_opened->reader, entry.item);
            break;
        case store::ItemKind::Recipe: break;
        }
        // Only what the workspace made itself; the row goes last, so that a crash in between is made good next time.
        for (const auto& path : folders)
            if (platform::isInside(m_opened->workspace.folder(), path) && path != m_opened->workspace.folder())
                static_cast<void>(platform::removeTree(path));
        static_cast<void>(library.purge(entry.kind, entry.item));
    }
}

void Supervisor::leave(const std::string& reason)
{
    if (m_leaving || !m_opened)
        return;
    m_leaving = true;
    m_idleTimer.stop();
    m_opened->server.publish({"engine", {}, {}, ValueMap{{"state", "leaving"}, {"reason", reason}}});
    m_opened->interactive.stop();
    m_opened->transfers.stop();
    for (const auto& [key, number] : std::exchange(m_projectRequests, {}))
        m_opened->server.respond(key, makeError("service.leaving"));
    for (const auto& key : m_opened->pretrained.stop())
        m_opened->server.respond(key, makeError("service.leaving"));
    m_opened->runner.leave();
}

void Supervisor::finishLeaving()
{
    if (std::exchange(m_finished, true))
        return;
    // The next supervisor may take the socket's place as soon as the lock is free.
    m_opened->server.stopListening();
    static_cast<void>(m_opened->writer.metrics().commit());
    for (const auto& key : m_stopRequests)
        m_opened->server.respond(key, Value(ValueMap{{"stopped", true}, {"pid", platform::ownProcessId()}}));
    m_opened->server.flush();
    Q_EMIT finished();
}

} // namespace fettle::service
