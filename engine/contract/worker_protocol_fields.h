// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in worker_protocol.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/worker_protocol.h"
#include "engine/contract/run_fields.h"
#include "engine/contract/metric_fields.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<WorkerHello> auto& value)
{
    visit.need("protocol", value.protocol);
    visit("version", value.version);
    visit("build_tag", value.buildTag);
    visit("pid", value.pid);
    visit("start_time", value.startTime);
    visit("torch_version", value.torchVersion);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<JobAssignment> auto& value)
{
    visit.need("job", value.job);
    visit("fence", value.fence);
    visit.need("kind", value.kind);
    visit("request", value.request);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<WorkerRequest> auto& value)
{
    visit.need("id", value.id);
    visit.need("method", value.method);
    visit("params", value.params);
    visit("supersedes", value.supersedes);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<WorkerResponse> auto& value)
{
    visit.need("id", value.id);
    visit("result", value.result);
    visit("error", value.error);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Progress> auto& value)
{
    visit("phase", value.phase);
    visit("done", value.done);
    visit("total", value.total);
    visit("seconds_left", value.secondsLeft);
    visit("details", value.details);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<JobOutcome> auto& value)
{
    visit.need("job", value.job);
    visit("fence", value.fence);
    visit.need("state", value.state);
    visit("reason", value.reason);
    visit("result", value.result);
    visit("error", value.error);
    visit("retryable", value.retryable);
}

} // namespace fettle
