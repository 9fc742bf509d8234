// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <doctest/doctest.h>

#include "engine/service/crash_policy.h"

using namespace fettle;
using namespace fettle::service;
using Action = CrashDecision::Action;

namespace {

WorkerDeath killedBy(int signal)
{
    WorkerDeath death;
    death.status.signalNumber = signal;
    death.microBatchSize = 64;
    return death;
}

} // namespace

TEST_CASE("a kill from outside resumes unchanged as long as attempts get further")
{
    auto death = killedBy(SIGKILL);
    death.passedCheckpoint = true;
    for (int deaths : {0, 1, 50}) {
        death.deathsWithoutProgress = deaths;
        CHECK(decideAfterDeath(death).action == Action::Resume);
    }
    death.passedCheckpoint = false;
    death.deathsWithoutProgress = kMostKillsWithoutProgress - 1;
    CHECK(decideAfterDeath(death).action == Action::Resume);
    death.deathsWithoutProgress = kMostKillsWithoutProgress;
    const auto decision = decideAfterDeath(death);
    CHECK(decision.action == Action::Fail);
    CHECK(decision.reason.code == "service.worker_killed");
}

TEST_CASE("a crash of its own is tried once more, then fails with how it ended")
{
    auto death = killedBy(SIGSEGV);
    death.deathsWithoutProgress = kMostCrashesWithoutProgress - 1;
    CHECK(decideAfterDeath(death).action == Action::Resume);
    death.deathsWithoutProgress = kMostCrashesWithoutProgress;
    const auto decision = decideAfterDeath(death);
    CHECK(decision.action == Action::Fail);
    CHECK(decision.reason.code == "service.worker_died_again");
    CHECK(decision.reason.arguments.at("signal").asText() == "SIGSEGV");
}

TEST_CASE("the kernel's kill for want of memory halves the micro-batch once")
{
    auto death = killedBy(SIGKILL);
    death.memoryRanShort = true;
    const auto halved = decideAfterDeath(death);
    CHECK(halved.action == Action::ResumeAtHalfBatch);
    CHECK(halved.reason.arguments.at("micro_batch").asInteger() == 32);
    death.halvedBefore = true;
    CHECK(decideAfterDeath(death).action == Action::Fail);
    CHECK(decideAfterDeath(death).reason.code == "service.out_of_memory");
    death.halvedBefore = false;
    death.microBatchSize = 1;
    CHECK(decideAfterDeath(death).action == Action::Fail);
    death.kind = JobKind::Import;
    death.microBatchSize = 64;
    CHECK(decideAfterDeath(death).reason.code == "service.out_of_memory_import");
}

TEST_CASE("a crash while memory is short elsewhere is not taken for a kill by the kernel")
{
    auto death = killedBy(SIGSEGV);
    death.memoryRanShort = true;
    CHECK(decideAfterDeath(death).action == Action::Resume);
}
