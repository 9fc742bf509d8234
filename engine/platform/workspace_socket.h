// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/platform/paths.h"

namespace fettle::platform {

/// The local socket of a workspace's supervisor: in the user's runtime folder, named by the hash of the workspace's
/// resolved path, so that two ways of naming one folder meet. Made by the supervisor; the folder is made private by
/// makePrivateFolder(path.parent_path()).
[[nodiscard]] Path workspaceSocketPath(const Path& workspace);

/// FETTLE_WORKSPACE, or "workspace" in the user's data folder.
[[nodiscard]] Path defaultWorkspace();

} // namespace fettle::platform
