// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in job.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/job.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Job> auto& value)
{
    visit.need("id", value.id);
    visit.need("kind", value.kind);
    visit.need("state", value.state);
    visit("project", value.project);
    visit("title", value.title);
    visit("run", value.run);
    visit("dataset", value.dataset);
    visit("request", value.request);
    visit("priority", value.priority);
    visit("position", value.position);
    visit("depends_on", value.dependsOn);
    visit("attempts", value.attempts);
    visit("max_attempts", value.maxAttempts);
    visit("stop_requested", value.stopRequested);
    visit("reason", value.reason);
    visit("error", value.error);
    visit("cloned_from", value.clonedFrom);
    visit("result", value.result);
    visit("progress", value.progress);
    visit("phase", value.phase);
    visit("seconds_left", value.secondsLeft);
    visit("created_utc", value.createdUtc);
    visit("started_utc", value.startedUtc);
    visit("finished_utc", value.finishedUtc);
}

} // namespace fettle
