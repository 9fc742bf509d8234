// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/message_writer.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/process.h"

namespace fettle::worker {
namespace {

/// Appends `points` to the series of the same name where its steps go on, else as a series of its own.
void mergeInto(MetricBatch& waiting, const MetricBatch& batch)
{
    for (const auto& points : batch.series) {
        const auto same = std::ranges::find(waiting.series, points.series, &MetricPoints::series);
        if (same == waiting.series.end()) {
            waiting.series.push_back(points);
            continue;
        }
        same->steps.insert(same->steps.end(), points.steps.begin(), points.steps.end());
        same->values.insert(same->values.end(), points.values.begin(), points.values.end());
    }
}

} // namespace

MessageWriter::MessageWriter(platform::FileDescriptor out)
    : m_thread([this, fd = std::move(out)]() mutable { writeLoop(std::move(fd)); })
{
}

MessageWriter::~MessageWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

std::size_t MessageWriter::countPoints(const MetricBatch& batch)
{
    std::size_t points = 0;
    for (const auto& series : batch.series)
        points += series.steps.size();
    return points;
}

void MessageWriter::send(std::string_view type, nlohmann::json body)
{
    Entry entry;
    entry.line = encodeMessage(type, std::move(body));
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waitingBytes < kMaxWaitingBytes || m_readerGone; });
    m_waitingBytes += entry.line.size();
    m_waiting.push_back(std::move(entry));
    lock.unlock();
    m_changed.notify_all();
}

void MessageWriter::sendMetrics(const MetricBatch& batch)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waitingPoints < kMaxWaitingPoints || m_readerGone; });
    m_waitingPoints += countPoints(batch);
    // Only with the newest entry: a merge across a checkpoint message would break the order it promises.
    if (!m_waiting.empty() && m_waiting.back().isMetrics && m_waiting.back().metrics.run == batch.run) {
        mergeInto(m_waiting.back().metrics, batch);
    } else {
        Entry entry;
        entry.isMetrics = true;
        entry.metrics = batch;
        m_waiting.push_back(std::move(entry));
    }
    lock.unlock();
    m_changed.notify_all();
}

void MessageWriter::flush()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return (m_waiting.empty() && !m_writing) || m_readerGone; });
}

bool MessageWriter::readerIsGone() const
{
    const std::lock_guard lock(m_mutex);
    return m_readerGone;
}

void MessageWriter::writeLoop(platform::FileDescriptor out)
{
    platform::nameThread("messages");
    platform::LineWriter writer(std::move(out));
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_closing || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        Entry entry = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waitingPoints -= entry.isMetrics ? countPoints(entry.metrics) : 0;
        m_waitingBytes -= entry.line.size();
        m_writing = true;
        const bool gone = m_readerGone;
        lock.unlock();
        m_changed.notify_all();
        bool failed = gone;
        if (!gone) {
            if (entry.isMetrics)
                entry.line = encodeMessage("metrics", toJson(entry.metrics));
            failed = !writer.writeLine(entry.line).ok();
        }
        lock.lock();
        m_writing = false;
        m_readerGone = m_readerGone || failed;
        m_changed.notify_all();
    }
}

} // namespace fettle::worker
