// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/documents/recipe_document.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

/// Where a training's data comes from.
struct DataSource {
    std::string dataset; ///< id; empty where paths are named
    std::string version;
    std::string manifestPath;
    std::vector<std::string> dependsOn;
};

/// Imports that have yet to complete and fill this dataset.
Result<std::vector<std::string>> pendingImports(const MethodContext& context, const std::string& dataset)
{
    store::JobFilter filter;
    filter.kinds = {JobKind::Import};
    filter.states = {JobState::Queued, JobState::Running, JobState::Pausing, JobState::Paused, JobState::Interrupted};
    FETTLE_TRY_ASSIGN(const auto jobs, context.service.reader.jobs(filter));
    std::vector<std::string> pending;
    for (const auto& job : jobs)
        if (job.dataset == dataset)
            pending.push_back(job.id);
    return pending;
}

Result<DataSource> sourceByName(const MethodContext& context, const std::string& name, const std::string& version)
{
    const auto dataset = context.service.reader.dataset(name);
    if (!dataset)
        return notFoundAs(dataset.error(), "service.unknown_dataset", "dataset", name);
    DataSource source;
    source.dataset = dataset->id;
    if (!version.empty()) {
        if (const auto row = context.service.reader.datasetVersion(dataset->id, version); !row)
            return row.error().code == "store.not_found"
                       ? makeError("service.unknown_dataset_version", {{"dataset", dataset->name}, {"version", version}})
                       : row.error();
        source.version = version;
        return source;
    }
    // What is being imported is what is meant: the training waits and then takes the newest version.
    FETTLE_TRY_ASSIGN(source.dependsOn, pendingImports(context, dataset->id));
    if (dataset->newestVersion.empty() && source.dependsOn.empty())
        return makeError("service.dataset_not_ready", {{"dataset", dataset->name}});
    if (source.dependsOn.empty())
        source.version = dataset->newestVersion;
    return source;
}

Result<DataSource> findSource(const MethodContext& context, const Value& params, const Recipe& recipe)
{
    for (const auto& path : recipe.dataset.paths)
        if (!platform::fromUtf8(path).is_absolute())
            return makeError("service.path_not_absolute", {{"path", path}});
    const auto& named = params.at("dataset").asText();
    const auto& manifest = params.at("manifest_path").asText();
    const auto name = named.empty() ? recipe.dataset.name : named;
    const auto version = params.at("version").asText().empty() ? recipe.dataset.version : params.at("version").asText();
    const bool pathsNamed = !manifest.empty() || !recipe.dataset.paths.empty();
    if (!name.empty() && (recipe.dataset.paths.empty() || !named.empty())) {
        auto source = sourceByName(context, name, version);
        if (source || !pathsNamed || source.error().code != "service.unknown_dataset")
            return source;
    }
    if (!pathsNamed)
        return makeError("service.no_data_named");
    DataSource source;
    if (!manifest.empty()) {
        if (!platform::fromUtf8(manifest).is_absolute())
            return makeError("service.path_not_absolute", {{"path", manifest}});
        source.manifestPath = manifest;
    } else if (recipe.dataset.paths.size() == 1 &&
               platform::fromUtf8(recipe.dataset.paths.front()).filename() == "dataset.yaml") {
        source.manifestPath = recipe.dataset.paths.front();
    }
    return source;
}

Result<Value> train(MethodContext& context, const Value& params)
{
    const auto& service = context.service;
    auto recipe = fromValue<Recipe>(params.at("recipe"));
    if (!recipe)
        return recipe.error();
    FETTLE_TRY_ASSIGN(const auto source, findSource(context, params, *recipe));
    FETTLE_TRY_ASSIGN(const auto project, projectOf(context, params));
    std::string name = params.at("name").asText().empty() ? recipe->name : params.at("name").asText();
    if (!name.empty()) {
        FETTLE_TRY_ASSIGN(name, cleanName(name));
    }
    Job job;
    store::RunRecord run;
    const auto queued = service.writer.atomically([&]() -> Result<void> {
        store::NewRun newRun;
        newRun.id = service.ids.next();
        newRun.project = project;
        newRun.name = name;
        newRun.dataset = source.dataset;
        newRun.datasetVersion = source.version;
        newRun.folder = service.workspace.stored(service.workspace.runFolder(newRun.id));
        newRun.recipe = documents::writeRecipe(*recipe);
        FETTLE_TRY_ASSIGN(run, service.writer.runs().create(newRun));
        TrainRequest request;
        request.recipe = *recipe;
        request.run = run.id;
        request.manifestPath = source.manifestPath;
        request.modelFolder = service.workspace.stored(service.workspace.modelFolder(service.ids.next()));
        // Fixed for the run: the numbers depend on it.
        request.threads = recipe->training.threads > 0 ? recipe->training.threads : defaultThreads();
        store::NewJob newJob;
        newJob.id = service.ids.next();
        newJob.kind = JobKind::Train;
        newJob.project = project;
        newJob.title = name.empty() ? "Run " + std::to_string(run.number) : name;
        newJob.run = run.id;
        newJob.request = toValue(request);
        newJob.priority = params.at("priority").asInteger();
        newJob.dependsOn = source.dependsOn;
        for (const auto& other : params.at("depends_on").asList())
            newJob.dependsOn.push_back(other.asText());
        newJob.maxAttempts = 20;
        FETTLE_TRY_ASSIGN(job, service.writer.queue().submit(newJob));
        return service.writer.runs().setJob(run.id, job.id);
    });
    FETTLE_TRY(queued);
    publishJob(context, job.id);
    context.runner.scheduleSoon();
    return Value(ValueMap{{"job", job.id}, {"run", run.id}, {"number", run.number}});
}

} // namespace

void addTrainMethod(MethodTable& table)
{
    table["train"] = train;
}

} // namespace fettle::service
