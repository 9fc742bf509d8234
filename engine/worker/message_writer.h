// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <nlohmann/json_fwd.hpp>

#include "engine/contract/metric.h"
#include "engine/platform/file_descriptor.h"

namespace fettle::worker {

/// The worker's side of the pipe to its supervisor: messages go out in the order they were sent, from a thread of
/// their own, so that a slow reader doesn't slow a training step. Metric points that still wait are merged into one
/// batch per run, never thinned, and never overtake or fall behind another message. When kMaxWaitingPoints or
/// kMaxWaitingBytes are waiting, senders wait too.
class MessageWriter {
public:
    static constexpr std::size_t kMaxWaitingPoints = 1'000'000;
    static constexpr std::size_t kMaxWaitingBytes = std::size_t{64} << 20;

    explicit MessageWriter(platform::FileDescriptor out);
    ~MessageWriter(); ///< writes what waits, then closes
    MessageWriter(const MessageWriter&) = delete;
    MessageWriter& operator=(const MessageWriter&) = delete;

    void send(std::string_view type, nlohmann::json body);
    void sendMetrics(const MetricBatch& batch);
    /// Waits until everything sent so far was written (or the reader is gone).
    void flush();
    /// Whether the reader closed its end; later messages are dropped.
    [[nodiscard]] bool readerIsGone() const;

private:
    struct Entry {
        std::string line;     ///< a ready message, or
        MetricBatch metrics;  ///< points that can still be merged
        bool isMetrics = false;
    };
    void writeLoop(platform::FileDescriptor out);
    static std::size_t countPoints(const MetricBatch& batch);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Entry> m_waiting;
    std::size_t m_waitingPoints = 0;
    std::size_t m_waitingBytes = 0;
    bool m_writing = false;
    bool m_closing = false;
    bool m_readerGone = false;
    std::thread m_thread;
};

} // namespace fettle::worker
