// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/job_attempt.h"

#include "engine/contract/run.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/files.h"
#include "engine/platform/machine.h"
#include "engine/service/crash_policy.h"
#include "engine/service/job_results.h"

namespace fettle::service {
namespace {

/// Points that are committed before the timer comes.
constexpr std::int64_t kCommitPoints = 50'000;
constexpr int kRetryMs = 500;
/// After its outcome a worker has this long to be gone.
constexpr int kExitMs = 15'000;
constexpr std::int64_t kProgressMs = 250;

/// What may pass if one waits: the disk is full, another program reads.
bool mayPass(const Error& error)
{
    return error.code == "store.disk_full" || error.code == "store.busy" || error.code == "store.io_failed";
}

} // namespace

JobAttempt::JobAttempt(const ServiceContext& context, store::Claim claim, QObject* parent)
    : QObject(parent), m_context(context), m_claim(std::move(claim))
{
    m_killTimer.setSingleShot(true);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &JobAttempt::retryWaiting);
    connect(&m_killTimer, &QTimer::timeout, this, [this] {
        m_killedByUs = true;
        m_worker->kill();
    });
}

JobAttempt::~JobAttempt() = default;

Result<void> JobAttempt::start(const TakeSpare& takeSpare)
{
    FETTLE_TRY_ASSIGN(auto prepared, prepareJob(m_context, m_claim.job));
    m_memoryKillsAtStart = platform::Machine().outOfMemoryKills();
    std::unique_ptr<WorkerProcess> worker;
    if (m_claim.job.kind == JobKind::Train)
        worker = takeSpare(prepared.threads);
    if (!worker) {
        worker = std::make_unique<WorkerProcess>();
        WorkerSpawn spawn;
        spawn.program = m_context.options.workerProgram;
        spawn.threads = prepared.threads;
        spawn.niceness = workerNiceness();
        FETTLE_TRY(worker->start(spawn));
    }
    m_worker = std::move(worker);
    connect(m_worker.get(), &WorkerProcess::message, this, &JobAttempt::handleMessage);
    connect(m_worker.get(), &WorkerProcess::ended, this, &JobAttempt::handleEnd);
    // Bound before it gets the job: a supervisor that is killed in between leaves a worker without work.
    FETTLE_TRY(m_context.writer.queue().bindWorker(m_claim.job.id, m_claim.fence, m_worker->pid(), m_worker->startTime()));
    const JobAssignment assignment{m_claim.job.id, m_claim.fence, m_claim.job.kind, std::move(prepared.request)};
    m_worker->send(encodeMessage("job", toJson(assignment)));
    if (m_claim.job.kind == JobKind::Train) {
        if (const auto request = fromValue<TrainRequest>(m_claim.job.request))
            m_batchSize = request->recipe.training.batchSize;
        if (m_claim.job.attempts > 1)
            noteRun("resume", prepared.resumeStep >= 0
                                  ? makeError("service.note_resumed", {{"step", prepared.resumeStep}})
                                  : makeError("service.note_restarted"));
    }
    return {};
}

void JobAttempt::stop(StopMode mode)
{
    m_asked = mode;
    if (m_finished || !m_worker || !m_worker->isRunning())
        return;
    m_worker->send(encodeMessage("stop", {{"mode", std::string(toText(mode))}}));
    const int limitMs = mode == StopMode::Discard ? m_context.options.discardTimeoutMs : m_context.options.stopTimeoutMs;
    m_forced = makeError("service.worker_silent", {{"seconds", limitMs / 1000.0}});
    m_killTimer.start(limitMs);
}

void JobAttempt::leave()
{
    m_leaving = true;
    if (m_finished)
        return;
    if (!m_worker || !m_worker->isRunning())
        return;
    if (!m_asked) {
        stop(StopMode::Pause);
        m_asked.reset();
    }
}

void JobAttempt::heartbeat()
{
    if (!m_finished)
        static_cast<void>(m_context.writer.queue().heartbeat(m_claim.job.id, m_claim.fence, m_context.options.leaseMs));
}

void JobAttempt::handleMessage(const std::string& type, const nlohmann::json& body)
{
    if (m_blocked) {
        m_waiting.emplace_back(type, body);
        return;
    }
    if (process(type, body) == Stored::Later) {
        m_blocked = true;
        m_waiting.emplace_back(type, body);
        m_worker->setReading(false);
        m_retryTimer.start(kRetryMs);
    }
}

void JobAttempt::retryWaiting()
{
    while (!m_waiting.empty()) {
        const auto [type, body] = m_waiting.front();
        if (process(type, body) == Stored::Later) {
            m_retryTimer.start(kRetryMs);
            return;
        }
        m_waiting.pop_front();
    }
    if (m_ended && !m_finished && handleDeath(*m_ended) == Stored::Later) {
        m_retryTimer.start(kRetryMs);
        return;
    }
    m_blocked = false;
    if (m_worker && m_worker->isRunning())
        m_worker->setReading(true);
    else if (m_finished && m_ended && !std::exchange(m_doneSent, true))
        Q_EMIT done();
}

JobAttempt::Stored JobAttempt::storedOrLater(const Result<void>& result)
{
    if (result.ok())
        return Stored::Yes;
    Q_EMIT event({"engine", m_claim.job.id, m_claim.job.run, ValueMap{{"state", "error"}, {"error", toValue(result.error())}}});
    // What can never be stored (a point out of order) must not stop the rest.
    return mayPass(result.error()) ? Stored::Later : Stored::Yes;
}

JobAttempt::Stored JobAttempt::process(const std::string& type, const nlohmann::json& body)
{
    const auto& job = m_claim.job;
    if (m_finished)
        return Stored::Yes;
    if (type == "metrics")
        return storeMetrics(body);
    if (type == "checkpoint")
        return storeCheckpoint(body);
    if (type == "finished")
        return storeFinished(body);
    if (type == "recipe")
        return storeRecipe(body);
    if (type == "progress") {
        const auto progress = fromJson<Progress>(body);
        if (!progress)
            return Stored::Yes;
        const auto now = m_context.clock.monotonicMs();
        if (m_progressStoredMs < 0 || now - m_progressStoredMs >= kProgressMs) {
            m_progressStoredMs = now;
            static_cast<void>(m_context.writer.queue().progress(job.id, m_claim.fence, *progress));
        }
        Q_EMIT event({"progress", job.id, job.run, toValue(*progress)});
    } else if (type == "note") {
        const Note note = errorFromJson(body);
        if (!note.code.empty())
            noteRun("note", note);
    } else if (type == "artifact") {
        auto artifact = fromJson<ArtifactInfo>(body);
        if (artifact && !job.run.empty()) {
            artifact->run = job.run;
            return storedOrLater(m_context.writer.runs().addArtifact(*artifact));
        }
    } else if (type == "log") {
        Q_EMIT event({"log", job.id, job.run, valueFromJson(body)});
    } else if (type == "hello") {
        const auto hello = fromJson<WorkerHello>(body);
        if (hello && hello->protocol != kWorkerProtocolVersion) {
            m_forced = makeError("service.worker_version_mismatch",
                                 {{"worker_version", hello->version}, {"engine_version", kFettleVersion}});
            m_killedByUs = true;
            m_worker->kill();
        }
    }
    return Stored::Yes;
}

JobAttempt::Stored JobAttempt::storeMetrics(const nlohmann::json& body)
{
    auto batch = fromJson<MetricBatch>(body);
    if (!batch || m_claim.job.run.empty())
        return Stored::Yes;
    // A worker writes its own run and no other.
    batch->run = m_claim.job.run;
    const auto added = m_context.writer.metrics().add(*batch);
    if (!added)
        return storedOrLater(added);
    Q_EMIT metrics(m_claim.job.id, *batch);
    if (m_context.writer.metrics().pendingPoints() >= kCommitPoints)
        if (const auto committed = m_context.writer.metrics().commit(); !committed && mayPass(committed.error())) {
            // The points wait in the writer; only the reading stops until they are in.
            m_blocked = true;
            m_worker->setReading(false);
            m_retryTimer.start(kRetryMs);
        }
    return Stored::Yes;
}

void JobAttempt::commitMetrics()
{
    if (m_context.writer.metrics().pendingPoints() > 0)
        static_cast<void>(m_context.writer.metrics().commit());
}

JobAttempt::Stored JobAttempt::storeCheckpoint(const nlohmann::json& body)
{
    auto info = fromJson<CheckpointInfo>(body);
    if (!info || m_claim.job.run.empty())
        return Stored::Yes;
    info->run = m_claim.job.run;
    const auto stored = storedOrLater(m_context.writer.runs().addCheckpoint(*info));
    if (stored == Stored::Yes)
        Q_EMIT event({"checkpoint", m_claim.job.id, m_claim.job.run, toValue(*info)});
    return stored;
}

JobAttempt::Stored JobAttempt::storeRecipe(const nlohmann::json& body)
{
    const auto found = body.find("recipe");
    const auto recipe = found == body.end() ? Result<Recipe>(makeError("contract.missing_field", {{"field", "recipe"}}))
                                            : fromJson<Recipe>(*found);
    if (!recipe || m_claim.job.run.empty())
        return Stored::Yes;
    m_batchSize = examplesAtOnce(recipe->training);
    const auto text = documents::writeRecipe(*recipe, documents::Defaults::Write);
    return storedOrLater(m_context.writer.runs().setResolvedRecipe(m_claim.job.run, text));
}

JobAttempt::Stored JobAttempt::storeFinished(const nlohmann::json& body)
{
    auto outcome = fromJson<JobOutcome>(body);
    if (!outcome || outcome->job != m_claim.job.id || outcome->fence != m_claim.fence)
        return Stored::Yes;
    // A pause that nobody asked for is a SIGTERM from outside or our own leaving: it goes on by itself.
    if (outcome->state == JobState::Paused && !m_asked)
        return putBack(makeError("service.note_interrupted"));
    // An import has no checkpoint: leaving ends it, and it begins again.
    if (outcome->state == JobState::Stopped && m_leaving && !m_asked)
        return putBack(makeError("service.note_interrupted"));
    if (outcome->state == JobState::Failed && outcome->retryable && m_claim.job.kind == JobKind::Train && microBatch() > 1)
        if (const auto request = fromValue<TrainRequest>(m_claim.job.request); request && request->microBatchSize == 0)
            return resumeAtHalfBatch(makeError("service.note_half_batch", {{"micro_batch", microBatch() / 2}}));
    return finish(std::move(outcome).value());
}

std::int64_t JobAttempt::microBatch() const { return m_batchSize; }

JobAttempt::Stored JobAttempt::finish(JobOutcome outcome)
{
    outcome.job = m_claim.job.id;
    outcome.fence = m_claim.fence;
    keepLog();
    if (m_worker && m_worker->unreadableLines() > 0)
        noteRun("note", makeError("service.note_unreadable_output", {{"count", m_worker->unreadableLines()}}));
    const auto stored = storeOutcome(m_context, m_claim.job, std::move(outcome));
    if (!stored && storedOrLater(stored.error()) == Stored::Later)
        return Stored::Later;
    m_finished = true;
    m_killTimer.start(kExitMs);
    if (m_worker)
        m_worker->closeInput();
    Q_EMIT changed(m_claim.job.id);
    return Stored::Yes;
}

JobAttempt::Stored JobAttempt::putBack(const Note& reason)
{
    keepLog();
    const auto stored = m_context.writer.atomically([&]() -> Result<void> {
        FETTLE_TRY(m_context.writer.metrics().commit());
        FETTLE_TRY_ASSIGN(const auto interruption,
                          m_context.writer.queue().interrupt(m_claim.job.id, m_claim.fence, reason));
        if (interruption)
            FETTLE_TRY(m_context.writer.queue().requeue(m_claim.job.id));
        return {};
    });
    if (storedOrLater(stored) == Stored::Later)
        return Stored::Later;
    m_finished = true;
    m_killTimer.start(kExitMs);
    m_worker->closeInput();
    Q_EMIT changed(m_claim.job.id);
    return Stored::Yes;
}

JobAttempt::Stored JobAttempt::resumeAtHalfBatch(const Note& reason)
{
    auto request = fromValue<TrainRequest>(m_claim.job.request);
    if (!request)
        return finish(JobOutcome{{}, 0, JobState::Failed, "failed", {}, request.error(), false});
    request->microBatchSize = std::max<std::int64_t>(1, microBatch() / 2);
    keepLog();
    const auto stored = m_context.writer.atomically([&]() -> Result<void> {
        FETTLE_TRY(m_context.writer.metrics().commit());
        FETTLE_TRY_ASSIGN(const auto interruption,
                          m_context.writer.queue().interrupt(m_claim.job.id, m_claim.fence, reason));
        if (interruption)
            FETTLE_TRY(m_context.writer.queue().requeue(m_claim.job.id, toValue(*request)));
        return {};
    });
    if (storedOrLater(stored) == Stored::Later)
        return Stored::Later;
    m_finished = true;
    m_killTimer.start(kExitMs);
    m_worker->closeInput();
    Q_EMIT event({"note", m_claim.job.id, m_claim.job.run, toValue(reason)});
    Q_EMIT changed(m_claim.job.id);
    return Stored::Yes;
}

JobAttempt::Stored JobAttempt::handleDeath(const platform::ExitStatus& status)
{
    if (m_forced && m_killedByUs) {
        // We ended it: a wish to discard is met all the same, a training goes back to its last checkpoint.
        if (m_asked == StopMode::Discard)
            return finish(JobOutcome{{}, 0, JobState::Stopped, "stopped_by_user", {}, {}, false});
        if (m_forced->code == "service.worker_silent" && (m_leaving || m_asked == StopMode::Pause)) {
            noteRun("crash", *m_forced);
            if (m_leaving && !m_asked)
                return putBack(*m_forced);
            return finish(JobOutcome{{}, 0, JobState::Paused, "paused_by_user", {}, {}, false});
        }
        return finish(JobOutcome{{}, 0, JobState::Failed, "failed", {}, m_forced, false});
    }
    commitMetrics();
    std::optional<store::Interruption> interruption;
    const auto kills = platform::Machine().outOfMemoryKills();
    WorkerDeath death;
    death.status = status;
    death.kind = m_claim.job.kind;
    death.memoryRanShort = status.killed() && kills && m_memoryKillsAtStart && *kills > *m_memoryKillsAtStart;
    death.microBatchSize = microBatch() > 0 ? microBatch() : 1;
    std::optional<TrainRequest> halved;
    if (m_claim.job.kind == JobKind::Train)
        if (auto request = fromValue<TrainRequest>(m_claim.job.request)) {
            death.halvedBefore = request->microBatchSize > 0;
            halved = std::move(request).value();
        }
    keepLog();
    CrashDecision decision;
    const auto stored = m_context.writer.atomically([&]() -> Result<void> {
        const auto how = makeError("service.note_worker_died", {{"exit_code", exitCodeOf(status)}, {"signal", signalOf(status)}},
                                   m_worker->log().last(20));
        FETTLE_TRY_ASSIGN(interruption, m_context.writer.queue().interrupt(m_claim.job.id, m_claim.fence, how));
        if (!interruption)
            return {};
        death.passedCheckpoint = interruption->passedCheckpoint;
        death.deathsWithoutProgress = static_cast<int>(interruption->deathsWithoutProgress);
        decision = decideAfterDeath(death);
        using Action = CrashDecision::Action;
        if (decision.action == Action::Fail) {
            decision.reason.detail = m_worker->log().last(20);
            FETTLE_TRY(m_context.writer.queue().fail(m_claim.job.id, decision.reason));
        } else if (decision.action == Action::ResumeAtHalfBatch && halved) {
            halved->microBatchSize = std::max<std::int64_t>(1, death.microBatchSize / 2);
            FETTLE_TRY(m_context.writer.queue().requeue(m_claim.job.id, toValue(*halved)));
        } else {
            FETTLE_TRY(m_context.writer.queue().requeue(m_claim.job.id));
        }
        return {};
    });
    if (storedOrLater(stored) == Stored::Later)
        return Stored::Later;
    m_finished = true;
    // The crash itself is kept with the interruption; a smaller batch changes the run and is a note of its own.
    if (interruption && decision.action == CrashDecision::Action::ResumeAtHalfBatch)
        noteRun("note", decision.reason);
    else if (interruption && decision.action == CrashDecision::Action::Resume)
        Q_EMIT event({"note", m_claim.job.id, m_claim.job.run, toValue(decision.reason)});
    Q_EMIT changed(m_claim.job.id);
    return Stored::Yes;
}

void JobAttempt::handleEnd(const platform::ExitStatus& status)
{
    m_killTimer.stop();
    m_ended = status;
    if (m_blocked)
        return;
    if (!m_finished && handleDeath(status) == Stored::Later) {
        m_blocked = true;
        m_retryTimer.start(kRetryMs);
        return;
    }
    if (!std::exchange(m_doneSent, true))
        Q_EMIT done();
}

void JobAttempt::noteRun(const std::string& topic, const Note& note)
{
    static_cast<void>(m_context.writer.runs().addEvent(topic, m_claim.job.id, m_claim.job.run, note));
    Q_EMIT event({"note", m_claim.job.id, m_claim.job.run, toValue(note)});
}

void JobAttempt::keepLog()
{
    if (!m_worker || m_worker->log().empty() || m_claim.job.run.empty())
        return;
    const auto folder = m_context.workspace.runFolder(m_claim.job.run);
    static_cast<void>(platform::writeFileAtomically(folder / "worker.log", m_worker->log().text()));
}

} // namespace fettle::service
