// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/crash_policy.h"

namespace fettle::service {

CrashDecision decideAfterDeath(const WorkerDeath& death)
{
    using Action = CrashDecision::Action;
    const bool killed = death.status.killed();
    const std::string how = death.status.describe();
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
        return {Action::Resume, makeError("service.note_worker_died", {{"how", how}})};
    if (killed)
        return {Action::Fail, makeError("service.worker_killed", {{"count", deaths}})};
    return {Action::Fail, makeError("service.worker_died_again", {{"count", deaths}, {"how", how}})};
}

} // namespace fettle::service
