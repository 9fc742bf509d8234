// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/worker_protocol_fields.h"

namespace fettle {

FETTLE_JSON(WorkerHello)
FETTLE_JSON(JobAssignment)
FETTLE_JSON(WorkerRequest)
FETTLE_JSON(WorkerResponse)
FETTLE_JSON(Progress)
FETTLE_JSON(JobOutcome)

std::string encodeMessage(std::string_view type, nlohmann::json body)
{
    body["type"] = std::string(type);
    return toLine(body);
}
} // namespace fettle
