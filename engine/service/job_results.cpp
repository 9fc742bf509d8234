// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/job_results.h"

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"

namespace fettle::service {
namespace {

/// Leaves a transaction without a trace where another worker holds the job by now.
const Error kStaleFence = makeError("service.unknown_job");

void failOutcome(JobOutcome& outcome, Error error)
{
    outcome.state = JobState::Failed;
    outcome.reason = "failed";
    outcome.error = std::move(error);
}

std::int64_t folderSize(const platform::Path& folder)
{
    std::int64_t size = 0;
    if (const auto entries = platform::listFolder(folder))
        for (const auto& entry : *entries)
            size += static_cast<std::int64_t>(entry.sizeBytes);
    return size;
}

/// The published model of a training, also of a failed one that kept its best; nothing where there is none to read.
Result<std::optional<store::NewModel>> findModel(const ServiceContext& context, const Job& job)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<TrainRequest>(job.request));
    FETTLE_TRY_ASSIGN(const auto folder, context.workspace.resolve(request.modelFolder));
    std::error_code ignored;
    if (!std::filesystem::exists(folder / "model.yaml", ignored))
        return std::optional<store::NewModel>();
    FETTLE_TRY_ASSIGN(const auto manifest, documents::readModelManifestFile(folder / "model.yaml"));
    store::NewModel model;
    // The row's id is the folder's name, whatever the file says.
    model.id = platform::toUtf8(folder.filename());
    model.project = job.project;
    model.name = manifest.name.empty() ? job.title : manifest.name;
    model.run = job.run;
    model.folder = context.workspace.stored(folder);
    model.task = manifest.task.component;
    model.metrics = manifest.metrics;
    model.sizeBytes = folderSize(folder);
    return std::optional(std::move(model));
}

Value summaryOf(const DatasetManifest& manifest)
{
    ValueList fields;
    for (const auto& field : manifest.fields)
        fields.push_back(ValueMap{{"name", field.name}, {"kind", std::string(toText(field.kind))},
                                  {"role", std::string(toText(field.role))}, {"classes", field.classes.size()}});
    ValueMap splits;
    for (const auto& [split, rows] : manifest.splitRows)
        splits[split] = rows;
    return ValueMap{{"fields", fields}, {"split_rows", splits}, {"importer", manifest.report.importer},
                    {"rows_skipped", manifest.report.rowsSkipped}};
}

/// The version that an import says it made, if its manifest stands inside the dataset's folder and can be read.
Result<store::DatasetVersionRecord> findVersion(const ServiceContext& context, const Job& job, const JobOutcome& outcome)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<ImportRequest>(job.request));
    FETTLE_TRY_ASSIGN(const auto folder, context.workspace.resolve(request.datasetFolder));
    const auto named = platform::fromUtf8(outcome.result.at("manifest_path").asText());
    FETTLE_TRY_ASSIGN(const auto path, platform::resolveInside(folder, named.is_absolute() ? named.lexically_relative(folder) : named));
    FETTLE_TRY_ASSIGN(const auto manifest, documents::readManifestFile(path));
    FETTLE_TRY_ASSIGN(const auto dataset, context.reader.dataset(job.dataset));
    store::DatasetVersionRecord version;
    version.dataset = job.dataset;
    version.version = manifest.id;
    version.number = dataset.newestNumber + 1;
    version.manifestPath = context.workspace.stored(path);
    version.rowCount = manifest.rowCount;
    version.summary = summaryOf(manifest);
    return version;
}

/// What has to be stored beside the job's row.
struct Consequences {
    std::optional<store::NewModel> model;
    std::optional<store::DatasetVersionRecord> version;
};

Consequences check(const ServiceContext& context, const Job& job, JobOutcome& outcome)
{
    Consequences found;
    if (job.kind == JobKind::Train && (outcome.state == JobState::Completed || outcome.state == JobState::Failed)) {
        auto model = findModel(context, job);
        if (model)
            found.model = std::move(model).value();
        if (outcome.state == JobState::Completed && !found.model) {
            auto error = makeError("service.model_missing");
            if (!model)
                error.detail = toLogLine(model.error());
            failOutcome(outcome, std::move(error));
        }
    } else if (job.kind == JobKind::Import && outcome.state == JobState::Completed) {
        auto version = findVersion(context, job, outcome);
        if (version) {
            found.version = std::move(version).value();
        } else {
            auto error = makeError("service.dataset_missing");
            error.detail = toLogLine(version.error());
            failOutcome(outcome, std::move(error));
        }
    }
    return found;
}

} // namespace

Result<bool> storeOutcome(const ServiceContext& context, const Job& job, JobOutcome outcome)
{
    const auto found = check(context, job, outcome);
    bool stale = false;
    auto stored = context.writer.atomically([&]() -> Result<void> {
        FETTLE_TRY(context.writer.metrics().commit());
        FETTLE_TRY_ASSIGN(const bool finished, context.writer.queue().finish(outcome));
        if (!finished) {
            stale = true;
            return kStaleFence;
        }
        if (job.kind == JobKind::Train && !outcome.result.isNull())
            FETTLE_TRY(context.writer.runs().setResult(job.run, outcome.result));
        if (found.model) {
            // A retried training publishes its model again under the same id: one row.
            FETTLE_TRY_ASSIGN(const auto model, context.writer.library().addModel(*found.model));
            FETTLE_TRY(context.writer.runs().setModel(job.run, model.id));
        }
        if (found.version)
            FETTLE_TRY(context.writer.library().addDatasetVersion(*found.version));
        return {};
    });
    if (stale)
        return false;
    if (!stored)
        return stored.error();
    if (outcome.state == JobState::Stopped)
        removeDiscarded(context, job);
    return true;
}

void removeDiscarded(const ServiceContext& context, const Job& job)
{
    if (job.kind != JobKind::Train || job.run.empty())
        return;
    static_cast<void>(platform::removeTree(context.workspace.runFolder(job.run) / "checkpoints"));
    if (const auto request = fromValue<TrainRequest>(job.request))
        if (const auto folder = context.workspace.resolve(request->modelFolder); folder && !request->modelFolder.empty())
            static_cast<void>(platform::removeTree(*folder));
}

} // namespace fettle::service
