// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/worker_protocol_fields.h"

#include <algorithm>

namespace fettle {

FETTLE_JSON(WorkerHello)
FETTLE_JSON(JobAssignment)
FETTLE_JSON(WorkerRequest)
FETTLE_JSON(WorkerResponse)
FETTLE_JSON(Progress)
FETTLE_JSON(JobOutcome)

void takeProgress(Job& job, const Progress& progress)
{
    job.phase = progress.phase;
    job.secondsLeft = progress.secondsLeft;
    if (job.kind != JobKind::Train || progress.phase == "training")
        job.progress = progress.total > 0.0 ? std::clamp(progress.done / progress.total, 0.0, 1.0) : 0.0;
}

std::string encodeMessage(std::string_view type, nlohmann::json body)
{
    body["type"] = std::string(type);
    return toLine(body);
}
} // namespace fettle
