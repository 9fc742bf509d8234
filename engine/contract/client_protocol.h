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
//            {"type":"event","topic":"job"|"metrics"|"progress"|"checkpoint"|"note"|"log"|"dataset"|"project"|
//             "pretrained"|"engine", …, "payload":{…}}        after "subscribe"
//
// Methods (params → result); a project, dataset, run or model is named by its id or its name
//   subscribe {topics?, run?, job?}
//   engine.status  engine.doctor: what the machine has  engine.stop: checkpoints, puts back what runs, leaves
//   projects.list {deleted?} → {projects}  projects.create {name}|rename {project, name}|delete|restore {project}
//   projects.export {project, path} → {path, size_bytes, runs, models, runs_left_out}: one file, path absolute
//   projects.import {path} → {project: its row, runs}   "project" events say how far both are: {state, path, progress}
//   projects.contents {project} → {bytes, datasets, runs, checkpoints, models}
//   trash.list → {trash}: what can be restored for 30 days
//   storage.usage → {parts: [{part, bytes, files}], total_bytes, complete}    storage.empty_cache → {freed_bytes}
//   datasets.list {project?, deleted?} → {datasets}    datasets.show {dataset, version?}: with manifest, manifest_path
//   datasets.delete|restore {dataset}                  datasets.import ImportRequest → {job, dataset, name}
//   jobs.list {states? | all?, project?} → {jobs}      jobs.show {job} → Job      (waiting for one: its "job" events)
//   jobs.submit {kind, request, title?, run?, depends_on?, priority?} → Job       evaluate, predict, export
//   jobs.pause|resume|retry {reason?}|clone {job}      jobs.stop {job, mode: save | discard | pause}
//   jobs.move {job, before | after | position | priority}
//   train {recipe, dataset?, version?, manifest_path?, name?, project?, priority?, depends_on?} → {job, run, number};
//         it waits for imports of its dataset that have yet to complete
//   runs.list {project?, dataset?, tag?, deleted?} → {runs}   runs.show {run}: with checkpoints, artifacts, events
//   runs.compare {runs} → {runs, differences: [{path, values}]}      runs.tag {run, tags}  runs.note {run, note}
//   runs.rename {run, name}  runs.delete|restore {run}  runs.adopt {folder}
//   runs.series {run} → {series: [{series, count, last_step}]}
//   runs.metrics {run, series, buckets?, first_step?, last_step?} → MetricSeries
//   models.list {project?, deleted?} → {models}        models.show|delete|restore {model}
//   models.threshold {model, threshold}: answers less sure than that are marked "unsure"; 0 takes it away
//   predict {model, …PredictRequest} → PredictResult: rows by the interactive worker, files by a job that is waited for
//   pretrained.list → {models: [PretrainedModel], problems, fetching: [FetchProgress], folder}: the library of this user,
//         for all workspaces (contract/pretrained.h)
//   pretrained.look PretrainedRequest → PretrainedOffer: size, license, files and address, before anything is fetched
//   pretrained.fetch PretrainedRequest → PretrainedModel: "pretrained" events (FetchProgress) tell all clients how far it
//         is; it goes on without the client that asked, and asking again joins it
//   pretrained.cancel {id, discard?} → {id}: what has arrived is kept for the next time, or not   pretrained.remove {id}
//   pretrained.settings {change?: {endpoint, mirror, index, proxy, token, token_file, offline}} → DownloadSettings without
//         the token, with has_token and path; null or "" takes a value away
//   search.state|build|query|labels SearchRequest with {dataset, version?, model?} in place of the paths (contract/
//         semantic_search.h): whether a column can be searched by meaning → SearchIndex; a job that prepares it →
//         {job} or nothing to do; the nearest rows → SearchResult; texts or all rows by names of labels → LabelResult
//   catalog → Catalog, from the cache where the worker and the plug-ins are unchanged
//   worker.<method> → asks the interactive worker (worker_protocol.h), params and result pass through; with
//         "supersedes" in the params an older question of this client with the same key is dropped
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
