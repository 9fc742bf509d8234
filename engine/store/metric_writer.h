// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/contract/metric.h"
#include "engine/contract/result.h"

namespace fettle::store {

class Connection;

/// Metric points on their way into the database: collected in memory by add(), committed together by commit(), which
/// the supervisor calls every 100 to 250 ms and before it leaves. A commit survives kill −9 of every process, not power
/// loss (synchronous=NORMAL); the next checkpoint's row makes it durable against that too.
///
/// Points are stored as rows of up to kChunkPoints points, values as JSON arrays, so that any SQLite can read them
/// (view v_metrics). Measured against one row a point: see metric_writer.cpp.
///
/// A point whose step is stored already replaces it, so that a batch that is sent twice changes nothing.
class MetricWriter {
public:
    explicit MetricWriter(Connection& connection) : m_connection(connection) {}

    /// Errors: store.uneven_columns {series} (steps and values differ in number), store.steps_not_ascending {series}.
    [[nodiscard]] Result<void> add(const MetricBatch& batch);
    /// Not yet committed points.
    [[nodiscard]] std::int64_t pendingPoints() const noexcept { return m_pendingPoints; }
    /// On failure (store.disk_full …) nothing is lost: the points wait for the next commit.
    [[nodiscard]] Result<void> commit();

    /// Deletes a run's points after `step`, in the surrounding transaction where there is one.
    [[nodiscard]] Result<void> deleteAfter(std::string_view run, std::int64_t step);
    /// Writes what waits, without a transaction of its own: for RunWriter's checkpoint.
    [[nodiscard]] Result<void> writePending();
    /// The transaction that writePending() ran in: committed (true) or rolled back (false).
    void settle(bool committed);

private:
    struct Tail {
        std::int64_t series = 0;
        std::int64_t lastStep = 0;
        std::int64_t count = 0;
        std::int64_t chunk = 0; ///< rowid of the last chunk, 0: none
        std::vector<std::int64_t> steps;
        std::vector<double> values;
    };
    struct Columns {
        std::vector<std::int64_t> steps;
        std::vector<double> values;
    };
    using Pending = std::map<std::string, std::map<std::string, Columns, std::less<>>, std::less<>>;

    void writeSeries(const std::string& run, const std::string& name, const Columns& columns);
    void append(Tail& tail, const Columns& columns);
    void merge(Tail& tail, const Columns& columns);
    [[nodiscard]] Tail& tailOf(const std::string& run, const std::string& name);
    [[nodiscard]] Tail loadTail(std::string_view run, std::string_view name);

    Connection& m_connection;
    Pending m_pending;
    std::int64_t m_pendingPoints = 0;
    std::unordered_map<std::string, Tail> m_tails;
};

} // namespace fettle::store
