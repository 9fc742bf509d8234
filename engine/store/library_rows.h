// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only: rows of projects, datasets, recipes, models and the trash. All throw SQLite::Exception.
#pragma once

#include <optional>
#include <string_view>

#include "engine/store/connection.h"
#include "engine/store/records.h"

namespace fettle::store {

#define FETTLE_DATASET_COLUMNS                                                                                        \
    "d.id, d.project, d.name, d.folder, d.job, coalesce(v.version, ''), coalesce(v.number, 0), "                      \
    "coalesce(v.row_count, 0), d.created_utc, d.deleted_utc"
#define FETTLE_DATASET_TABLES                                                                                         \
    " FROM datasets d LEFT JOIN dataset_versions v ON v.dataset = d.id AND v.rowid = (SELECT rowid FROM "             \
    "dataset_versions WHERE dataset = d.id ORDER BY number DESC, rowid DESC LIMIT 1) "
[[nodiscard]] DatasetRecord datasetFrom(const Query& row);
[[nodiscard]] std::optional<DatasetRecord> findDataset(Connection& connection, std::string_view id);

#define FETTLE_VERSION_COLUMNS "dataset, version, number, manifest_path, row_count, summary, created_utc"
[[nodiscard]] DatasetVersionRecord versionFrom(const Query& row);

#define FETTLE_RECIPE_COLUMNS "id, project, name, text, created_utc, deleted_utc"
[[nodiscard]] RecipeRecord recipeFrom(const Query& row);

#define FETTLE_MODEL_COLUMNS                                                                                          \
    "id, project, name, run, folder, task, metrics, size_bytes, "                                                     \
    "(SELECT json_group_array(tag) FROM tags WHERE kind = 'model' AND item = models.id), "                            \
    "coalesce((SELECT text FROM notes WHERE kind = 'model' AND item = models.id), ''), created_utc, deleted_utc"
[[nodiscard]] ModelRecord modelFrom(const Query& row);
[[nodiscard]] std::optional<ModelRecord> findModel(Connection& connection, std::string_view id);

[[nodiscard]] ProjectRecord projectFrom(const Query& row);
/// Columns kind, item, title, deleted_ms.
[[nodiscard]] TrashRecord trashFrom(const Query& row);

} // namespace fettle::store
