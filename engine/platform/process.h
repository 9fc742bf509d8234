// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

using ProcessId = std::int64_t;
/// When a process started: opaque, equal for the same process only, across reused pids and reboots (the kernel's
/// start tick with a part of the boot's id). Kept beside the pid in leases and locks. Fits SQLite's integers.
using ProcessStart = std::int64_t;

[[nodiscard]] ProcessId ownProcessId();
[[nodiscard]] ProcessStart ownProcessStart();
/// Nothing where no such process lives (a zombie counts as ended).
[[nodiscard]] std::optional<ProcessStart> processStart(ProcessId pid);
[[nodiscard]] bool isAlive(ProcessId pid, ProcessStart start);

enum class ProcessSignal {
    /// SIGTERM: checkpoint and end.
    Terminate,
    /// SIGINT.
    Interrupt,
    /// SIGKILL.
    Kill,
};
/// Signals that very process and never one that reused its pid. False where it has ended. Errors:
/// platform.signal_failed.
[[nodiscard]] Result<bool> signalProcess(ProcessId pid, ProcessStart start, ProcessSignal signal);
/// Waits for the end of any process, also not our child. False after `timeoutMs` (-1: for ever).
[[nodiscard]] bool waitForEnd(ProcessId pid, ProcessStart start, int timeoutMs);

/// Sets or removes a variable of this process; only while it has one thread.
void setEnvironmentVariable(const std::string& name, const std::optional<std::string>& value);
[[nodiscard]] std::optional<std::string> environmentVariable(const char* name);

/// Raises this process's nice value by so much (0..19); never an error.
void lowerOwnPriority(int niceness);
/// How readily the kernel kills this process when memory runs out (0..1000); never an error.
void setOwnOutOfMemoryScore(int score);
/// Names the calling thread (15 bytes at most) for debuggers and top.
void nameThread(std::string_view name);

/// Moves stdout away from everything that prints: returns a private duplicate of descriptor 1 for the protocol and
/// points descriptor 1 at stderr. Call before anything else in main. Errors: platform.descriptor_failed.
[[nodiscard]] Result<FileDescriptor> takeStdout();
/// A private duplicate of descriptor 0; descriptor 0 then reads as empty. Errors: platform.descriptor_failed.
[[nodiscard]] Result<FileDescriptor> takeStdin();
/// Writing to a closed pipe or socket is then an error (EPIPE) and no signal. Call early in every main.
void ignoreBrokenPipes();
/// Makes descriptors 0, 1 and 2 valid (/dev/null) where the parent closed them, so that no file opened later gets
/// their numbers.
void ensureStandardDescriptors();

} // namespace fettle::platform
