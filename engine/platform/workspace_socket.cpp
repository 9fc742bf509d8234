// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/workspace_socket.h"

#include "engine/platform/hash.h"
#include "engine/platform/process.h"

namespace fettle::platform {

Path workspaceSocketPath(const Path& workspace)
{
    std::error_code ignored;
    Path resolved = std::filesystem::weakly_canonical(std::filesystem::absolute(workspace, ignored), ignored);
    if (resolved.empty())
        resolved = workspace;
    // "dir/" and "dir" are one folder.
    if (!resolved.has_filename() && resolved.has_parent_path())
        resolved = resolved.parent_path();
    return userRuntimeFolder() / (sha256Hex(resolved.native()).substr(0, 24) + ".sock");
}

Path defaultWorkspace()
{
    if (const auto named = environmentVariable("FETTLE_WORKSPACE"); named && !named->empty())
        return Path(*named);
    return userDataFolder() / "workspace";
}

} // namespace fettle::platform
