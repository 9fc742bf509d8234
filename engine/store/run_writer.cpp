// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/run_writer.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "engine/platform/random_id.h"
#include "engine/store/connection.h"
#include "engine/store/metric_writer.h"
#include "engine/store/rows.h"

namespace fettle::store {
namespace {

const char* kindOf(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    return "finite";
}

} // namespace

Result<RunRecord> RunWriter::create(const NewRun& run)
{
    return m_connection.transactFor<RunRecord>(Durability::SurvivesPowerLoss, [&]() -> Result<RunRecord> {
        const std::string id = run.id.empty() ? platform::randomId() : run.id;
        const std::string project = run.project.empty() ? kDefaultProject : run.project;
        std::int64_t number = 0;
        {
            auto row = m_connection.query("UPDATE projects SET next_run = next_run + 1 WHERE id = ? RETURNING next_run - 1",
                                          project);
            if (!row.next())
                return notFound("project", project);
            number = row.whole(0);
            while (row.next()) {
            }
        }
        m_connection.run("INSERT INTO runs(id, project, number, name, dataset, dataset_version, folder, recipe, created_utc) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         id, project, number, run.name, run.dataset, run.datasetVersion, run.folder, run.recipe,
                         platform::formatUtc(m_clock.utcMs()));
        auto made = findRun(m_connection, id);
        return made ? Result<RunRecord>(std::move(*made)) : notFound("run", id);
    });
}

Result<void> RunWriter::setText(std::string_view run, const char* sql, std::string_view text)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (m_connection.run(sql, text, run) == 0)
            return notFound("run", run);
        return {};
    });
}

Result<void> RunWriter::setJob(std::string_view run, std::string_view job)
{
    return setText(run, "UPDATE runs SET job = ? WHERE id = ?", job);
}
Result<void> RunWriter::setFolder(std::string_view run, std::string_view folder)
{
    return setText(run, "UPDATE runs SET folder = ? WHERE id = ?", folder);
}
Result<void> RunWriter::setResolvedRecipe(std::string_view run, std::string_view text)
{
    return setText(run, "UPDATE runs SET resolved_recipe = ? WHERE id = ?", text);
}
Result<void> RunWriter::setResult(std::string_view run, const Value& result)
{
    return setText(run, "UPDATE runs SET result = ? WHERE id = ?", jsonText(result));
}
Result<void> RunWriter::setModel(std::string_view run, std::string_view model)
{
    return setText(run, "UPDATE runs SET model = ? WHERE id = ?", model);
}
Result<void> RunWriter::rename(std::string_view run, std::string_view name)
{
    return setText(run, "UPDATE runs SET name = ? WHERE id = ?", name);
}

Result<void> RunWriter::setDatasetVersion(std::string_view run, std::string_view dataset, std::string_view version)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (m_connection.run("UPDATE runs SET dataset = ?, dataset_version = ? WHERE id = ?", dataset, version, run) == 0)
            return notFound("run", run);
        return {};
    });
}

Result<void> RunWriter::addCheckpoint(const CheckpointInfo& checkpoint)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (!findRun(m_connection, checkpoint.run))
            return notFound("run", checkpoint.run);
        FETTLE_TRY(m_metrics.deleteAfter(checkpoint.run, checkpoint.step));
        m_connection.run("DELETE FROM checkpoints WHERE run = ? AND step > ?", checkpoint.run, checkpoint.step);
        if (checkpoint.best)
            m_connection.run("UPDATE checkpoints SET best = 0 WHERE run = ?", checkpoint.run);
        const std::optional<double> metric =
            std::isfinite(checkpoint.metric) ? std::optional(checkpoint.metric) : std::nullopt;
        m_connection.run("INSERT OR REPLACE INTO checkpoints(run, path, step, epoch, best, metric, metric_kind, size_bytes, "
                         "reason, created_utc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         checkpoint.run, checkpoint.path, checkpoint.step, checkpoint.epoch, checkpoint.best, metric,
                         kindOf(checkpoint.metric), checkpoint.sizeBytes, checkpoint.reason,
                         platform::formatUtc(m_clock.utcMs()));
        return {};
    });
}

Result<void> RunWriter::removeCheckpoint(std::string_view run, std::string_view path)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        m_connection.run("DELETE FROM checkpoints WHERE run = ? AND path = ?", run, path);
        return {};
    });
}

Result<void> RunWriter::rewind(std::string_view run, std::int64_t step)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (!findRun(m_connection, run))
            return notFound("run", run);
        FETTLE_TRY(m_metrics.deleteAfter(run, step));
        m_connection.run("DELETE FROM checkpoints WHERE run = ? AND step > ?", run, step);
        return {};
    });
}

Result<void> RunWriter::addArtifact(const ArtifactInfo& artifact)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (!findRun(m_connection, artifact.run))
            return notFound("run", artifact.run);
        m_connection.run("INSERT OR REPLACE INTO artifacts(run, path, kind, split, sha256, size_bytes) "
                         "VALUES (?, ?, ?, ?, ?, ?)",
                         artifact.run, artifact.path, artifact.kind, artifact.split, artifact.sha256, artifact.sizeBytes);
        return {};
    });
}

Result<EventRecord> RunWriter::addEvent(std::string_view topic, std::string_view job, std::string_view run,
                                        const Note& note)
{
    return m_connection.transactFor<EventRecord>(Durability::SurvivesCrash, [&]() -> Result<EventRecord> {
        EventRecord event{.id = 0, .utc = platform::formatUtc(m_clock.utcMs()), .job = std::string(job),
                          .run = std::string(run), .topic = std::string(topic), .note = note};
        m_connection.run("INSERT INTO events(utc, job, run, topic, note) VALUES (?, ?, ?, ?, ?)", event.utc, event.job,
                         event.run, event.topic, toLine(toJson(note)));
        event.id = m_connection.lastRowId();
        return event;
    });
}

} // namespace fettle::store
