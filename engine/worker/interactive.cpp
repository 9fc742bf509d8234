// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/interactive.h"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/sample.h"
#include "engine/data/import_dataset.h"
#include "engine/data/model_fit.h"
#include "engine/platform/machine.h"
#include "engine/training/plan_check.h"
#include "engine/training/predictor.h"
#include "engine/training/threads.h"
#include "engine/worker/semantic_search.h"

namespace fettle::worker {
namespace {

constexpr std::size_t kOpenDatasets = 4;

std::vector<std::int64_t> rowNumbers(const Value& list, std::int64_t rowCount)
{
    std::vector<std::int64_t> rows;
    for (const auto& item : list.asList())
        if (const auto row = item.asInteger(-1); row >= 0 && row < rowCount && rows.size() < data::Dataset::kMaxPageRows)
            rows.push_back(row);
    return rows;
}

std::string fieldNames(const DatasetManifest& manifest)
{
    std::string names;
    for (const auto& field : manifest.fields)
        names += (names.empty() ? "" : ", ") + field.name;
    return names;
}

std::vector<std::string> texts(const Value& list)
{
    std::vector<std::string> result;
    for (const auto& item : list.asList())
        result.push_back(item.asText());
    return result;
}

} // namespace

Interactive::Interactive(const Registry& registry, std::string buildTag)
    : m_registry(registry), m_buildTag(std::move(buildTag)), m_checker(registry), m_search(std::make_unique<SemanticSearch>(registry))
{
}

Interactive::~Interactive() = default;

const std::map<std::string, Interactive::Method>& Interactive::methods()
{
    static const std::map<std::string, Method> methods{
        {"catalog", &Interactive::catalog},          {"samples", &Interactive::samples},
        {"write_sample", &Interactive::writeSample}, {"preview_import", &Interactive::previewImport},
        {"rows", &Interactive::rows},                {"encoded", &Interactive::encoded},
        {"images", &Interactive::images},            {"recommend", &Interactive::recommend},
        {"check", &Interactive::check},              {"check_recipe", &Interactive::checkRecipe},
        {"predict", &Interactive::predict},          {"schedule_curve", &Interactive::scheduleCurve},
        {"merge_model", &Interactive::mergeModel},   {"training_fits", &Interactive::trainingFits},
        {"augmented", &Interactive::augmented},      {"doctor", &Interactive::doctor},
        {"evaluation_summary", &Interactive::evaluationSummary},
        {"evaluation_rows", &Interactive::evaluationRows},
        {"picture_preview", &Interactive::picturePreview},
        {"search_state", &Interactive::searchState},
        {"search_query", &Interactive::searchQuery},
        {"search_labels", &Interactive::searchLabels},
    };
    return methods;
}

Result<Value> Interactive::answer(const std::string& method, const Value& params, const IsCancelled& cancelled)
{
    const auto found = methods().find(method);
    if (found == methods().end())
        return makeError("worker.unknown_method", {{"method", method}});
    return (this->*found->second)(params, cancelled);
}

Result<std::shared_ptr<const data::Dataset>> Interactive::dataset(const std::string& manifestPath)
{
    const auto found = std::ranges::find(m_datasets, manifestPath, &decltype(m_datasets)::value_type::first);
    if (found != m_datasets.end()) {
        m_datasets.splice(m_datasets.begin(), m_datasets, found);
        return m_datasets.front().second;
    }
    FETTLE_TRY_ASSIGN(auto opened, data::Dataset::open(manifestPath));
    m_datasets.emplace_front(manifestPath, opened);
    if (m_datasets.size() > kOpenDatasets)
        m_datasets.pop_back();
    return opened;
}

Result<Value> Interactive::catalog(const Value&, const IsCancelled&) { return toValue(m_registry.catalog(m_buildTag)); }

Result<Value> Interactive::samples(const Value&, const IsCancelled&)
{
    ValueList samples;
    for (const auto* info : m_registry.list(ComponentKind::Sample))
        samples.push_back(ValueMap{{"id", info->id}, {"title", info->title}, {"help", info->help},
                                   {"target", m_registry.get<Sample>(ComponentKind::Sample, info->id)->target()}});
    return Value(ValueMap{{"samples", samples}});
}

Result<Value> Interactive::writeSample(const Value& params, const IsCancelled&)
{
    const auto* sample = m_registry.get<Sample>(ComponentKind::Sample, params.at("sample").asText());
    if (!sample) {
        ValueList names;
        for (const auto* info : m_registry.list(ComponentKind::Sample))
            names.push_back(info->id);
        return makeError("worker.no_such_sample", {{"sample", params.at("sample").asText()}, {"samples", names}});
    }
    FETTLE_TRY_ASSIGN(const auto paths, sample->write(params.at("folder").asText(),
                                                      static_cast<std::uint64_t>(params.at("seed").asInteger(1))));
    return Value(ValueMap{{"paths", ValueList(paths.begin(), paths.end())}, {"target", sample->target()}});
}

Result<Value> Interactive::previewImport(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto preview,
                      data::previewImport(texts(params.at("paths")), params.at("options").asMap(), m_registry));
    return toValue(preview);
}

Result<Value> Interactive::rows(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto opened, dataset(params.at("manifest_path").asText()));
    FETTLE_TRY_ASSIGN(const auto page,
                      opened->page(params.at("first").asInteger(), params.at("count").asInteger(data::Dataset::kMaxPageRows),
                                   fromText<Split>(params.at("split").asText())));
    return toValue(page);
}

namespace {

/// At most so many rows, spread evenly: a summary need not read a million texts.
std::vector<std::int64_t> someOf(const std::vector<std::int64_t>& rows)
{
    constexpr std::size_t kMost = 20'000;
    if (rows.size() <= kMost)
        return rows;
    std::vector<std::int64_t> some;
    for (std::size_t i = 0; i < kMost; ++i)
        some.push_back(rows[i * rows.size() / kMost]);
    return some;
}

} // namespace

Result<Value> Interactive::encoded(const Value& params, const IsCancelled& cancelled)
{
    FETTLE_TRY_ASSIGN(const auto opened, dataset(params.at("manifest_path").asText()));
    const auto field = params.at("field").asText();
    const auto* column = opened->column(field);
    if (!column)
        return makeError("worker.field_missing", {{"field", field}, {"fields", fieldNames(opened->manifest())}});
    ComponentRef ref{params.at("encoder").at("component").asText(), params.at("encoder").at("parameters").asMap()};
    FETTLE_TRY_ASSIGN(const auto encoder, training::fitEncoder(m_registry, ref, *opened, *column, false));
    ValueList answers;
    for (const auto row : rowNumbers(params.at("rows"), opened->rowCount())) {
        if (cancelled())
            return makeError("worker.cancelled");
        ValueMap answer = encoder->preview(*column, row).asMap();
        answer["id"] = row;
        answers.emplace_back(std::move(answer));
    }
    ValueMap result{{"rows", answers}};
    // What encoding does to texts that the vocabulary was not learned from.
    if (params.at("summary").asBoolean())
        for (const auto split : {Split::Train, Split::Validation, Split::Test})
            result[std::string(toText(split))] = encoder->summary(*column, someOf(opened->rows(split)));
    return Value(std::move(result));
}

Result<Value> Interactive::images(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto opened, dataset(params.at("manifest_path").asText()));
    ValueList answers;
    for (const auto row : rowNumbers(params.at("rows"), opened->rowCount())) {
        ValueMap answer{{"id", row}};
        if (const auto place = opened->thumbnail(row)) {
            answer["file"] = place->file;
            answer["offset"] = place->offset;
            answer["size_bytes"] = place->sizeBytes;
        }
        answers.push_back(std::move(answer));
    }
    return Value(ValueMap{{"rows", answers}});
}

Result<Value> Interactive::recommend(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<RecommendRequest>(params));
    FETTLE_TRY_ASSIGN(const auto recommendation, data::recommend(request, m_registry, machineFacts()));
    return toValue(recommendation);
}

Result<Value> Interactive::check(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto graph, fromValue<Graph>(params.at("graph")));
    std::vector<std::pair<std::string, TensorSpec>> inputs;
    for (const auto& [field, value] : params.at("inputs").asMap()) {
        FETTLE_TRY_ASSIGN(auto spec, fromValue<TensorSpec>(value));
        inputs.emplace_back(field, std::move(spec));
    }
    std::vector<HeadSpec> heads;
    for (const auto& item : params.at("heads").asList()) {
        HeadSpec head{item.at("name").asText(), {}};
        for (const auto& dimension : item.at("dimensions").asList())
            head.dimensions.push_back({dimension.at("name").asText(), dimension.at("size").asInteger(-1)});
        head.isEmbedding = item.at("embedding").asBoolean();
        heads.push_back(std::move(head));
    }
    return toValue(m_checker.check(graph, inputs, heads));
}

Result<Value> Interactive::checkRecipe(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto recipe, fromValue<Recipe>(params.at("recipe")));
    FETTLE_TRY_ASSIGN(const auto opened, dataset(params.at("manifest_path").asText()));
    return training::checkPlan(recipe, opened, m_registry, m_checker, machineFacts());
}

Result<Value> Interactive::trainingFits(const Value& params, const IsCancelled&)
{
    auto machine = machineFacts();
    machine.memoryBytes = static_cast<std::int64_t>(platform::Machine().memory().totalBytes);
    ValueList models;
    for (const auto& item : params.at("models").asList()) {
        FETTLE_TRY_ASSIGN(const auto model, fromValue<PretrainedModel>(item));
        ValueList ways;
        for (const auto& way : data::trainingFits(model, machine))
            ways.push_back(ValueMap{{"method", std::string(toText(way.method))}, {"memory_bytes", way.memoryBytes},
                                    {"fit", std::string(toText(way.fit))}, {"seconds", way.seconds}});
        models.emplace_back(std::move(ways));
    }
    return Value(ValueMap{{"models", std::move(models)}});
}

Result<Value> Interactive::doctor(const Value&, const IsCancelled&)
{
    const platform::Machine machine;
    const auto cpu = machine.cpu();
    const auto memory = machine.memory();
    const auto gpus = machine.nvidiaGpus();
    ValueList features(cpu.features.begin(), cpu.features.end());
    ValueList names(gpus.names.begin(), gpus.names.end());
    const bool gpuUsable = torch::cuda::is_available();
    std::string reason = "usable";
    if (!gpuUsable)
        reason = gpus.pciDevices == 0 && !gpus.driverLoaded ? "no_gpu" : !gpus.driverLoaded ? "no_driver"
                 : !gpus.devicesUsable ? "no_permission" : "cpu_build";
    return Value(ValueMap{
        {"cpu", ValueMap{{"name", cpu.name}, {"physical_cores", cpu.physicalCores}, {"logical_cores", cpu.logicalCores},
                         {"usable_cores", cpu.usablePhysicalCores}, {"features", features}}},
        {"training_threads", machineFacts().threads},
        {"memory", ValueMap{{"total_bytes", memory.totalBytes}, {"available_bytes", memory.availableBytes},
                            {"limited_by_cgroup", memory.limitedByCgroup}}},
        {"gpu", ValueMap{{"usable", gpuUsable}, {"reason", reason}, {"names", names}, {"driver", gpus.driverVersion}}},
        {"operating_system", machine.operatingSystem()},
        {"libtorch", TORCH_VERSION},
        {"cpu_capability", at::get_cpu_capability()},
        {"build", m_buildTag}});
}

data::MachineFacts machineFacts()
{
    const platform::Machine machine;
    data::MachineFacts facts;
    facts.threads = training::resolveThreads(0);
    facts.memoryBytes = static_cast<std::int64_t>(machine.memory().availableBytes);
    facts.hasGpu = torch::cuda::is_available();
    return facts;
}

} // namespace fettle::worker
