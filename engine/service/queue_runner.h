// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>

#include <QObject>
#include <QTimer>

#include "engine/service/job_attempt.h"
#include "engine/service/service_context.h"

namespace fettle::service {

/// Runs what the queue holds: claims jobs into free slots, watches their attempts, takes up at the start what was
/// interrupted, and lets go of everything in order at the end.
class QueueRunner : public QObject {
    Q_OBJECT
public:
    explicit QueueRunner(const ServiceContext& context, QObject* parent = nullptr);
    ~QueueRunner() override;

    /// Recovers held jobs of a supervisor before us and begins to work. Errors: store.*.
    [[nodiscard]] Result<void> start();
    /// Something in the queue changed; free slots are filled soon.
    void scheduleSoon();
    /// Pause, stop and save, stop and discard. Errors: store.not_found, store.not_possible.
    [[nodiscard]] Result<Job> requestStop(const std::string& job, StopMode mode);
    /// Loads a worker ahead of a training that is likely to come (its data is being imported or looked at), so that
    /// LibTorch is in memory when it does. One at most, none beside a training, let go after a while.
    void warmUpTraining();
    /// Checkpoints and ends everything; idle() follows when nothing is left.
    void leave();
    /// Nothing runs and nothing that waits could.
    [[nodiscard]] bool isIdle() const { return m_attempts.empty() && m_orphans.empty() && !m_timer.isActive(); }
    [[nodiscard]] std::size_t runningCount() const { return m_attempts.size(); }

Q_SIGNALS:
    void changed(const std::string& job);
    void event(const fettle::ClientEvent& event);
    void metrics(const std::string& job, const fettle::MetricBatch& batch);
    void idle();

private:
    void schedule();
    void launch(store::Claim claim);
    void attemptDone(const std::string& job);
    void commitMetrics();
    void heartbeat();
    /// Workers of the supervisor before us that still checkpoint: waited for, then killed.
    void watchOrphans();
    /// The worker that was loaded ahead, where it fits.
    [[nodiscard]] std::unique_ptr<WorkerProcess> takeSpare(std::int64_t threads);
    void dropSpare();

    struct Orphan {
        store::HeldJob held;
        std::int64_t killAtMs = 0;
    };

    const ServiceContext& m_context;
    std::map<std::string, std::unique_ptr<JobAttempt>> m_attempts;
    std::vector<Orphan> m_orphans;
    QTimer m_timer;          ///< schedule()
    QTimer m_commitTimer;
    QTimer m_heartbeatTimer;
    QTimer m_orphanTimer;
    std::unique_ptr<WorkerProcess> m_spare;
    std::int64_t m_spareThreads = 0;
    QTimer m_spareTimer;
    bool m_leaving = false;
};

} // namespace fettle::service
