// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/workspace.h"

#include "engine/contract/client_protocol.h"
#include "engine/platform/files.h"
#include "engine/platform/process.h"
#include "engine/platform/random_id.h"

namespace fettle::service {

Result<Workspace> Workspace::open(const platform::Path& folder, int waitMs)
{
    std::error_code ignored;
    platform::Path resolved = std::filesystem::weakly_canonical(std::filesystem::absolute(folder, ignored), ignored);
    if (resolved.empty())
        resolved = folder;
    if (!resolved.has_filename() && resolved.has_parent_path())
        resolved = resolved.parent_path();
    const auto status = std::filesystem::status(resolved, ignored);
    if (std::filesystem::exists(status) && !std::filesystem::is_directory(status))
        return makeError("service.workspace_is_file", {{"path", platform::toUtf8(resolved)}});
    FETTLE_TRY(platform::checkWorkspaceFolder(resolved));
    FETTLE_TRY(platform::makePrivateFolder(resolved));
    auto locked = platform::LockFile::lock(resolved / "engine.lock", kFettleVersion, waitMs);
    if (!locked) {
        // The reader knows the workspace, not the lock in it.
        Error error = locked.error();
        if (error.code == "platform.lock_held")
            error.arguments.insert_or_assign("path", platform::toUtf8(resolved));
        return error;
    }
    platform::LockFile lock = std::move(locked).value();
    for (const char* name : {"datasets", "projects", "runs", "models", "cache"})
        FETTLE_TRY(platform::makePrivateFolder(resolved / name));
    FETTLE_TRY(platform::writeFileAtomically(resolved / "engine.pid", std::to_string(platform::ownProcessId()) + "\n"));
    return Workspace(std::move(resolved), std::move(lock));
}

Workspace::~Workspace()
{
    // A moved-from path is empty.
    if (!m_folder.empty())
        static_cast<void>(platform::removeFile(pidFile()));
}

platform::Path Workspace::runFolder(std::string_view runId) const
{
    return m_folder / "runs" / platform::fileNameFromLabel(runId);
}

platform::Path Workspace::modelFolder(std::string_view modelId) const
{
    return m_folder / "models" / platform::fileNameFromLabel(modelId);
}

platform::Path Workspace::newDatasetFolder(std::string_view name, std::string_view id) const
{
    return m_folder / "datasets" /
           platform::fromUtf8(platform::fileNameFromLabel(name, 60) + "-" + platform::fileNameFromLabel(id));
}

std::string Workspace::stored(const platform::Path& path) const
{
    const auto relative = path.lexically_relative(m_folder);
    if (relative.empty() || *relative.begin() == "..")
        return platform::toUtf8(path);
    return platform::toUtf8(relative);
}

Result<platform::Path> Workspace::resolve(std::string_view stored) const
{
    const auto path = platform::fromUtf8(stored);
    if (path.is_absolute())
        return path;
    return platform::resolveInside(m_folder, path);
}

} // namespace fettle::service
