// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/search_methods.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "engine/contract/semantic_search.h"
#include "engine/pretrained/model_library.h"

namespace fettle::service {
namespace {

/// Fills in which model is meant.
Result<void> resolveModel(const MethodContext& context, const std::string& name, EmbedRequest& request)
{
    const auto library = pretrained::libraryFolder();
    if (name.empty() && !(request.pretrained.empty() && request.modelFolder.empty()))
        return {};
    if (name.empty()) {
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
    FETTLE_TRY(resolveModel(context, params.at("model").asText(), request));
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
