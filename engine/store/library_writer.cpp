// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_writer.h"

#include <array>

#include <nlohmann/json.hpp>

#include "engine/contract/run_fields.h"
#include "engine/platform/random_id.h"
#include "engine/store/connection.h"
#include "engine/store/library_rows.h"
#include "engine/store/rows.h"

namespace fettle::store {
namespace {

/// The statement of the item's table; all are literals, as kept statements have to be.
const char* pick(ItemKind kind, const std::array<const char*, 5>& statements)
{
    return statements[static_cast<std::size_t>(kind)];
}
#define FETTLE_PER_KIND(kind, before, after)                                                                          \
    pick(kind, {before "projects" after, before "datasets" after, before "recipes" after, before "runs" after,        \
                before "models" after})

struct Item {
    std::string project;
    std::string title;
    bool deleted = false;
};

std::optional<Item> findItem(Connection& connection, ItemKind kind, std::string_view id)
{
    const char* sql = pick(kind, {"SELECT '', name, deleted_utc <> '' FROM projects WHERE id = ?",
                                  "SELECT project, name, deleted_utc <> '' FROM datasets WHERE id = ?",
                                  "SELECT project, name, deleted_utc <> '' FROM recipes WHERE id = ?",
                                  "SELECT project, coalesce(nullif(name, ''), 'Run ' || number), deleted_utc <> '' "
                                  "FROM runs WHERE id = ?",
                                  "SELECT project, name, deleted_utc <> '' FROM models WHERE id = ?"});
    auto row = connection.query(sql, id);
    if (!row.next())
        return std::nullopt;
    return Item{row.text(0), row.text(1), row.whole(2) != 0};
}

/// Names of projects and datasets are what people type; the others may share theirs.
bool nameTaken(Connection& connection, ItemKind kind, std::string_view project, std::string_view name, std::string_view self)
{
    if (kind == ItemKind::Project)
        return connection.query("SELECT 1 FROM projects WHERE name = ? AND deleted_utc = '' AND id <> ?", name, self).next();
    if (kind == ItemKind::Dataset)
        return connection.query("SELECT 1 FROM datasets WHERE project = ? AND name = ? AND deleted_utc = '' AND id <> ?",
                                project, name, self).next();
    return false;
}

Error nameTakenError(ItemKind kind, std::string_view name)
{
    return makeError("store.name_taken", {{"kind", toText(kind)}, {"name", name}});
}

bool inUse(Connection& connection, ItemKind kind, std::string_view item)
{
    switch (kind) {
    case ItemKind::Project:
        return item == kDefaultProject ||
               connection.query("SELECT 1 FROM jobs WHERE project = ? AND state NOT IN ('completed', 'failed', 'stopped')",
                                item).next();
    case ItemKind::Run:
        return connection.query("SELECT 1 FROM jobs WHERE run = ? AND state NOT IN ('completed', 'failed', 'stopped')",
                                item).next();
    case ItemKind::Dataset:
        return connection.query("SELECT 1 FROM jobs WHERE state NOT IN ('completed', 'failed', 'stopped') AND "
                                "(dataset = ?1 OR run IN (SELECT id FROM runs WHERE dataset = ?1))", item).next();
    case ItemKind::Recipe:
    case ItemKind::Model: return false;
    }
    return false;
}

void purgeRun(Connection& connection, std::string_view run)
{
    // A completed job that others wait for must not hold them up once it is gone.
    connection.run("DELETE FROM job_dependencies WHERE depends_on IN (SELECT id FROM jobs WHERE run = ?)", run);
    connection.run("DELETE FROM events WHERE run = ?", run);
    connection.run("DELETE FROM jobs WHERE run = ?", run);
    connection.run("DELETE FROM runs WHERE id = ?", run);
}

void forget(Connection& connection, ItemKind kind, std::string_view item)
{
    connection.run("DELETE FROM tags WHERE kind = ? AND item = ?", toText(kind), item);
    connection.run("DELETE FROM notes WHERE kind = ? AND item = ?", toText(kind), item);
    connection.run("DELETE FROM trash WHERE kind = ? AND item = ?", toText(kind), item);
}

void purgeItem(Connection& connection, ItemKind kind, std::string_view item);

void purgeProject(Connection& connection, std::string_view project)
{
    for (const ItemKind kind : {ItemKind::Run, ItemKind::Dataset, ItemKind::Recipe, ItemKind::Model}) {
        std::vector<std::string> items;
        {
            auto rows = connection.query(FETTLE_PER_KIND(kind, "SELECT id FROM ", " WHERE project = ?"), project);
            while (rows.next())
                items.push_back(rows.text(0));
        }
        for (const auto& item : items)
            purgeItem(connection, kind, item);
    }
    connection.run("DELETE FROM jobs WHERE project = ?", project);
    connection.run("DELETE FROM projects WHERE id = ?", project);
}

void purgeItem(Connection& connection, ItemKind kind, std::string_view item)
{
    if (kind == ItemKind::Project)
        purgeProject(connection, item);
    else if (kind == ItemKind::Run)
        purgeRun(connection, item);
    else
        connection.run(FETTLE_PER_KIND(kind, "DELETE FROM ", " WHERE id = ?"), item);
    forget(connection, kind, item);
}

} // namespace

Result<ProjectRecord> LibraryWriter::createProject(std::string_view name)
{
    return m_connection.transactFor<ProjectRecord>(Durability::SurvivesPowerLoss, [&]() -> Result<ProjectRecord> {
        if (nameTaken(m_connection, ItemKind::Project, {}, name, {}))
            return nameTakenError(ItemKind::Project, name);
        ProjectRecord project{.id = platform::randomId(), .name = std::string(name),
                              .createdUtc = platform::formatUtc(m_clock.utcMs()), .deletedUtc = {}};
        m_connection.run("INSERT INTO projects(id, name, created_utc) VALUES (?, ?, ?)", project.id, project.name,
                         project.createdUtc);
        return project;
    });
}

Result<DatasetRecord> LibraryWriter::createDataset(const NewDataset& dataset)
{
    return m_connection.transactFor<DatasetRecord>(Durability::SurvivesPowerLoss, [&]() -> Result<DatasetRecord> {
        const std::string id = dataset.id.empty() ? platform::randomId() : dataset.id;
        const std::string project = dataset.project.empty() ? kDefaultProject : dataset.project;
        if (!findItem(m_connection, ItemKind::Project, project))
            return notFound("project", project);
        if (nameTaken(m_connection, ItemKind::Dataset, project, dataset.name, id))
            return nameTakenError(ItemKind::Dataset, dataset.name);
        m_connection.run("INSERT INTO datasets(id, project, name, folder, job, created_utc) VALUES (?, ?, ?, ?, ?, ?)", id,
                         project, dataset.name, dataset.folder, dataset.job, platform::formatUtc(m_clock.utcMs()));
        auto made = findDataset(m_connection, id);
        return made ? Result<DatasetRecord>(std::move(*made)) : notFound("dataset", id);
    });
}

Result<void> LibraryWriter::addDatasetVersion(const DatasetVersionRecord& version)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (!findItem(m_connection, ItemKind::Dataset, version.dataset))
            return notFound("dataset", version.dataset);
        const std::string created = version.createdUtc.empty() ? platform::formatUtc(m_clock.utcMs()) : version.createdUtc;
        m_connection.run("INSERT INTO dataset_versions(dataset, version, number, manifest_path, row_count, summary, "
                         "created_utc) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(dataset, version) DO UPDATE SET "
                         "manifest_path = excluded.manifest_path, summary = excluded.summary",
                         version.dataset, version.version, version.number, version.manifestPath, version.rowCount,
                         jsonText(version.summary), created);
        return {};
    });
}

Result<RecipeRecord> LibraryWriter::saveRecipe(const RecipeRecord& recipe)
{
    return m_connection.transactFor<RecipeRecord>(Durability::SurvivesPowerLoss, [&]() -> Result<RecipeRecord> {
        RecipeRecord saved = recipe;
        if (saved.project.empty())
            saved.project = kDefaultProject;
        if (!findItem(m_connection, ItemKind::Project, saved.project))
            return notFound("project", saved.project);
        if (saved.id.empty()) {
            saved.id = platform::randomId();
            saved.createdUtc = platform::formatUtc(m_clock.utcMs());
            m_connection.run("INSERT INTO recipes(id, project, name, text, created_utc) VALUES (?, ?, ?, ?, ?)", saved.id,
                             saved.project, saved.name, saved.text, saved.createdUtc);
        } else if (m_connection.run("UPDATE recipes SET name = ?, text = ? WHERE id = ?", saved.name, saved.text,
                                    saved.id) == 0) {
            return notFound("recipe", saved.id);
        }
        return saved;
    });
}

Result<ModelRecord> LibraryWriter::addModel(const NewModel& model)
{
    return m_connection.transactFor<ModelRecord>(Durability::SurvivesPowerLoss, [&]() -> Result<ModelRecord> {
        const std::string id = model.id.empty() ? platform::randomId() : model.id;
        std::string project = model.project;
        if (const auto run = findItem(m_connection, ItemKind::Run, model.run); project.empty() && run)
            project = run->project;
        if (project.empty())
            project = kDefaultProject;
        if (!findItem(m_connection, ItemKind::Project, project))
            return notFound("project", project);
        JsonWriter metrics;
        metrics("metrics", model.metrics);
        // The same model again (a repeated message after a crash) is one row.
        m_connection.run("INSERT OR REPLACE INTO models(id, project, name, run, folder, task, metrics, size_bytes, "
                         "created_utc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         id, project, model.name, model.run, model.folder, model.task, toLine(metrics.take()["metrics"]),
                         model.sizeBytes, platform::formatUtc(m_clock.utcMs()));
        auto made = findModel(m_connection, id);
        return made ? Result<ModelRecord>(std::move(*made)) : notFound("model", id);
    });
}

Result<void> LibraryWriter::rename(ItemKind kind, std::string_view item, std::string_view name)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        const auto found = findItem(m_connection, kind, item);
        if (!found)
            return notFound(toText(kind), item);
        if (nameTaken(m_connection, kind, found->project, name, item))
            return nameTakenError(kind, name);
        m_connection.run(FETTLE_PER_KIND(kind, "UPDATE ", " SET name = ? WHERE id = ?"), name, item);
        return {};
    });
}

Result<void> LibraryWriter::setTags(ItemKind kind, std::string_view item, const std::vector<std::string>& tags)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (!findItem(m_connection, kind, item))
            return notFound(toText(kind), item);
        m_connection.run("DELETE FROM tags WHERE kind = ? AND item = ?", toText(kind), item);
        for (const auto& tag : tags)
            m_connection.run("INSERT OR IGNORE INTO tags(kind, item, tag) VALUES (?, ?, ?)", toText(kind), item, tag);
        return {};
    });
}

Result<void> LibraryWriter::setNote(ItemKind kind, std::string_view item, std::string_view note)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        if (!findItem(m_connection, kind, item))
            return notFound(toText(kind), item);
        m_connection.run("INSERT OR REPLACE INTO notes(kind, item, text) VALUES (?, ?, ?)", toText(kind), item, note);
        return {};
    });
}

Result<TrashRecord> LibraryWriter::remove(ItemKind kind, std::string_view item)
{
    return m_connection.transactFor<TrashRecord>(Durability::SurvivesPowerLoss, [&]() -> Result<TrashRecord> {
        const auto found = findItem(m_connection, kind, item);
        if (!found)
            return notFound(toText(kind), item);
        if (!found->deleted) {
            if (inUse(m_connection, kind, item))
                return makeError("store.in_use", {{"kind", toText(kind)}, {"item", found->title}});
            const std::int64_t nowMs = m_clock.utcMs();
            m_connection.run(FETTLE_PER_KIND(kind, "UPDATE ", " SET deleted_utc = ? WHERE id = ?"),
                             platform::formatUtc(nowMs), item);
            m_connection.run("INSERT OR REPLACE INTO trash(kind, item, title, deleted_ms) VALUES (?, ?, ?, ?)",
                             toText(kind), item, found->title, nowMs);
        }
        auto row = m_connection.query("SELECT kind, item, title, deleted_ms FROM trash WHERE kind = ? AND item = ?",
                                      toText(kind), item);
        if (!row.next())
            return notFound(toText(kind), item);
        return trashFrom(row);
    });
}

Result<void> LibraryWriter::restore(ItemKind kind, std::string_view item)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        const auto found = findItem(m_connection, kind, item);
        if (!found)
            return notFound(toText(kind), item);
        if (found->deleted && nameTaken(m_connection, kind, found->project, found->title, item))
            return nameTakenError(kind, found->title);
        m_connection.run(FETTLE_PER_KIND(kind, "UPDATE ", " SET deleted_utc = '' WHERE id = ?"), item);
        m_connection.run("DELETE FROM trash WHERE kind = ? AND item = ?", toText(kind), item);
        return {};
    });
}

Result<std::vector<TrashRecord>> LibraryWriter::dueForPurge()
{
    return m_connection.read<std::vector<TrashRecord>>([&]() -> Result<std::vector<TrashRecord>> {
        std::vector<TrashRecord> due;
        auto rows = m_connection.query("SELECT kind, item, title, deleted_ms FROM trash WHERE deleted_ms <= ? "
                                       "ORDER BY deleted_ms", m_clock.utcMs() - kTrashMs);
        while (rows.next())
            due.push_back(trashFrom(rows));
        return due;
    });
}

Result<void> LibraryWriter::purge(ItemKind kind, std::string_view item)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        const auto found = findItem(m_connection, kind, item);
        if (!found) {
            forget(m_connection, kind, item);
            return {};
        }
        if (!found->deleted)
            return makeError("store.in_use", {{"kind", toText(kind)}, {"item", found->title}});
        purgeItem(m_connection, kind, item);
        return {};
    });
}

Result<void> LibraryWriter::setSetting(std::string_view key, const Value& value)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        m_connection.run("INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)", key, jsonText(value));
        return {};
    });
}

} // namespace fettle::store
