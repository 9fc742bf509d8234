// SPDX-License-Identifier: GPL-3.0-or-later
// What the supervisor and a worker say to each other: one JSON object a line on the worker's stdin and stdout.
// A worker can be run by hand: write a "job" line to its stdin and read what it prints.
//
//   to the worker    {"type":"job","job":ID,"fence":N,"kind":"train","request":{…}}
//                    {"type":"request","id":7,"method":"check","params":{…},"supersedes":"graph"}
//                    {"type":"cancel","id":7}
//                    {"type":"stop","mode":"pause"|"save"|"discard"}
//                    {"type":"exit"}                       (stdin closed means: stop with a checkpoint, then exit)
//   from the worker  {"type":"hello", …WorkerHello}        first line
//                    {"type":"progress", …Progress}
//                    {"type":"metrics", …MetricBatch}
//                    {"type":"note", …Note}  {"type":"log","level":"info","text":…}
//                    {"type":"checkpoint", …CheckpointInfo}  {"type":"artifact", …ArtifactInfo}
//                    {"type":"recipe","recipe":{…}}        the resolved recipe of the run
//                    {"type":"response","id":7,"result":…} or {…,"error":{…}}
//                    {"type":"finished", …JobOutcome}      last line of a job
//
// Everything up to a checkpoint message is in order: its metric points come before it. Lines are at most
// kMaxLineBytes; a longer one is skipped and answered with contract.message_too_long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/contract/job.h"
#include "engine/contract/json.h"
#include "engine/contract/metric.h"
#include "engine/contract/run.h"

namespace fettle {

inline constexpr int kWorkerProtocolVersion = 1;

struct WorkerHello {
    int protocol = kWorkerProtocolVersion;
    std::string version;  ///< Fettle's
    std::string buildTag; ///< catalog and plug-ins are cached by it
    std::int64_t pid = 0;
    std::int64_t startTime = 0;
    std::string torchVersion;
    friend bool operator==(const WorkerHello&, const WorkerHello&) = default;
};

struct JobAssignment {
    std::string job;
    std::int64_t fence = 0;
    JobKind kind = JobKind::Train;
    Value request;
    friend bool operator==(const JobAssignment&, const JobAssignment&) = default;
};

/// A question to the interactive worker; a newer one with the same `supersedes` key cancels an older one.
/// Methods: catalog, preview_import, rows, encoded, images, recommend, check, template, predict, search, doctor.
struct WorkerRequest {
    std::int64_t id = 0;
    std::string method;
    Value params;
    std::string supersedes;
    friend bool operator==(const WorkerRequest&, const WorkerRequest&) = default;
};

struct WorkerResponse {
    std::int64_t id = 0;
    Value result;
    std::optional<Error> error;
    friend bool operator==(const WorkerResponse&, const WorkerResponse&) = default;
};

struct Progress {
    std::string phase; ///< reading, writing, preparing, training, evaluating, saving, verifying
    double done = 0.0;
    double total = 0.0;        ///< 0: unknown
    double secondsLeft = -1.0; ///< −1: unknown
    ValueMap details;          ///< epoch, step, loss, rows …
    friend bool operator==(const Progress&, const Progress&) = default;
};

/// Takes what a worker said into its job's row. How far a training is, is told by its steps alone: what is done before and
/// between them goes from nothing to everything by itself, so it names its phase and leaves the share.
void takeProgress(Job& job, const Progress& progress);

struct JobOutcome {
    std::string job;
    std::int64_t fence = 0;
    JobState state = JobState::Completed; ///< completed, paused, stopped, failed
    std::string reason;
    Value result;
    std::optional<Error> error;
    bool retryable = false; ///< memory ran short; a retry would change something
    friend bool operator==(const JobOutcome&, const JobOutcome&) = default;
};


/// One line without '\n': the struct's fields with their "type": encodeMessage("progress", toJson(progress)).
[[nodiscard]] std::string encodeMessage(std::string_view type, nlohmann::json body);

[[nodiscard]] nlohmann::json toJson(const WorkerHello& value);
[[nodiscard]] nlohmann::json toJson(const JobAssignment& value);
[[nodiscard]] nlohmann::json toJson(const WorkerRequest& value);
[[nodiscard]] nlohmann::json toJson(const WorkerResponse& value);
[[nodiscard]] nlohmann::json toJson(const Progress& value);
[[nodiscard]] nlohmann::json toJson(const JobOutcome& value);

} // namespace fettle
