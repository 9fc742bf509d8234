// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

Result<Job> findJob(const MethodContext& context, const Value& params, std::string_view method)
{
    FETTLE_TRY_ASSIGN(const auto id, needText(params, method, "job"));
    auto job = context.service.reader.job(id);
    if (!job)
        return notFoundAs(job.error(), "service.unknown_job", "job", id);
    return job;
}

Result<Value> changedJob(MethodContext& context, Result<Job> job)
{
    if (!job)
        return job.error();
    publishJob(context, job->id);
    context.runner.scheduleSoon();
    return toValue(*job);
}

Result<Value> listJobs(MethodContext& context, const Value& params)
{
    store::JobFilter filter;
    filter.limit = params.at("limit").asInteger(1000);
    for (const auto& name : params.at("states").asList()) {
        const auto state = fromText<JobState>(name.asText());
        if (!state)
            return makeError("contract.unknown_name", {{"field", "states"}, {"value", name.toDisplay()}});
        filter.states.push_back(*state);
    }
    // What waits and runs, unless told otherwise.
    if (filter.states.empty() && !params.at("all").asBoolean())
        filter.states = {JobState::Queued, JobState::Running, JobState::Pausing, JobState::Paused, JobState::Stopping,
                         JobState::Interrupted};
    FETTLE_TRY_ASSIGN(filter.project, projectOf(context, params));
    FETTLE_TRY_ASSIGN(const auto jobs, context.service.reader.jobs(filter));
    ValueList values;
    for (const auto& job : jobs)
        values.push_back(toValue(job));
    return Value(ValueMap{{"jobs", values}});
}

Result<Value> showJob(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto job, findJob(context, params, "jobs.show"));
    return toValue(job);
}

/// Evaluate, predict, export: what has no method of its own that makes its rows.
Result<Value> submitOther(MethodContext& context, const Value& params)
{
    const auto kind = fromText<JobKind>(params.at("kind").asText());
    if (!kind || *kind == JobKind::Import || *kind == JobKind::Train)
        return makeError("service.bad_parameters",
                         {{"method", "jobs.submit"},
                          {"problem", FETTLE_PHRASE("its kind should be evaluate, predict or export")}});
    store::NewJob job;
    job.id = context.service.ids.next();
    job.kind = *kind;
    FETTLE_TRY_ASSIGN(job.project, projectOf(context, params));
    job.title = params.at("title").asText().empty() ? std::string(toText(*kind)) : params.at("title").asText();
    job.run = params.at("run").asText();
    job.request = params.at("request");
    job.priority = params.at("priority").asInteger();
    job.maxAttempts = 20;
    for (const auto& other : params.at("depends_on").asList())
        job.dependsOn.push_back(other.asText());
    FETTLE_TRY_ASSIGN(const auto row, submitJob(context, job));
    return toValue(row);
}

Result<Value> stopWith(MethodContext& context, const Value& params, std::string_view method, StopMode mode)
{
    FETTLE_TRY_ASSIGN(const auto job, findJob(context, params, method));
    if (isFinal(job.state))
        return makeError("service.job_not_running", {{"title", job.title}, {"state", std::string(toText(job.state))}});
    FETTLE_TRY_ASSIGN(const auto stopped, context.runner.requestStop(job.id, mode));
    return toValue(stopped);
}

Result<Value> pauseJob(MethodContext& context, const Value& params)
{
    return stopWith(context, params, "jobs.pause", StopMode::Pause);
}

Result<Value> stopJob(MethodContext& context, const Value& params)
{
    const auto& name = params.at("mode").asText();
    const auto mode = name.empty() ? std::optional(StopMode::Save) : fromText<StopMode>(name);
    if (!mode)
        return makeError("contract.unknown_name", {{"field", "mode"}, {"value", name}});
    return stopWith(context, params, "jobs.stop", *mode);
}

Result<Value> resumeJob(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto job, findJob(context, params, "jobs.resume"));
    if (job.state != JobState::Paused && job.state != JobState::Interrupted)
        return makeError("service.job_not_paused", {{"title", job.title}, {"state", std::string(toText(job.state))}});
    return changedJob(context, context.service.writer.queue().resume(job.id));
}

Result<Value> moveJob(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto job, findJob(context, params, "jobs.move"));
    auto& queue = context.service.writer.queue();
    if (const auto& before = params.at("before"); before.isText())
        return changedJob(context, queue.moveBefore(job.id, before.asText()));
    if (const auto& after = params.at("after"); after.isText())
        return changedJob(context, queue.moveAfter(job.id, after.asText()));
    if (const auto& priority = params.at("priority"); priority.isNumber())
        return changedJob(context, queue.setPriority(job.id, priority.asInteger()));
    if (const auto& place = params.at("position"); place.isNumber())
        return changedJob(context, queue.moveTo(job.id, place.asInteger()));
    return makeError("service.bad_parameters",
                     {{"method", "jobs.move"}, {"problem", FETTLE_PHRASE("it does not say where to")}});
}

Result<Value> retryJob(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto job, findJob(context, params, "jobs.retry"));
    if (job.state != JobState::Failed)
        return makeError("service.job_not_failed", {{"title", job.title}, {"state", std::string(toText(job.state))}});
    const auto reason = makeError("service.note_retried", {{"reason", params.at("reason").asText()}});
    return changedJob(context, context.service.writer.queue().retry(job.id, reason));
}

/// The same again: a training gets a run and a model folder of its own.
Result<Value> cloneJob(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto job, findJob(context, params, "jobs.clone"));
    FETTLE_TRY_ASSIGN(auto copy, context.service.writer.queue().cloneOf(job.id));
    copy.id = context.service.ids.next();
    if (job.kind != JobKind::Train) {
        FETTLE_TRY_ASSIGN(const auto row, submitJob(context, copy));
        return toValue(row);
    }
    const auto& service = context.service;
    FETTLE_TRY_ASSIGN(const auto run, service.reader.run(job.run));
    FETTLE_TRY_ASSIGN(auto request, fromValue<TrainRequest>(copy.request));
    FETTLE_TRY(service.writer.atomically([&]() -> Result<void> {
        store::NewRun wanted;
        wanted.id = service.ids.next();
        wanted.project = run.project;
        wanted.name = run.name;
        wanted.dataset = run.dataset;
        wanted.datasetVersion = run.datasetVersion;
        wanted.folder = service.workspace.stored(service.workspace.runFolder(wanted.id));
        wanted.recipe = run.recipe;
        FETTLE_TRY(service.writer.runs().create(wanted));
        request.run = copy.run = wanted.id;
        request.modelFolder = service.workspace.stored(service.workspace.modelFolder(service.ids.next()));
        request.microBatchSize = 0;
        copy.request = toValue(request);
        FETTLE_TRY(service.writer.queue().submit(copy));
        return service.writer.runs().setJob(wanted.id, copy.id);
    }));
    publishJob(context, copy.id);
    context.runner.scheduleSoon();
    FETTLE_TRY_ASSIGN(const auto row, service.reader.job(copy.id));
    return toValue(row);
}

} // namespace

void addJobMethods(MethodTable& table)
{
    table["jobs.list"] = listJobs;
    table["jobs.show"] = showJob;
    table["jobs.submit"] = submitOther;
    table["jobs.pause"] = pauseJob;
    table["jobs.stop"] = stopJob;
    table["jobs.resume"] = resumeJob;
    table["jobs.move"] = moveJob;
    table["jobs.retry"] = retryJob;
    table["jobs.clone"] = cloneJob;
}

} // namespace fettle::service
