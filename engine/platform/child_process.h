// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/paths.h"
#include "engine/platform/process.h"

namespace fettle::platform {

/// How a process ended: one of the two is set; neither where somebody else has reaped the child.
struct ExitStatus {
    std::optional<int> code;
    std::optional<int> signalNumber;

    [[nodiscard]] bool succeeded() const noexcept { return code == 0; }
    [[nodiscard]] bool killed() const noexcept;
    /// "exit 3", "SIGKILL", "SIGSEGV", for logs.
    [[nodiscard]] std::string describe() const;
    friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

struct ChildOptions {
    enum class Stream {
        /// A pipe; the other end is taken from the ChildProcess.
        Pipe,
        /// /dev/null.
        Null,
        /// The parent's.
        Inherit,
        /// Appended to the file of streamFile (stdout and stderr only).
        File,
    };

    /// A path with a slash, or a name searched in PATH.
    Path program;
    /// Without the program's own name.
    std::vector<std::string> arguments;
    /// Changes to the inherited environment: a value, or nothing to remove the variable.
    std::vector<std::pair<std::string, std::optional<std::string>>> environment;
    std::optional<Path> workingFolder;
    Stream input = Stream::Null;
    Stream output = Stream::Inherit;
    Stream errors = Stream::Inherit;
    Path streamFile;
    /// Added to the parent's nice value.
    int niceness = 0;
    /// 0..1000; the kernel kills higher ones first when memory runs out.
    std::optional<int> outOfMemoryScore;
    /// SIGKILL when the *thread* that spawned it ends (Linux's rule): spawn from a thread that lives as long as the
    /// process. A worker that should checkpoint first watches its stdin instead.
    bool dieWithParent = false;
    /// A process group of its own, so that the terminal's Ctrl+C does not reach it.
    bool ownGroup = true;
};

/// A child process with pipes. Nothing but the three standard streams is inherited; signal handlers and the mask
/// start at their defaults. A child that still runs is killed and reaped with the object.
class ChildProcess {
public:
    /// Errors: platform.program_not_started {program} (also where exec itself fails), platform.descriptor_failed.
    [[nodiscard]] static Result<ChildProcess> spawn(const ChildOptions& options);
    /// Starts a process that is nobody's child and leads a session of its own (a supervisor that outlives the terminal
    /// that started it); streams must not be Pipe. Returns its pid.
    [[nodiscard]] static Result<ProcessId> spawnDetached(const ChildOptions& options);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    ~ChildProcess();

    [[nodiscard]] ProcessId pid() const noexcept { return m_pid; }
    [[nodiscard]] ProcessStart start() const noexcept { return m_start; }
    /// Becomes readable when the child ends, for poll and event loops (a pidfd).
    [[nodiscard]] int endDescriptor() const noexcept { return m_pidFd.get(); }
    /// The parent's ends, once each.
    [[nodiscard]] FileDescriptor takeInput() noexcept { return std::move(m_input); }
    [[nodiscard]] FileDescriptor takeOutput() noexcept { return std::move(m_output); }
    [[nodiscard]] FileDescriptor takeErrors() noexcept { return std::move(m_errors); }

    /// No effect on an ended child.
    void terminate() noexcept;
    void kill() noexcept;
    /// Nothing after `timeoutMs` (0: look only, -1: wait for ever); the same status again once it has ended.
    [[nodiscard]] std::optional<ExitStatus> wait(int timeoutMs);
    [[nodiscard]] bool running() { return !wait(0); }

private:
    ChildProcess() = default;
    void endNow() noexcept;
    void sendSignal(int number) noexcept;

    ProcessId m_pid = 0;
    ProcessStart m_start = 0;
    FileDescriptor m_pidFd;
    FileDescriptor m_input;
    FileDescriptor m_output;
    FileDescriptor m_errors;
    std::optional<ExitStatus> m_status;
};

} // namespace fettle::platform
