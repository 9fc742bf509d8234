// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/child_process.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/platform/checked_io.h"
#include "engine/platform/clock.h"
#include "engine/platform/process_table.h"
#include "engine/platform/system_error.h"

extern char** environ;

namespace fettle::platform {
namespace {

Error notStarted(const Path& program, int errorNumber)
{
    return makeError("platform.program_not_started",
                     {{"program", toUtf8(program)}, {"reason", errnoText(errorNumber)}});
}

/// Everything the child needs between fork and exec, made before: afterwards it may neither allocate nor lock.
struct Launch {
    std::string program;
    std::vector<std::string> argumentTexts;
    std::vector<std::string> environmentTexts;
    std::vector<char*> arguments;
    std::vector<char*> environment;
    std::string workingFolder;
    std::string outOfMemoryScore;
    int niceness = 0;
    bool dieWithParent = false;
    bool ownGroup = false;
    bool detached = false;
    /// For descriptors 0, 1 and 2; -1: as the parent's.
    int streams[3] = {-1, -1, -1};
    int reportEnd = -1;
    pid_t parent = 0;
};

/// What the child says through the close-on-exec pipe; nothing at all where exec succeeded.
struct Report {
    int errorNumber = 0;
    pid_t detachedPid = 0;
};

Path findProgram(const Path& program)
{
    if (program.native().find('/') != std::string::npos)
        return program;
    const char* variable = std::getenv("PATH");
    std::string_view folders = variable ? variable : "/usr/bin:/bin";
    while (!folders.empty()) {
        const auto end = std::min(folders.find(':'), folders.size());
        const Path candidate = Path(folders.substr(0, end)) / program;
        if (end > 0 && ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        folders.remove_prefix(std::min(end + 1, folders.size()));
    }
    return program;
}

std::vector<std::string> environmentFor(const ChildOptions& options)
{
    std::vector<std::string> texts;
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view text = *entry;
        const auto name = text.substr(0, text.find('='));
        const bool changed =
            std::ranges::any_of(options.environment, [name](const auto& change) { return change.first == name; });
        if (!changed)
            texts.emplace_back(text);
    }
    for (const auto& [name, value] : options.environment) {
        if (value)
            texts.push_back(name + '=' + *value);
    }
    return texts;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

bool holdsNul(const ChildOptions& options)
{
    const auto bad = [](const std::string& text) { return text.find('\0') != std::string::npos; };
    return bad(options.program.native()) || std::ranges::any_of(options.arguments, bad) ||
           std::ranges::any_of(options.environment, [&](const auto& change) {
               return bad(change.first) || (change.second && bad(*change.second));
           });
}

Launch makeLaunch(const ChildOptions& options)
{
    Launch launch;
    launch.program = findProgram(options.program).native();
    launch.argumentTexts = options.arguments;
    launch.argumentTexts.insert(launch.argumentTexts.begin(), options.program.native());
    launch.environmentTexts = environmentFor(options);
    launch.arguments = pointersTo(launch.argumentTexts);
    launch.environment = pointersTo(launch.environmentTexts);
    if (options.workingFolder)
        launch.workingFolder = options.workingFolder->native();
    if (options.outOfMemoryScore)
        launch.outOfMemoryScore = std::to_string(std::clamp(*options.outOfMemoryScore, 0, 1000));
    launch.niceness = options.niceness;
    launch.dieWithParent = options.dieWithParent;
    launch.ownGroup = options.ownGroup;
    launch.parent = ::getpid();
    return launch;
}

/// The child's and the parent's end of one stream.
struct StreamEnds {
    FileDescriptor child;
    FileDescriptor parent;
};

Result<StreamEnds> openStream(ChildOptions::Stream stream, int number, const Path& file)
{
    StreamEnds ends;
    switch (stream) {
    case ChildOptions::Stream::Inherit: return ends;
    case ChildOptions::Stream::Null: {
        ends.child = FileDescriptor(::open("/dev/null", O_RDWR | O_CLOEXEC));
        if (!ends.child.isOpen())
            return makeError("platform.descriptor_failed", {{"reason", errnoText(errno)}});
        break;
    }
    case ChildOptions::Stream::File: {
        if (number == STDIN_FILENO)
            return notStarted(file, EINVAL);
        FETTLE_TRY_ASSIGN(ends.child, openChecked(file, O_WRONLY | O_CREAT | O_APPEND, 0600));
        break;
    }
    case ChildOptions::Stream::Pipe: {
        FETTLE_TRY_ASSIGN(auto pipe, makePipe());
        ends.child = number == STDIN_FILENO ? std::move(pipe.readEnd) : std::move(pipe.writeEnd);
        ends.parent = number == STDIN_FILENO ? std::move(pipe.writeEnd) : std::move(pipe.readEnd);
        break;
    }
    }
    // Above the standard ones, or dup2 would overwrite one that is still needed.
    if (ends.child.get() <= STDERR_FILENO) {
        FETTLE_TRY_ASSIGN(ends.child, duplicateDescriptor(ends.child.get()));
    }
    return ends;
}

// From here to runChild: in the child, after fork; only async-signal-safe calls.

[[noreturn]] void reportAndExit(const Launch& launch, int errorNumber)
{
    const Report report{errorNumber, 0};
    [[maybe_unused]] const auto ignored = ::write(launch.reportEnd, &report, sizeof report);
    ::_exit(127);
}

void resetSignals()
{
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &action, nullptr);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void closeOthersOnExec()
{
#ifdef SYS_close_range
    constexpr unsigned kCloseOnExec = 1U << 2U; // CLOSE_RANGE_CLOEXEC
    if (::syscall(SYS_close_range, 3U, ~0U, kCloseOnExec) == 0)
        return;
#endif
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const auto end = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 65536));
    for (int fd = 3; fd < end; ++fd) {
        const int flags = ::fcntl(fd, F_GETFD);
        if (flags >= 0)
            ::fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
    }
}

void setMemoryScore(const Launch& launch)
{
    if (launch.outOfMemoryScore.empty())
        return;
    const int fd = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    [[maybe_unused]] const auto ignored =
        ::write(fd, launch.outOfMemoryScore.data(), launch.outOfMemoryScore.size());
    ::close(fd);
}

[[noreturn]] void runChild(const Launch& launch)
{
    if (launch.detached) {
        ::setsid();
        const pid_t second = ::fork();
        if (second < 0)
            reportAndExit(launch, errno);
        if (second > 0) {
            const Report report{0, second};
            [[maybe_unused]] const auto ignored = ::write(launch.reportEnd, &report, sizeof report);
            ::_exit(0);
        }
    } else if (launch.ownGroup) {
        ::setpgid(0, 0);
    }
    if (launch.dieWithParent && !launch.detached) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != launch.parent) // it died before the call
            ::_exit(127);
    }
    resetSignals();
    for (int number = 0; number < 3; ++number) {
        if (launch.streams[number] >= 0 && ::dup2(launch.streams[number], number) < 0)
            reportAndExit(launch, errno);
    }
    if (!launch.workingFolder.empty() && ::chdir(launch.workingFolder.c_str()) != 0)
        reportAndExit(launch, errno);
    if (launch.niceness > 0)
        ::setpriority(PRIO_PROCESS, 0, ::getpriority(PRIO_PROCESS, 0) + launch.niceness);
    setMemoryScore(launch);
    closeOthersOnExec();
    ::execve(launch.program.c_str(), launch.arguments.data(), launch.environment.data());
    reportAndExit(launch, errno);
}

/// Reads until the child's end closes: an error wins, else the second process's pid where there is one.
Report readReports(int fd)
{
    Report result;
    for (;;) {
        Report report;
        const auto got = ::read(fd, &report, sizeof report);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != sizeof report)
            return result;
        if (report.errorNumber != 0)
            result.errorNumber = report.errorNumber;
        if (report.detachedPid != 0)
            result.detachedPid = report.detachedPid;
    }
}

/// A parent that ignored SIGCHLD passes that on through exec, and the kernel would then forget how our children end.
void keepEndsOfChildren()
{
    struct sigaction action {};
    if (::sigaction(SIGCHLD, nullptr, &action) != 0 || action.sa_handler != SIG_IGN)
        return;
    action.sa_handler = SIG_DFL;
    ::sigaction(SIGCHLD, &action, nullptr);
}

struct Launched {
    pid_t pid = 0;
    Report report;
};

Result<Launched> launchProcess(Launch& launch, const ChildOptions& options)
{
    keepEndsOfChildren();
    FETTLE_TRY_ASSIGN(auto reports, makePipe());
    if (reports.writeEnd.get() <= STDERR_FILENO) {
        FETTLE_TRY_ASSIGN(reports.writeEnd, duplicateDescriptor(reports.writeEnd.get()));
    }
    launch.reportEnd = reports.writeEnd.get();
    // No handler of ours may run in the child before it has reset them.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = ::fork();
    if (pid == 0)
        runChild(launch);
    const int forkError = errno;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (pid < 0)
        return notStarted(options.program, forkError);
    reports.writeEnd.reset();
    return Launched{pid, readReports(reports.readEnd.get())};
}

void reap(pid_t pid)
{
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

} // namespace

bool ExitStatus::killed() const noexcept { return signalNumber == SIGKILL; }

std::string ExitStatus::describe() const
{
    if (code)
        return "exit " + std::to_string(*code);
    if (!signalNumber)
        return "unknown";
    const char* name = ::sigabbrev_np(*signalNumber);
    return name ? std::string("SIG") + name : "signal " + std::to_string(*signalNumber);
}

Result<ChildProcess> ChildProcess::spawn(const ChildOptions& options)
{
    if (holdsNul(options))
        return notStarted(options.program, EINVAL);
    FETTLE_TRY_ASSIGN(auto input, openStream(options.input, STDIN_FILENO, options.streamFile));
    FETTLE_TRY_ASSIGN(auto output, openStream(options.output, STDOUT_FILENO, options.streamFile));
    FETTLE_TRY_ASSIGN(auto errors, openStream(options.errors, STDERR_FILENO, options.streamFile));
    Launch launch = makeLaunch(options);
    launch.streams[STDIN_FILENO] = input.child.get();
    launch.streams[STDOUT_FILENO] = output.child.get();
    launch.streams[STDERR_FILENO] = errors.child.get();
    FETTLE_TRY_ASSIGN(const auto launched, launchProcess(launch, options));
    if (launched.report.errorNumber != 0) {
        reap(launched.pid);
        return notStarted(options.program, launched.report.errorNumber);
    }
    ChildProcess child;
    child.m_pid = launched.pid;
    child.m_pidFd = openProcess(launched.pid);
    // Not reaped yet, so the entry is there even where the child has ended.
    if (const auto entry = readProcessEntry(launched.pid))
        child.m_start = entry->start;
    child.m_input = std::move(input.parent);
    child.m_output = std::move(output.parent);
    child.m_errors = std::move(errors.parent);
    return child;
}

Result<ProcessId> ChildProcess::spawnDetached(const ChildOptions& options)
{
    using Stream = ChildOptions::Stream;
    const bool hasPipe =
        options.input == Stream::Pipe || options.output == Stream::Pipe || options.errors == Stream::Pipe;
    if (hasPipe || holdsNul(options))
        return notStarted(options.program, EINVAL);
    FETTLE_TRY_ASSIGN(const auto input, openStream(options.input, STDIN_FILENO, options.streamFile));
    FETTLE_TRY_ASSIGN(const auto output, openStream(options.output, STDOUT_FILENO, options.streamFile));
    FETTLE_TRY_ASSIGN(const auto errors, openStream(options.errors, STDERR_FILENO, options.streamFile));
    Launch launch = makeLaunch(options);
    launch.detached = true;
    launch.streams[STDIN_FILENO] = input.child.get();
    launch.streams[STDOUT_FILENO] = output.child.get();
    launch.streams[STDERR_FILENO] = errors.child.get();
    FETTLE_TRY_ASSIGN(const auto launched, launchProcess(launch, options));
    reap(launched.pid); // the one in between
    if (launched.report.errorNumber != 0)
        return notStarted(options.program, launched.report.errorNumber);
    return ProcessId{launched.report.detachedPid};
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept { *this = std::move(other); }

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept
{
    if (this == &other)
        return *this;
    endNow();
    m_pid = std::exchange(other.m_pid, 0);
    m_start = other.m_start;
    m_pidFd = std::move(other.m_pidFd);
    m_input = std::move(other.m_input);
    m_output = std::move(other.m_output);
    m_errors = std::move(other.m_errors);
    m_status = std::exchange(other.m_status, std::nullopt);
    return *this;
}

ChildProcess::~ChildProcess() { endNow(); }

void ChildProcess::endNow() noexcept
{
    if (m_pid == 0 || m_status)
        return;
    sendSignal(SIGKILL);
    reap(static_cast<pid_t>(m_pid));
    m_pid = 0;
}

void ChildProcess::sendSignal(int number) noexcept
{
    // Until it is reaped, its pid is nobody else's.
    if (m_pid != 0 && !m_status)
        ::kill(static_cast<pid_t>(m_pid), number);
}

void ChildProcess::terminate() noexcept { sendSignal(SIGTERM); }
void ChildProcess::kill() noexcept { sendSignal(SIGKILL); }

std::optional<ExitStatus> ChildProcess::wait(int timeoutMs)
{
    const SystemClock clock;
    const std::int64_t endMs = clock.monotonicMs() + timeoutMs;
    while (m_pid != 0 && !m_status) {
        int status = 0;
        const pid_t got = ::waitpid(static_cast<pid_t>(m_pid), &status, WNOHANG);
        if (got > 0) {
            m_status = ExitStatus();
            if (WIFEXITED(status))
                m_status->code = WEXITSTATUS(status);
            else if (WIFSIGNALED(status))
                m_status->signalNumber = WTERMSIG(status);
        } else if (got < 0 && errno != EINTR) {
            m_status = ExitStatus(); // somebody else reaped it
        } else {
            const std::int64_t leftMs = timeoutMs < 0 ? -1 : endMs - clock.monotonicMs();
            if (timeoutMs >= 0 && leftMs <= 0)
                return std::nullopt;
            if (m_pidFd.isOpen())
                [[maybe_unused]] const auto ended = waitReadable(m_pidFd.get(), static_cast<int>(leftMs));
            else
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    return m_status;
}

} // namespace fettle::platform
