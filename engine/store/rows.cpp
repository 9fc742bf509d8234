// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/rows.h"

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"

namespace fettle::store {
namespace {

template <class E> E enumFrom(const Query& row, int column, E fallback)
{
    return fromText<E>(row.view(column)).value_or(fallback);
}

} // namespace

std::vector<std::string> textsFrom(std::string_view jsonArray)
{
    std::vector<std::string> texts;
    const Value value = valueFromText(jsonArray);
    for (const auto& item : value.asList())
        texts.push_back(item.asText());
    return texts;
}

Error notFound(std::string_view kind, std::string_view item)
{
    return makeError("store.not_found", {{"kind", kind}, {"item", item}});
}

Job jobFrom(const Query& row)
{
    Job job;
    job.id = row.text(0);
    job.kind = enumFrom(row, 1, JobKind::Train);
    job.state = enumFrom(row, 2, JobState::Failed);
    job.project = row.text(3);
    job.title = row.text(4);
    job.run = row.text(5);
    job.dataset = row.text(6);
    job.request = valueFromText(row.view(7));
    job.priority = row.whole(8);
    job.position = row.real(9);
    job.attempts = row.whole(10);
    job.maxAttempts = row.whole(11);
    if (!row.isNull(12))
        job.stopRequested = fromText<StopMode>(row.view(12));
    job.reason = row.text(13);
    if (!row.isNull(14))
        if (const auto json = parseJson(row.view(14)); json.ok())
            job.error = errorFromJson(*json);
    job.clonedFrom = row.text(15);
    job.result = valueFromText(row.view(16));
    job.progress = row.real(17);
    job.phase = row.text(18);
    job.secondsLeft = row.real(19);
    job.createdUtc = row.text(20);
    job.startedUtc = row.text(21);
    job.finishedUtc = row.text(22);
    job.dependsOn = textsFrom(row.view(23));
    return job;
}

JobKeeping keepingFrom(const Query& row)
{
    return {row.whole(24), row.whole(25), row.whole(26), row.whole(27), row.whole(28), row.whole(29)};
}

std::optional<Job> findJob(Connection& connection, std::string_view id)
{
    auto row = connection.query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs WHERE id = ?", id);
    if (!row.next())
        return std::nullopt;
    return jobFrom(row);
}

RunRecord runFrom(const Query& row)
{
    RunRecord run;
    run.id = row.text(0);
    run.project = row.text(1);
    run.number = row.whole(2);
    run.name = row.text(3);
    run.job = row.text(4);
    run.state = enumFrom(row, 5, JobState::Completed);
    run.dataset = row.text(6);
    run.datasetVersion = row.text(7);
    run.folder = row.text(8);
    run.model = row.text(9);
    run.recipe = row.text(10);
    run.resolvedRecipe = row.text(11);
    run.result = valueFromText(row.view(12));
    run.lastStep = row.whole(13);
    run.tags = textsFrom(row.view(14));
    run.note = row.text(15);
    run.createdUtc = row.text(16);
    run.startedUtc = row.text(17);
    run.finishedUtc = row.text(18);
    run.deletedUtc = row.text(19);
    return run;
}

std::optional<RunRecord> findRun(Connection& connection, std::string_view id)
{
    auto row = connection.query("SELECT " FETTLE_RUN_COLUMNS FETTLE_RUN_TABLES "WHERE r.id = ?", id);
    if (!row.next())
        return std::nullopt;
    return runFrom(row);
}

std::int64_t newestCheckpointStep(Connection& connection, std::string_view run)
{
    auto row = connection.query("SELECT coalesce(max(step), -1) FROM checkpoints WHERE run = ?", run);
    return row.next() ? row.whole(0) : -1;
}

} // namespace fettle::store
