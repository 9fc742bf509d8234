// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// A folder that is whole or absent: filled under a hidden temporary name beside its place, then published by
/// fsync of every file → rename → fsync of the parent. Checkpoints, dataset versions and models are written so.
///
///     FETTLE_TRY_ASSIGN(auto draft, FolderDraft::create(run / "checkpoints" / "step-000500"));
///     … write into draft.path() …
///     FETTLE_TRY(draft.publish());
class FolderDraft {
public:
    /// Makes `.NAME.draft-PID-START-N` beside `finalPath`; parents must exist. Errors: platform.folder_not_created,
    /// platform.disk_full.
    [[nodiscard]] static Result<FolderDraft> create(const Path& finalPath);
    FolderDraft(FolderDraft&& other) noexcept;
    FolderDraft& operator=(FolderDraft&&) = delete;
    /// Removes what was not published.
    ~FolderDraft();

    [[nodiscard]] const Path& path() const noexcept { return m_path; }
    [[nodiscard]] const Path& finalPath() const noexcept { return m_finalPath; }

    enum class IfExists {
        /// Error platform.already_exists; the existing folder stays.
        Fail,
        /// Exchanges the two in one step (renameat2) and removes the old one. Where the file system has no exchange, the
        /// old folder is renamed aside first and removeStaleDrafts puts it back after a kill between the two steps.
        Replace,
    };
    /// All writers into the draft must be closed. Errors: platform.write_failed, platform.disk_full,
    /// platform.rename_failed, platform.already_exists; then the old folder stands whole and the draft is removed with
    /// this object. If only the parent's last fsync fails, the new folder stands whole: platform.not_durable.
    [[nodiscard]] Result<void> publish(IfExists ifExists = IfExists::Fail);

private:
    FolderDraft(Path path, Path finalPath) : m_path(std::move(path)), m_finalPath(std::move(finalPath)) {}
    Result<void> exchange();
    Path m_path;
    Path m_finalPath;
};

/// Removes a published folder so that it is whole or absent at any time: it gets a draft's name first, and what a kill
/// leaves of it is for removeStaleDrafts. What does not exist is no error. Errors: platform.rename_failed,
/// platform.remove_failed.
[[nodiscard]] Result<void> removePublished(const Path& folder);

/// Clears what killed processes left in `folder` (not below it): drafts of folders, temporary files of AtomicFile; and
/// puts a folder back whose replacement was cut between two renames. Leaves the drafts of living processes alone.
/// Returns how many entries it dealt with. Call at start on each folder that holds published things.
[[nodiscard]] Result<std::uint64_t> removeStaleDrafts(const Path& folder);
/// Whether a name found in a folder is such a draft; listings of published things skip it.
[[nodiscard]] bool isDraftName(const Path& name);

} // namespace fettle::platform
