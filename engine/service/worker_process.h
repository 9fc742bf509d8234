// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <QObject>
#include <QSocketNotifier>

#include <nlohmann/json_fwd.hpp>

#include "engine/contract/result.h"
#include "engine/platform/child_process.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/line_sender.h"
#include "engine/service/log_tail.h"

namespace fettle::service {

struct WorkerSpawn {
    platform::Path program;
    std::vector<std::string> arguments;
    std::int64_t threads = 1;
    int niceness = 0;
    /// The kernel takes a worker before the user's other programs when memory runs out.
    int outOfMemoryScore = 500;
    bool dieWithParent = false;
};

/// A worker with its pipes in the event loop: lines out as JSON messages, lines in without waiting for their reader,
/// stderr as a tail. What it prints that is no message counts as log.
class WorkerProcess : public QObject {
    Q_OBJECT
public:
    explicit WorkerProcess(QObject* parent = nullptr) : QObject(parent) {}
    ~WorkerProcess() override;

    /// Errors: service.worker_not_found, platform.program_not_started.
    [[nodiscard]] Result<void> start(const WorkerSpawn& spawn);
    void send(std::string_view line);
    [[nodiscard]] std::size_t unsentBytes() const { return m_sender ? m_sender->pendingBytes() : 0; }
    /// The worker's stdin ends: it checkpoints and leaves.
    void closeInput();
    void kill();
    /// Without reading, its messages wait in the pipe and then it does.
    void setReading(bool reading);
    [[nodiscard]] bool isRunning() const { return m_process && !m_ended; }
    [[nodiscard]] platform::ProcessId pid() const { return m_process ? m_process->pid() : 0; }
    [[nodiscard]] platform::ProcessStart startTime() const { return m_process ? m_process->start() : 0; }
    [[nodiscard]] const LogTail& log() const { return m_log; }
    /// Lines on its stdout that were no messages.
    [[nodiscard]] std::int64_t unreadableLines() const { return m_unreadableLines; }

Q_SIGNALS:
    void message(const std::string& type, const nlohmann::json& body);
    /// After the last message. Once.
    void ended(const fettle::platform::ExitStatus& status);

private:
    /// Takes lines until none is there or a share of the event loop's turn is used up.
    void readOutput(bool everything);
    void readErrors();
    void handleLine(const std::string& line);
    void flushInput();
    void finish();

    std::optional<platform::ChildProcess> m_process;
    std::optional<platform::LineReader> m_output;
    std::optional<platform::LineReader> m_errors;
    std::unique_ptr<platform::LineSender> m_sender;
    std::unique_ptr<QSocketNotifier> m_outputNotifier;
    std::unique_ptr<QSocketNotifier> m_errorsNotifier;
    std::unique_ptr<QSocketNotifier> m_inputNotifier;
    std::unique_ptr<QSocketNotifier> m_endNotifier;
    LogTail m_log;
    std::int64_t m_unreadableLines = 0;
    bool m_ended = false;
    bool m_closeWhenFlushed = false;
    bool m_reading = true;
    bool m_outputEnded = false;
};

} // namespace fettle::service
