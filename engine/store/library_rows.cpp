// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_rows.h"

#include "engine/platform/clock.h"
#include "engine/store/library_writer.h"
#include "engine/store/rows.h"

namespace fettle::store {

ProjectRecord projectFrom(const Query& row) { return {row.text(0), row.text(1), row.text(2), row.text(3)}; }

DatasetRecord datasetFrom(const Query& row)
{
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
            row.text(5), row.whole(6), row.whole(7), row.text(8), row.text(9)};
}

std::optional<DatasetRecord> findDataset(Connection& connection, std::string_view id)
{
    auto row = connection.query("SELECT " FETTLE_DATASET_COLUMNS FETTLE_DATASET_TABLES "WHERE d.id = ?", id);
    if (!row.next())
        return std::nullopt;
    return datasetFrom(row);
}

DatasetVersionRecord versionFrom(const Query& row)
{
    return {row.text(0), row.text(1), row.whole(2), row.text(3), row.whole(4), valueFromText(row.view(5)), row.text(6)};
}

RecipeRecord recipeFrom(const Query& row)
{
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

ModelRecord modelFrom(const Query& row)
{
    ModelRecord model{.id = row.text(0), .project = row.text(1), .name = row.text(2), .run = row.text(3),
                      .folder = row.text(4), .task = row.text(5), .metrics = {}, .sizeBytes = row.whole(7),
                      .tags = textsFrom(row.view(8)), .note = row.text(9), .createdUtc = row.text(10),
                      .deletedUtc = row.text(11)};
    const Value metrics = valueFromText(row.view(6));
    for (const auto& [split, values] : metrics.asMap())
        for (const auto& [metric, value] : values.asMap())
            model.metrics[split][metric] = value.asReal();
    return model;
}

std::optional<ModelRecord> findModel(Connection& connection, std::string_view id)
{
    auto row = connection.query("SELECT " FETTLE_MODEL_COLUMNS " FROM models WHERE id = ?", id);
    if (!row.next())
        return std::nullopt;
    return modelFrom(row);
}

TrashRecord trashFrom(const Query& row)
{
    const std::int64_t deletedMs = row.whole(3);
    return {fromText<ItemKind>(row.view(0)).value_or(ItemKind::Run), row.text(1), row.text(2),
            platform::formatUtc(deletedMs), platform::formatUtc(deletedMs + kTrashMs)};
}

} // namespace fettle::store
