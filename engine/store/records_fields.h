// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in records.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/run_fields.h"
#include "engine/store/records.h"

namespace fettle::store {

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<ProjectRecord> auto& value)
{
    visit("id", value.id);
    visit("name", value.name);
    visit("created_utc", value.createdUtc);
    visit("deleted_utc", value.deletedUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<DatasetRecord> auto& value)
{
    visit("id", value.id);
    visit("project", value.project);
    visit("name", value.name);
    visit("folder", value.folder);
    visit("job", value.job);
    visit("newest_version", value.newestVersion);
    visit("newest_number", value.newestNumber);
    visit("row_count", value.rowCount);
    visit("created_utc", value.createdUtc);
    visit("deleted_utc", value.deletedUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<DatasetVersionRecord> auto& value)
{
    visit("dataset", value.dataset);
    visit("version", value.version);
    visit("number", value.number);
    visit("manifest_path", value.manifestPath);
    visit("row_count", value.rowCount);
    visit("summary", value.summary);
    visit("created_utc", value.createdUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<RecipeRecord> auto& value)
{
    visit("id", value.id);
    visit("project", value.project);
    visit("name", value.name);
    visit("text", value.text);
    visit("created_utc", value.createdUtc);
    visit("deleted_utc", value.deletedUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<RunRecord> auto& value)
{
    visit("id", value.id);
    visit("project", value.project);
    visit("number", value.number);
    visit("name", value.name);
    visit("job", value.job);
    visit("state", value.state);
    visit("dataset", value.dataset);
    visit("dataset_version", value.datasetVersion);
    visit("folder", value.folder);
    visit("model", value.model);
    visit("recipe", value.recipe);
    visit("resolved_recipe", value.resolvedRecipe);
    visit("result", value.result);
    visit("last_step", value.lastStep);
    visit("tags", value.tags);
    visit("note", value.note);
    visit("created_utc", value.createdUtc);
    visit("started_utc", value.startedUtc);
    visit("finished_utc", value.finishedUtc);
    visit("deleted_utc", value.deletedUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<CheckpointRecord> auto& value)
{
    visit("info", value.info);
    visit("created_utc", value.createdUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<EventRecord> auto& value)
{
    visit("id", value.id);
    visit("utc", value.utc);
    visit("job", value.job);
    visit("run", value.run);
    visit("topic", value.topic);
    visit("note", value.note);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<ModelRecord> auto& value)
{
    visit("id", value.id);
    visit("project", value.project);
    visit("name", value.name);
    visit("run", value.run);
    visit("folder", value.folder);
    visit("task", value.task);
    visit("metrics", value.metrics);
    visit("size_bytes", value.sizeBytes);
    visit("tags", value.tags);
    visit("note", value.note);
    visit("created_utc", value.createdUtc);
    visit("deleted_utc", value.deletedUtc);
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<TrashRecord> auto& value)
{
    visit("kind", value.kind);
    visit("item", value.item);
    visit("title", value.title);
    visit("deleted_utc", value.deletedUtc);
    visit("purge_utc", value.purgeUtc);
}

} // namespace fettle::store
