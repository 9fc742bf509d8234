// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/contract/metric.h"
#include "engine/contract/result.h"
#include "engine/store/metric_chunk.h"

namespace fettle::store {

class Connection;

/// Metric points on their way into the database: collected in memory by add(), committed together by commit(), which
/// the supervisor calls every 100 to 250 ms and before it leaves. A commit survives kill −9 of every process, not power
/// loss (synchronous=NORMAL); the next checkpoint's row makes it durable against that too.
///
/// Points are stored as rows of up to kChunkPoints points, values as JSON arrays, so that any SQLite can read them
/// (view v_metrics). Measured against one row a point (WITHOUT ROWID, key series and step): see metric_writer.cpp.
///
/// A point whose step is stored already replaces it, so that a batch that is sent twice changes nothing.
class MetricWriter {
public:
    explicit MetricWriter(Connection& connection) : m_connection(connection) {}

    /// Steps out of order are put in order. Errors: store.uneven_columns {series} (steps and values
    /// differ in number), store.not_found {run}.
    [[nodiscard]] Result<void> add(const MetricBatch& batch);
    /// Not yet committed points.
    [[nodiscard]] std::int64_t pendingPoints() const noexcept { return m_pendingPoints; }
    /// On failure (store.disk_full …) nothing is lost: the points wait for the next commit.
    [[nodiscard]] Result<void> commit();

    /// Deletes a run's points after `step`, in the surrounding transaction where there is one.
    [[nodiscard]] Result<void> deleteAfter(std::string_view run, std::int64_t step);
    /// Points of this run that are not committed are dropped: it was never stored after all.
    void forget(std::string_view run);
    /// Writes what waits as a part of the transaction that is open: for a checkpoint's. Throws SQLite::Exception.
    void writePending();

private:
    /// The end of a series as it is stored: the last row, while it is short enough to be written again with more points.
    struct Tail {
        std::int64_t series = 0;
        std::int64_t count = 0;
        std::int64_t lastStep = 0; ///< where count > 0
        std::int64_t chunk = 0;    ///< its row, 0: the next points begin a new one
        MetricColumns columns;
    };
    using Series = std::map<std::string, MetricColumns, std::less<>>;
    using Pending = std::map<std::string, Series, std::less<>>;

    void settle(bool committed);
    [[nodiscard]] bool runExists(std::string_view run);
    void writeSeries(const std::string& run, const std::string& name, const MetricColumns& columns);
    void append(Tail& tail, const MetricColumns& columns);
    void merge(Tail& tail, const MetricColumns& columns);
    void storeChunks(Tail& tail, const MetricColumns& columns);
    [[nodiscard]] MetricColumns takeChunks(std::int64_t series, std::int64_t firstStep);
    void noteSeries(const Tail& tail);
    [[nodiscard]] Tail& tailOf(const std::string& run, const std::string& name);
    [[nodiscard]] Tail loadTail(std::string_view run, std::string_view name);

    Connection& m_connection;
    Pending m_pending;
    Pending m_writing; ///< in an open transaction
    std::int64_t m_pendingPoints = 0;
    std::unordered_map<std::string, Tail> m_tails;
};

} // namespace fettle::store
