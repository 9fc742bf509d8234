// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/dataset.h"
#include "engine/documents/manifest_document.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

/// By id or name; with `deleted` also in the trash, the newest of that name.
Result<store::DatasetRecord> findDataset(const MethodContext& context, const Value& params, std::string_view method,
                                         bool deleted = false)
{
    FETTLE_TRY_ASSIGN(const auto name, needText(params, method, "dataset"));
    auto dataset = context.service.reader.dataset(name);
    if (dataset || !deleted)
        return dataset ? dataset : notFoundAs(dataset.error(), "service.unknown_dataset", "dataset", name);
    FETTLE_TRY_ASSIGN(const auto trashed, context.service.reader.datasets({}, true));
    const auto found = std::ranges::find(trashed, name, &store::DatasetRecord::name);
    if (found == trashed.end())
        return notFoundAs(dataset.error(), "service.unknown_dataset", "dataset", name);
    return *found;
}

/// The row as clients see it: the newest version under "version", paths absolute.
ValueMap describe(const MethodContext& context, const store::DatasetRecord& dataset)
{
    ValueMap value = toValue(dataset).asMap();
    value["version"] = dataset.newestVersion;
    if (const auto folder = context.service.workspace.resolve(dataset.folder))
        value["folder"] = platform::toUtf8(*folder);
    return value;
}

Result<Value> listDatasets(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, projectOf(context, params));
    FETTLE_TRY_ASSIGN(const auto datasets, context.service.reader.datasets(project, params.at("deleted").asBoolean()));
    ValueList values;
    for (const auto& dataset : datasets)
        values.push_back(describe(context, dataset));
    return Value(ValueMap{{"datasets", values}});
}

Result<Value> showDataset(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto dataset, findDataset(context, params, "datasets.show"));
    ValueMap value = describe(context, dataset);
    FETTLE_TRY_ASSIGN(const auto versions, context.service.reader.datasetVersions(dataset.id));
    ValueList list;
    for (const auto& version : versions)
        list.push_back(toValue(version));
    value["versions"] = list;
    const auto& wanted = params.at("version").asText();
    const auto version = context.service.reader.datasetVersion(dataset.id, wanted);
    if (!version) {
        if (version.error().code != "store.not_found")
            return version.error();
        if (wanted.empty())
            return makeError("service.dataset_not_ready", {{"dataset", dataset.name}});
        return makeError("service.unknown_dataset_version", {{"dataset", dataset.name}, {"version", wanted}});
    }
    FETTLE_TRY_ASSIGN(const auto path, context.service.workspace.resolve(version->manifestPath));
    FETTLE_TRY_ASSIGN(const auto manifest, documents::readManifestFile(path));
    value["version"] = version->version;
    value["number"] = version->number;
    value["row_count"] = version->rowCount;
    value["manifest_path"] = platform::toUtf8(path);
    value["manifest"] = toValue(manifest);
    return Value(std::move(value));
}

Result<Value> removeDataset(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto dataset, findDataset(context, params, "datasets.delete"));
    FETTLE_TRY_ASSIGN(const auto entry, context.service.writer.library().remove(store::ItemKind::Dataset, dataset.id));
    context.publish("dataset", {}, {}, ValueMap{{"dataset", dataset.id}, {"state", "deleted"}});
    return toValue(entry);
}

Result<Value> restoreDataset(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto dataset, findDataset(context, params, "datasets.restore", true));
    FETTLE_TRY(context.service.writer.library().restore(store::ItemKind::Dataset, dataset.id));
    context.publish("dataset", {}, {}, ValueMap{{"dataset", dataset.id}, {"state", "restored"}});
    FETTLE_TRY_ASSIGN(const auto restored, context.service.reader.dataset(dataset.id));
    return Value(describe(context, restored));
}

Result<void> checkPaths(const std::vector<std::string>& paths)
{
    if (paths.empty())
        return makeError("service.nothing_to_import");
    for (const auto& path : paths)
        if (!platform::fromUtf8(path).is_absolute())
            return makeError("service.path_not_absolute", {{"path", path}});
    return {};
}

/// A dataset of that name takes the import as a new version (the same files again are the same version); else it is made.
Result<store::DatasetRecord> datasetForImport(MethodContext& context, const std::string& project, const std::string& name)
{
    FETTLE_TRY_ASSIGN(const auto datasets, context.service.reader.datasets(project.empty() ? store::kDefaultProject : project));
    const auto found = std::ranges::find(datasets, name, &store::DatasetRecord::name);
    if (found != datasets.end())
        return *found;
    store::NewDataset dataset;
    dataset.id = context.service.ids.next();
    dataset.project = project;
    dataset.name = name;
    dataset.folder = context.service.workspace.stored(context.service.workspace.newDatasetFolder(name, dataset.id));
    return context.service.writer.library().createDataset(dataset);
}

Result<Value> importDataset(MethodContext& context, const Value& params)
{
    ValueMap fields = params.asMap();
    // Where it goes is not the client's to say.
    fields["dataset_folder"] = "";
    auto request = fromValue<ImportRequest>(Value(std::move(fields)));
    if (!request)
        return request.error();
    FETTLE_TRY(checkPaths(request->paths));
    FETTLE_TRY_ASSIGN(request->name, cleanName(request->name));
    FETTLE_TRY_ASSIGN(const auto project, projectOf(context, params));
    Job job;
    store::DatasetRecord dataset;
    const auto queued = context.service.writer.atomically([&]() -> Result<void> {
        FETTLE_TRY_ASSIGN(dataset, datasetForImport(context, project, request->name));
        request->datasetFolder = dataset.folder;
        store::NewJob wanted;
        wanted.id = context.service.ids.next();
        wanted.kind = JobKind::Import;
        wanted.project = dataset.project;
        wanted.title = request->name;
        wanted.dataset = dataset.id;
        wanted.request = toValue(*request);
        wanted.priority = params.at("priority").asInteger();
        wanted.maxAttempts = 20;
        FETTLE_TRY_ASSIGN(job, context.service.writer.queue().submit(wanted));
        return {};
    });
    FETTLE_TRY(queued);
    publishJob(context, job.id);
    context.publish("dataset", job.id, {}, ValueMap{{"dataset", dataset.id}, {"state", "importing"}});
    context.runner.scheduleSoon();
    return Value(ValueMap{{"job", job.id}, {"dataset", dataset.id}, {"name", dataset.name}});
}

} // namespace

void addDatasetMethods(MethodTable& table)
{
    table["datasets.list"] = listDatasets;
    table["datasets.show"] = showDataset;
    table["datasets.delete"] = removeDataset;
    table["datasets.restore"] = restoreDataset;
    table["datasets.import"] = importDataset;
}

} // namespace fettle::service
