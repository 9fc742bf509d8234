// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/platform/paths.h"
#include "engine/platform/process.h"

namespace fettle::service {

/// Packing or unpacking of a project file in a process of its own: it takes as long as the disk takes, and a file that
/// somebody sent is not for the process that keeps the queue to read.
struct ProjectTask {
    enum class Kind { Pack, Unpack };
    Kind kind = Kind::Pack;
    platform::Path workspace; ///< Pack
    std::string project;      ///< Pack: its id
    platform::Path file;      ///< the project file
    platform::Path folder;    ///< Unpack: where to
};

/// Where a packing process of this number keeps what it writes anew; it removes it, and after a kill whoever killed it.
[[nodiscard]] platform::Path packingScratch(const platform::Path& workspace, platform::ProcessId process);

/// Does it; says so on standard output, a message a line: {"type":"progress","done":…,"total":…} now and then, at the end
/// {"type":"result", …} or {"type":"error","error":{…}}. Returns the exit code.
[[nodiscard]] int runProjectTask(const ProjectTask& task);

} // namespace fettle::service
