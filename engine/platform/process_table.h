// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/platform/file_descriptor.h"
#include "engine/platform/process.h"

namespace fettle::platform {

// Used inside this room only.

/// A line of the kernel's process table, also of a zombie.
struct ProcessEntry {
    /// 'R', 'S', 'Z' …
    char state = '?';
    ProcessStart start = 0;
};
[[nodiscard]] std::optional<ProcessEntry> readProcessEntry(ProcessId pid);

/// A pidfd: readable once the process has ended. Not open, with errno set, where there is none.
[[nodiscard]] FileDescriptor openProcess(ProcessId pid);

} // namespace fettle::platform
