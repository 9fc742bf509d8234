// SPDX-License-Identifier: GPL-3.0-or-later
// What a client (desktop, fettle-cli, tests) and the supervisor say to each other: one JSON object a line on a local
// socket in the user's runtime folder.
//
//   client   {"type":"hello", …Handshake}                    first line
//   engine   {"type":"hello", …Handshake} or {"type":"error","error":{service.version_mismatch}} and close
//            With "replace" true, an engine of an older protocol checkpoints its work and leaves; it says so by the
//            error's argument "leaving". The form of these lines is the same in every version.
//   client   {"type":"request","id":1,"method":"jobs.list","params":{…}}
//            {"type":"cancel","id":1}
//   engine   {"type":"response","id":1,"result":…} or {"type":"response","id":1,"error":{…}}
//            {"type":"event","topic":"job"|"metrics"|"progress"|"checkpoint"|"note"|"log"|"dataset"|"engine", …,
//             "payload":{…}}                                  after "subscribe"
//
// Methods
//   subscribe {topics?, run?, job?}   engine.status  engine.stop {checkpoint: true}
//   projects.list|create|rename|delete|restore
//   datasets.list|show {dataset}|delete|restore       datasets.import ImportRequest → {job, dataset}
//   jobs.list {states?}|show|wait? (by events)        jobs.submit {kind, request, title, depends_on, priority} → Job
//   jobs.pause|resume|stop {mode}|move {before|position|priority}|retry|clone {job}
//   train {recipe, name, project} → {job, run}         runs.list|show|compare|tag|note|delete|restore|adopt
//   runs.series {run} → names                          runs.metrics {run, series, buckets?} → MetricSeries
//   models.list|show|delete|restore                    predict {model, …PredictRequest} (interactive or a job)
//   catalog → Catalog                                  worker.<method> → asks the interactive worker (see
//                                                      worker_protocol.h), params and result pass through
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/contract/json.h"
#include "engine/contract/value.h"

namespace fettle {

inline constexpr int kClientProtocolVersion = 1;
inline constexpr const char* kFettleVersion = "0.1.0";

struct Handshake {
    std::string program; ///< fettle, fettle-cli, fettle-engine
    int protocol = kClientProtocolVersion;
    std::string version = kFettleVersion;
    std::int64_t pid = 0;
    std::string workspace;
    bool replace = false; ///< client: an older engine may checkpoint and leave for one of my version
    friend bool operator==(const Handshake&, const Handshake&) = default;
};

struct ClientRequest {
    std::int64_t id = 0;
    std::string method;
    Value params;
    friend bool operator==(const ClientRequest&, const ClientRequest&) = default;
};

struct ClientResponse {
    std::int64_t id = 0;
    Value result;
    std::optional<Error> error;
    friend bool operator==(const ClientResponse&, const ClientResponse&) = default;
};

struct ClientEvent {
    std::string topic;
    std::string job;
    std::string run;
    Value payload;
    friend bool operator==(const ClientEvent&, const ClientEvent&) = default;
};

[[nodiscard]] nlohmann::json toJson(const Handshake& value);
[[nodiscard]] nlohmann::json toJson(const ClientRequest& value);
[[nodiscard]] nlohmann::json toJson(const ClientResponse& value);
[[nodiscard]] nlohmann::json toJson(const ClientEvent& value);

} // namespace fettle
