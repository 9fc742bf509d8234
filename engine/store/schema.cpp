// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/schema.h"

#include <array>

namespace fettle::store {
namespace {

// Times are UTC text, *_ms UTC milliseconds, JSON columns hold what engine/contract writes. The views v_* are for
// people who open the file with other tools; their columns stay. Open the file read-only while Fettle runs.
constexpr const char* kStep1 = R"sql(
CREATE TABLE projects(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, next_run INTEGER NOT NULL DEFAULT 1,
  created_utc TEXT NOT NULL, deleted_utc TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX projects_name ON projects(name) WHERE deleted_utc = '';
INSERT INTO projects(id, name, created_utc) VALUES ('default', 'default', strftime('%Y-%m-%dT%H:%M:%fZ'));

CREATE TABLE datasets(
  id TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES projects(id), name TEXT NOT NULL,
  folder TEXT NOT NULL, job TEXT NOT NULL DEFAULT '', created_utc TEXT NOT NULL,
  deleted_utc TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX datasets_name ON datasets(project, name) WHERE deleted_utc = '';

CREATE TABLE dataset_versions(
  dataset TEXT NOT NULL REFERENCES datasets(id) ON DELETE CASCADE, version TEXT NOT NULL, number INTEGER NOT NULL,
  manifest_path TEXT NOT NULL, row_count INTEGER NOT NULL, summary TEXT NOT NULL, created_utc TEXT NOT NULL,
  PRIMARY KEY(dataset, version)) STRICT;

CREATE TABLE recipes(
  id TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES projects(id), name TEXT NOT NULL, text TEXT NOT NULL,
  created_utc TEXT NOT NULL, deleted_utc TEXT NOT NULL DEFAULT '') STRICT;

-- fence grows with every claim: only the holder of the newest may write the end.
-- claim_step: the newest checkpoint at the claim; deaths: workers lost since the last new checkpoint.
CREATE TABLE jobs(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, project TEXT NOT NULL REFERENCES projects(id),
  title TEXT NOT NULL, run TEXT NOT NULL, dataset TEXT NOT NULL, request TEXT NOT NULL,
  priority INTEGER NOT NULL, position REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL, stop_requested TEXT, reason TEXT NOT NULL DEFAULT '', error TEXT,
  cloned_from TEXT NOT NULL, result TEXT NOT NULL DEFAULT 'null', progress REAL NOT NULL DEFAULT 0,
  phase TEXT NOT NULL DEFAULT '', seconds_left REAL NOT NULL DEFAULT -1,
  created_utc TEXT NOT NULL, started_utc TEXT NOT NULL DEFAULT '', finished_utc TEXT NOT NULL DEFAULT '',
  fence INTEGER NOT NULL DEFAULT 0, lease_until_ms INTEGER NOT NULL DEFAULT 0,
  heartbeat_ms INTEGER NOT NULL DEFAULT 0, worker_pid INTEGER NOT NULL DEFAULT 0,
  worker_start INTEGER NOT NULL DEFAULT 0, claim_step INTEGER NOT NULL DEFAULT -1,
  deaths INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX jobs_queue ON jobs(state, priority DESC, position);
CREATE INDEX jobs_run ON jobs(run);

CREATE TABLE job_dependencies(
  job TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE, depends_on TEXT NOT NULL,
  PRIMARY KEY(job, depends_on)) STRICT, WITHOUT ROWID;
CREATE INDEX job_dependents ON job_dependencies(depends_on);

CREATE TABLE runs(
  id TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES projects(id), number INTEGER NOT NULL, name TEXT NOT NULL,
  job TEXT NOT NULL DEFAULT '', dataset TEXT NOT NULL, dataset_version TEXT NOT NULL, folder TEXT NOT NULL,
  model TEXT NOT NULL DEFAULT '', recipe TEXT NOT NULL, resolved_recipe TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT 'null', created_utc TEXT NOT NULL, deleted_utc TEXT NOT NULL DEFAULT '',
  UNIQUE(project, number)) STRICT;

CREATE TABLE metric_series(
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, name TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0, last_step INTEGER NOT NULL DEFAULT -1, UNIQUE(run, name)) STRICT;
-- A row holds many points. With a stride the steps are first_step, first_step + stride, … and points is [value, …];
-- without, points is [[step, value], …]. A value that is no number is null there and named in non_finite by its place:
-- {"17": "NaN"}.
CREATE TABLE metric_chunks(
  id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES metric_series(id) ON DELETE CASCADE,
  first_step INTEGER NOT NULL, last_step INTEGER NOT NULL, count INTEGER NOT NULL, stride INTEGER,
  points TEXT NOT NULL, non_finite TEXT) STRICT;
CREATE UNIQUE INDEX metric_chunks_order ON metric_chunks(series, first_step);

CREATE TABLE checkpoints(
  run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, path TEXT NOT NULL, step INTEGER NOT NULL,
  epoch REAL NOT NULL, best INTEGER NOT NULL, metric REAL, metric_kind TEXT NOT NULL, size_bytes INTEGER NOT NULL,
  reason TEXT NOT NULL, created_utc TEXT NOT NULL, PRIMARY KEY(run, path)) STRICT;
CREATE INDEX checkpoints_step ON checkpoints(run, step);

CREATE TABLE artifacts(
  run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, path TEXT NOT NULL, kind TEXT NOT NULL,
  split TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, PRIMARY KEY(run, path)) STRICT;

CREATE TABLE events(
  id INTEGER PRIMARY KEY AUTOINCREMENT, utc TEXT NOT NULL, job TEXT NOT NULL, run TEXT NOT NULL,
  topic TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX events_job ON events(job, id);
CREATE INDEX events_run ON events(run, id);

CREATE TABLE models(
  id TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES projects(id), name TEXT NOT NULL, run TEXT NOT NULL,
  folder TEXT NOT NULL, task TEXT NOT NULL, metrics TEXT NOT NULL, size_bytes INTEGER NOT NULL,
  created_utc TEXT NOT NULL, deleted_utc TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE tags(kind TEXT NOT NULL, item TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(kind, item, tag))
  STRICT, WITHOUT ROWID;
CREATE TABLE notes(kind TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(kind, item))
  STRICT, WITHOUT ROWID;
CREATE TABLE trash(
  kind TEXT NOT NULL, item TEXT NOT NULL, title TEXT NOT NULL, deleted_ms INTEGER NOT NULL, PRIMARY KEY(kind, item))
  STRICT, WITHOUT ROWID;
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row a job, as the queue shows it.
CREATE VIEW v_jobs AS SELECT id, kind, state, project, title, run, dataset, priority, position, attempts, reason,
  json_extract(error, '$.code') AS error_code, error, progress, phase, created_utc, started_utc, finished_utc FROM jobs;

-- One row a run that is not in the trash; validation_ and test_metrics are JSON objects of metric and value.
CREATE VIEW v_runs AS SELECT r.id, p.name AS project, r.number, coalesce(nullif(r.name, ''), 'Run ' || r.number) AS name,
  coalesce(j.state, 'completed') AS state, d.name AS dataset, r.dataset_version, r.model, r.recipe, r.resolved_recipe,
  json_extract(r.result, '$.primary_metric') AS primary_metric, json_extract(r.result, '$.metrics.validation') AS validation_metrics,
  json_extract(r.result, '$.metrics.test') AS test_metrics, json_extract(r.result, '$.steps') AS steps,
  json_extract(r.result, '$.seconds.total') AS total_seconds, r.created_utc, j.started_utc, j.finished_utc
  FROM runs r JOIN projects p ON p.id = r.project LEFT JOIN jobs j ON j.id = r.job LEFT JOIN datasets d ON d.id = r.dataset
  WHERE r.deleted_utc = '';

-- One row a metric point. value is NULL where it is no number; kind is then NaN, Infinity or -Infinity, else finite.
CREATE VIEW v_metrics AS SELECT s.run, s.name AS series,
  CASE WHEN c.stride IS NULL THEN json_extract(point.value, '$[0]') ELSE c.first_step + point.key * c.stride END AS step,
  CAST(CASE WHEN c.stride IS NULL THEN json_extract(point.value, '$[1]') ELSE point.value END AS REAL) AS value,
  coalesce(json_extract(c.non_finite, '$."' || point.key || '"'), 'finite') AS kind
  FROM metric_series s JOIN metric_chunks c ON c.series = s.id, json_each(c.points) AS point;

CREATE VIEW v_checkpoints AS SELECT run, step, epoch, path, best, metric, size_bytes, reason, created_utc FROM checkpoints;

-- One row a dataset version that is not in the trash.
CREATE VIEW v_datasets AS SELECT d.id, p.name AS project, d.name, v.number, v.version, v.row_count, v.manifest_path,
  d.folder, v.created_utc FROM datasets d JOIN projects p ON p.id = d.project
  LEFT JOIN dataset_versions v ON v.dataset = d.id WHERE d.deleted_utc = '';

CREATE VIEW v_models AS SELECT m.id, p.name AS project, m.name, m.run, m.folder, m.task, m.metrics, m.size_bytes,
  m.created_utc FROM models m JOIN projects p ON p.id = m.project WHERE m.deleted_utc = '';

CREATE VIEW v_events AS SELECT id, utc, job, run, topic, json_extract(note, '$.code') AS code,
  json_extract(note, '$.arguments') AS arguments, json_extract(note, '$.detail') AS detail FROM events;
)sql";

constexpr std::array<SchemaStep, 1> kSteps = {SchemaStep{kStep1}};

std::int64_t versionOf(Connection& connection)
{
    return connection.database().execAndGet("PRAGMA user_version").getInt64();
}

} // namespace

std::span<const SchemaStep> schemaSteps() { return kSteps; }

Result<void> migrate(Connection& connection, std::span<const SchemaStep> steps)
{
    const auto newest = static_cast<std::int64_t>(steps.size());
    try {
        std::int64_t version = versionOf(connection);
        if (version > newest)
            return makeError("store.newer_database",
                             {{"path", connection.path()}, {"found", version}, {"version", newest}});
        for (; version < newest; ++version) {
            const auto done = connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
                connection.execute(steps[static_cast<std::size_t>(version)].sql);
                connection.execute("PRAGMA user_version=" + std::to_string(version + 1));
                return {};
            });
            if (!done.ok() && done.error().code != "store.failed")
                return done;
            if (!done.ok())
                return makeError("store.migration_failed", {{"path", connection.path()}, {"version", version + 1}},
                                 done.error().detail);
        }
    } catch (const SQLite::Exception& problem) {
        return connection.toError(problem);
    }
    return {};
}

Result<void> checkVersion(Connection& connection, std::span<const SchemaStep> steps)
{
    const auto newest = static_cast<std::int64_t>(steps.size());
    try {
        const std::int64_t version = versionOf(connection);
        if (version != newest)
            return makeError(version > newest ? "store.newer_database" : "store.older_database",
                             {{"path", connection.path()}, {"found", version}, {"version", newest}});
    } catch (const SQLite::Exception& problem) {
        return connection.toError(problem);
    }
    return {};
}

} // namespace fettle::store
