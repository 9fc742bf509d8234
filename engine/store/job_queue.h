// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/job.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/contract/worker_protocol.h"
#include "engine/platform/clock.h"
#include "engine/platform/process.h"

namespace fettle::store {

class Connection;

struct NewJob {
    std::string id; ///< empty: made
    JobKind kind = JobKind::Train;
    std::string project; ///< empty: the default one
    std::string title;
    std::string run;
    std::string dataset;
    Value request;
    std::int64_t priority = 0;
    std::vector<std::string> dependsOn; ///< jobs that must be completed first
    std::int64_t maxAttempts = 3;
    std::string clonedFrom;
};

/// How many jobs may be held at a time: those that keep the processor busy, and the others beside them.
struct SlotLimits {
    std::int64_t training = 1; ///< train, evaluate
    std::int64_t other = 2;    ///< import, predict, export
};

/// A claimed job and the right to write its end: only the holder of the newest fence may.
struct Claim {
    Job job;
    std::int64_t fence = 0;
    std::int64_t leaseUntilMs = 0; ///< UTC milliseconds
};

/// A job in a worker's hands, as recovery and the watch over leases see it.
struct HeldJob {
    Job job;
    std::int64_t fence = 0;
    std::int64_t leaseUntilMs = 0;
    platform::ProcessId workerPid = 0; ///< 0: claimed, no worker bound yet
    platform::ProcessStart workerStart = 0;
};

/// What is known of a job whose worker went away.
struct Interruption {
    Job job; ///< state interrupted
    bool passedCheckpoint = false;         ///< a checkpoint newer than those at the claim was stored
    std::int64_t deathsWithoutProgress = 0; ///< before this one, since the last new checkpoint
};

/// What a request to stop led to.
struct StopOutcome {
    Job job;
    bool tellWorker = false; ///< a worker holds it and has to be told
};

/// The queue as rows. Every call is one immediate transaction, durable against power loss (but progress and
/// heartbeats, which are worth nothing afterwards). Changes of state go through isLegalTransition alone.
///
/// Errors: store.not_found, store.not_possible {action, state}, store.unknown_dependency, store.disk_full and the
/// other store.* of a failing database, after which nothing is changed.
class JobQueue {
public:
    JobQueue(Connection& connection, const platform::Clock& clock) : m_connection(connection), m_clock(clock) {}

    [[nodiscard]] Result<Job> submit(const NewJob& job);

    /// A claimed job may carry a wish (`stopRequested`), for its worker to be told at once.
    /// Takes the first queued job whose dependencies are completed and whose kind has a free slot: by priority, then
    /// position. It is running from here on, its attempt counted. Nothing where none is ready.
    [[nodiscard]] Result<std::optional<Claim>> claim(const SlotLimits& limits, std::int64_t leaseMs);
    /// Says which process works on it. False: the fence is not the newest any more.
    [[nodiscard]] Result<bool> bindWorker(std::string_view job, std::int64_t fence, platform::ProcessId pid,
                                          platform::ProcessStart start);
    /// Prolongs the lease. False: the job is no longer this worker's.
    [[nodiscard]] Result<bool> heartbeat(std::string_view job, std::int64_t fence, std::int64_t leaseMs);
    [[nodiscard]] Result<bool> progress(std::string_view job, std::int64_t fence, const Progress& progress);
    /// The job's end (completed, paused, stopped, failed). Once: a repeated or late one is false and changes nothing.
    /// Paused without that wish means that the engine is leaving: it becomes interrupted, and recover() goes on with it.
    /// Dependents of a job that failed or was stopped fail with it (store.dependency_failed).
    [[nodiscard]] Result<bool> finish(const JobOutcome& outcome);

    /// Pause, stop and save, stop and discard, for a job in any state that is not final.
    /// Waiting ones change at once (a paused one that is to be saved is queued again with that wish); a held one gets
    /// the wish and the worker is to be told. Discard may follow Save or Pause, Save may follow Pause.
    [[nodiscard]] Result<StopOutcome> requestStop(std::string_view job, StopMode mode);
    /// A paused or interrupted job waits in the queue again.
    [[nodiscard]] Result<Job> resume(std::string_view job);
    /// A failed job waits again with its attempts at zero, and so do those that failed because of it. Kept as an event.
    [[nodiscard]] Result<Job> retry(std::string_view job, const Note& reason);
    /// The job's description for submit(): no run (the caller makes a new one), `clonedFrom` set.
    [[nodiscard]] Result<NewJob> cloneOf(std::string_view job);

    /// Before or behind another waiting job, taking over its priority; to a place among the waiting (0: first); or to
    /// another priority, behind those that have it.
    [[nodiscard]] Result<Job> moveBefore(std::string_view job, std::string_view other);
    [[nodiscard]] Result<Job> moveAfter(std::string_view job, std::string_view other);
    [[nodiscard]] Result<Job> moveTo(std::string_view job, std::int64_t place);
    [[nodiscard]] Result<Job> setPriority(std::string_view job, std::int64_t priority);
    [[nodiscard]] Result<Job> rename(std::string_view job, std::string_view title);

    [[nodiscard]] Result<std::vector<HeldJob>> held();
    /// The worker of a held job went away without a word: interrupted. False (nothing) where the fence is an old one.
    [[nodiscard]] Result<std::optional<Interruption>> interrupt(std::string_view job, std::int64_t fence,
                                                                const Note& reason);
    /// An interrupted job waits again at its place; where the wish was to pause or to discard, it gets that
    /// instead. `request`: what changes (a smaller micro-batch).
    [[nodiscard]] Result<Job> requeue(std::string_view job, const std::optional<Value>& request = std::nullopt);
    /// An interrupted or waiting job fails, its dependents with it.
    [[nodiscard]] Result<Job> fail(std::string_view job, const Error& error);
    /// After a start: every held job whose worker is gone (`isAlive` says no, or none was bound) is interrupted and
    /// waits again, as do the interrupted ones of an engine that left in order; or fails once it was lost `mostLosses`
    /// times in a row without a new checkpoint (store.too_many_attempts). Returns what happened to each.
    [[nodiscard]] Result<std::vector<Job>> recover(
        const std::function<bool(platform::ProcessId, platform::ProcessStart)>& isAlive,
        std::int64_t mostLosses = kMostLosses);
    /// Generous: the engine's end is seldom the job's fault.
    static constexpr std::int64_t kMostLosses = 25;

private:
    struct Kept;
    [[nodiscard]] Result<Kept> load(std::string_view job);
    [[nodiscard]] Result<Job> reload(std::string_view job);
    /// Changes the state where that is legal; else store.not_possible naming `action`.
    [[nodiscard]] Result<void> transition(const Job& job, JobState to, std::string_view action);
    [[nodiscard]] Result<void> failWith(const Job& job, const Error& error);
    [[nodiscard]] Result<void> failDependents(const Job& job);
    [[nodiscard]] Result<void> requeueDependents(std::string_view job);
    [[nodiscard]] Result<void> checkDependencies(const std::vector<std::string>& jobs);
    [[nodiscard]] Result<void> stopWaiting(const Job& job, StopMode mode);
    [[nodiscard]] Result<void> stopHeld(const Job& job, StopMode mode);
    [[nodiscard]] Result<Interruption> markInterrupted(const Kept& kept, const Note& reason);
    [[nodiscard]] Result<void> requeueNow(const Job& job, const std::optional<Value>& request);
    [[nodiscard]] Result<Job> place(std::string_view job, std::int64_t priority, const std::vector<std::string>& order);
    [[nodiscard]] Result<Job> moveBeside(std::string_view job, std::string_view other, bool behind);
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> waiting();
    void addEvent(const Job& job, std::string_view topic, const Note& note);
    [[nodiscard]] std::string now() const { return platform::formatUtc(m_clock.utcMs()); }

    Connection& m_connection;
    const platform::Clock& m_clock;
};

} // namespace fettle::store
