// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/store/records.h"

namespace fettle::store {

class Connection;

struct JobFilter {
    std::vector<JobState> states; ///< empty: all
    std::vector<JobKind> kinds;   ///< empty: all
    std::string project;          ///< empty: all
    std::int64_t limit = 1000;
};

struct RunFilter {
    std::string project; ///< empty: all
    std::string dataset; ///< empty: all
    std::string tag;     ///< empty: all
    bool deleted = false; ///< those in the trash instead
    std::int64_t limit = 10'000;
};

/// One series of a run, without its points.
struct SeriesRecord {
    std::string name;
    std::int64_t count = 0;
    std::int64_t lastStep = -1;
    friend bool operator==(const SeriesRecord&, const SeriesRecord&) = default;
};

/// A read-only connection, for any process but workers. Each call sees a consistent, committed state. Not for two
/// threads at once.
///
/// Errors of all calls: store.not_found {kind, item} where one thing was asked for, store.damaged, store.io_failed,
/// store.busy, store.failed.
class Reader {
public:
    /// Errors: store.not_opened, store.not_a_database, store.newer_database, store.older_database (a supervisor has to
    /// open it once), store.damaged.
    [[nodiscard]] static Result<Reader> open(const platform::Path& database);
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    /// In the queue's order: held ones, then by priority and position, then finished ones, newest first.
    [[nodiscard]] Result<std::vector<Job>> jobs(const JobFilter& filter = {}) const;
    [[nodiscard]] Result<Job> job(std::string_view id) const;

    [[nodiscard]] Result<std::vector<ProjectRecord>> projects(bool deleted = false) const;
    /// By id, or by name.
    [[nodiscard]] Result<ProjectRecord> project(std::string_view idOrName) const;

    [[nodiscard]] Result<std::vector<DatasetRecord>> datasets(std::string_view project = {}, bool deleted = false) const;
    /// By id, or by the name of one that is not in the trash.
    [[nodiscard]] Result<DatasetRecord> dataset(std::string_view idOrName) const;
    /// Newest first.
    [[nodiscard]] Result<std::vector<DatasetVersionRecord>> datasetVersions(std::string_view dataset) const;
    /// An empty `version` means the newest.
    [[nodiscard]] Result<DatasetVersionRecord> datasetVersion(std::string_view dataset, std::string_view version) const;

    [[nodiscard]] Result<std::vector<RecipeRecord>> recipes(std::string_view project = {}, bool deleted = false) const;
    [[nodiscard]] Result<RecipeRecord> recipe(std::string_view id) const;

    /// Newest first.
    [[nodiscard]] Result<std::vector<RunRecord>> runs(const RunFilter& filter = {}) const;
    /// By id, by number within the default project ("7"), or by name.
    [[nodiscard]] Result<RunRecord> run(std::string_view idOrNumberOrName) const;
    [[nodiscard]] Result<std::vector<CheckpointRecord>> checkpoints(std::string_view run) const;
    [[nodiscard]] Result<std::optional<CheckpointRecord>> newestCheckpoint(std::string_view run) const;
    [[nodiscard]] Result<std::vector<ArtifactInfo>> artifacts(std::string_view run) const;
    /// Ascending, after the event `afterId`; `job` and `run` empty: all.
    [[nodiscard]] Result<std::vector<EventRecord>> events(std::string_view job, std::string_view run,
                                                          std::int64_t afterId = 0, std::int64_t limit = 1000) const;

    [[nodiscard]] Result<std::vector<SeriesRecord>> series(std::string_view run) const;
    /// Every point from `firstStep` to `lastStep`. A series that does not exist has no points.
    [[nodiscard]] Result<MetricSeries> metrics(std::string_view run, std::string_view series,
                                               std::int64_t firstStep = INT64_MIN,
                                               std::int64_t lastStep = INT64_MAX) const;
    /// At most 5 points for each of `buckets` equal spans of steps: the first, the last, the smallest and the largest,
    /// and the first that is not a number, by step, each once. `total` counts all points of the range.
    [[nodiscard]] Result<MetricSeries> downsampledMetrics(std::string_view run, std::string_view series,
                                                          std::int64_t buckets, std::int64_t firstStep = INT64_MIN,
                                                          std::int64_t lastStep = INT64_MAX) const;

    [[nodiscard]] Result<std::vector<ModelRecord>> models(std::string_view project = {}, bool deleted = false) const;
    /// By id, or by the name of the newest one that is not in the trash.
    [[nodiscard]] Result<ModelRecord> model(std::string_view idOrName) const;

    [[nodiscard]] Result<std::vector<TrashRecord>> trash() const;
    /// Null where it was never set.
    [[nodiscard]] Result<Value> setting(std::string_view key) const;

private:
    explicit Reader(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> m_connection;
};

/// The down-sampling by itself, for series that are elsewhere.
[[nodiscard]] MetricSeries downsample(const MetricSeries& series, std::int64_t buckets);

} // namespace fettle::store
