// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <string>

#include "engine/contract/client_protocol.h"
#include "engine/contract/metric.h"

namespace fettle::service {

/// What one client has yet to be sent. A client that reads slowly makes it shorter, not longer: progress keeps its
/// newest state per job, a job's row likewise (so the final one is never lost), metric points of a run are merged and,
/// where too many wait, thinned. Answers, checkpoints, notes and the rest are kept whole and in order.
class Outbox {
public:
    /// A waiting series longer than this is thinned to half, first and last point kept.
    static constexpr std::size_t kMostWaitingPoints = 4096;

    void addLine(std::string line);
    void addEvent(const ClientEvent& event);
    void addMetrics(const std::string& job, const MetricBatch& batch);
    /// The next line, without its '\n'.
    [[nodiscard]] std::optional<std::string> takeLine();
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    /// Of the lines that are never dropped; metrics and progress are bounded by themselves.
    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }
    [[nodiscard]] std::size_t thinnedPoints() const { return m_thinnedPoints; }

private:
    struct Entry {
        std::string line;
        /// Not empty: "progress\n<job>", "job\n<job>" or "metrics\n<run>", replaced or merged while it waits.
        std::string key;
        std::string job;
        std::optional<MetricBatch> metrics;
    };
    using Entries = std::list<Entry>;

    void replaceOrAdd(std::string key, std::string line);

    Entries m_entries;
    std::map<std::string, Entries::iterator, std::less<>> m_byKey;
    std::size_t m_pendingBytes = 0;
    std::size_t m_thinnedPoints = 0;
};

/// Halves a series, keeping its first and last point; returns how many points went.
std::size_t thin(MetricPoints& points);
/// Appends b's points to a's, series by series.
void mergeInto(MetricBatch& a, const MetricBatch& b);

} // namespace fettle::service
