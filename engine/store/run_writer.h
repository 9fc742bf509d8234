// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/platform/clock.h"
#include "engine/store/records.h"

namespace fettle::store {

class Connection;
class MetricWriter;

struct NewRun {
    std::string id; ///< empty: made
    std::string project; ///< empty: the default one
    std::string name;
    std::string dataset;
    std::string datasetVersion;
    std::string folder;
    std::string recipe;
};

/// Runs and what training leaves: checkpoints, artifacts, events. Every call is one transaction, durable against power
/// loss but for events.
class RunWriter {
public:
    RunWriter(Connection& connection, const platform::Clock& clock, MetricWriter& metrics)
        : m_connection(connection), m_clock(clock), m_metrics(metrics)
    {
    }

    /// Numbers it within its project; numbers are never used again.
    [[nodiscard]] Result<RunRecord> create(const NewRun& run);
    /// The job that writes it from now on.
    [[nodiscard]] Result<void> setJob(std::string_view run, std::string_view job);
    [[nodiscard]] Result<void> setFolder(std::string_view run, std::string_view folder);
    [[nodiscard]] Result<void> setDatasetVersion(std::string_view run, std::string_view dataset, std::string_view version);
    [[nodiscard]] Result<void> setResolvedRecipe(std::string_view run, std::string_view text);
    [[nodiscard]] Result<void> setResult(std::string_view run, const Value& result);
    [[nodiscard]] Result<void> setModel(std::string_view run, std::string_view model);
    [[nodiscard]] Result<void> rename(std::string_view run, std::string_view name);

    /// One transaction: the points that came before the checkpoint, its row, and the deletion of points after its
    /// step. The same checkpoint twice is one row; of several best ones the newest counts.
    [[nodiscard]] Result<void> addCheckpoint(const CheckpointInfo& checkpoint);
    /// Rows of checkpoints whose folders are gone.
    [[nodiscard]] Result<void> removeCheckpoint(std::string_view run, std::string_view path);
    /// Resuming from `step` (−1: from the beginning): points and checkpoints after it go.
    [[nodiscard]] Result<void> rewind(std::string_view run, std::int64_t step);

    [[nodiscard]] Result<void> addArtifact(const ArtifactInfo& artifact);
    [[nodiscard]] Result<EventRecord> addEvent(std::string_view topic, std::string_view job, std::string_view run,
                                               const Note& note);

private:
    [[nodiscard]] Result<void> setText(std::string_view run, const char* column, std::string_view text);

    Connection& m_connection;
    const platform::Clock& m_clock;
    MetricWriter& m_metrics;
};

} // namespace fettle::store
