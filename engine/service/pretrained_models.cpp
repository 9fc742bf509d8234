// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/pretrained_models.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/hub/fetch.h"
#include "engine/hub/settings.h"
#include "engine/platform/files.h"
#include "engine/platform/process.h"
#include "engine/pretrained/model_library.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

Value settingsValue(const DownloadSettings& settings)
{
    auto shown = toValue(settings).asMap();
    // Clients may know that there is a token, not what it is.
    shown["has_token"] = !settings.token.empty() || !settings.tokenFile.empty();
    shown.erase("token");
    shown["path"] = platform::toUtf8(hub::settingsFile());
    return shown;
}

/// Fetches of the same thing: what differs besides is how the network is used.
bool isSame(const PretrainedRequest& a, const PretrainedRequest& b)
{
    return a.name == b.name && a.revision == b.revision && a.endpoint == b.endpoint && a.index == b.index;
}

} // namespace

PretrainedModels::PretrainedModels(Respond respond, QObject* parent) : QObject(parent), m_respond(std::move(respond)) {}

PretrainedModels::~PretrainedModels() { static_cast<void>(stop()); }

bool PretrainedModels::handle(const RequestKey& key, const std::string& method, const Value& params)
{
    if (method == "pretrained.list")
        m_respond(key, list());
    else if (method == "pretrained.look")
        begin(key, PretrainedTask::Kind::Look, params);
    else if (method == "pretrained.fetch")
        begin(key, PretrainedTask::Kind::Fetch, params);
    else if (method == "pretrained.cancel")
        m_respond(key, cancelFetch(params));
    else if (method == "pretrained.remove")
        m_respond(key, remove(params));
    else if (method == "pretrained.settings")
        m_respond(key, settings(params));
    else
        return false;
    return true;
}

Result<Value> PretrainedModels::list() const
{
    std::vector<Error> problems;
    const auto library = pretrained::libraryFolder();
    ValueList models;
    for (const auto& model : pretrained::listModels(library, problems))
        models.push_back(toValue(model));
    ValueList unreadable;
    for (const auto& problem : problems)
        unreadable.push_back(valueFromJson(toJson(problem)));
    ValueList fetching;
    for (const auto& [number, task] : m_tasks)
        if (task.task.kind == PretrainedTask::Kind::Fetch)
            fetching.push_back(toValue(task.progress));
    return Value(ValueMap{{"models", models}, {"problems", unreadable}, {"fetching", fetching},
                          {"folder", platform::toUtf8(library)}});
}

Result<Value> PretrainedModels::remove(const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto id, needText(params, "pretrained.remove", "id"));
    if (fetchOf(id) != m_tasks.end())
        return makeError("hub.fetching_already", {{"id", id}});
    FETTLE_TRY(pretrained::removeModel(pretrained::libraryFolder(), id));
    FetchProgress removed;
    removed.id = id;
    removed.phase = FetchPhase::Removed;
    tell(removed);
    return Value(ValueMap{{"id", id}});
}

Result<Value> PretrainedModels::settings(const Value& params)
{
    const auto file = hub::settingsFile();
    FETTLE_TRY_ASSIGN(auto settings, hub::readSettings(file));
    if (const auto& changes = params.at("change").asMap(); !changes.empty()) {
        FETTLE_TRY_ASSIGN(settings, hub::withChanges(settings, changes));
        FETTLE_TRY(hub::writeSettings(file, settings));
    }
    return settingsValue(settings);
}

Result<Value> PretrainedModels::cancelFetch(const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto id, needText(params, "pretrained.cancel", "id"));
    const bool discards = params.at("discard").asBoolean();
    if (const auto found = fetchOf(id); found != m_tasks.end()) {
        found->second.discards = discards;
        stopTask(found->second);
        return Value(ValueMap{{"id", id}});
    }
    if (!discards)
        return makeError("hub.not_fetching", {{"id", id}});
    FETTLE_TRY_ASSIGN(const auto draft, pretrained::openDraft(pretrained::libraryFolder(), id));
    FETTLE_TRY(platform::removeTree(draft));
    return Value(ValueMap{{"id", id}});
}

PretrainedModels::Tasks::iterator PretrainedModels::fetchOf(const std::string& id)
{
    return std::ranges::find_if(m_tasks, [&](const auto& entry) {
        return entry.second.task.kind == PretrainedTask::Kind::Fetch && entry.second.id == id;
    });
}

void PretrainedModels::begin(const RequestKey& key, PretrainedTask::Kind kind, const Value& params)
{
    auto request = fromValue<PretrainedRequest>(params);
    const auto id = request ? hub::idOfName(request->name) : Result<std::string>(request.error());
    if (!id) {
        m_respond(key, id.error());
        return;
    }
    if (kind == PretrainedTask::Kind::Fetch)
        if (const auto found = fetchOf(*id); found != m_tasks.end()) {
            if (isSame(found->second.task.request, *request))
                found->second.waiting.push_back(key);
            else
                m_respond(key, makeError("hub.fetching_already", {{"id", *id}}));
            return;
        }
    Task task;
    task.id = *id;
    task.progress.id = *id;
    task.progress.name = request->name;
    task.task = {kind, std::move(request).value()};
    task.waiting = {key};
    if (const auto started = start(std::move(task)); !started)
        m_respond(key, started.error());
}

Result<void> PretrainedModels::start(Task task)
{
    const auto number = m_next++;
    auto* process = new WorkerProcess(this);
    connect(process, &WorkerProcess::message, this,
            [this, number](const std::string& type, const nlohmann::json& body) { handleMessage(number, type, body); });
    connect(process, &WorkerProcess::ended, this,
            [this, number](const platform::ExitStatus& status) { finish(number, status); });
    WorkerSpawn spawn;
    spawn.program = platform::executablePath();
    spawn.arguments = {kPretrainedArgument};
    spawn.niceness = 5;
    spawn.dieWithParent = true;
    if (auto started = process->start(spawn); !started) {
        delete process;
        return started;
    }
    process->send(encodeTask(task.task));
    process->closeInput();
    task.process = process;
    m_tasks.emplace(number, std::move(task));
    return {};
}

void PretrainedModels::handleMessage(std::int64_t number, const std::string& type, const nlohmann::json& body)
{
    const auto found = m_tasks.find(number);
    if (found == m_tasks.end())
        return;
    auto& task = found->second;
    if (type == "result") {
        auto value = valueFromJson(body).asMap();
        value.erase("type");
        task.result = std::move(value);
    } else if (type == "error" && body.contains("error")) {
        if (!task.error)
            task.error = errorFromJson(body["error"]);
    } else if (type == "progress" && !task.error) {
        if (auto state = fromJson<FetchProgress>(body)) {
            task.progress = std::move(state).value();
            tell(task.progress);
        }
    }
}

void PretrainedModels::finish(std::int64_t number, const platform::ExitStatus& status)
{
    auto ended = m_tasks.extract(number);
    if (ended.empty())
        return;
    auto& task = ended.mapped();
    task.process->deleteLater(); // it is in the middle of telling that it ended
    const bool fetched = task.task.kind == PretrainedTask::Kind::Fetch;
    if (!task.error && (!status.succeeded() || !task.result))
        task.error = makeError("hub.fetch_died", {{"name", task.task.request.name}}, status.describe());
    if (fetched && task.discards)
        if (const auto draft = pretrained::openDraft(pretrained::libraryFolder(), task.id))
            static_cast<void>(platform::removeTree(*draft));
    const auto answer = task.error ? Result<Value>(*task.error) : Result<Value>(*task.result);
    for (const auto& key : task.waiting)
        m_respond(key, answer);
    if (fetched) {
        auto last = task.progress;
        const bool stopped =
            task.error && (task.error->code == "hub.stopped" || task.error->code == "pretrained.stopped");
        last.phase = !task.error ? FetchPhase::Completed : stopped ? FetchPhase::Stopped : FetchPhase::Failed;
        if (last.phase == FetchPhase::Failed)
            last.error = task.error;
        last.secondsLeft = -1.0;
        tell(last);
    }
    if (m_tasks.empty())
        Q_EMIT becameIdle();
}

void PretrainedModels::stopTask(Task& task)
{
    // Killed at any moment, it leaves a part that can be gone on from, or a model that is whole.
    task.error = makeError("hub.stopped");
    task.process->kill();
}

bool PretrainedModels::cancel(const RequestKey& key)
{
    for (auto& [number, task] : m_tasks) {
        const auto found = std::ranges::find(task.waiting, key);
        if (found == task.waiting.end())
            continue;
        task.waiting.erase(found);
        if (task.waiting.empty())
            stopTask(task);
        m_respond(key, makeError("service.cancelled"));
        return true;
    }
    return false;
}

std::vector<RequestKey> PretrainedModels::stop()
{
    std::vector<RequestKey> waiting;
    for (auto& [number, task] : std::exchange(m_tasks, {})) {
        waiting.insert(waiting.end(), task.waiting.begin(), task.waiting.end());
        task.process->disconnect(this);
        task.process->kill();
        delete task.process;
    }
    return waiting;
}

void PretrainedModels::tell(const FetchProgress& state) { Q_EMIT progress(toValue(state)); }

} // namespace fettle::service
