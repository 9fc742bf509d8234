// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"

namespace fettle::service {

/// Looking at a pretrained model or fetching it, in a process of its own: it talks to strangers, writes gigabytes and
/// reads what they sent, none of which is for the process that keeps the queue.
struct PretrainedTask {
    enum class Kind { Look, Fetch };
    Kind kind = Kind::Look;
    PretrainedRequest request;
};

/// The argument that `fettle-engine` is started with for such a task. The task itself comes by standard input, because
/// it may hold an access token and everybody can read a program's arguments.
inline constexpr const char* kPretrainedArgument = "--pretrained";
[[nodiscard]] std::string encodeTask(const PretrainedTask& task);
[[nodiscard]] Result<PretrainedTask> decodeTask(const std::string& line);

/// Reads the task, does it and says so on standard output, a message a line: {"type":"progress", …FetchProgress} now
/// and then, at the end {"type":"result", …PretrainedOffer or PretrainedModel} or {"type":"error","error":{…}}. Needs a
/// QCoreApplication. Returns the exit code.
[[nodiscard]] int runPretrainedTask();

} // namespace fettle::service
