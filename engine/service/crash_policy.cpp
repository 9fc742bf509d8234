// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/crash_policy.h"

namespace fettle::service {

Value exitCodeOf(const platform::ExitStatus& status) { return status.code ? Value(*status.code) : Value(); }

Value signalOf(const platform::ExitStatus& status) { return status.signalNumber ? Value(status.describe()) : Value(); }

CrashDecision decideAfterDeath(const WorkerDeath& death)
{
    using Action = CrashDecision::Action;
    const bool killed = death.status.killed();
    if (killed && death.memoryRanShort) {
        if (death.kind != JobKind::Train)
            return {Action::Fail, makeError("service.out_of_memory_import")};
        if (death.halvedBefore || death.microBatchSize == 1)
            return {Action::Fail, makeError("service.out_of_memory")};
        return {Action::ResumeAtHalfBatch, makeError("service.note_half_batch", {{"micro_batch", death.microBatchSize / 2}})};
    }
    const int deaths = death.passedCheckpoint ? 1 : death.deathsWithoutProgress + 1;
    const int most = killed ? kMostKillsWithoutProgress : kMostCrashesWithoutProgress;
    if (deaths <= most)
        return {Action::Resume, makeError("service.note_worker_died", {{"exit_code", exitCodeOf(death.status)},
                                                                  {"signal", signalOf(death.status)}})};
    if (killed)
        return {Action::Fail, makeError("service.worker_killed", {{"count", deaths}})};
    return {Action::Fail, makeError("service.worker_died_again", {{"count", deaths},
                                                                   {"exit_code", exitCodeOf(death.status)},
                                                                   {"signal", signalOf(death.status)}})};
}

} // namespace fettle::service
