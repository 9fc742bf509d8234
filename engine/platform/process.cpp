// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/process_table.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

constexpr std::uint64_t kSmallFileBytes = 64 * 1024;

/// A part of this boot's id, above the 40 bits of the start tick (348 years of 10 ms).
std::int64_t bootPart()
{
    static const std::int64_t s_part = [] {
        const auto id = readWholeFile("/proc/sys/kernel/random/boot_id", kSmallFileBytes);
        const std::uint64_t hash = id.ok() ? xxh64(*id) : 0;
        return static_cast<std::int64_t>((hash & 0x3FFFFFU) << 40U);
    }();
    return s_part;
}

int signalNumberOf(ProcessSignal signal)
{
    switch (signal) {
    case ProcessSignal::Terminate: return SIGTERM;
    case ProcessSignal::Interrupt: return SIGINT;
    case ProcessSignal::Kill: return SIGKILL;
    }
    return SIGTERM;
}

} // namespace

std::optional<ProcessEntry> readProcessEntry(ProcessId pid)
{
    if (pid <= 0)
        return std::nullopt;
    const auto stat = readWholeFile("/proc/" + std::to_string(pid) + "/stat", kSmallFileBytes);
    if (!stat.ok())
        return std::nullopt;
    // "12 (name) S ppid …": the name may hold anything, also ")"; the state is field 3, the start tick field 22.
    const auto nameEnd = stat->rfind(')');
    if (nameEnd == std::string::npos || nameEnd + 2 >= stat->size())
        return std::nullopt;
    ProcessEntry entry;
    entry.state = (*stat)[nameEnd + 2];
    std::size_t at = nameEnd + 2;
    for (int field = 3; field < 22; ++field) {
        at = stat->find(' ', at);
        if (at == std::string::npos)
            return std::nullopt;
        ++at;
    }
    std::int64_t tick = 0;
    std::from_chars(stat->data() + at, stat->data() + stat->size(), tick);
    entry.start = bootPart() + tick;
    return entry;
}

FileDescriptor openProcess(ProcessId pid)
{
    return FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0)));
}

ProcessId ownProcessId() { return ::getpid(); }

ProcessStart ownProcessStart()
{
    // Not kept in a static: a forked child would inherit its parent's.
    const auto entry = readProcessEntry(ownProcessId());
    return entry ? entry->start : 0;
}

std::optional<ProcessStart> processStart(ProcessId pid)
{
    const auto entry = readProcessEntry(pid);
    if (!entry || entry->state == 'Z' || entry->state == 'X')
        return std::nullopt;
    return entry->start;
}

bool isAlive(ProcessId pid, ProcessStart start) { return processStart(pid) == start; }

Result<bool> signalProcess(ProcessId pid, ProcessStart start, ProcessSignal signal)
{
    const auto failed = [pid](int error) {
        return makeError("platform.signal_failed", {{"pid", pid}, {"reason", errnoText(error)}});
    };
    // The pidfd first, then the look: from then on the two cannot mean different processes.
    const FileDescriptor process = openProcess(pid);
    const int openError = errno;
    if (!isAlive(pid, start))
        return false;
    const int number = signalNumberOf(signal);
    if (process.isOpen() && ::syscall(SYS_pidfd_send_signal, process.get(), number, nullptr, 0) == 0)
        return true;
    const int error = process.isOpen() ? errno : openError;
    if (error == ESRCH)
        return false;
    // Kernels before 5.3 and some sandboxes have no pidfd.
    if ((error == ENOSYS || error == EPERM) && ::kill(static_cast<pid_t>(pid), number) == 0)
        return true;
    return failed(error);
}

bool waitForEnd(ProcessId pid, ProcessStart start, int timeoutMs)
{
    const FileDescriptor process = openProcess(pid);
    if (!isAlive(pid, start))
        return true;
    if (process.isOpen()) {
        const auto ended = waitReadable(process.get(), timeoutMs);
        return ended.ok() && *ended;
    }
    const SystemClock clock;
    const std::int64_t endMs = clock.monotonicMs() + timeoutMs;
    while (isAlive(pid, start)) {
        if (timeoutMs >= 0 && clock.monotonicMs() >= endMs)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

void setEnvironmentVariable(const std::string& name, const std::optional<std::string>& value)
{
    if (value)
        ::setenv(name.c_str(), value->c_str(), 1);
    else
        ::unsetenv(name.c_str());
}

std::optional<std::string> environmentVariable(const char* name)
{
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

void lowerOwnPriority(int niceness)
{
    const int before = ::getpriority(PRIO_PROCESS, 0);
    ::setpriority(PRIO_PROCESS, 0, std::clamp(before + niceness, -20, 19));
}

void setOwnOutOfMemoryScore(int score)
{
    const FileDescriptor fd(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
    const std::string text = std::to_string(std::clamp(score, 0, 1000));
    if (fd.isOpen())
        [[maybe_unused]] const auto ignored = ::write(fd.get(), text.data(), text.size());
}

void nameThread(std::string_view name)
{
    constexpr std::size_t kMaxBytes = 15;
    ::pthread_setname_np(::pthread_self(), std::string(name.substr(0, kMaxBytes)).c_str());
}

Result<FileDescriptor> takeStdout()
{
    FETTLE_TRY_ASSIGN(auto taken, duplicateDescriptor(STDOUT_FILENO));
    if (::dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        return makeError("platform.descriptor_failed", {{"reason", errnoText(errno)}});
    return taken;
}

Result<FileDescriptor> takeStdin()
{
    FETTLE_TRY_ASSIGN(auto taken, duplicateDescriptor(STDIN_FILENO));
    const FileDescriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!null.isOpen() || ::dup2(null.get(), STDIN_FILENO) < 0)
        return makeError("platform.descriptor_failed", {{"reason", errnoText(errno)}});
    return taken;
}

void ignoreBrokenPipes()
{
    struct sigaction action {};
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
}

void ensureStandardDescriptors()
{
    for (const int wanted : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(wanted, F_GETFD) >= 0 || errno != EBADF)
            continue;
        // The lowest free number is the missing one, as we go upwards. Not close-on-exec: children inherit it.
        [[maybe_unused]] const int opened = ::open("/dev/null", wanted == STDIN_FILENO ? O_RDONLY : O_WRONLY);
    }
}

} // namespace fettle::platform
