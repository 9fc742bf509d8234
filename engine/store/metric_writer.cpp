// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/metric_writer.h"

#include <algorithm>
#include <numeric>

#include "engine/store/connection.h"

// Why rows of many points: beside one row a point (WITHOUT ROWID, key series and step) in the same run of
// tests/bench/bench_store.cpp, they took 5 times as many points a second in large batches and 3.5 times as many in small
// ones that are committed often (-O1, a busy machine). As JSON rather than as bytes, because people can then read them with
// any SQLite; the shortest decimal form brings every double back exactly.

namespace fettle::store {
namespace {

/// A last row with fewer points is written again with the new ones; so a slow series does not leave a row a commit,
/// and a busy one rewrites at most a few kilobytes.
constexpr std::size_t kTailPoints = 512;

std::string tailKey(std::string_view run, std::string_view series)
{
    return std::string(run) + '\0' + std::string(series);
}

/// Ascending steps; of equal ones the last counts.
void putInOrder(MetricColumns& columns)
{
    if (std::ranges::adjacent_find(columns.steps, std::greater_equal<>()) == columns.steps.end())
        return;
    std::vector<std::size_t> order(columns.steps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return columns.steps[i]; });
    MetricColumns sorted;
    for (const std::size_t i : order) {
        if (!sorted.steps.empty() && sorted.steps.back() == columns.steps[i]) {
            sorted.values.back() = columns.values[i];
            continue;
        }
        sorted.steps.push_back(columns.steps[i]);
        sorted.values.push_back(columns.values[i]);
    }
    columns = std::move(sorted);
}

void appendTo(MetricColumns& into, MetricColumns&& more)
{
    if (into.steps.empty())
        into = std::move(more);
    else if (more.steps.empty())
        return;
    else if (more.steps.front() > into.steps.back()) {
        into.steps.insert(into.steps.end(), more.steps.begin(), more.steps.end());
        into.values.insert(into.values.end(), more.values.begin(), more.values.end());
    } else
        into = mergeColumns(into, more);
}

std::int64_t countOf(const std::map<std::string, std::map<std::string, MetricColumns, std::less<>>, std::less<>>& runs)
{
    std::int64_t count = 0;
    for (const auto& [run, seriesOfRun] : runs)
        for (const auto& [name, columns] : seriesOfRun)
            count += static_cast<std::int64_t>(columns.steps.size());
    return count;
}

} // namespace

Result<void> MetricWriter::add(const MetricBatch& batch)
{
    for (const auto& points : batch.series)
        if (points.steps.size() != points.values.size())
            return makeError("store.uneven_columns", {{"series", points.series}, {"steps", points.steps.size()},
                                                      {"values", points.values.size()}});
    if (!m_pending.contains(batch.run)) {
        const auto known = m_connection.read<bool>([&]() -> Result<bool> { return runExists(batch.run); });
        if (!known.ok())
            return known.error();
        if (!*known)
            return makeError("store.not_found", {{"kind", "run"}, {"item", batch.run}});
    }
    auto& run = m_pending[batch.run];
    for (const auto& points : batch.series) {
        if (points.steps.empty())
            continue;
        MetricColumns columns{points.steps, points.values};
        putInOrder(columns);
        auto& waiting = run[points.series];
        const std::size_t before = waiting.steps.size();
        appendTo(waiting, std::move(columns));
        m_pendingPoints += static_cast<std::int64_t>(waiting.steps.size()) - static_cast<std::int64_t>(before);
    }
    return {};
}

Result<void> MetricWriter::commit()
{
    if (m_pending.empty())
        return {};
    return m_connection.transact(Durability::SurvivesCrash, [this]() -> Result<void> {
        writePending();
        return {};
    });
}

void MetricWriter::writePending()
{
    if (m_pending.empty())
        return;
    // Set aside before anything can fail, so that settle() finds all of it.
    m_connection.whenSettled([this](bool committed) { settle(committed); });
    for (auto& [run, seriesOfRun] : m_pending)
        for (auto& [name, columns] : seriesOfRun)
            appendTo(m_writing[run][name], MetricColumns(columns));
    Pending writing;
    std::swap(writing, m_pending);
    m_pendingPoints = 0;
    for (const auto& [run, seriesOfRun] : writing) {
        // A run may have been purged since its points came.
        if (!runExists(run))
            continue;
        for (const auto& [name, columns] : seriesOfRun)
            writeSeries(run, name, columns);
    }
}

void MetricWriter::forget(std::string_view run)
{
    if (const auto found = m_pending.find(run); found != m_pending.end())
        m_pending.erase(found);
    m_pendingPoints = countOf(m_pending);
}

bool MetricWriter::runExists(std::string_view run)
{
    return m_connection.query("SELECT 1 FROM runs WHERE id = ?", run).next();
}

void MetricWriter::settle(bool committed)
{
    if (!committed) {
        // What the kept tails say may have been taken back; what was written waits again, before what came since.
        m_tails.clear();
        for (auto& [run, seriesOfRun] : m_pending)
            for (auto& [name, columns] : seriesOfRun)
                appendTo(m_writing[run][name], std::move(columns));
        std::swap(m_pending, m_writing);
        m_pendingPoints = countOf(m_pending);
    }
    m_writing.clear();
}

void MetricWriter::writeSeries(const std::string& run, const std::string& name, const MetricColumns& columns)
{
    Tail& tail = tailOf(run, name);
    if (tail.count == 0 || columns.steps.front() > tail.lastStep)
        append(tail, columns);
    else
        merge(tail, columns);
    noteSeries(tail);
}

void MetricWriter::append(Tail& tail, const MetricColumns& columns)
{
    if (tail.chunk == 0)
        return storeChunks(tail, columns);
    MetricColumns joined = std::move(tail.columns);
    tail.count -= static_cast<std::int64_t>(joined.steps.size());
    appendTo(joined, MetricColumns(columns));
    m_connection.run("DELETE FROM metric_chunks WHERE id = ?", tail.chunk);
    storeChunks(tail, joined);
}

void MetricWriter::merge(Tail& tail, const MetricColumns& columns)
{
    const MetricColumns stored = takeChunks(tail.series, columns.steps.front());
    tail.count -= static_cast<std::int64_t>(stored.steps.size());
    storeChunks(tail, mergeColumns(stored, columns));
}

void MetricWriter::storeChunks(Tail& tail, const MetricColumns& columns)
{
    tail.chunk = 0;
    tail.columns = {};
    for (std::size_t first = 0; first < columns.steps.size(); first += kChunkPoints) {
        const std::size_t last = std::min(first + kChunkPoints, columns.steps.size());
        const MetricChunk chunk = encodeChunk(columns, first, last);
        m_connection.run("INSERT INTO metric_chunks(series, first_step, last_step, count, stride, points, non_finite) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?)",
                         tail.series, chunk.firstStep, chunk.lastStep, chunk.count, chunk.stride, chunk.points,
                         chunk.nonFinite);
        tail.count += chunk.count;
        tail.lastStep = chunk.lastStep;
        if (last - first < kTailPoints) {
            const auto from = static_cast<std::ptrdiff_t>(first);
            tail.chunk = m_connection.lastRowId();
            tail.columns = {{columns.steps.begin() + from, columns.steps.end()},
                            {columns.values.begin() + from, columns.values.end()}};
        }
    }
}

MetricColumns MetricWriter::takeChunks(std::int64_t series, std::int64_t firstStep)
{
    MetricColumns columns;
    {
        auto rows = m_connection.query("SELECT first_step, stride, points, coalesce(non_finite, '') FROM metric_chunks "
                                       "WHERE series = ? AND last_step >= ? ORDER BY first_step", series, firstStep);
        while (rows.next()) {
            const auto stride = rows.isNull(1) ? std::nullopt : std::optional(rows.whole(1));
            if (!decodeChunk(rows.whole(0), stride, rows.view(2), rows.view(3), columns))
                throw SQLite::Exception("a row of metric_chunks cannot be read", 11 /* SQLITE_CORRUPT */);
        }
    }
    m_connection.run("DELETE FROM metric_chunks WHERE series = ? AND last_step >= ?", series, firstStep);
    return columns;
}

void MetricWriter::noteSeries(const Tail& tail)
{
    m_connection.run("UPDATE metric_series SET count = ?, last_step = ? WHERE id = ?", tail.count,
                     tail.count > 0 ? tail.lastStep : -1, tail.series);
}

MetricWriter::Tail& MetricWriter::tailOf(const std::string& run, const std::string& name)
{
    auto key = tailKey(run, name);
    if (const auto found = m_tails.find(key); found != m_tails.end())
        return found->second;
    // Runs come and go; what is needed again is loaded again.
    constexpr std::size_t kMaxTails = 4096;
    if (m_tails.size() >= kMaxTails)
        m_tails.clear();
    return m_tails.emplace(std::move(key), loadTail(run, name)).first->second;
}

MetricWriter::Tail MetricWriter::loadTail(std::string_view run, std::string_view name)
{
    Tail tail;
    m_connection.run("INSERT OR IGNORE INTO metric_series(run, name) VALUES (?, ?)", run, name);
    auto series = m_connection.query("SELECT id, count, last_step FROM metric_series WHERE run = ? AND name = ?", run, name);
    if (!series.next())
        throw SQLite::Exception("a metric series was not made", 1 /* SQLITE_ERROR */);
    tail.series = series.whole(0);
    tail.count = series.whole(1);
    tail.lastStep = series.whole(2);
    auto chunk = m_connection.query("SELECT id, first_step, stride, points, coalesce(non_finite, '') FROM metric_chunks "
                                    "WHERE series = ? AND count < ? AND first_step = (SELECT max(first_step) FROM "
                                    "metric_chunks WHERE series = ?)",
                                    tail.series, static_cast<std::int64_t>(kTailPoints), tail.series);
    if (chunk.next() && decodeChunk(chunk.whole(1), chunk.isNull(2) ? std::nullopt : std::optional(chunk.whole(2)),
                                    chunk.view(3), chunk.view(4), tail.columns))
        tail.chunk = chunk.whole(0);
    return tail;
}

Result<void> MetricWriter::deleteAfter(std::string_view run, std::int64_t step)
{
    return m_connection.transact(Durability::SurvivesPowerLoss, [&]() -> Result<void> {
        writePending();
        std::vector<std::string> names;
        {
            auto rows = m_connection.query("SELECT name FROM metric_series WHERE run = ? AND last_step > ?", run, step);
            while (rows.next())
                names.push_back(rows.text(0));
        }
        if (names.empty())
            return {};
        // The tails change; should the transaction be taken back, they are loaded again.
        m_connection.whenSettled([this](bool committed) {
            if (!committed)
                m_tails.clear();
        });
        for (const auto& name : names) {
            Tail& tail = tailOf(std::string(run), name);
            // The row that holds points on both sides, and all behind it; what stays is stored again.
            MetricColumns columns = takeChunks(tail.series, step == INT64_MAX ? step : step + 1);
            tail.count -= static_cast<std::int64_t>(columns.steps.size());
            const auto kept = static_cast<std::size_t>(std::ranges::upper_bound(columns.steps, step) - columns.steps.begin());
            columns.steps.resize(kept);
            columns.values.resize(kept);
            storeChunks(tail, columns);
            if (kept == 0) {
                auto last = m_connection.query("SELECT coalesce(max(last_step), -1) FROM metric_chunks WHERE series = ?",
                                               tail.series);
                tail.lastStep = last.next() ? last.whole(0) : -1;
            }
            noteSeries(tail);
        }
        return {};
    });
}

} // namespace fettle::store
