// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/project_writer.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/run_fields.h"
#include "engine/store/connection.h"

namespace fettle::store {

Result<void> ProjectWriter::add(const ProjectBundle& bundle)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        const auto& project = bundle.project;
        if (m_connection.query("SELECT 1 FROM projects WHERE name = ? AND deleted_utc = ''", project.name).next())
            return makeError("store.name_taken", {{"kind", toText(ItemKind::Project)}, {"name", project.name}});
        std::int64_t next = 1;
        for (const auto& bundled : bundle.runs)
            next = std::max(next, bundled.run.number + 1);
        m_connection.run("INSERT INTO projects(id, name, next_run, created_utc) VALUES (?, ?, ?, ?)", project.id,
                         project.name, next, project.createdUtc);
        addDatasets(bundle);
        for (const auto& recipe : bundle.recipes)
            m_connection.run("INSERT INTO recipes(id, project, name, text, created_utc) VALUES (?, ?, ?, ?, ?)", recipe.id,
                             project.id, recipe.name, recipe.text, recipe.createdUtc);
        for (const auto& bundled : bundle.runs)
            addRun(bundled);
        for (const auto& model : bundle.models)
            addModel(model);
        return {};
    });
}

void ProjectWriter::addDatasets(const ProjectBundle& bundle)
{
    for (const auto& dataset : bundle.datasets)
        m_connection.run("INSERT INTO datasets(id, project, name, folder, created_utc) VALUES (?, ?, ?, ?, ?)", dataset.id,
                         bundle.project.id, dataset.name, dataset.folder, dataset.createdUtc);
    for (const auto& version : bundle.versions)
        m_connection.run("INSERT INTO dataset_versions(dataset, version, number, manifest_path, row_count, summary, "
                         "created_utc) VALUES (?, ?, ?, ?, ?, ?, ?)",
                         version.dataset, version.version, version.number, version.manifestPath, version.rowCount,
                         jsonText(version.summary), version.createdUtc);
}

void ProjectWriter::addRun(const BundledRun& bundled)
{
    const auto& run = bundled.run;
    if (const auto& job = bundled.job) {
        std::optional<std::string> error;
        if (job->error)
            error = toLine(toJson(*job->error));
        m_connection.run("INSERT INTO jobs(id, kind, state, project, title, run, dataset, request, priority, position, "
                         "attempts, max_attempts, reason, error, cloned_from, result, progress, created_utc, started_utc, "
                         "finished_utc) VALUES (?, ?, ?, ?, ?, ?, '', ?, 0, (SELECT coalesce(max(position), 0) + 1 FROM jobs), "
                         "?, ?, ?, ?, '', ?, ?, ?, ?, ?)",
                         job->id, toText(job->kind), toText(job->state), run.project, job->title, run.id,
                         jsonText(job->request), job->attempts, job->maxAttempts, job->reason, error,
                         jsonText(job->result), job->progress, job->createdUtc, job->startedUtc, job->finishedUtc);
    }
    m_connection.run("INSERT INTO runs(id, project, number, name, job, dataset, dataset_version, folder, model, recipe, "
                     "resolved_recipe, result, created_utc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     run.id, run.project, run.number, run.name, run.job, run.dataset, run.datasetVersion, run.folder,
                     run.model, run.recipe, run.resolvedRecipe, jsonText(run.result), run.createdUtc);
    for (const auto& artifact : bundled.artifacts)
        m_connection.run("INSERT INTO artifacts(run, path, kind, split, sha256, size_bytes) VALUES (?, ?, ?, ?, ?, ?)",
                         run.id, artifact.path, artifact.kind, artifact.split, artifact.sha256, artifact.sizeBytes);
    for (const auto& event : bundled.events)
        m_connection.run("INSERT INTO events(utc, job, run, topic, note) VALUES (?, ?, ?, ?, ?)", event.utc, run.job, run.id,
                         event.topic, toLine(toJson(event.note)));
    addWords(ItemKind::Run, run.id, run.tags, run.note);
}

void ProjectWriter::addModel(const ModelRecord& model)
{
    JsonWriter metrics;
    metrics("metrics", model.metrics);
    m_connection.run("INSERT INTO models(id, project, name, run, folder, task, metrics, size_bytes, created_utc) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     model.id, model.project, model.name, model.run, model.folder, model.task,
                     toLine(metrics.take()["metrics"]), model.sizeBytes, model.createdUtc);
    addWords(ItemKind::Model, model.id, model.tags, model.note);
}

void ProjectWriter::addWords(ItemKind kind, std::string_view item, const std::vector<std::string>& tags,
                             const std::string& note)
{
    for (const auto& tag : tags)
        m_connection.run("INSERT OR IGNORE INTO tags(kind, item, tag) VALUES (?, ?, ?)", toText(kind), item, tag);
    if (!note.empty())
        m_connection.run("INSERT INTO notes(kind, item, text) VALUES (?, ?, ?)", toText(kind), item, note);
}

} // namespace fettle::store
