// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/result.h"
#include "engine/contract/worker_protocol.h"
#include "engine/service/service_context.h"

namespace fettle::service {

/// Stores how a job came out, with everything that follows from it (the model, the data version, the run's result), as
/// one transaction. "Completed" is taken from a worker only where what it made can be read back; else the job fails
/// with the reason. False: the fence is not the newest any more; nothing was stored.
[[nodiscard]] Result<bool> storeOutcome(const ServiceContext& context, const Job& job, JobOutcome outcome);

/// What a discarded training leaves on disk goes. The run's row stays.
void removeDiscarded(const ServiceContext& context, const Job& job);

} // namespace fettle::service
