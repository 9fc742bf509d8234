// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/job_preparation.h"

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/contract/semantic_search.h"
#include "engine/platform/machine.h"
#include "engine/service/search_methods.h"

namespace fettle::service {
namespace {

/// The step to go on from: that of the newest checkpoint that has both a row and a folder.
Result<std::int64_t> findResumeStep(const ServiceContext& context, const std::string& run, const platform::Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto checkpoints, context.reader.checkpoints(run));
    std::int64_t step = -1;
    std::error_code ignored;
    for (const auto& checkpoint : checkpoints) {
        const auto path = platform::resolveInside(folder, platform::fromUtf8(checkpoint.info.path));
        if (path && std::filesystem::is_directory(*path, ignored))
            step = std::max(step, checkpoint.info.step);
    }
    return step;
}

Result<void> resolveDataset(const ServiceContext& context, const store::RunRecord& run, TrainRequest& request)
{
    if (run.dataset.empty())
        return {};
    const auto version = context.reader.datasetVersion(run.dataset, run.datasetVersion);
    if (!version)
        return version.error().code == "store.not_found"
                   ? makeError("service.dataset_not_ready", {{"dataset", request.recipe.dataset.name}})
                   : version.error();
    FETTLE_TRY_ASSIGN(const auto path, context.workspace.resolve(version->manifestPath));
    request.manifestPath = platform::toUtf8(path);
    request.recipe.dataset.version = version->version;
    if (run.datasetVersion.empty())
        FETTLE_TRY(context.writer.runs().setDatasetVersion(run.id, run.dataset, version->version));
    return {};
}

Result<PreparedJob> prepareTraining(const ServiceContext& context, const Job& job)
{
    FETTLE_TRY_ASSIGN(auto request, fromValue<TrainRequest>(job.request));
    FETTLE_TRY_ASSIGN(const auto run, context.reader.run(job.run));
    const auto folder = context.workspace.runFolder(job.run);
    FETTLE_TRY(platform::makePrivateFolder(folder));
    FETTLE_TRY(resolveDataset(context, run, request));
    request.run = job.run;
    request.runFolder = platform::toUtf8(folder);
    FETTLE_TRY_ASSIGN(const auto modelFolder, context.workspace.resolve(request.modelFolder));
    request.modelFolder = platform::toUtf8(modelFolder);
    FETTLE_TRY_ASSIGN(request.lastStep, findResumeStep(context, job.run, folder));
    request.resume = request.lastStep >= 0;
    FETTLE_TRY(context.writer.runs().rewind(job.run, request.lastStep));
    if (request.threads <= 0)
        request.threads = defaultThreads();
    return PreparedJob{toValue(request), request.threads, request.lastStep};
}

} // namespace

std::int64_t defaultThreads()
{
    const int cores = platform::Machine().cpu().usablePhysicalCores;
    return cores >= 4 ? cores - 1 : std::max(1, cores);
}

int workerNiceness()
{
    return platform::Machine().cpu().usablePhysicalCores >= 4 ? 5 : 10;
}

Result<PreparedJob> prepareJob(const ServiceContext& context, const Job& job)
{
    if (job.kind == JobKind::Train)
        return prepareTraining(context, job);
    PreparedJob prepared{job.request, defaultThreads(), -1};
    if (job.kind == JobKind::Import) {
        FETTLE_TRY_ASSIGN(auto request, fromValue<ImportRequest>(job.request));
        FETTLE_TRY_ASSIGN(const auto folder, context.workspace.resolve(request.datasetFolder));
        FETTLE_TRY(platform::makePrivateFolder(folder));
        request.datasetFolder = platform::toUtf8(folder);
        prepared.request = toValue(request);
    } else if (job.kind == JobKind::Predict) {
        FETTLE_TRY_ASSIGN(auto request, fromValue<PredictRequest>(job.request));
        FETTLE_TRY_ASSIGN(const auto folder, context.workspace.resolve(request.modelFolder));
        request.modelFolder = platform::toUtf8(folder);
        prepared.request = toValue(request);
    } else if (job.kind == JobKind::Embed) {
        FETTLE_TRY_ASSIGN(auto request, fromValue<EmbedRequest>(job.request));
        if (!request.modelFolder.empty()) {
            FETTLE_TRY_ASSIGN(const auto folder, context.workspace.resolve(request.modelFolder));
            request.modelFolder = platform::toUtf8(folder);
        }
        FETTLE_TRY_ASSIGN(const auto manifest, context.workspace.resolve(request.manifestPath));
        request.manifestPath = platform::toUtf8(manifest);
        request.indexFolder = platform::toUtf8(context.workspace.cache() / kSearchFolder);
        prepared.request = toValue(request);
    } else if (job.kind == JobKind::Evaluate) {
        FETTLE_TRY_ASSIGN(auto request, fromValue<EvaluateRequest>(job.request));
        FETTLE_TRY_ASSIGN(const auto folder, context.workspace.resolve(request.modelFolder));
        request.modelFolder = platform::toUtf8(folder);
        if (!job.run.empty()) {
            request.run = job.run;
            request.runFolder = platform::toUtf8(context.workspace.runFolder(job.run));
        }
        prepared.request = toValue(request);
    }
    return prepared;
}

} // namespace fettle::service
