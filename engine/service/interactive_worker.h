// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include <QObject>
#include <QTimer>

#include "engine/contract/result.h"
#include "engine/contract/worker_protocol.h"
#include "engine/service/service_options.h"
#include "engine/service/worker_process.h"

namespace fettle::service {

/// The warm worker that previews, checks and predicts: started with the first question, kept, and replaced when it
/// fails, hangs on a cancelled request or reports an internal failure. Questions survive its replacement once, but for
/// the one it was busy with.
class InteractiveWorker : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(Result<Value>)>;
    static constexpr std::size_t kMostWaiting = 512;
    static constexpr std::size_t kMostUnsentBytes = std::size_t{64} << 20;

    explicit InteractiveWorker(const ServiceOptions& options, QObject* parent = nullptr);
    ~InteractiveWorker() override;

    /// Starts the process ahead of a question.
    void warmUp();
    /// `supersedes` not empty: an older waiting question with the same key is answered with service.superseded.
    /// Returns a number for cancel().
    std::int64_t ask(const std::string& method, Value params, const std::string& supersedes, Answer answer);
    /// Answers service.cancelled at once; a worker that stays busy with it is replaced.
    void cancel(std::int64_t question);
    [[nodiscard]] bool busy() const { return !m_waiting.empty(); }
    [[nodiscard]] platform::ProcessId pid() const { return m_process && m_process->isRunning() ? m_process->pid() : 0; }
    /// Everybody waiting gets service.leaving.
    void stop();

Q_SIGNALS:
    void greeted(const fettle::WorkerHello& hello);

private:
    struct Question {
        std::string method;
        Value params;
        std::string supersedes;
        Answer answer; ///< empty once answered (cancelled, superseded) while the worker still works on it
        bool sentAgain = false;
    };

    [[nodiscard]] Result<void> ensureStarted();
    void send(std::int64_t id, const Question& question);
    void handleMessage(const std::string& type, const nlohmann::json& body);
    void handleEnd(const platform::ExitStatus& status);
    /// Answers early; the worker is told and, where it is at it, watched.
    void drop(std::int64_t id, const Error& error);
    /// Questions are answered in their order. One that waits behind another costs nothing when nobody wants it any more,
    /// and must not cost the one that is worked on.
    void watch();
    void letGo();
    void failAll(const Error& error);

    const ServiceOptions& m_options;
    std::unique_ptr<WorkerProcess> m_process;
    std::map<std::int64_t, Question> m_waiting;
    std::int64_t m_nextId = 1;
    QTimer m_stuckTimer;
    QTimer m_idleTimer;
    bool m_stopped = false;
};

} // namespace fettle::service
