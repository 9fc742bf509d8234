// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/reader.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "engine/store/connection.h"
#include "engine/store/library_rows.h"
#include "engine/store/metric_chunk.h"
#include "engine/store/rows.h"
#include "engine/store/schema.h"

namespace fettle::store {
namespace {

template <class T, class From> std::vector<T> allOf(Query rows, From from)
{
    std::vector<T> records;
    while (rows.next())
        records.push_back(from(rows));
    return records;
}

/// "[\"queued\",\"paused\"]", for `IN (SELECT value FROM json_each(?))`; empty list: everything.
template <class E> std::string namesOf(const std::vector<E>& values)
{
    auto json = nlohmann::json::array();
    for (const E value : values)
        json.push_back(toText(value));
    return json.dump();
}

} // namespace

Reader::Reader(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const platform::Path& database)
{
    FETTLE_TRY_ASSIGN(auto connection, Connection::open(database, Connection::Mode::Read));
    FETTLE_TRY(checkVersion(*connection, schemaSteps()));
    return Reader(std::move(connection));
}

Result<std::vector<Job>> Reader::jobs(const JobFilter& filter) const
{
    return m_connection->read<std::vector<Job>>([&]() -> Result<std::vector<Job>> {
        return allOf<Job>(
            m_connection->query("SELECT " FETTLE_JOB_COLUMNS " FROM jobs WHERE (?1 = '[]' OR state IN (SELECT value FROM "
                                "json_each(?1))) AND (?2 = '[]' OR kind IN (SELECT value FROM json_each(?2))) AND "
                                "(?3 = '' OR project = ?3) ORDER BY CASE WHEN state IN ('running', 'pausing', 'stopping') "
                                "THEN 0 WHEN state IN ('queued', 'paused', 'interrupted') THEN 1 ELSE 2 END, "
                                "finished_utc DESC, priority DESC, position, id LIMIT ?4",
                                namesOf(filter.states), namesOf(filter.kinds), filter.project, filter.limit),
            jobFrom);
    });
}

Result<Job> Reader::job(std::string_view id) const
{
    return m_connection->read<Job>([&]() -> Result<Job> {
        auto found = findJob(*m_connection, id);
        return found ? Result<Job>(std::move(*found)) : notFound("job", id);
    });
}

Result<std::vector<ProjectRecord>> Reader::projects(bool deleted) const
{
    return m_connection->read<std::vector<ProjectRecord>>([&]() -> Result<std::vector<ProjectRecord>> {
        return allOf<ProjectRecord>(m_connection->query("SELECT id, name, created_utc, deleted_utc FROM projects WHERE "
                                                        "(deleted_utc <> '') = ? ORDER BY created_utc, id", deleted),
                                    projectFrom);
    });
}

Result<ProjectRecord> Reader::project(std::string_view idOrName) const
{
    return m_connection->read<ProjectRecord>([&]() -> Result<ProjectRecord> {
        auto row = m_connection->query("SELECT id, name, created_utc, deleted_utc FROM projects WHERE id = ?1 OR "
                                       "(name = ?1 AND deleted_utc = '') ORDER BY id = ?1 DESC LIMIT 1", idOrName);
        if (!row.next())
            return notFound("project", idOrName);
        return projectFrom(row);
    });
}

Result<std::vector<DatasetRecord>> Reader::datasets(std::string_view project, bool deleted) const
{
    return m_connection->read<std::vector<DatasetRecord>>([&]() -> Result<std::vector<DatasetRecord>> {
        return allOf<DatasetRecord>(
            m_connection->query("SELECT " FETTLE_DATASET_COLUMNS FETTLE_DATASET_TABLES "WHERE (?1 = '' OR d.project = ?1) AND "
                                "(d.deleted_utc <> '') = ?2 ORDER BY d.created_utc DESC, d.id DESC", project, deleted),
            datasetFrom);
    });
}

Result<DatasetRecord> Reader::dataset(std::string_view idOrName) const
{
    return m_connection->read<DatasetRecord>([&]() -> Result<DatasetRecord> {
        if (auto found = findDataset(*m_connection, idOrName))
            return std::move(*found);
        auto rows = allOf<DatasetRecord>(
            m_connection->query("SELECT " FETTLE_DATASET_COLUMNS FETTLE_DATASET_TABLES
                                "WHERE d.name = ? AND d.deleted_utc = '' LIMIT 2", idOrName),
            datasetFrom);
        if (rows.empty())
            return notFound("dataset", idOrName);
        if (rows.size() > 1)
            return makeError("store.ambiguous", {{"kind", "dataset"}, {"item", idOrName}});
        return std::move(rows.front());
    });
}

Result<std::vector<DatasetVersionRecord>> Reader::datasetVersions(std::string_view dataset) const
{
    return m_connection->read<std::vector<DatasetVersionRecord>>([&]() -> Result<std::vector<DatasetVersionRecord>> {
        return allOf<DatasetVersionRecord>(
            m_connection->query("SELECT " FETTLE_VERSION_COLUMNS " FROM dataset_versions WHERE dataset = ? "
                                "ORDER BY number DESC, rowid DESC", dataset),
            versionFrom);
    });
}

Result<DatasetVersionRecord> Reader::datasetVersion(std::string_view dataset, std::string_view version) const
{
    return m_connection->read<DatasetVersionRecord>([&]() -> Result<DatasetVersionRecord> {
        auto row = m_connection->query("SELECT " FETTLE_VERSION_COLUMNS " FROM dataset_versions WHERE dataset = ?1 AND "
                                       "(?2 = '' OR version = ?2) ORDER BY number DESC, rowid DESC LIMIT 1",
                                       dataset, version);
        if (!row.next())
            return notFound("dataset version", version.empty() ? dataset : version);
        return versionFrom(row);
    });
}

Result<std::vector<RecipeRecord>> Reader::recipes(std::string_view project, bool deleted) const
{
    return m_connection->read<std::vector<RecipeRecord>>([&]() -> Result<std::vector<RecipeRecord>> {
        return allOf<RecipeRecord>(
            m_connection->query("SELECT " FETTLE_RECIPE_COLUMNS " FROM recipes WHERE (?1 = '' OR project = ?1) AND "
                                "(deleted_utc <> '') = ?2 ORDER BY created_utc DESC, id DESC", project, deleted),
            recipeFrom);
    });
}

Result<RecipeRecord> Reader::recipe(std::string_view id) const
{
    return m_connection->read<RecipeRecord>([&]() -> Result<RecipeRecord> {
        auto row = m_connection->query("SELECT " FETTLE_RECIPE_COLUMNS " FROM recipes WHERE id = ?", id);
        if (!row.next())
            return notFound("recipe", id);
        return recipeFrom(row);
    });
}

Result<std::vector<RunRecord>> Reader::runs(const RunFilter& filter) const
{
    return m_connection->read<std::vector<RunRecord>>([&]() -> Result<std::vector<RunRecord>> {
        return allOf<RunRecord>(
            m_connection->query("SELECT " FETTLE_RUN_COLUMNS FETTLE_RUN_TABLES "WHERE (?1 = '' OR r.project = ?1) AND "
                                "(?2 = '' OR r.dataset = ?2) AND (?3 = '' OR EXISTS (SELECT 1 FROM tags WHERE kind = 'run' "
                                "AND item = r.id AND tag = ?3)) AND (r.deleted_utc <> '') = ?4 "
                                "ORDER BY r.created_utc DESC, r.number DESC LIMIT ?5",
                                filter.project, filter.dataset, filter.tag, filter.deleted, filter.limit),
            runFrom);
    });
}

Result<RunRecord> Reader::run(std::string_view idOrNumberOrName) const
{
    return m_connection->read<RunRecord>([&]() -> Result<RunRecord> {
        if (auto found = findRun(*m_connection, idOrNumberOrName))
            return std::move(*found);
        std::int64_t number = 0;
        const char* end = idOrNumberOrName.data() + idOrNumberOrName.size();
        if (const auto [stop, status] = std::from_chars(idOrNumberOrName.data(), end, number);
            status == std::errc() && stop == end) {
            auto row = m_connection->query("SELECT " FETTLE_RUN_COLUMNS FETTLE_RUN_TABLES
                                           "WHERE r.project = 'default' AND r.number = ? AND r.deleted_utc = ''", number);
            if (row.next())
                return runFrom(row);
        }
        auto rows = allOf<RunRecord>(m_connection->query("SELECT " FETTLE_RUN_COLUMNS FETTLE_RUN_TABLES
                                                         "WHERE r.name = ? AND r.deleted_utc = '' LIMIT 2", idOrNumberOrName),
                                     runFrom);
        if (rows.empty())
            return notFound("run", idOrNumberOrName);
        if (rows.size() > 1)
            return makeError("store.ambiguous", {{"kind", "run"}, {"item", idOrNumberOrName}});
        return std::move(rows.front());
    });
}

Result<std::vector<ModelRecord>> Reader::models(std::string_view project, bool deleted) const
{
    return m_connection->read<std::vector<ModelRecord>>([&]() -> Result<std::vector<ModelRecord>> {
        return allOf<ModelRecord>(
            m_connection->query("SELECT " FETTLE_MODEL_COLUMNS " FROM models WHERE (?1 = '' OR project = ?1) AND "
                                "(deleted_utc <> '') = ?2 ORDER BY created_utc DESC, id DESC", project, deleted),
            modelFrom);
    });
}

Result<ModelRecord> Reader::model(std::string_view idOrName) const
{
    return m_connection->read<ModelRecord>([&]() -> Result<ModelRecord> {
        if (auto found = findModel(*m_connection, idOrName))
            return std::move(*found);
        auto row = m_connection->query("SELECT " FETTLE_MODEL_COLUMNS " FROM models WHERE name = ? AND deleted_utc = '' "
                                       "ORDER BY created_utc DESC, id DESC LIMIT 1", idOrName);
        if (!row.next())
            return notFound("model", idOrName);
        return modelFrom(row);
    });
}

Result<std::vector<TrashRecord>> Reader::trash() const
{
    return m_connection->read<std::vector<TrashRecord>>([&]() -> Result<std::vector<TrashRecord>> {
        return allOf<TrashRecord>(m_connection->query("SELECT kind, item, title, deleted_ms FROM trash "
                                                      "ORDER BY deleted_ms DESC, item"), trashFrom);
    });
}

Result<Value> Reader::setting(std::string_view key) const
{
    return m_connection->read<Value>([&]() -> Result<Value> {
        auto row = m_connection->query("SELECT value FROM settings WHERE key = ?", key);
        return row.next() ? valueFromText(row.view(0)) : Value();
    });
}

} // namespace fettle::store
