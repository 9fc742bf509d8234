// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/store/records.h"

namespace fettle::store {

class Connection;

/// A run with what belongs to it, without its points.
struct BundledRun {
    RunRecord run;
    std::optional<Job> job; ///< the one that wrote it; ended
    std::vector<EventRecord> events;
    std::vector<ArtifactInfo> artifacts;
    friend bool operator==(const BundledRun&, const BundledRun&) = default;
};

/// The rows of one project that is not in the trash.
struct ProjectBundle {
    ProjectRecord project;
    std::vector<DatasetRecord> datasets;
    std::vector<DatasetVersionRecord> versions;
    std::vector<RecipeRecord> recipes;
    std::vector<BundledRun> runs;
    std::vector<ModelRecord> models;
    friend bool operator==(const ProjectBundle&, const ProjectBundle&) = default;
};

/// Takes in the rows of a project that was made elsewhere, with their ids, numbers and times as they are.
class ProjectWriter {
public:
    explicit ProjectWriter(Connection& connection) : m_connection(connection) {}

    /// All or nothing, durable against power loss. Errors: store.name_taken for the project's name; store.failed where an
    /// id is taken or names nothing.
    [[nodiscard]] Result<void> add(const ProjectBundle& bundle);

private:
    void addDatasets(const ProjectBundle& bundle);
    void addRun(const BundledRun& bundled);
    void addModel(const ModelRecord& model);
    void addWords(ItemKind kind, std::string_view item, const std::vector<std::string>& tags, const std::string& note);

    Connection& m_connection;
};

} // namespace fettle::store
