// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// Whether a workspace may live in `folder` (or its nearest existing parent): not on a network file system, whose locks
/// and shared memory are not to be trusted, and not in a folder that a sync service copies while we write.
/// Errors: platform.network_folder {path, filesystem}, platform.sync_folder {path, service}.
[[nodiscard]] Result<void> checkWorkspaceFolder(const Path& folder);
/// The same by another text of /proc/self/mountinfo; for tests.
[[nodiscard]] Result<void> checkWorkspaceFolder(const Path& folder, std::string_view mountInfo);

struct MountPoint {
    Path path;
    /// As in /proc/self/mountinfo: "ext4", "nfs4", "fuse.sshfs".
    std::string filesystem;
};
/// The mount that holds `absolutePath`, from the text of /proc/self/mountinfo.
[[nodiscard]] std::optional<MountPoint> mountOf(const Path& absolutePath, std::string_view mountInfo);
[[nodiscard]] bool isNetworkFilesystem(std::string_view filesystem);
/// "Dropbox", "OneDrive", "iCloud Drive", "Google Drive" …, or empty.
[[nodiscard]] std::string syncServiceOf(const Path& absolutePath);

} // namespace fettle::platform
