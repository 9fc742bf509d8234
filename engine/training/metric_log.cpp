// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/metric_log.h"

namespace fettle::training {
namespace {

constexpr std::int64_t kFlushPoints = 16384;
constexpr std::chrono::milliseconds kFlushInterval{200};

} // namespace

std::size_t MetricLog::series(const std::string& name)
{
    for (std::size_t i = 0; i < m_batch.series.size(); ++i)
        if (m_batch.series[i].series == name)
            return i;
    m_batch.series.push_back({name, {}, {}});
    return m_batch.series.size() - 1;
}

void MetricLog::flush()
{
    m_lastFlush = std::chrono::steady_clock::now();
    if (m_pending == 0)
        return;
    MetricBatch batch;
    batch.run = m_batch.run;
    for (auto& points : m_batch.series) {
        if (points.steps.empty())
            continue;
        batch.series.push_back(points);
        points.steps.clear(); // keeps its memory: adding a point allocates nothing in the long run
        points.values.clear();
    }
    m_pending = 0;
    m_observer.metrics(batch);
}

void MetricLog::flushIfDue(std::chrono::steady_clock::time_point now)
{
    if (m_pending >= kFlushPoints || (m_pending > 0 && now - m_lastFlush >= kFlushInterval))
        flush();
}

} // namespace fettle::training
