// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <QObject>
#include <QTimer>
#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/contract/metric.h"
#include "engine/contract/worker_protocol.h"
#include "engine/service/job_preparation.h"
#include "engine/service/service_context.h"
#include "engine/service/worker_process.h"

namespace fettle::service {

/// One attempt at a job: a worker process, its messages on their way into the database, and how it ends. While the
/// database cannot be written (a full disk), the worker is not read; it waits on its pipe and nothing is lost.
class JobAttempt : public QObject {
    Q_OBJECT
public:
    JobAttempt(const ServiceContext& context, store::Claim claim, QObject* parent = nullptr);
    ~JobAttempt() override;

    /// A worker that was loaded ahead with so many threads, or none.
    using TakeSpare = std::function<std::unique_ptr<WorkerProcess>(std::int64_t threads)>;

    /// Prepares the job, starts its worker (a training takes a spare one) and hands it over. Errors: those of
    /// prepareJob and WorkerProcess::start.
    [[nodiscard]] Result<void> start(const TakeSpare& takeSpare);
    [[nodiscard]] const Job& job() const { return m_claim.job; }
    [[nodiscard]] std::int64_t fence() const { return m_claim.fence; }
    /// Tells the worker, and kills it if it does not end in time.
    void stop(StopMode mode);
    /// The supervisor ends: checkpoint, and wait in the queue for the next start.
    void leave();
    void heartbeat();
    /// Stores metric points that wait; publishes nothing.
    void commitMetrics();

Q_SIGNALS:
    /// The job's row changed.
    void changed(const std::string& job);
    void event(const fettle::ClientEvent& event);
    void metrics(const std::string& job, const fettle::MetricBatch& batch);
    /// The outcome is stored and the process is gone.
    void done();

private:
    enum class Stored { Yes, Later };

    void handleMessage(const std::string& type, const nlohmann::json& body);
    /// Later: the database cannot be written now.
    [[nodiscard]] Stored process(const std::string& type, const nlohmann::json& body);
    [[nodiscard]] Stored storeMetrics(const nlohmann::json& body);
    [[nodiscard]] Stored storeCheckpoint(const nlohmann::json& body);
    [[nodiscard]] Stored storeRecipe(const nlohmann::json& body);
    [[nodiscard]] Stored storeFinished(const nlohmann::json& body);
    [[nodiscard]] Stored finish(JobOutcome outcome);
    [[nodiscard]] Stored putBack(const Note& reason);
    [[nodiscard]] Stored resumeAtHalfBatch(const Note& reason);
    [[nodiscard]] Stored handleDeath(const platform::ExitStatus& status);
    void retryWaiting();
    [[nodiscard]] Stored storedOrLater(const Result<void>& result);
    void handleEnd(const platform::ExitStatus& status);
    void noteRun(const std::string& topic, const Note& note);
    void keepLog();
    [[nodiscard]] std::int64_t microBatch() const;

    const ServiceContext& m_context;
    store::Claim m_claim;
    std::unique_ptr<WorkerProcess> m_worker;
    std::optional<std::uint64_t> m_memoryKillsAtStart;
    std::int64_t m_batchSize = 0;
    std::optional<StopMode> m_asked;
    bool m_leaving = false;
    bool m_finished = false;
    bool m_doneSent = false;
    std::optional<Error> m_forced; ///< why we would kill the worker
    bool m_killedByUs = false;
    std::optional<platform::ExitStatus> m_ended;
    std::deque<std::pair<std::string, nlohmann::json>> m_waiting;
    bool m_blocked = false;
    QTimer m_retryTimer;
    QTimer m_killTimer;
    std::int64_t m_progressStoredMs = -1;
};

} // namespace fettle::service
