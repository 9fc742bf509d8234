// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs whose worker went away.
#include "engine/store/connection.h"
#include "engine/store/job_queue_kept.h"

namespace fettle::store {

Result<std::vector<HeldJob>> JobQueue::held()
{
    return m_connection.read<std::vector<HeldJob>>([&]() -> Result<std::vector<HeldJob>> {
        std::vector<HeldJob> jobs;
        auto rows = m_connection.query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs "
                                       "WHERE state IN ('running', 'pausing', 'stopping') ORDER BY id");
        while (rows.next()) {
            const JobKeeping keeping = keepingFrom(rows);
            jobs.push_back({jobFrom(rows), keeping.fence, keeping.leaseUntilMs, keeping.workerPid, keeping.workerStart});
        }
        return jobs;
    });
}

Result<Interruption> JobQueue::markInterrupted(const Kept& kept, const Note& reason)
{
    FETTLE_TRY(transition(kept.job, JobState::Interrupted, "interrupt"));
    const bool passed = newestCheckpointStep(m_connection, kept.job.run) > kept.keeping.claimStep;
    const std::int64_t before = passed ? 0 : kept.keeping.deaths;
    m_connection.run("UPDATE jobs SET deaths = ? WHERE id = ?", before + 1, kept.job.id);
    addEvent(kept.job, "crash", reason);
    FETTLE_TRY_ASSIGN(Job job, reload(kept.job.id));
    return Interruption{std::move(job), passed, before};
}

Result<std::optional<Interruption>> JobQueue::interrupt(std::string_view job, std::int64_t fence, const Note& reason)
{
    using Interrupted = std::optional<Interruption>;
    return m_connection.transactFor<Interrupted>(Durability::SurvivesPowerLoss, [&]() -> Result<Interrupted> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        if (kept.keeping.fence != fence || !isHeld(kept.job.state))
            return Interrupted();
        FETTLE_TRY_ASSIGN(Interruption interruption, markInterrupted(kept, reason));
        return Interrupted(std::move(interruption));
    });
}

Result<void> JobQueue::requeueNow(const Job& job, const std::optional<Value>& request)
{
    if (request)
        m_connection.run("UPDATE jobs SET request = ? WHERE id = ?", jsonText(*request), job.id);
    if (job.stopRequested == StopMode::Discard) {
        FETTLE_TRY(transition(job, JobState::Stopped, "requeue"));
        return failDependents(job);
    }
    if (job.stopRequested == StopMode::Pause) {
        m_connection.run("UPDATE jobs SET stop_requested = NULL WHERE id = ?", job.id);
        return transition(job, JobState::Paused, "requeue");
    }
    return transition(job, JobState::Queued, "requeue");
}

Result<Job> JobQueue::requeue(std::string_view job, const std::optional<Value>& request)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        if (kept.job.state != JobState::Interrupted)
            return makeError("store.not_possible", {{"job", kept.job.title.empty() ? kept.job.id : kept.job.title},
                                                    {"action", "requeue"}, {"state", toText(kept.job.state)}});
        FETTLE_TRY(requeueNow(kept.job, request));
        return reload(job);
    });
}

Result<Job> JobQueue::fail(std::string_view job, const Error& error)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        FETTLE_TRY(failWith(kept.job, error));
        return reload(job);
    });
}

Result<std::vector<Job>> JobQueue::recover(const std::function<bool(platform::ProcessId, platform::ProcessStart)>& isAlive,
                                           std::int64_t mostLosses)
{
    return m_connection.transactFor<std::vector<Job>>(Durability::SurvivesPowerLoss, [&]() -> Result<std::vector<Job>> {
        std::vector<Kept> lost;
        {
            auto rows = m_connection.query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs WHERE state IN "
                                           "('running', 'pausing', 'stopping', 'interrupted') ORDER BY id");
            while (rows.next())
                lost.push_back({jobFrom(rows), keepingFrom(rows)});
        }
        std::vector<Job> recovered;
        for (const Kept& kept : lost) {
            Job job = kept.job;
            std::int64_t losses = 0;
            if (isHeld(job.state)) {
                if (kept.keeping.workerPid != 0 && isAlive(kept.keeping.workerPid, kept.keeping.workerStart))
                    continue;
                FETTLE_TRY_ASSIGN(Interruption interruption, markInterrupted(kept, makeError("store.worker_lost")));
                losses = interruption.deathsWithoutProgress + 1;
                job = std::move(interruption.job);
            }
            if (losses >= mostLosses)
                FETTLE_TRY(failWith(job, makeError("store.too_many_attempts", {{"attempts", losses}})));
            else
                FETTLE_TRY(requeueNow(job, std::nullopt));
            FETTLE_TRY_ASSIGN(Job after, reload(job.id));
            recovered.push_back(std::move(after));
        }
        return recovered;
    });
}

} // namespace fettle::store
