// SPDX-License-Identifier: GPL-3.0-or-later
// Every message struct through JSON and back, with random values.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/contract/catalog_fields.h"
#include "engine/contract/client_protocol_fields.h"
#include "engine/contract/dataset_fields.h"
#include "engine/contract/evaluation_fields.h"
#include "engine/contract/graph_fields.h"
#include "engine/contract/job_fields.h"
#include "engine/contract/metric_fields.h"
#include "engine/contract/pretrained_fields.h"
#include "engine/contract/recipe_fields.h"
#include "engine/contract/run_fields.h"
#include "engine/contract/semantic_search_fields.h"
#include "engine/contract/tensor_spec_fields.h"
#include "engine/contract/worker_protocol_fields.h"
#include "tests/contract/random_values.h"

using namespace fettle;

#define FETTLE_MESSAGES                                                                                               \
    ParameterChoice, ParameterInfo, PortInfo, ComponentInfo, Catalog, ComponentRef, FieldInfo, SplitPolicy, ValueCount, \
        FieldStatistics, DatasetPart, ImportIssue, ImportReport, DatasetManifest, FieldOverride, ImportRequest,        \
        ImportPreview, RowPage, Dimension, TensorSpec, GraphNode, GraphEdge, GraphComment, Graph, GraphRepair,         \
        NodeReport, GraphReport, DatasetRef, FieldUse, NetworkSpec, Objective, EarlyStopping, TrainingOptions, Recipe, \
        RecommendedOption, RecommendedModel, Recommendation, RecommendRequest, Job, TrainRequest, CheckpointInfo,      \
        ArtifactInfo, TrainResult, ModelManifest, PredictRequest, Prediction, PredictResult, EvaluateRequest,          \
        MetricPoints, MetricBatch, MetricSeries, WorkerHello, JobAssignment, WorkerRequest, WorkerResponse, Progress,  \
        JobOutcome, Handshake, ClientRequest, ClientResponse, ClientEvent, Estimate, EvaluationBaseline, ClassFigures, \
        ConfusionCell, EvaluationCurve, CalibrationBin, CoveragePoint, EvaluationPoints, ErrorQuantile,                \
        EvaluationSummaryRequest, EvaluationSummary, EvaluationRowsRequest, EvaluationRow, EvaluationPage,             \
        PretrainedNetwork, PretrainedModel, DownloadSettings, PretrainedRequest, PretrainedFile, PretrainedOffer,      \
        FetchProgress, EmbedRequest, SearchIndex, SearchRequest, SearchHit, SearchResult, LabelRequest, LabelAnswer,   \
        LabelResult

namespace {

/// What a line of the wire makes of a struct.
template <class T> nlohmann::json throughTheWire(const T& value)
{
    const std::string line = toLine(toJson(value));
    CHECK(line.find('\n') == std::string::npos);
    auto json = parseJson(line);
    REQUIRE(json.ok());
    return std::move(*json);
}

/// Names of the fields that must be there.
struct NeededFields {
    std::vector<std::string> names;
    template <class T> void operator()(const char*, T&) {}
    template <class T> void need(const char* name, T&) { names.emplace_back(name); }
};

} // namespace

TEST_CASE_TEMPLATE("every message comes back equal", T, FETTLE_MESSAGES)
{
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        const T value = test::randomStruct<T>(seed);
        const auto again = fromJson<T>(throughTheWire(value));
        REQUIRE_MESSAGE(again.ok(), toLogLine(again.error()));
        CHECK(*again == value);
        CHECK(*fromValue<T>(toValue(value)) == value);
    }
}

TEST_CASE_TEMPLATE("NaN and infinities pass, as texts", T, FETTLE_MESSAGES)
{
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        const T value = test::randomStruct<T>(seed, true);
        const auto json = throughTheWire(value);
        const auto again = fromJson<T>(json);
        REQUIRE_MESSAGE(again.ok(), toLogLine(again.error()));
        CHECK(toJson(*again) == json);
    }
}

TEST_CASE_TEMPLATE("unknown fields of a newer version are ignored, needed ones are missed by name", T, FETTLE_MESSAGES)
{
    auto json = toJson(test::randomStruct<T>(1));
    json["a_field_of_tomorrow"] = {{"deep", {1, 2, {{"x", nullptr}}}}};
    CHECK(fromJson<T>(json).ok());
    T empty{};
    NeededFields needed;
    visitFields(needed, empty);
    for (const auto& name : needed.names) {
        auto without = toJson(test::randomStruct<T>(1));
        without.erase(name);
        const auto result = fromJson<T>(without);
        REQUIRE(!result.ok());
        CHECK(result.error().code == "contract.missing_field");
        CHECK(result.error().arguments.at("field").asText() == name);
    }
    const auto minimal = fromJson<T>(nlohmann::json::object());
    CHECK(minimal.ok() == needed.names.empty());
}

TEST_CASE_TEMPLATE("a wrong type is an error that names the field, never a crash", T, FETTLE_MESSAGES)
{
    const nlohmann::json wrong = {{{"unexpected", "object"}}};
    const auto right = toJson(test::randomStruct<T>(2));
    for (const auto& [name, item] : right.items()) {
        for (const nlohmann::json& replacement :
             {wrong, nlohmann::json(nullptr), nlohmann::json(true), nlohmann::json("text"), nlohmann::json(-1.5),
              nlohmann::json(1e300), nlohmann::json::array({nlohmann::json::object()}), nlohmann::json::object()}) {
            auto json = right;
            json[name] = replacement;
            const auto result = fromJson<T>(json);
            if (result.ok())
                continue;
            const bool known = result.error().code == "contract.wrong_type" ||
                               result.error().code == "contract.missing_field" ||
                               result.error().code == "contract.unknown_name";
            CHECK_MESSAGE(known, toLogLine(result.error()));
            CHECK(result.error().arguments.at("field").asText().rfind(name, 0) == 0);
        }
    }
    for (const nlohmann::json& other : {nlohmann::json(nullptr), nlohmann::json(3), nlohmann::json::array(), nlohmann::json("x")})
        CHECK(fromJson<T>(other).error().code == "contract.wrong_type");
}

TEST_CASE("the types that every field of a struct must have are checked, with the place of the mistake")
{
    const auto codeAndField = [](const char* text) {
        const auto result = fromJson<Recipe>(*parseJson(text));
        return result.ok() ? std::string("ok") : result.error().code + ' ' + result.error().arguments.at("field").asText();
    };
    CHECK(codeAndField(R"({"name": 3})") == "contract.wrong_type name");
    CHECK(codeAndField(R"({"training": {"epochs": "many"}})") == "contract.wrong_type training.epochs");
    CHECK(codeAndField(R"({"training": {"epochs": "NaN"}})") == "ok");
    CHECK(codeAndField(R"({"training": {"batch_size": 1.5}})") == "contract.wrong_type training.batch_size");
    CHECK(codeAndField(R"({"training": {"batch_size": 64.0}})") == "ok");
    CHECK(codeAndField(R"({"training": {"precision": "float8"}})") == "contract.unknown_name training.precision");
    CHECK(codeAndField(R"({"training": {"channels_last": 1}})") == "contract.wrong_type training.channels_last");
    CHECK(codeAndField(R"({"dataset": {"paths": "x"}})") == "contract.wrong_type dataset.paths");
    CHECK(codeAndField(R"({"dataset": {"options": []}})") == "contract.wrong_type dataset.options");
    CHECK(codeAndField(R"({"networks": {"model": {"trainable": "yes"}}})") == "contract.wrong_type networks.model.trainable");
}
