// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/stop_signals.h"
#include "engine/worker/message_writer.h"

namespace fettle::worker {

/// What arrives on the worker's stdin, read by a thread of its own, so that a stop or a cancel is seen while a job
/// runs. A closed stdin is a lost supervisor: the running job checkpoints and ends as paused. SIGTERM means the same.
class Inbox {
public:
    using Item = std::variant<JobAssignment, WorkerRequest>;

    /// `signals` may be null (tests).
    Inbox(platform::LineReader reader, MessageWriter& writer, const platform::StopSignals* signals);
    ~Inbox();
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    /// Waits for the next job or request; nothing when the worker should end.
    [[nodiscard]] std::optional<Item> next();
    /// Asked by a running job at every step; cheap.
    [[nodiscard]] std::optional<StopMode> stopRequested() const;
    /// Forgets a stop that was meant for the job that has just ended.
    void jobEnded();
    /// Whether the request with this id was cancelled or superseded while it waited or ran.
    [[nodiscard]] bool isCancelled(std::int64_t request) const;
    /// The answer to a request was sent: its id is free again.
    void answered(const WorkerRequest& request);

private:
    void readLoop();
    void accept(const std::string& line);
    void acceptRequest(WorkerRequest request);
    void acceptCancel(const nlohmann::json& json);
    void reject(std::int64_t id, const Error& error);
    [[nodiscard]] bool mustEnd() const;

    platform::LineReader m_reader;
    MessageWriter& m_writer;
    const platform::StopSignals* m_signals;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Item> m_items;
    std::set<std::int64_t> m_open;      ///< requests that came and have no answer yet
    std::set<std::int64_t> m_cancelled; ///< a subset of them
    std::map<std::string, std::int64_t> m_newest; ///< supersedes key → newest request
    std::optional<StopMode> m_stop;
    bool m_ended = false;
    bool m_leaving = false;
    std::thread m_thread;
};

} // namespace fettle::worker
