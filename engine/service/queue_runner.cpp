// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/queue_runner.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/platform/process.h"
#include "engine/service/job_results.h"

namespace fettle::service {
namespace {

constexpr int kOrphanLookMs = 20;

} // namespace

QueueRunner::QueueRunner(const ServiceContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QueueRunner::schedule);
    connect(&m_commitTimer, &QTimer::timeout, this, &QueueRunner::commitMetrics);
    connect(&m_heartbeatTimer, &QTimer::timeout, this, &QueueRunner::heartbeat);
    connect(&m_orphanTimer, &QTimer::timeout, this, &QueueRunner::watchOrphans);
    m_spareTimer.setSingleShot(true);
    connect(&m_spareTimer, &QTimer::timeout, this, &QueueRunner::dropSpare);
}

QueueRunner::~QueueRunner() = default;

Result<void> QueueRunner::start()
{
    m_commitTimer.start(m_context.options.metricsCommitMs);
    m_heartbeatTimer.start(std::max(1000, m_context.options.leaseMs / 3));
    FETTLE_TRY_ASSIGN(const auto recovered, m_context.writer.queue().recover(platform::isAlive));
    for (const auto& job : recovered)
        Q_EMIT changed(job.id);
    // What is still held has a worker that noticed the loss of its supervisor and writes its checkpoint.
    FETTLE_TRY_ASSIGN(const auto held, m_context.writer.queue().held());
    const auto killAt = m_context.clock.monotonicMs() + m_context.options.stopTimeoutMs;
    for (const auto& job : held)
        m_orphans.push_back({job, killAt});
    if (!m_orphans.empty())
        m_orphanTimer.start(kOrphanLookMs);
    scheduleSoon();
    return {};
}

void QueueRunner::watchOrphans()
{
    bool gone = false;
    std::erase_if(m_orphans, [&](const Orphan& orphan) {
        if (!platform::isAlive(orphan.held.workerPid, orphan.held.workerStart)) {
            gone = true;
            return true;
        }
        if (m_context.clock.monotonicMs() >= orphan.killAtMs)
            static_cast<void>(platform::signalProcess(orphan.held.workerPid, orphan.held.workerStart,
                                                      platform::ProcessSignal::Kill));
        return false;
    });
    if (gone) {
        // Ours are bound to live workers, so only the orphans' jobs are taken back.
        if (const auto recovered = m_context.writer.queue().recover(platform::isAlive))
            for (const auto& job : *recovered)
                Q_EMIT changed(job.id);
        scheduleSoon();
    }
    if (m_orphans.empty())
        m_orphanTimer.stop();
}

void QueueRunner::scheduleSoon()
{
    if (!m_leaving)
        m_timer.start(0);
}

void QueueRunner::schedule()
{
    const store::SlotLimits limits{m_context.options.trainingSlots, m_context.options.otherSlots};
    while (!m_leaving) {
        auto claim = m_context.writer.queue().claim(limits, m_context.options.leaseMs);
        if (!claim) {
            Q_EMIT event({"engine", {}, {}, ValueMap{{"state", "error"}, {"error", toValue(claim.error())}}});
            // A full disk may have room again later.
            m_timer.start(2000);
            return;
        }
        if (!*claim)
            break;
        launch(std::move(**claim));
    }
    if (isIdle())
        Q_EMIT idle();
}

void QueueRunner::launch(store::Claim claim)
{
    const std::string id = claim.job.id;
    auto attempt = std::make_unique<JobAttempt>(m_context, std::move(claim));
    connect(attempt.get(), &JobAttempt::changed, this, &QueueRunner::changed);
    connect(attempt.get(), &JobAttempt::event, this, &QueueRunner::event);
    connect(attempt.get(), &JobAttempt::metrics, this, &QueueRunner::metrics);
    connect(attempt.get(), &JobAttempt::done, this, [this, id] { attemptDone(id); });
    const JobKind kind = attempt->job().kind;
    const auto started = attempt->start([this](std::int64_t threads) { return takeSpare(threads); });
    if (!started) {
        JobOutcome outcome{id, attempt->fence(), JobState::Failed, "failed", {}, started.error(), false};
        static_cast<void>(storeOutcome(m_context, attempt->job(), outcome));
        Q_EMIT changed(id);
        return;
    }
    const auto wish = attempt->job().stopRequested;
    m_attempts[id] = std::move(attempt);
    if (kind == JobKind::Import)
        warmUpTraining();
    Q_EMIT changed(id);
    // Asked to stop and save while it waited or while its last worker died: it runs only to publish what it has.
    if (wish)
        if (const auto told = requestStop(id, *wish); !told)
            Q_EMIT event({"engine", id, {}, ValueMap{{"state", "error"}, {"error", toValue(told.error())}}});
}

void QueueRunner::warmUpTraining()
{
    const bool training = std::ranges::any_of(
        m_attempts, [](const auto& entry) { return entry.second->job().kind == JobKind::Train; });
    if (m_leaving || m_spare || training || m_context.options.spareIdleMs <= 0)
        return;
    auto spare = std::make_unique<WorkerProcess>();
    WorkerSpawn spawn;
    spawn.program = m_context.options.workerProgram;
    spawn.threads = m_spareThreads = defaultThreads();
    spawn.niceness = workerNiceness();
    if (!spare->start(spawn))
        return;
    connect(spare.get(), &WorkerProcess::message, this, [this](const std::string& type, const nlohmann::json& body) {
        const auto hello = fromJson<WorkerHello>(body);
        if (type == "hello" && hello && hello->protocol != kWorkerProtocolVersion)
            QTimer::singleShot(0, this, &QueueRunner::dropSpare);
    });
    connect(spare.get(), &WorkerProcess::ended, this, [this] { m_spare.release()->deleteLater(); });
    m_spare = std::move(spare);
    m_spareTimer.start(m_context.options.spareIdleMs);
}

std::unique_ptr<WorkerProcess> QueueRunner::takeSpare(std::int64_t threads)
{
    if (!m_spare || !m_spare->isRunning() || threads != m_spareThreads)
        return nullptr;
    m_spareTimer.stop();
    m_spare->disconnect(this);
    return std::move(m_spare);
}

void QueueRunner::dropSpare()
{
    if (m_spare)
        m_spare->disconnect(this);
    m_spare.reset();
}

void QueueRunner::attemptDone(const std::string& job)
{
    const auto found = m_attempts.find(job);
    if (found == m_attempts.end())
        return;
    found->second.release()->deleteLater();
    m_attempts.erase(found);
    if (m_leaving) {
        if (m_attempts.empty())
            Q_EMIT idle();
        return;
    }
    scheduleSoon();
}

Result<Job> QueueRunner::requestStop(const std::string& job, StopMode mode)
{
    FETTLE_TRY_ASSIGN(const auto outcome, m_context.writer.queue().requestStop(job, mode));
    if (outcome.tellWorker) {
        if (const auto found = m_attempts.find(job); found != m_attempts.end())
            found->second->stop(mode);
    } else if (outcome.job.state == JobState::Stopped) {
        removeDiscarded(m_context, outcome.job);
    }
    Q_EMIT changed(job);
    scheduleSoon();
    return outcome.job;
}

void QueueRunner::leave()
{
    m_leaving = true;
    m_timer.stop();
    dropSpare();
    for (const auto& [id, attempt] : m_attempts)
        attempt->leave();
    if (m_attempts.empty())
        QTimer::singleShot(0, this, &QueueRunner::idle);
}

void QueueRunner::commitMetrics()
{
    if (m_context.writer.metrics().pendingPoints() == 0)
        return;
    if (const auto committed = m_context.writer.metrics().commit(); !committed)
        Q_EMIT event({"engine", {}, {}, ValueMap{{"state", "error"}, {"error", toValue(committed.error())}}});
}

void QueueRunner::heartbeat()
{
    for (const auto& [id, attempt] : m_attempts)
        attempt->heartbeat();
}

} // namespace fettle::service
