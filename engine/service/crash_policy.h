// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "engine/contract/job.h"
#include "engine/contract/result.h"
#include "engine/platform/child_process.h"

namespace fettle::service {

/// What is known when a worker ended without a word about its job.
struct WorkerDeath {
    platform::ExitStatus status;
    JobKind kind = JobKind::Train;
    /// The kernel's count of kills for want of memory rose while the worker lived.
    bool memoryRanShort = false;
    /// A checkpoint newer than those at the attempt's start was stored.
    bool passedCheckpoint = false;
    /// Deaths before this one since the last checkpoint.
    int deathsWithoutProgress = 0;
    /// The micro-batch was halved for this run before.
    bool halvedBefore = false;
    /// 1 cannot be halved.
    std::int64_t microBatchSize = 0;
};

struct CrashDecision {
    enum class Action { Resume, ResumeAtHalfBatch, Fail };
    Action action = Action::Fail;
    /// Resume: the note for the run. Fail: the reason.
    Error reason;
};

/// Kills from outside in a row that are put up with; crashes of its own are likely to repeat.
inline constexpr int kMostKillsWithoutProgress = 10;
inline constexpr int kMostCrashesWithoutProgress = 2;

/// What sentences say of an ending: its exit code, or the name of the signal; null for the other one.
[[nodiscard]] Value exitCodeOf(const platform::ExitStatus& status);
[[nodiscard]] Value signalOf(const platform::ExitStatus& status);

/// Resume unchanged from the last checkpoint as long as attempts pass new ones; once at half the micro-batch where
/// memory ran short; else fail with what is known to be true.
[[nodiscard]] CrashDecision decideAfterDeath(const WorkerDeath& death);

} // namespace fettle::service
