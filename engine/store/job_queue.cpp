// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/job_queue.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/platform/random_id.h"
#include "engine/store/connection.h"
#include "engine/store/job_queue_kept.h"
#include "engine/store/rows.h"

namespace fettle::store {

Result<JobQueue::Kept> JobQueue::load(std::string_view job)
{
    auto row = m_connection.query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs WHERE id = ?", job);
    if (!row.next())
        return notFound("job", job);
    return Kept{jobFrom(row), keepingFrom(row)};
}

Result<Job> JobQueue::reload(std::string_view job)
{
    if (auto found = findJob(m_connection, job))
        return std::move(*found);
    return notFound("job", job);
}

Result<void> JobQueue::transition(const Job& job, JobState to, std::string_view action)
{
    if (!isLegalTransition(job.state, to))
        return makeError("store.not_possible", {{"job", job.title.empty() ? job.id : job.title},
                                                {"action", action}, {"state", toText(job.state)}});
    m_connection.run("UPDATE jobs SET state = ? WHERE id = ?", toText(to), job.id);
    if (isFinal(to))
        m_connection.run("UPDATE jobs SET finished_utc = ? WHERE id = ?", now(), job.id);
    if (!isHeld(to))
        m_connection.run("UPDATE jobs SET lease_until_ms = 0, worker_pid = 0, worker_start = 0 WHERE id = ?", job.id);
    return {};
}

void JobQueue::addEvent(const Job& job, std::string_view topic, const Note& note)
{
    m_connection.run("INSERT INTO events(utc, job, run, topic, note) VALUES (?, ?, ?, ?, ?)", now(), job.id, job.run,
                     topic, toLine(toJson(note)));
}

Result<void> JobQueue::checkDependencies(const std::vector<std::string>& jobs)
{
    for (const auto& id : jobs) {
        const auto other = findJob(m_connection, id);
        if (!other)
            return makeError("store.unknown_dependency", {{"job", id}});
        if (other->state == JobState::Failed || other->state == JobState::Stopped)
            return makeError("store.dependency_failed", {{"title", other->title}, {"job", id}});
    }
    return {};
}

Result<Job> JobQueue::submit(const NewJob& job)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        const std::string id = job.id.empty() ? platform::randomId() : job.id;
        const std::string project = job.project.empty() ? kDefaultProject : job.project;
        if (!m_connection.query("SELECT 1 FROM projects WHERE id = ?", project).next())
            return notFound("project", project);
        FETTLE_TRY(checkDependencies(job.dependsOn));
        m_connection.run("INSERT INTO jobs(id, kind, state, project, title, run, dataset, request, priority, position, "
                         "max_attempts, cloned_from, created_utc) VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, "
                         "(SELECT coalesce(max(position), 0) + 1 FROM jobs), ?, ?, ?)",
                         id, toText(job.kind), project, job.title, job.run, job.dataset, jsonText(job.request),
                         job.priority, job.maxAttempts, job.clonedFrom, now());
        for (const auto& dependency : job.dependsOn)
            m_connection.run("INSERT OR IGNORE INTO job_dependencies(job, depends_on) VALUES (?, ?)", id, dependency);
        return reload(id);
    });
}

Result<std::optional<Claim>> JobQueue::claim(const SlotLimits& limits, std::int64_t leaseMs)
{
    using Claimed = std::optional<Claim>;
    return m_connection.transactFor<Claimed>(Durability::SurvivesPowerLoss, [&]() -> Result<Claimed> {
        std::string id;
        {
            auto row = m_connection.query(
                "WITH busy AS (SELECT count(*) FILTER (WHERE kind IN ('train', 'evaluate')) AS training, "
                "count(*) FILTER (WHERE kind NOT IN ('train', 'evaluate')) AS other FROM jobs "
                "WHERE state IN ('running', 'pausing', 'stopping')) "
                "SELECT id FROM jobs j, busy WHERE state = 'queued' AND "
                "CASE WHEN kind IN ('train', 'evaluate') THEN busy.training < ? ELSE busy.other < ? END "
                "AND NOT EXISTS (SELECT 1 FROM job_dependencies d LEFT JOIN jobs p ON p.id = d.depends_on "
                "WHERE d.job = j.id AND coalesce(p.state, '') <> 'completed') "
                "ORDER BY priority DESC, position, id LIMIT 1",
                limits.training, limits.other);
            if (!row.next())
                return Claimed();
            id = row.text(0);
        }
        FETTLE_TRY_ASSIGN(const Kept kept, load(id));
        FETTLE_TRY(transition(kept.job, JobState::Running, "start"));
        const std::int64_t nowMs = m_clock.utcMs();
        m_connection.run("UPDATE jobs SET fence = fence + 1, attempts = attempts + 1, lease_until_ms = ?, heartbeat_ms = ?, "
                         "worker_pid = 0, worker_start = 0, claim_step = ?, "
                         "started_utc = CASE started_utc WHEN '' THEN ? ELSE started_utc END WHERE id = ?",
                         nowMs + leaseMs, nowMs, newestCheckpointStep(m_connection, kept.job.run), now(), id);
        FETTLE_TRY_ASSIGN(Kept claimed, load(id));
        return Claimed(Claim{std::move(claimed.job), claimed.keeping.fence, claimed.keeping.leaseUntilMs});
    });
}

// Held by this fence: the condition of everything that a worker's side says about a job.
#define FETTLE_HELD_BY "id = ? AND fence = ? AND state IN ('running', 'pausing', 'stopping')"

Result<bool> JobQueue::bindWorker(std::string_view job, std::int64_t fence, platform::ProcessId pid,
                                  platform::ProcessStart start)
{
    return m_connection.transactFor<bool>(Durability::SurvivesPowerLoss, [&]() -> Result<bool> {
        return m_connection.run("UPDATE jobs SET worker_pid = ?, worker_start = ? WHERE " FETTLE_HELD_BY, pid, start, job,
                                fence) == 1;
    });
}

Result<bool> JobQueue::heartbeat(std::string_view job, std::int64_t fence, std::int64_t leaseMs)
{
    return m_connection.transactFor<bool>(Durability::SurvivesCrash, [&]() -> Result<bool> {
        const std::int64_t nowMs = m_clock.utcMs();
        return m_connection.run("UPDATE jobs SET heartbeat_ms = ?, lease_until_ms = ? WHERE " FETTLE_HELD_BY, nowMs,
                                nowMs + leaseMs, job, fence) == 1;
    });
}

Result<bool> JobQueue::progress(std::string_view job, std::int64_t fence, const Progress& progress)
{
    return m_connection.transactFor<bool>(Durability::SurvivesCrash, [&]() -> Result<bool> {
        FETTLE_TRY_ASSIGN(Kept kept, load(job));
        takeProgress(kept.job, progress);
        return m_connection.run("UPDATE jobs SET progress = ?, phase = ?, seconds_left = ? WHERE " FETTLE_HELD_BY, kept.job.progress,
                                kept.job.phase, kept.job.secondsLeft, job, fence) == 1;
    });
}

Result<bool> JobQueue::finish(const JobOutcome& outcome)
{
    return m_connection.transactFor<bool>(Durability::SurvivesPowerLoss, [&]() -> Result<bool> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(outcome.job));
        if (kept.keeping.fence != outcome.fence || !isHeld(kept.job.state))
            return false;
        const bool engineLeaves = outcome.state == JobState::Paused && kept.job.stopRequested != StopMode::Pause;
        FETTLE_TRY(transition(kept.job, engineLeaves ? JobState::Interrupted : outcome.state, "finish"));
        m_connection.run("UPDATE jobs SET reason = ?, result = ?, error = ? WHERE id = ?", outcome.reason,
                         jsonText(outcome.result),
                         outcome.error ? std::optional(toLine(toJson(*outcome.error))) : std::nullopt, outcome.job);
        if (outcome.state == JobState::Completed)
            m_connection.run("UPDATE jobs SET progress = 1, seconds_left = 0, stop_requested = NULL WHERE id = ?", outcome.job);
        if (outcome.state == JobState::Paused && !engineLeaves)
            m_connection.run("UPDATE jobs SET stop_requested = NULL WHERE id = ?", outcome.job);
        if (outcome.state == JobState::Failed || outcome.state == JobState::Stopped)
            FETTLE_TRY(failDependents(kept.job));
        return true;
    });
}

Result<void> JobQueue::failWith(const Job& job, const Error& error)
{
    FETTLE_TRY(transition(job, JobState::Failed, "fail"));
    m_connection.run("UPDATE jobs SET error = ? WHERE id = ?", toLine(toJson(error)), job.id);
    return failDependents(job);
}

Result<void> JobQueue::failDependents(const Job& job)
{
    std::vector<Job> dependents;
    {
        auto rows = m_connection.query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs WHERE state IN ('queued', 'interrupted') "
                                       "AND id IN (SELECT job FROM job_dependencies WHERE depends_on = ?)", job.id);
        while (rows.next())
            dependents.push_back(jobFrom(rows));
    }
    for (const auto& dependent : dependents)
        FETTLE_TRY(failWith(dependent, makeError("store.dependency_failed", {{"title", job.title}, {"job", job.id}})));
    return {};
}

Result<void> JobQueue::requeueDependents(std::string_view job)
{
    std::vector<Job> dependents;
    {
        auto rows = m_connection.query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs WHERE state = 'failed' AND "
                                       "json_extract(error, '$.code') = 'store.dependency_failed' AND "
                                       "json_extract(error, '$.arguments.job') = ?", job);
        while (rows.next())
            dependents.push_back(jobFrom(rows));
    }
    for (const auto& dependent : dependents) {
        FETTLE_TRY(transition(dependent, JobState::Queued, "retry"));
        m_connection.run("UPDATE jobs SET error = NULL, reason = '', finished_utc = '' WHERE id = ?", dependent.id);
        FETTLE_TRY(requeueDependents(dependent.id));
    }
    return {};
}

Result<StopOutcome> JobQueue::requestStop(std::string_view job, StopMode mode)
{
    return m_connection.transactFor<StopOutcome>(Durability::SurvivesPowerLoss, [&]() -> Result<StopOutcome> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        const bool held = isHeld(kept.job.state);
        FETTLE_TRY(held ? stopHeld(kept.job, mode) : stopWaiting(kept.job, mode));
        FETTLE_TRY_ASSIGN(Job changed, reload(job));
        const bool tellWorker = held && (kept.job.stopRequested != changed.stopRequested || kept.job.state != changed.state);
        return StopOutcome{std::move(changed), tellWorker};
    });
}

Result<void> JobQueue::stopWaiting(const Job& job, StopMode mode)
{
    const std::string_view action = toText(mode);
    if (mode == StopMode::Pause && job.state == JobState::Paused)
        return {};
    if (mode == StopMode::Pause) {
        m_connection.run("UPDATE jobs SET stop_requested = NULL WHERE id = ?", job.id);
        return transition(job, JobState::Paused, action);
    }
    // Only a training that began has something to keep: it is taken up once more, to publish what it has.
    if (mode == StopMode::Save && job.kind == JobKind::Train && !job.startedUtc.empty() && !isFinal(job.state)) {
        if (job.state != JobState::Queued)
            FETTLE_TRY(transition(job, JobState::Queued, action));
        m_connection.run("UPDATE jobs SET stop_requested = 'save' WHERE id = ?", job.id);
        return {};
    }
    FETTLE_TRY(transition(job, JobState::Stopped, action));
    return failDependents(job);
}

Result<void> JobQueue::stopHeld(const Job& job, StopMode mode)
{
    const auto wish = job.stopRequested;
    if (wish == mode && (job.state != JobState::Running))
        return {};
    const bool weaker = (wish == StopMode::Discard && mode != StopMode::Discard) ||
                        (job.state == JobState::Stopping && mode == StopMode::Pause);
    if (weaker)
        return makeError("store.not_possible", {{"job", job.title.empty() ? job.id : job.title},
                                                {"action", toText(mode)}, {"state", toText(job.state)}});
    const JobState to = mode == StopMode::Pause ? JobState::Pausing : JobState::Stopping;
    if (job.state != to)
        FETTLE_TRY(transition(job, to, toText(mode)));
    m_connection.run("UPDATE jobs SET stop_requested = ? WHERE id = ?", toText(mode), job.id);
    return {};
}

Result<Job> JobQueue::resume(std::string_view job)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        if (kept.job.state != JobState::Paused && kept.job.state != JobState::Interrupted)
            return makeError("store.not_possible", {{"job", kept.job.title.empty() ? kept.job.id : kept.job.title},
                                                    {"action", "resume"}, {"state", toText(kept.job.state)}});
        FETTLE_TRY(checkDependencies(kept.job.dependsOn));
        FETTLE_TRY(transition(kept.job, JobState::Queued, "resume"));
        m_connection.run("UPDATE jobs SET stop_requested = NULL, deaths = 0 WHERE id = ?", job);
        return reload(job);
    });
}

Result<Job> JobQueue::retry(std::string_view job, const Note& reason)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        if (kept.job.state != JobState::Failed)
            return makeError("store.not_possible", {{"job", kept.job.title.empty() ? kept.job.id : kept.job.title},
                                                    {"action", "retry"}, {"state", toText(kept.job.state)}});
        FETTLE_TRY(checkDependencies(kept.job.dependsOn));
        FETTLE_TRY(transition(kept.job, JobState::Queued, "retry"));
        if (kept.job.error)
            addEvent(kept.job, "failed", *kept.job.error);
        addEvent(kept.job, "retry", reason);
        m_connection.run("UPDATE jobs SET attempts = 0, deaths = 0, error = NULL, reason = '', result = 'null', "
                         "stop_requested = NULL, finished_utc = '' WHERE id = ?", job);
        FETTLE_TRY(requeueDependents(job));
        return reload(job);
    });
}

Result<NewJob> JobQueue::cloneOf(std::string_view job)
{
    return m_connection.read<NewJob>([&]() -> Result<NewJob> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        const Job& old = kept.job;
        return NewJob{.id = {}, .kind = old.kind, .project = old.project, .title = old.title, .run = {},
                      .dataset = old.dataset, .request = old.request, .priority = old.priority, .dependsOn = {},
                      .maxAttempts = old.maxAttempts, .clonedFrom = old.id};
    });
}

Result<Job> JobQueue::rename(std::string_view job, std::string_view title)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        m_connection.run("UPDATE jobs SET title = ? WHERE id = ?", title, job);
        return reload(job);
    });
}

} // namespace fettle::store
