// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/platform/paths.h"

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

/// Does it; says so on standard output, a message a line: {"type":"progress","done":…,"total":…} now and then, at the end
/// {"type":"result", …} or {"type":"error","error":{…}}. Returns the exit code.
[[nodiscard]] int runProjectTask(const ProjectTask& task);

} // namespace fettle::service
