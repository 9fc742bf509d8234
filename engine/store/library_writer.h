// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/clock.h"
#include "engine/store/records.h"

namespace fettle::store {

class Connection;

/// How long what was deleted can be brought back.
inline constexpr std::int64_t kTrashMs = std::int64_t{30} * 24 * 3600 * 1000;

struct NewDataset {
    std::string id; ///< empty: made
    std::string project; ///< empty: the default one
    std::string name;
    std::string folder;
    std::string job;
};

struct NewModel {
    std::string id; ///< empty: made
    std::string project; ///< empty: that of the run, else the default one
    std::string name;
    std::string run;
    std::string folder;
    std::string task;
    SplitMetrics metrics;
    std::int64_t sizeBytes = 0;
};

/// Projects, datasets, recipes, models; tags, notes, the trash, settings. Every call is one transaction, durable
/// against power loss. Errors: store.name_taken {kind, name}, store.not_found {kind, item}.
class LibraryWriter {
public:
    LibraryWriter(Connection& connection, const platform::Clock& clock) : m_connection(connection), m_clock(clock) {}

    [[nodiscard]] Result<ProjectRecord> createProject(std::string_view name);
    [[nodiscard]] Result<DatasetRecord> createDataset(const NewDataset& dataset);
    /// A version that stands whole on disk. The same version twice is one row.
    [[nodiscard]] Result<void> addDatasetVersion(const DatasetVersionRecord& version);
    /// `id` empty: a new one; else its text and name are replaced.
    [[nodiscard]] Result<RecipeRecord> saveRecipe(const RecipeRecord& recipe);
    [[nodiscard]] Result<ModelRecord> addModel(const NewModel& model);

    [[nodiscard]] Result<void> rename(ItemKind kind, std::string_view item, std::string_view name);
    [[nodiscard]] Result<void> setTags(ItemKind kind, std::string_view item, const std::vector<std::string>& tags);
    [[nodiscard]] Result<void> setNote(ItemKind kind, std::string_view item, std::string_view note);

    /// Into the trash, dated. Twice is once. A run that a job still writes, and the default project, are refused
    /// (store.in_use {kind, item}).
    [[nodiscard]] Result<TrashRecord> remove(ItemKind kind, std::string_view item);
    /// Out of the trash. Errors: store.name_taken where its name was given to another meanwhile.
    [[nodiscard]] Result<void> restore(ItemKind kind, std::string_view item);
    /// What has been in the trash for 30 days, for the caller to delete its folders; then purge() each.
    [[nodiscard]] Result<std::vector<TrashRecord>> dueForPurge();
    /// Removes the rows for good: a run with its points, checkpoints, artifacts and events.
    [[nodiscard]] Result<void> purge(ItemKind kind, std::string_view item);

    [[nodiscard]] Result<void> setSetting(std::string_view key, const Value& value);

private:
    Connection& m_connection;
    const platform::Clock& m_clock;
};

} // namespace fettle::store
