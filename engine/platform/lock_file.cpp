// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/lock_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/platform/checked_io.h"
#include "engine/platform/clock.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/machine.h"
#include "engine/platform/process.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

std::string lineValue(std::string_view text, std::string_view key)
{
    const std::string start = std::string(key) + ": ";
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (line.starts_with(start))
            return std::string(line.substr(start.size()));
        at = end + 1;
    }
    return {};
}

std::int64_t numberIn(const std::string& text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string toText(const LockHolder& holder)
{
    return "pid: " + std::to_string(holder.pid) + "\nstart: " + std::to_string(holder.processStart) +
           "\nhost: " + holder.host + "\nversion: " + holder.version + "\nsince: " + holder.since + "\n";
}

std::optional<LockHolder> holderFromText(std::string_view text)
{
    LockHolder holder{numberIn(lineValue(text, "pid")), numberIn(lineValue(text, "start")), lineValue(text, "host"),
                      lineValue(text, "version"), lineValue(text, "since")};
    // "since" comes last: without it the holder is still writing.
    if (holder.pid <= 0 || holder.since.empty())
        return std::nullopt;
    return holder;
}

std::optional<LockHolder> readHolder(int fd)
{
    std::array<char, 2048> text{};
    const auto got = ::pread(fd, text.data(), text.size(), 0);
    return got > 0 ? holderFromText({text.data(), static_cast<std::size_t>(got)}) : std::nullopt;
}

std::string ownHost() { return Machine().hostName(); }

bool holdsNow(const LockHolder& holder)
{
    return holder.host != ownHost() || isAlive(holder.pid, holder.processStart);
}

/// Whether the descriptor is still the file at the path: another may have removed it between open and lock.
bool isFileAt(int fd, const Path& path)
{
    struct stat opened {};
    struct stat named {};
    return ::fstat(fd, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

Error lockHeld(const Path& path, const std::optional<LockHolder>& holder)
{
    const LockHolder who = holder.value_or(LockHolder{0, 0, "?", "?", "?"});
    return makeError("platform.lock_held", {{"path", toUtf8(path)},
                                            {"pid", who.pid},
                                            {"host", bytesToUtf8(who.host)},
                                            {"version", bytesToUtf8(who.version)},
                                            {"since", bytesToUtf8(who.since)}});
}

/// 0, or an errno: EWOULDBLOCK where another holds it.
int lockNow(int fd, const Path& path)
{
    if (const auto fault = consultFileFaults(FileOperation::Lock, path); fault.errorNumber != 0)
        return fault.errorNumber;
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

std::string oneLine(std::string_view text)
{
    std::string line(text);
    std::ranges::replace(line, '\n', ' ');
    return line;
}

} // namespace

Result<LockFile> LockFile::tryLock(const Path& path, std::string_view version)
{
    // A holder that has just begun may not have written who it is yet; one that ends lets go a moment after its content.
    constexpr int kTries = 30;
    constexpr auto kPause = std::chrono::milliseconds(10);
    std::optional<LockHolder> holder;
    for (int i = 0; i < kTries; ++i) {
        FETTLE_TRY_ASSIGN(auto fd, openChecked(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600));
        const int error = lockNow(fd.get(), path);
        if (error != 0 && error != EWOULDBLOCK)
            return makeError("platform.lock_failed", {{"path", toUtf8(path)}, {"reason", errnoText(error)}});
        holder = readHolder(fd.get());
        if (error == 0 && isFileAt(fd.get(), path)) {
            LockFile lock(std::move(fd), path);
            lock.m_staleHolder = holder;
            const std::string text = toText(
                {ownProcessId(), ownProcessStart(), oneLine(ownHost()), oneLine(version), nowUtc()});
            // The kernel holds the lock, the content only tells: a full disk must not keep anybody out.
            if (::ftruncate(lock.m_fd.get(), 0) == 0)
                [[maybe_unused]] const auto ignored = writeChecked(lock.m_fd.get(), text, path);
            return lock;
        }
        if (error != 0 && holder && holdsNow(*holder))
            return lockHeld(path, holder);
        fd.reset();
        std::this_thread::sleep_for(kPause);
    }
    return lockHeld(path, holder);
}

Result<LockFile> LockFile::lock(const Path& path, std::string_view version, int timeoutMs)
{
    const SystemClock clock;
    const std::int64_t endMs = clock.monotonicMs() + timeoutMs;
    for (;;) {
        auto lock = tryLock(path, version);
        if (lock.ok() || lock.error().code != "platform.lock_held" || clock.monotonicMs() >= endMs)
            return lock;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

LockFile::~LockFile()
{
    if (m_fd.isOpen())
        [[maybe_unused]] const int ignored = ::ftruncate(m_fd.get(), 0);
}

Result<std::optional<LockHolder>> lockHolder(const Path& path)
{
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd.isOpen() && errno == ENOENT)
        return std::optional<LockHolder>();
    if (!fd.isOpen())
        return systemError("platform.file_not_opened", errno, path);
    // By the content and the process table, not by trying the lock: even a look would keep a starting holder out.
    auto holder = readHolder(fd.get());
    if (holder && !holdsNow(*holder))
        holder.reset();
    return holder;
}

} // namespace fettle::platform
