// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/storage_survey.h"

#include <utility>

#include "engine/platform/files.h"
#include "engine/service/workspace.h"

namespace fettle::service {
namespace {

template <class Records>
void addFolders(const Workspace& workspace, const Result<Records>& records, std::set<platform::Path>& folders)
{
    if (!records)
        return;
    for (const auto& record : *records)
        if (const auto folder = workspace.resolve(record.folder); folder && !record.folder.empty())
            folders.insert(folder->lexically_normal());
}

/// Folders of what is in the trash by itself or with its project.
std::set<platform::Path> trashedFolders(const Workspace& workspace, const store::Reader& reader)
{
    std::set<platform::Path> folders;
    addFolders(workspace, reader.datasets({}, true), folders);
    addFolders(workspace, reader.models({}, true), folders);
    store::RunFilter deleted;
    deleted.deleted = true;
    addFolders(workspace, reader.runs(deleted), folders);
    if (const auto projects = reader.projects(true))
        for (const auto& project : *projects) {
            folders.insert(workspace.folder() / "projects" / project.id);
            addFolders(workspace, reader.datasets(project.id), folders);
            addFolders(workspace, reader.models(project.id), folders);
            store::RunFilter inProject;
            inProject.project = project.id;
            addFolders(workspace, reader.runs(inProject), folders);
        }
    return folders;
}

Result<Value> clearFolder(const platform::Path& folder, const std::stop_token& stop)
{
    const StorageQuestion question{.workspace = folder, .trashed = {}};
    const auto before = measureStorage(question, stop);
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
    Result<void> all;
    for (const auto& entry : entries) {
        if (stop.stop_requested())
            break;
        if (auto removed = platform::removeTree(folder / entry.name); !removed && all)
            all = std::move(removed);
    }
    if (!all)
        return all.error();
    const auto after = measureStorage(question, stop);
    const auto was = before ? before->totalBytes() : 0;
    const auto left = after ? after->totalBytes() : 0;
    return Value(ValueMap{{"freed_bytes", was > left ? was - left : 0}});
}

} // namespace

StorageSurvey::StorageSurvey(const Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {}

StorageSurvey::~StorageSurvey() = default;

void StorageSurvey::measure(const store::Reader& reader, Answer answer)
{
    // One that runs may have passed by what was deleted just now; one that waits has not looked yet.
    if (m_tasks.size() > 1 && m_tasks.back().measures) {
        m_tasks.back().question.trashed = trashedFolders(m_workspace, reader);
        m_tasks.back().answers.push_back(std::move(answer));
        return;
    }
    Task task{.measures = true,
              .question = {.workspace = m_workspace.folder(), .trashed = trashedFolders(m_workspace, reader)},
              .answers = {}};
    task.answers.push_back(std::move(answer));
    add(std::move(task));
}

void StorageSurvey::emptyCache(Answer answer)
{
    Task task{.measures = false, .question = {.workspace = m_workspace.cache(), .trashed = {}}, .answers = {}};
    task.answers.push_back(std::move(answer));
    add(std::move(task));
}

void StorageSurvey::add(Task task)
{
    m_tasks.push_back(std::move(task));
    if (m_tasks.size() == 1)
        runNext();
}

void StorageSurvey::runNext()
{
    const auto& task = m_tasks.front();
    m_thread = std::jthread([this, measures = task.measures, question = task.question](const std::stop_token& stop) {
        Result<Value> result = Value();
        if (!measures)
            result = clearFolder(question.workspace, stop);
        else if (const auto usage = measureStorage(question, stop))
            result = toValue(*usage);
        // The destructor waits for this thread, so `this` is still there; a call that is posted too late dies with it.
        if (!stop.stop_requested())
            QMetaObject::invokeMethod(this, [this, result = std::move(result)] { finish(result); },
                                      Qt::QueuedConnection);
    });
}

void StorageSurvey::finish(const Result<Value>& result)
{
    const auto task = std::move(m_tasks.front());
    m_tasks.pop_front();
    if (!m_tasks.empty())
        runNext();
    for (const auto& answer : task.answers)
        answer(result);
}

} // namespace fettle::service
