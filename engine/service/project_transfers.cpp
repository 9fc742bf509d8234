// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/project_transfers.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/platform/files.h"
#include "engine/platform/folder_draft.h"
#include "engine/service/project_import.h"
#include "engine/service/project_task.h"

namespace fettle::service {

ProjectTransfers::ProjectTransfers(const ServiceContext& context, QObject* parent) : QObject(parent), m_context(context) {}

ProjectTransfers::~ProjectTransfers() { stop(); }

std::int64_t ProjectTransfers::exportTo(const store::ProjectRecord& project, const platform::Path& file, Answer answer)
{
    Transfer transfer;
    transfer.file = file;
    transfer.answer = std::move(answer);
    return start(std::move(transfer), {.kind = ProjectTask::Kind::Pack, .workspace = m_context.workspace.folder(),
                                       .project = project.id, .file = file, .folder = {}});
}

std::int64_t ProjectTransfers::importFrom(const platform::Path& file, Answer answer)
{
    Transfer transfer;
    transfer.imports = true;
    transfer.file = file;
    transfer.folder = importFolder(m_context.workspace, m_context.ids.next());
    transfer.answer = std::move(answer);
    if (const auto made = platform::makePrivateFolder(transfer.folder); !made) {
        transfer.answer(made.error());
        return 0;
    }
    const auto folder = transfer.folder;
    return start(std::move(transfer), {.kind = ProjectTask::Kind::Unpack, .workspace = m_context.workspace.folder(),
                                       .project = {}, .file = file, .folder = folder});
}

std::int64_t ProjectTransfers::start(Transfer transfer, const ProjectTask& task)
{
    const auto number = m_next++;
    auto* process = new WorkerProcess(this);
    transfer.process = process;
    connect(process, &WorkerProcess::message, this, [this, number](const std::string& type, const nlohmann::json& body) {
        handleMessage(number, type, body);
    });
    connect(process, &WorkerProcess::ended, this,
            [this, number](const platform::ExitStatus& status) { finish(number, status); });
    WorkerSpawn spawn;
    spawn.program = platform::executablePath();
    spawn.arguments = taskArguments(task);
    spawn.niceness = 5;
    spawn.dieWithParent = true;
    if (const auto started = process->start(spawn); !started) {
        delete process;
        clear(transfer);
        transfer.answer(started.error());
        return 0;
    }
    transfer.pid = process->pid();
    process->closeInput();
    m_transfers.emplace(number, std::move(transfer));
    return number;
}

void ProjectTransfers::handleMessage(std::int64_t number, const std::string& type, const nlohmann::json& body)
{
    const auto found = m_transfers.find(number);
    if (found == m_transfers.end())
        return;
    auto& transfer = found->second;
    const auto value = valueFromJson(body);
    if (type == "result") {
        transfer.result = value;
    } else if (type == "error" && body.contains("error")) {
        if (!transfer.error)
            transfer.error = errorFromJson(body["error"]);
    } else if (type == "progress") {
        const double total = value.at("total").asReal();
        Q_EMIT progress(ValueMap{{"state", transfer.imports ? "importing" : "exporting"},
                                 {"path", platform::toUtf8(transfer.file)},
                                 {"progress", total > 0.0 ? value.at("done").asReal() / total : 0.0}});
    }
}

void ProjectTransfers::cancel(std::int64_t number)
{
    const auto found = m_transfers.find(number);
    if (found == m_transfers.end())
        return;
    found->second.error = makeError("service.cancelled");
    found->second.process->kill();
}

void ProjectTransfers::stop()
{
    for (auto& [number, transfer] : std::exchange(m_transfers, {})) {
        transfer.process->disconnect(this);
        transfer.process->kill();
        delete transfer.process;
        clear(transfer);
    }
}

void ProjectTransfers::finish(std::int64_t number, const platform::ExitStatus& status)
{
    auto found = m_transfers.extract(number);
    if (found.empty())
        return;
    auto& transfer = found.mapped();
    auto outcome = conclude(transfer, status);
    clear(transfer);
    // It is in the middle of telling that it ended.
    transfer.process->deleteLater();
    transfer.answer(std::move(outcome));
    if (m_transfers.empty())
        Q_EMIT becameIdle();
}

Result<Value> ProjectTransfers::conclude(const Transfer& transfer, const platform::ExitStatus& status)
{
    if (transfer.error)
        return *transfer.error;
    if (!status.succeeded() || !transfer.result)
        return makeError("service.project_task_died", {{"path", platform::toUtf8(transfer.file)}}, status.describe());
    ValueMap value = transfer.result->asMap();
    value.erase("type");
    if (!transfer.imports) {
        value["path"] = platform::toUtf8(transfer.file);
        return Value(std::move(value));
    }
    FETTLE_TRY_ASSIGN(const auto project, takeInProject(m_context, transfer.folder));
    value["project"] = toValue(project);
    return Value(std::move(value));
}

void ProjectTransfers::clear(const Transfer& transfer)
{
    if (transfer.imports) {
        static_cast<void>(platform::removeTree(transfer.folder));
    } else if (transfer.error || !transfer.result) { // what a killed one left beside its file
        static_cast<void>(platform::removeStaleDrafts(transfer.file.parent_path()));
        if (transfer.pid > 0)
            static_cast<void>(platform::removeTree(packingScratch(m_context.workspace.folder(), transfer.pid)));
    }
}

std::vector<std::string> taskArguments(const ProjectTask& task)
{
    if (task.kind == ProjectTask::Kind::Pack)
        return {"--pack-project", task.workspace.native(), task.project, task.file.native()};
    return {"--unpack-project", task.file.native(), task.folder.native()};
}

std::optional<ProjectTask> taskFromArguments(const std::vector<std::string>& arguments)
{
    ProjectTask task;
    if (arguments.size() == 4 && arguments[0] == "--pack-project") {
        task.workspace = arguments[1];
        task.project = arguments[2];
        task.file = arguments[3];
        return task;
    }
    if (arguments.size() == 3 && arguments[0] == "--unpack-project") {
        task.kind = ProjectTask::Kind::Unpack;
        task.file = arguments[1];
        task.folder = arguments[2];
        return task;
    }
    return std::nullopt;
}

} // namespace fettle::service
