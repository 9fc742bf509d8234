// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/component_api/registry.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/stop_signals.h"

namespace fettle::worker {

struct SessionOptions {
    bool interactive = false; ///< stays after a job; without it the worker ends with its job
    std::string buildTag;
};

/// Speaks worker_protocol.h on the two descriptors until the job is done or stdin closes. Returns the exit code: 0
/// also after a failed job, which was reported.
int runSession(platform::FileDescriptor in, platform::FileDescriptor out, const Registry& registry,
               const platform::StopSignals* signals, const SessionOptions& options);

} // namespace fettle::worker
