// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/job_runner.h"

#include <c10/core/alignment.h>
#include <c10/util/Exception.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/data/import_dataset.h"
#include "engine/platform/paths.h"
#include "engine/training/evaluate.h"
#include "engine/training/predictor.h"
#include "engine/training/text_index.h"
#include "engine/training/train.h"

namespace fettle::worker {
namespace {

JobOutcome outcomeOf(const JobAssignment& job)
{
    JobOutcome outcome;
    outcome.job = job.job;
    outcome.fence = job.fence;
    return outcome;
}

Result<JobOutcome> import(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    FETTLE_TRY_ASSIGN(const ImportRequest request, fromValue<ImportRequest>(job.request));
    auto manifest = data::importDataset(request, registry, sink);
    auto outcome = outcomeOf(job);
    if (!manifest) {
        if (!sink.cancelled())
            return manifest.error();
        // Import has no half result to keep: a pause begins it again later, anything else drops it.
        outcome.state = sink.stopRequested() == StopMode::Pause ? JobState::Paused : JobState::Stopped;
        return outcome;
    }
    outcome.reason = "finished";
    outcome.result = ValueMap{{"manifest", toValue(*manifest)},
                              {"manifest_path", data::versionManifestPath(request.datasetFolder, manifest->id)}};
    return outcome;
}

/// Raw files that a recipe names are imported into the run's folder first, so that a recipe runs by itself.
Result<void> importNamedFiles(TrainRequest& request, const Registry& registry, JobSink& sink)
{
    if (!request.manifestPath.empty())
        return {};
    const auto& dataset = request.recipe.dataset;
    if (dataset.paths.size() == 1 && platform::fromUtf8(dataset.paths.front()).filename() == "dataset.yaml") {
        request.manifestPath = dataset.paths.front();
        return {};
    }
    ImportRequest import;
    import.paths = dataset.paths;
    import.options = dataset.options;
    import.name = dataset.name;
    import.datasetFolder = platform::toUtf8(platform::fromUtf8(request.runFolder) / "dataset");
    for (const auto& target : request.recipe.targets)
        import.overrides.push_back({target.field, std::nullopt, FieldRole::Target});
    import.seed = request.recipe.training.seed;
    FETTLE_TRY_ASSIGN(const DatasetManifest manifest, data::importDataset(import, registry, sink));
    request.manifestPath = data::versionManifestPath(import.datasetFolder, manifest.id);
    return {};
}

Result<JobOutcome> train(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    FETTLE_TRY_ASSIGN(TrainRequest request, fromValue<TrainRequest>(job.request));
    FETTLE_TRY(importNamedFiles(request, registry, sink));
    FETTLE_TRY_ASSIGN(const training::TrainOutcome trained, training::train(request, registry, sink));
    auto outcome = outcomeOf(job);
    outcome.state = trained.state;
    outcome.reason = trained.result.reason;
    outcome.result = toValue(trained.result);
    return outcome;
}

Result<JobOutcome> evaluate(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    FETTLE_TRY_ASSIGN(const EvaluateRequest request, fromValue<EvaluateRequest>(job.request));
    FETTLE_TRY_ASSIGN(const TrainResult result, training::evaluate(request, registry, sink));
    auto outcome = outcomeOf(job);
    outcome.reason = "finished";
    outcome.result = toValue(result);
    return outcome;
}

Result<JobOutcome> predict(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    FETTLE_TRY_ASSIGN(const PredictRequest request, fromValue<PredictRequest>(job.request));
    FETTLE_TRY_ASSIGN(const PredictResult result, training::predict(request, registry, sink));
    auto outcome = outcomeOf(job);
    outcome.reason = "finished";
    outcome.result = toValue(result);
    return outcome;
}

Result<JobOutcome> embed(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    FETTLE_TRY_ASSIGN(const EmbedRequest request, fromValue<EmbedRequest>(job.request));
    auto index = training::buildTextIndex(request, registry, sink);
    auto outcome = outcomeOf(job);
    if (!index) {
        if (!sink.cancelled())
            return index.error();
        // Like an import: a pause begins it again later.
        outcome.state = sink.stopRequested() == StopMode::Pause ? JobState::Paused : JobState::Stopped;
        return outcome;
    }
    outcome.reason = "finished";
    outcome.result = toValue(*index);
    return outcome;
}

Result<JobOutcome> dispatch(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    switch (job.kind) {
    case JobKind::Import: return import(job, registry, sink);
    case JobKind::Train: return train(job, registry, sink);
    case JobKind::Evaluate: return evaluate(job, registry, sink);
    case JobKind::Predict: return predict(job, registry, sink);
    case JobKind::Embed: return embed(job, registry, sink);
    case JobKind::Export: break;
    }
    return makeError("worker.unknown_job_kind", {{"kind", std::string(toText(job.kind))}});
}

/// The one place that catches: a job that throws fails with a reason, and the worker goes on.
template <class Work>
auto catchAll(Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const LayerError& error) {
        return error.error();
    } catch (const c10::OutOfMemoryError& error) {
        return makeError("worker.out_of_memory", {}, error.what());
    } catch (const std::bad_alloc& error) {
        return makeError("worker.out_of_memory", {}, error.what());
    } catch (const c10::Error& error) {
        return makeError("worker.unexpected", {}, error.what());
    } catch (const std::exception& error) {
        return makeError("worker.unexpected", {}, error.what());
    }
}

} // namespace

Result<Value> guarded(const std::function<Result<Value>()>& work) { return catchAll(work); }

JobOutcome runJob(const JobAssignment& job, const Registry& registry, JobSink& sink)
{
    auto result = catchAll([&]() -> Result<JobOutcome> { return dispatch(job, registry, sink); });
    if (result)
        return std::move(result).value();
    auto outcome = outcomeOf(job);
    outcome.state = JobState::Failed;
    outcome.error = result.error();
    outcome.retryable = outcome.error->code == "worker.out_of_memory";
    return outcome;
}

} // namespace fettle::worker
