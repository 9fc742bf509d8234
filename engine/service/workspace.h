// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/lock_file.h"
#include "engine/platform/paths.h"

namespace fettle::service {

/// An opened workspace folder: private to its user, locked for this supervisor, with its folders made.
/// Names and labels never become paths as they stand: ids are checked, labels pass platform::fileNameFromLabel.
class Workspace {
public:
    /// `waitMs`: how long to wait for another supervisor that is leaving. Errors: platform.network_folder,
    /// platform.sync_folder, platform.lock_held (who holds it), platform.folder_*, service.workspace_is_file.
    [[nodiscard]] static Result<Workspace> open(const platform::Path& folder, int waitMs = 0);
    Workspace(Workspace&&) noexcept = default;
    Workspace& operator=(Workspace&&) = delete;
    /// Removes engine.pid and lets the lock go.
    ~Workspace();

    [[nodiscard]] const platform::Path& folder() const { return m_folder; }
    [[nodiscard]] platform::Path database() const { return m_folder / "fettle.db"; }
    [[nodiscard]] platform::Path pidFile() const { return m_folder / "engine.pid"; }
    [[nodiscard]] platform::Path cache() const { return m_folder / "cache"; }
    [[nodiscard]] platform::Path runFolder(std::string_view runId) const;
    [[nodiscard]] platform::Path modelFolder(std::string_view modelId) const;
    /// datasets/<slug of the name>-<id>
    [[nodiscard]] platform::Path newDatasetFolder(std::string_view name, std::string_view id) const;
    /// A path as the database keeps it: relative to the workspace where it lies inside, so that a workspace can move.
    [[nodiscard]] std::string stored(const platform::Path& path) const;
    /// The inverse of stored(). Errors: platform.path_outside.
    [[nodiscard]] Result<platform::Path> resolve(std::string_view stored) const;
    /// The supervisor before us that did not end in order, if any.
    [[nodiscard]] const std::optional<platform::LockHolder>& staleHolder() const { return m_lock.staleHolder(); }

private:
    Workspace(platform::Path folder, platform::LockFile lock) : m_folder(std::move(folder)), m_lock(std::move(lock)) {}
    platform::Path m_folder;
    platform::LockFile m_lock;
};

} // namespace fettle::service
