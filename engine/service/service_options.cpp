// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/service_options.h"

#include <charconv>

#include "engine/platform/process.h"

namespace fettle::service {
namespace {

void readNumber(const char* name, int& number)
{
    const auto text = platform::environmentVariable(name);
    if (!text)
        return;
    int value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc() && end == text->data() + text->size())
        number = value;
}

} // namespace

ServiceOptions ServiceOptions::fromEnvironment(const platform::Path& workspace)
{
    ServiceOptions options;
    options.workspace = workspace;
    const auto worker = platform::environmentVariable("FETTLE_WORKER");
    options.workerProgram = worker && !worker->empty() ? platform::Path(*worker)
                                                       : platform::executableFolder() / "fettle-worker";
    readNumber("FETTLE_IDLE_EXIT_MS", options.idleExitMs);
    readNumber("FETTLE_STOP_TIMEOUT_MS", options.stopTimeoutMs);
    readNumber("FETTLE_DISCARD_TIMEOUT_MS", options.discardTimeoutMs);
    readNumber("FETTLE_REQUEST_TIMEOUT_MS", options.cancelTimeoutMs);
    readNumber("FETTLE_HANDSHAKE_TIMEOUT_MS", options.handshakeTimeoutMs);
    readNumber("FETTLE_METRICS_COMMIT_MS", options.metricsCommitMs);
    readNumber("FETTLE_LEASE_MS", options.leaseMs);
    readNumber("FETTLE_TRAINING_SLOTS", options.trainingSlots);
    readNumber("FETTLE_OTHER_SLOTS", options.otherSlots);
    readNumber("FETTLE_SPARE_IDLE_MS", options.spareIdleMs);
    readNumber("FETTLE_INTERACTIVE_IDLE_MS", options.interactiveIdleMs);
    return options;
}

} // namespace fettle::service
