// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/checked_io.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/process.h"
#include "engine/platform/system_error.h"

// From <linux/fs.h>, which not every libc shows.
#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE (1U << 0U)
#endif
#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1U << 1U)
#endif

namespace fettle::platform {
namespace {

Result<void> writePlain(int fd, std::string_view bytes, const Path& path)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemError("platform.write_failed", errno, path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace

Result<FileDescriptor> openChecked(const Path& path, int flags, unsigned mode)
{
    if (path.native().find('\0') != std::string::npos)
        return systemError("platform.file_not_opened", EINVAL, path);
    if (const auto fault = consultFileFaults(FileOperation::Open, path); fault.errorNumber != 0)
        return systemError("platform.file_not_opened", fault.errorNumber, path);
    FileDescriptor fd(::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, static_cast<mode_t>(mode)));
    if (!fd.isOpen())
        return systemError("platform.file_not_opened", errno, path);
    return fd;
}

Result<void> writeChecked(int fd, std::string_view bytes, const Path& path)
{
    if (bytes.empty())
        return {};
    const auto fault = consultFileFaults(FileOperation::Write, path);
    if (fault.errorNumber == 0)
        return writePlain(fd, bytes, path);
    if (fault.shortWrite) {
        [[maybe_unused]] const auto half = writePlain(fd, bytes.substr(0, bytes.size() / 2), path);
        if (fault.killAfter)
            ::kill(::getpid(), SIGKILL);
    }
    return systemError("platform.write_failed", fault.errorNumber, path);
}

Result<void> syncChecked(int fd, const Path& path)
{
    if (const auto fault = consultFileFaults(FileOperation::Fsync, path); fault.errorNumber != 0)
        return systemError("platform.write_failed", fault.errorNumber, path);
    while (::fsync(fd) != 0) {
        // EINVAL, EROFS: a file system that has nothing to sync.
        if (errno == EINVAL || errno == EROFS)
            return {};
        if (errno != EINTR)
            return systemError("platform.write_failed", errno, path);
    }
    return {};
}

Result<void> renameChecked(const Path& from, const Path& to)
{
    if (const auto fault = consultFileFaults(FileOperation::Rename, to); fault.errorNumber != 0)
        return systemError("platform.rename_failed", fault.errorNumber, to);
    if (::rename(from.c_str(), to.c_str()) != 0)
        return systemError("platform.rename_failed", errno, to);
    return {};
}

int renameByRule(const Path& from, const Path& to, RenameRule rule)
{
    if (const auto fault = consultFileFaults(FileOperation::Rename, to); fault.errorNumber != 0)
        return fault.errorNumber;
    const unsigned flags = rule == RenameRule::Exchange ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    const auto result = ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
    return result == 0 ? 0 : errno;
}

Result<void> syncParent(const Path& path)
{
    const Path parent = parentOf(path);
    const auto notDurable = [&](const std::string& reason) {
        return makeError("platform.not_durable", {{"path", toUtf8(path)}, {"reason", reason}});
    };
    const FileDescriptor fd(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen())
        return notDurable(errnoText(errno));
    if (auto synced = syncChecked(fd.get(), parent); !synced.ok())
        return notDurable(synced.error().detail);
    return {};
}

Path withoutTrailingSlash(const Path& path)
{
    return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

Path parentOf(const Path& path)
{
    const Path plain = withoutTrailingSlash(path);
    return plain.has_parent_path() ? plain.parent_path() : Path(".");
}

Path draftPathFor(const Path& finalPath, std::string_view tag)
{
    static std::atomic<std::uint64_t> s_count{0};
    const Path plain = withoutTrailingSlash(finalPath);
    // A folder's entries have at most 255 bytes; the rest of ours takes less than 70.
    std::string name = plain.filename().native();
    name.resize(std::min(name.size(), kMaxDraftNameBytes));
    std::string draft = '.' + name + '.' + std::string(tag) + '-' + std::to_string(ownProcessId()) + '-' +
                        std::to_string(ownProcessStart()) + '-' + std::to_string(++s_count);
    return plain.parent_path() / draft;
}

} // namespace fettle::platform
