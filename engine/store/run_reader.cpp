// SPDX-License-Identifier: GPL-3.0-or-later
// What training left of a run: checkpoints, artifacts, events, metric points.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/contract/json.h"
#include "engine/store/connection.h"
#include "engine/store/metric_chunk.h"
#include "engine/store/reader.h"
#include "engine/store/rows.h"

#include <nlohmann/json.hpp>

namespace fettle::store {
namespace {

#define FETTLE_CHECKPOINT_COLUMNS                                                                                     \
    "run, path, step, epoch, best, metric, metric_kind, size_bytes, reason, created_utc"

CheckpointRecord checkpointFrom(const Query& row)
{
    CheckpointRecord record;
    CheckpointInfo& info = record.info;
    info.run = row.text(0);
    info.path = row.text(1);
    info.step = row.whole(2);
    info.epoch = row.real(3);
    info.best = row.whole(4) != 0;
    const auto kind = row.view(6);
    if (kind == "finite")
        info.metric = row.real(5);
    else if (kind == "NaN")
        info.metric = std::numeric_limits<double>::quiet_NaN();
    else
        info.metric = kind == "Infinity" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    info.sizeBytes = row.whole(7);
    info.reason = row.text(8);
    record.createdUtc = row.text(9);
    return record;
}

EventRecord eventFrom(const Query& row)
{
    EventRecord event{.id = row.whole(0), .utc = row.text(1), .job = row.text(2), .run = row.text(3),
                      .topic = row.text(4), .note = {}};
    if (const auto json = parseJson(row.view(5)); json.ok())
        event.note = errorFromJson(*json);
    return event;
}

} // namespace

Result<std::vector<CheckpointRecord>> Reader::checkpoints(std::string_view run) const
{
    return m_connection->read<std::vector<CheckpointRecord>>([&]() -> Result<std::vector<CheckpointRecord>> {
        std::vector<CheckpointRecord> records;
        auto rows = m_connection->query("SELECT " FETTLE_CHECKPOINT_COLUMNS " FROM checkpoints WHERE run = ? ORDER BY step, "
                                        "rowid", run);
        while (rows.next())
            records.push_back(checkpointFrom(rows));
        return records;
    });
}

Result<std::optional<CheckpointRecord>> Reader::newestCheckpoint(std::string_view run) const
{
    using Newest = std::optional<CheckpointRecord>;
    return m_connection->read<Newest>([&]() -> Result<Newest> {
        auto row = m_connection->query("SELECT " FETTLE_CHECKPOINT_COLUMNS " FROM checkpoints WHERE run = ? "
                                       "ORDER BY step DESC, rowid DESC LIMIT 1", run);
        return row.next() ? Newest(checkpointFrom(row)) : Newest();
    });
}

Result<std::vector<ArtifactInfo>> Reader::artifacts(std::string_view run) const
{
    return m_connection->read<std::vector<ArtifactInfo>>([&]() -> Result<std::vector<ArtifactInfo>> {
        std::vector<ArtifactInfo> artifacts;
        auto rows = m_connection->query("SELECT run, kind, split, path, sha256, size_bytes FROM artifacts WHERE run = ? "
                                        "ORDER BY kind, split, path", run);
        while (rows.next())
            artifacts.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.whole(5)});
        return artifacts;
    });
}

Result<std::vector<EventRecord>> Reader::events(std::string_view job, std::string_view run, std::int64_t afterId,
                                                std::int64_t limit) const
{
    return m_connection->read<std::vector<EventRecord>>([&]() -> Result<std::vector<EventRecord>> {
        std::vector<EventRecord> events;
        auto rows = m_connection->query("SELECT id, utc, job, run, topic, note FROM events WHERE id > ?1 AND "
                                        "(?2 = '' OR job = ?2) AND (?3 = '' OR run = ?3) ORDER BY id LIMIT ?4",
                                        afterId, job, run, limit);
        while (rows.next())
            events.push_back(eventFrom(rows));
        return events;
    });
}

Result<std::vector<SeriesRecord>> Reader::series(std::string_view run) const
{
    return m_connection->read<std::vector<SeriesRecord>>([&]() -> Result<std::vector<SeriesRecord>> {
        std::vector<SeriesRecord> series;
        auto rows = m_connection->query("SELECT name, count, last_step FROM metric_series WHERE run = ? AND count > 0 "
                                        "ORDER BY name", run);
        while (rows.next())
            series.push_back({rows.text(0), rows.whole(1), rows.whole(2)});
        return series;
    });
}

Result<MetricSeries> Reader::metrics(std::string_view run, std::string_view series, std::int64_t firstStep,
                                     std::int64_t lastStep) const
{
    return m_connection->read<MetricSeries>([&]() -> Result<MetricSeries> {
        MetricColumns columns;
        auto rows = m_connection->query("SELECT c.first_step, c.stride, c.points, coalesce(c.non_finite, ''), s.count "
                                        "FROM metric_series s JOIN metric_chunks c ON c.series = s.id WHERE s.run = ? AND "
                                        "s.name = ? AND c.last_step >= ? AND c.first_step <= ? ORDER BY c.first_step",
                                        run, series, firstStep, lastStep);
        while (rows.next()) {
            if (columns.steps.empty()) {
                columns.steps.reserve(static_cast<std::size_t>(std::max<std::int64_t>(0, rows.whole(4))));
                columns.values.reserve(columns.steps.capacity());
            }
            const auto stride = rows.isNull(1) ? std::nullopt : std::optional(rows.whole(1));
            if (!decodeChunk(rows.whole(0), stride, rows.view(2), rows.view(3), columns))
                return makeError("store.damaged", {{"path", m_connection->path()}}, "metric_chunks");
        }
        // The first and the last row may reach over the range.
        const auto last = std::ranges::upper_bound(columns.steps, lastStep) - columns.steps.begin();
        columns.steps.resize(static_cast<std::size_t>(last));
        columns.values.resize(static_cast<std::size_t>(last));
        const auto first = std::ranges::lower_bound(columns.steps, firstStep) - columns.steps.begin();
        columns.steps.erase(columns.steps.begin(), columns.steps.begin() + first);
        columns.values.erase(columns.values.begin(), columns.values.begin() + first);
        const auto total = static_cast<std::int64_t>(columns.steps.size());
        return MetricSeries{std::string(series), total, std::move(columns.steps), std::move(columns.values)};
    });
}

Result<MetricSeries> Reader::downsampledMetrics(std::string_view run, std::string_view series, std::int64_t buckets,
                                                std::int64_t firstStep, std::int64_t lastStep) const
{
    FETTLE_TRY_ASSIGN(const MetricSeries all, metrics(run, series, firstStep, lastStep));
    return downsample(all, buckets);
}

} // namespace fettle::store
