// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the waiting jobs.
#include <algorithm>

#include "engine/store/connection.h"
#include "engine/store/job_queue_kept.h"

namespace fettle::store {

std::vector<std::pair<std::string, std::int64_t>> JobQueue::waiting()
{
    std::vector<std::pair<std::string, std::int64_t>> jobs;
    auto rows = m_connection.query("SELECT id, priority FROM jobs WHERE state IN ('queued', 'paused', 'interrupted') "
                                   "ORDER BY priority DESC, position, id");
    while (rows.next())
        jobs.emplace_back(rows.text(0), rows.whole(1));
    return jobs;
}

/// Numbers the jobs of one priority anew, in the given order: no gaps to run out of.
Result<Job> JobQueue::place(std::string_view job, std::int64_t priority, const std::vector<std::string>& order)
{
    m_connection.run("UPDATE jobs SET priority = ? WHERE id = ?", priority, job);
    double position = 0.0;
    for (const auto& id : order)
        m_connection.run("UPDATE jobs SET position = ? WHERE id = ?", ++position, id);
    return reload(job);
}

Result<Job> JobQueue::moveBeside(std::string_view job, std::string_view other, bool behind)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept moved, load(job));
        FETTLE_TRY_ASSIGN(const Kept anchor, load(other));
        for (const Kept* kept : {&moved, &anchor})
            if (isHeld(kept->job.state) || isFinal(kept->job.state))
                return makeError("store.not_possible", {{"job", kept->job.title.empty() ? kept->job.id : kept->job.title},
                                                        {"action", "move"}, {"state", toText(kept->job.state)}});
        if (job == other)
            return moved.job;
        std::vector<std::string> order;
        for (const auto& [id, priority] : waiting()) {
            if (priority != anchor.job.priority || id == job)
                continue;
            if (id == other && !behind)
                order.emplace_back(job);
            order.push_back(id);
            if (id == other && behind)
                order.emplace_back(job);
        }
        return place(job, anchor.job.priority, order);
    });
}

Result<Job> JobQueue::moveBefore(std::string_view job, std::string_view other) { return moveBeside(job, other, false); }
Result<Job> JobQueue::moveAfter(std::string_view job, std::string_view other) { return moveBeside(job, other, true); }

Result<Job> JobQueue::moveTo(std::string_view job, std::int64_t placeWanted)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        auto others = waiting();
        const auto own = std::ranges::find(others, job, &std::pair<std::string, std::int64_t>::first);
        if (own == others.end())
            return makeError("store.not_possible", {{"job", kept.job.title.empty() ? kept.job.id : kept.job.title},
                                                    {"action", "move"}, {"state", toText(kept.job.state)}});
        others.erase(own);
        if (others.empty())
            return kept.job;
        const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(0, placeWanted));
        if (wanted >= others.size())
            return moveBeside(job, others.back().first, true);
        return moveBeside(job, others[wanted].first, false);
    });
}

Result<Job> JobQueue::setPriority(std::string_view job, std::int64_t priority)
{
    return m_connection.transactFor<Job>(Durability::SurvivesPowerLoss, [&]() -> Result<Job> {
        FETTLE_TRY_ASSIGN(const Kept kept, load(job));
        if (isFinal(kept.job.state))
            return makeError("store.not_possible", {{"job", kept.job.title.empty() ? kept.job.id : kept.job.title},
                                                    {"action", "move"}, {"state", toText(kept.job.state)}});
        std::vector<std::string> order;
        for (const auto& [id, otherPriority] : waiting())
            if (otherPriority == priority && id != job)
                order.push_back(id);
        order.emplace_back(job);
        return place(job, priority, order);
    });
}

} // namespace fettle::store
