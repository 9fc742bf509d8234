// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/outbox.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"

namespace fettle::service {

std::size_t thin(MetricPoints& points)
{
    const std::size_t count = points.steps.size();
    if (count < 4)
        return 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 2 == 1 && i + 1 != count)
            continue;
        points.steps[kept] = points.steps[i];
        points.values[kept] = points.values[i];
        ++kept;
    }
    points.steps.resize(kept);
    points.values.resize(kept);
    return count - kept;
}

void mergeInto(MetricBatch& a, const MetricBatch& b)
{
    for (const auto& points : b.series) {
        const auto found = std::ranges::find(a.series, points.series, &MetricPoints::series);
        if (found == a.series.end()) {
            a.series.push_back(points);
            continue;
        }
        found->steps.insert(found->steps.end(), points.steps.begin(), points.steps.end());
        found->values.insert(found->values.end(), points.values.begin(), points.values.end());
    }
}

void Outbox::addLine(std::string line)
{
    m_pendingBytes += line.size();
    m_entries.push_back({std::move(line), {}, {}, {}});
}

void Outbox::addEvent(const ClientEvent& event)
{
    std::string line = encodeMessage("event", toJson(event));
    if ((event.topic == "progress" || event.topic == "job") && !event.job.empty())
        replaceOrAdd(event.topic + '\n' + event.job, std::move(line));
    else
        addLine(std::move(line));
}

void Outbox::replaceOrAdd(std::string key, std::string line)
{
    if (const auto found = m_byKey.find(key); found != m_byKey.end()) {
        found->second->line = std::move(line);
        return;
    }
    m_entries.push_back({std::move(line), key, {}, {}});
    m_byKey.emplace(std::move(key), std::prev(m_entries.end()));
}

void Outbox::addMetrics(const std::string& job, const MetricBatch& batch)
{
    std::string key = "metrics\n" + batch.run;
    auto found = m_byKey.find(key);
    if (found == m_byKey.end()) {
        m_entries.push_back({{}, key, job, batch});
        found = m_byKey.emplace(std::move(key), std::prev(m_entries.end())).first;
    } else {
        mergeInto(*found->second->metrics, batch);
    }
    for (auto& points : found->second->metrics->series)
        while (points.steps.size() > kMostWaitingPoints)
            m_thinnedPoints += thin(points);
}

std::optional<std::string> Outbox::takeLine()
{
    if (m_entries.empty())
        return std::nullopt;
    Entry entry = std::move(m_entries.front());
    m_entries.pop_front();
    if (entry.key.empty())
        m_pendingBytes -= entry.line.size();
    else
        m_byKey.erase(entry.key);
    if (entry.metrics)
        return encodeMessage("event", toJson(ClientEvent{"metrics", entry.job, entry.metrics->run, toValue(*entry.metrics)}));
    return std::move(entry.line);
}

} // namespace fettle::service
