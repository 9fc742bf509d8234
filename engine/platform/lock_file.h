// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/paths.h"
#include "engine/platform/workspace_folder.h"

namespace fettle::platform {

/// Who holds a lock, as written into the file.
struct LockHolder {
    std::int64_t pid = 0;
    /// processStart(pid), process.h.
    std::int64_t processStart = 0;
    std::string host;
    std::string version;
    /// UTC, ISO 8601.
    std::string since;

    friend bool operator==(const LockHolder&, const LockHolder&) = default;
};

/// An exclusive lock between processes, held while the object lives and released by the kernel when the process dies,
/// however it dies. The file stays; its content says who holds it.
class LockFile {
public:
    /// Takes the lock or says at once who holds it. Errors: platform.lock_held {path, pid, host, version, since},
    /// platform.lock_failed, platform.file_not_opened.
    [[nodiscard]] static Result<LockFile> tryLock(const Path& path, std::string_view version);
    /// Waits up to `timeoutMs` for the holder to let go; then as tryLock.
    [[nodiscard]] static Result<LockFile> lock(const Path& path, std::string_view version, int timeoutMs);
    LockFile(LockFile&&) noexcept = default;
    LockFile& operator=(LockFile&&) = delete;
    /// Empties the file and releases.
    ~LockFile();

    /// The dead holder whose content was found: the last owner did not end in order.
    [[nodiscard]] const std::optional<LockHolder>& staleHolder() const noexcept { return m_staleHolder; }
    [[nodiscard]] const Path& path() const noexcept { return m_path; }

private:
    LockFile(FileDescriptor fd, Path path) : m_fd(std::move(fd)), m_path(std::move(path)) {}
    FileDescriptor m_fd;
    Path m_path;
    std::optional<LockHolder> m_staleHolder;
};

/// Who holds the lock now; nothing where it is free (whatever the file says), so also for a stale one.
[[nodiscard]] Result<std::optional<LockHolder>> lockHolder(const Path& path);

} // namespace fettle::platform
