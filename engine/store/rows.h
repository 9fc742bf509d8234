// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only: rows as records, shared by the reader and the writers. All throw SQLite::Exception.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/contract/job.h"
#include "engine/contract/run.h"
#include "engine/store/connection.h"
#include "engine/store/records.h"

namespace fettle::store {

#define FETTLE_JOB_COLUMNS                                                                                            \
    "id, kind, state, project, title, run, dataset, request, priority, position, attempts, max_attempts, "            \
    "stop_requested, reason, error, cloned_from, result, progress, phase, seconds_left, created_utc, started_utc, "   \
    "finished_utc, (SELECT json_group_array(depends_on) FROM job_dependencies WHERE job = jobs.id), fence, "          \
    "lease_until_ms, worker_pid, worker_start, claim_step, deaths"

/// Columns in the order of FETTLE_JOB_COLUMNS.
[[nodiscard]] Job jobFrom(const Query& row);
/// What the queue keeps of a job beside the contract's Job.
struct JobKeeping {
    std::int64_t fence = 0;
    std::int64_t leaseUntilMs = 0;
    std::int64_t workerPid = 0;
    std::int64_t workerStart = 0;
    std::int64_t claimStep = -1;
    std::int64_t deaths = 0;
};
[[nodiscard]] JobKeeping keepingFrom(const Query& row);
[[nodiscard]] std::optional<Job> findJob(Connection& connection, std::string_view id);

#define FETTLE_RUN_COLUMNS                                                                                            \
    "r.id, r.project, r.number, r.name, r.job, coalesce(j.state, 'completed'), r.dataset, r.dataset_version, "        \
    "r.folder, r.model, r.recipe, r.resolved_recipe, r.result, "                                                      \
    "coalesce((SELECT max(last_step) FROM metric_series WHERE run = r.id), -1), "                                     \
    "(SELECT json_group_array(tag) FROM tags WHERE kind = 'run' AND item = r.id), "                                   \
    "coalesce((SELECT text FROM notes WHERE kind = 'run' AND item = r.id), ''), r.created_utc, "                      \
    "coalesce(j.started_utc, ''), coalesce(j.finished_utc, ''), r.deleted_utc"
#define FETTLE_RUN_TABLES " FROM runs r LEFT JOIN jobs j ON j.id = r.job "

[[nodiscard]] RunRecord runFrom(const Query& row);
[[nodiscard]] std::optional<RunRecord> findRun(Connection& connection, std::string_view id);

/// Of the newest checkpoint row, −1: none.
[[nodiscard]] std::int64_t newestCheckpointStep(Connection& connection, std::string_view run);

[[nodiscard]] std::vector<std::string> textsFrom(std::string_view jsonArray);
[[nodiscard]] Error notFound(std::string_view kind, std::string_view item);

} // namespace fettle::store
