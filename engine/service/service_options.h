// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/platform/paths.h"

namespace fettle::service {

/// What a supervisor is started with. The environment sets the times, so that tests need not wait for them.
struct ServiceOptions {
    platform::Path workspace;
    /// FETTLE_WORKER, else fettle-worker beside the running program.
    platform::Path workerProgram;
    /// FETTLE_IDLE_EXIT_MS: after the last client and the last job; -1: never.
    int idleExitMs = 60'000;
    /// FETTLE_STOP_TIMEOUT_MS: how long a worker may take to checkpoint and end before it is killed.
    int stopTimeoutMs = 180'000;
    /// FETTLE_DISCARD_TIMEOUT_MS: the same where nothing is to be kept.
    int discardTimeoutMs = 10'000;
    /// FETTLE_REQUEST_TIMEOUT_MS: how long a cancelled request may keep the interactive worker busy.
    int cancelTimeoutMs = 5'000;
    /// FETTLE_HANDSHAKE_TIMEOUT_MS: for a client's first line.
    int handshakeTimeoutMs = 10'000;
    /// FETTLE_METRICS_COMMIT_MS: metric points are committed at least so often.
    int metricsCommitMs = 150;
    /// FETTLE_LEASE_MS and a third of it as heartbeat.
    int leaseMs = 15'000;
    /// FETTLE_TRAINING_SLOTS: trainings at a time.
    int trainingSlots = 1;
    /// FETTLE_OTHER_SLOTS: imports, predictions and the like beside them.
    int otherSlots = 2;
    /// FETTLE_INTERACTIVE_IDLE_MS: the interactive worker is let go after so long without a request; -1: never.
    int interactiveIdleMs = 600'000;
    /// FETTLE_SPARE_IDLE_MS: a worker that was loaded ahead of a training is kept so long; 0: none is.
    int spareIdleMs = 60'000;
    /// Of one client's unsent messages; beyond it metrics are thinned and progress merged, and its requests wait.
    std::size_t clientQueueBytes = std::size_t{4} << 20;

    [[nodiscard]] static ServiceOptions fromEnvironment(const platform::Path& workspace);
};

} // namespace fettle::service
