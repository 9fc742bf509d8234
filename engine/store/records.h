// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/job.h"
#include "engine/contract/metric.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"

namespace fettle::store {

// Rows as values. Times are UTC text ("2026-03-01T12:00:00.000Z"), paths are what the supervisor stored: relative to the
// workspace where they lie inside. `deletedUtc` is empty for what is not in the trash. toJson and fromJson use the
// snake_case of the member names.

/// The project that exists from the start and takes what names none.
inline constexpr const char* kDefaultProject = "default";

struct ProjectRecord {
    std::string id;
    std::string name;
    std::string createdUtc;
    std::string deletedUtc;
    friend bool operator==(const ProjectRecord&, const ProjectRecord&) = default;
};

struct DatasetRecord {
    std::string id;
    std::string project;
    std::string name;   ///< unique among the datasets of its project that are not in the trash
    std::string folder;
    std::string job;    ///< the import that makes its first version
    std::string newestVersion; ///< empty until an import completed
    std::int64_t newestNumber = 0;
    std::int64_t rowCount = 0; ///< of the newest version
    std::string createdUtc;
    std::string deletedUtc;
    friend bool operator==(const DatasetRecord&, const DatasetRecord&) = default;
};

struct DatasetVersionRecord {
    std::string dataset;
    std::string version; ///< DatasetManifest::id
    std::int64_t number = 0;
    std::string manifestPath;
    std::int64_t rowCount = 0;
    Value summary; ///< fields, splits, notes: what lists and pages show without opening the manifest
    std::string createdUtc;
    friend bool operator==(const DatasetVersionRecord&, const DatasetVersionRecord&) = default;
};

struct RecipeRecord {
    std::string id;
    std::string project;
    std::string name;
    std::string text; ///< recipe.yaml
    std::string createdUtc;
    std::string deletedUtc;
    friend bool operator==(const RecipeRecord&, const RecipeRecord&) = default;
};

struct RunRecord {
    std::string id;
    std::string project;
    std::int64_t number = 0; ///< within the project: "Run 7"
    std::string name;        ///< empty: "Run 7" is its name
    std::string job;         ///< the newest one that writes it; empty for an adopted run
    JobState state = JobState::Queued; ///< of that job
    std::string dataset;
    std::string datasetVersion;
    std::string folder;
    std::string model;          ///< published, if any
    std::string recipe;         ///< as given, recipe.yaml text
    std::string resolvedRecipe; ///< every value filled in; empty until the worker sent it
    Value result;               ///< TrainResult; null until there is one
    std::int64_t lastStep = -1; ///< of the newest stored metric point, −1: none
    std::vector<std::string> tags;
    std::string note; ///< a free text of the user
    std::string createdUtc;
    std::string startedUtc;
    std::string finishedUtc;
    std::string deletedUtc;
    friend bool operator==(const RunRecord&, const RunRecord&) = default;
};

struct CheckpointRecord {
    CheckpointInfo info;
    std::string createdUtc;
    friend bool operator==(const CheckpointRecord&, const CheckpointRecord&) = default;
};

/// Something worth telling that happened: a note of a worker, a retry and its reason, a crash.
struct EventRecord {
    std::int64_t id = 0; ///< ascending
    std::string utc;
    std::string job;
    std::string run;
    std::string topic; ///< note, health, retry, crash, state …
    Note note;
    friend bool operator==(const EventRecord&, const EventRecord&) = default;
};

struct ModelRecord {
    std::string id;
    std::string project;
    std::string name;
    std::string run;
    std::string folder;
    std::string task;
    SplitMetrics metrics;
    std::int64_t sizeBytes = 0;
    std::vector<std::string> tags;
    std::string note;
    std::string createdUtc;
    std::string deletedUtc;
    friend bool operator==(const ModelRecord&, const ModelRecord&) = default;
};

/// What can be put into the trash, and have tags and notes.
enum class ItemKind { Project, Dataset, Recipe, Run, Model };

struct TrashRecord {
    ItemKind kind = ItemKind::Run;
    std::string item;
    std::string title;
    std::string deletedUtc;
    std::string purgeUtc; ///< 30 days later
    friend bool operator==(const TrashRecord&, const TrashRecord&) = default;
};

[[nodiscard]] nlohmann::json toJson(const ProjectRecord& value);
[[nodiscard]] nlohmann::json toJson(const DatasetRecord& value);
[[nodiscard]] nlohmann::json toJson(const DatasetVersionRecord& value);
[[nodiscard]] nlohmann::json toJson(const RecipeRecord& value);
[[nodiscard]] nlohmann::json toJson(const RunRecord& value);
[[nodiscard]] nlohmann::json toJson(const CheckpointRecord& value);
[[nodiscard]] nlohmann::json toJson(const EventRecord& value);
[[nodiscard]] nlohmann::json toJson(const ModelRecord& value);
[[nodiscard]] nlohmann::json toJson(const TrashRecord& value);

} // namespace fettle::store

FETTLE_ENUM_TEXT(fettle::store::ItemKind, {Project, "project"}, {Dataset, "dataset"}, {Recipe, "recipe"},
                 {Run, "run"}, {Model, "model"});
