// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/search_methods.h"

#include <algorithm>
#include <map>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/contract/semantic_search.h"
#include "engine/documents/manifest_document.h"
#include "engine/pretrained/model_library.h"

namespace fettle::service {
namespace {

constexpr const char* kMatchingTask = "sentence_embeddings";

/// What is searched where no column is named; only an answer of the worker's is binding.
std::string firstColumnOfTexts(const std::string& manifestPath)
{
    const auto manifest = documents::readManifestFile(platform::fromUtf8(manifestPath));
    if (!manifest)
        return {};
    for (const auto& kinds : {std::vector{FieldKind::Text}, std::vector{FieldKind::Category, FieldKind::Id}})
        for (const auto& field : manifest->fields)
            if (std::ranges::find(kinds, field.kind) != kinds.end())
                return field.name;
    return {};
}

/// The newest model of the dataset's project that was trained to match texts of this column; empty: there is none.
Result<std::string> matchingModel(const MethodContext& context, const store::DatasetRecord& dataset,
                                  const EmbedRequest& request)
{
    if (dataset.id.empty())
        return std::string();
    FETTLE_TRY_ASSIGN(const auto models, context.service.reader.models(dataset.project));
    std::string column = request.field;
    for (const auto& model : models) {
        if (model.task != kMatchingTask)
            continue;
        if (column.empty())
            column = firstColumnOfTexts(request.manifestPath);
        const auto folder = context.service.workspace.resolve(model.folder);
        const auto manifest = folder ? documents::readModelManifestFile(*folder / "model.yaml")
                                     : Result<ModelManifest>(folder.error());
        const auto reads = [&column](const FieldUse& use) { return use.field == column; };
        // A model that cannot be read is none to choose; named, it says what is wrong with it.
        if (manifest && (std::ranges::any_of(manifest->inputs, reads) || std::ranges::any_of(manifest->targets, reads)))
            return platform::toUtf8(*folder);
    }
    return std::string();
}

/// Fills in which model is meant: the one that is named, or the one that the window takes too.
Result<void> resolveModel(const MethodContext& context, const std::string& name, const store::DatasetRecord& dataset,
                          EmbedRequest& request)
{
    const auto library = pretrained::libraryFolder();
    if (name.empty() && !(request.pretrained.empty() && request.modelFolder.empty()))
        return {};
    if (name.empty()) {
        FETTLE_TRY_ASSIGN(request.modelFolder, matchingModel(context, dataset, request));
        if (!request.modelFolder.empty())
            return {};
        std::vector<Error> problems;
        const auto models = pretrained::listModels(library, problems);
        if (models.empty())
            return makeError("service.no_text_model");
        request.pretrained = models.front().id;
        return {};
    }
    if (pretrained::findModel(library, name).ok()) {
        request.pretrained = name;
        return {};
    }
    const auto model = context.service.reader.model(name);
    if (!model)
        return notFoundAs(model.error(), "service.unknown_model", "model", name);
    FETTLE_TRY_ASSIGN(const auto folder, context.service.workspace.resolve(model->folder));
    request.modelFolder = platform::toUtf8(folder);
    return {};
}

/// The parameters' "index" with its paths; `dataset` gets the row of the dataset, where one is named.
Result<EmbedRequest> embedRequest(const MethodContext& context, const Value& params, store::DatasetRecord& dataset)
{
    EmbedRequest request;
    if (!params.at("index").isNull()) {
        FETTLE_TRY_ASSIGN(request, fromValue<EmbedRequest>(params.at("index")));
    }
    if (const auto& name = params.at("dataset").asText(); !name.empty()) {
        const auto found = context.service.reader.dataset(name);
        if (!found)
            return notFoundAs(found.error(), "service.unknown_dataset", "dataset", name);
        dataset = *found;
        const auto version = context.service.reader.datasetVersion(found->id, params.at("version").asText());
        if (!version)
            return notFoundAs(version.error(), "service.dataset_not_ready", "dataset", found->name);
        FETTLE_TRY_ASSIGN(const auto path, context.service.workspace.resolve(version->manifestPath));
        request.manifestPath = platform::toUtf8(path);
    }
    FETTLE_TRY(resolveModel(context, params.at("model").asText(), dataset, request));
    request.indexFolder = platform::toUtf8(context.service.workspace.cache() / kSearchFolder);
    return request;
}

Result<Value> buildSearch(MethodContext& context, const Value& params)
{
    FETTLE_TRY(needText(params, "search.build", "dataset"));
    store::DatasetRecord dataset;
    FETTLE_TRY_ASSIGN(const auto request, embedRequest(context, params, dataset));
    store::JobFilter filter;
    filter.kinds = {JobKind::Embed};
    filter.states = {JobState::Queued, JobState::Running, JobState::Pausing, JobState::Paused, JobState::Interrupted};
    FETTLE_TRY_ASSIGN(const auto waiting, context.service.reader.jobs(filter));
    for (const auto& job : waiting)
        if (job.request == toValue(request))
            return Value(ValueMap{{"job", job.id}});
    store::NewJob job;
    job.id = context.service.ids.next();
    job.kind = JobKind::Embed;
    job.project = dataset.project;
    job.title = dataset.name;
    job.request = toValue(request);
    job.maxAttempts = 20;
    FETTLE_TRY_ASSIGN(const auto row, submitJob(context, job));
    return Value(ValueMap{{"job", row.id}});
}

} // namespace

void addSearchMethods(MethodTable& table) { table["search.build"] = buildSearch; }

Result<SearchQuestion> searchQuestion(const MethodContext& context, const std::string& method, const Value& params)
{
    static const std::map<std::string, std::string> kMethods{
        {"search.state", "search_state"}, {"search.query", "search_query"}, {"search.labels", "search_labels"}};
    const auto known = kMethods.find(method);
    if (known == kMethods.end())
        return makeError("service.unknown_method", {{"method", method}});
    const bool ofTexts = method == "search.labels" && !params.at("texts").asList().empty();
    if (!ofTexts)
        FETTLE_TRY(needText(params, method, "dataset"));
    if (const auto& path = params.at("output_path").asText(); !path.empty() && !platform::fromUtf8(path).is_absolute())
        return makeError("service.path_not_absolute", {{"path", path}});
    store::DatasetRecord dataset;
    FETTLE_TRY_ASSIGN(const auto index, embedRequest(context, params, dataset));
    SearchQuestion question{known->second, params.asMap()};
    question.params["index"] = toValue(index);
    return question;
}

} // namespace fettle::service
