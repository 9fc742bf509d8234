// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics against scikit-learn's on the same numbers (metrics.json from make_metrics.py), within 1e-12.
#include <cmath>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "tests/support/environment.h"

using namespace fettle;

namespace {

constexpr std::int64_t kExamples = 257;

/// The formulas of make_metrics.py.
EvaluationData classificationData(std::int64_t classes, double phase)
{
    EvaluationData data;
    auto raw = torch::empty({kExamples, classes}, torch::kFloat64);
    data.targets = torch::empty({kExamples}, torch::kInt64);
    for (std::int64_t i = 0; i < kExamples; ++i) {
        const double at = 1.3 * static_cast<double>(i) + phase;
        for (std::int64_t c = 0; c < classes; ++c)
            raw.accessor<double, 2>()[i][c] = std::nearbyint(std::sin(1.3 * static_cast<double>(i) + 2.1 * static_cast<double>(c) + phase) * 4) + 5;
        data.targets.data_ptr<std::int64_t>()[i] =
            static_cast<std::int64_t>((std::sin(at + 0.4) + 1) / 2 * static_cast<double>(classes) * 0.999);
    }
    data.scores = raw / raw.sum(1, true);
    data.predicted = std::get<1>(raw.max(1));
    // Ties go to the first class, as in NumPy's argmax.
    for (std::int64_t i = 0; i < kExamples; ++i)
        for (std::int64_t c = classes - 1; c >= 0; --c)
            if (raw.accessor<double, 2>()[i][c] == raw[i].max().item<double>())
                data.predicted.data_ptr<std::int64_t>()[i] = c;
    for (std::int64_t c = 0; c < classes; ++c)
        data.classes.push_back(std::to_string(c));
    return data;
}

EvaluationData labelData(std::int64_t classes, double phase)
{
    EvaluationData data;
    data.form = AnswerForm::Labels;
    data.scores = torch::empty({kExamples, classes}, torch::kFloat64);
    for (std::int64_t i = 0; i < kExamples; ++i) {
        for (std::int64_t c = 0; c < classes; ++c) {
            const double at = 1.3 * static_cast<double>(i) + 2.1 * static_cast<double>(c) + phase;
            const double score = (std::nearbyint(std::sin(at) * 4) + 5) / 10;
            data.scores.accessor<double, 2>()[i][c] = score;
            if (std::sin(at + 0.7) > 0.2 + 0.2 * static_cast<double>(c))
                data.targetMarks.marks.push_back({static_cast<std::int32_t>(c), 0, 0});
            if (score >= 0.55 + 0.1 * static_cast<double>(c))
                data.predictedMarks.marks.push_back({static_cast<std::int32_t>(c), 0, 0});
        }
        data.targetMarks.endRow();
        data.predictedMarks.endRow();
    }
    for (std::int64_t c = 0; c < classes; ++c)
        data.classes.push_back(std::to_string(c));
    return data;
}

void checkFigures(const Registry& registry, const EvaluationData& data, const nlohmann::json& figures)
{
    for (const auto& [key, expected] : figures.items()) {
        CAPTURE(key);
        const auto colon = key.find(':');
        ComponentRef ref{key.substr(0, colon), {}};
        if (colon != std::string::npos)
            ref.parameters["average"] = key.substr(colon + 1);
        const auto metric = registry.resolve<Metric>(ComponentKind::Metric, ref);
        REQUIRE(metric.ok());
        CHECK(metric->first->compute(data, metric->second) == doctest::Approx(expected.get<double>()).epsilon(1e-12));
    }
}

} // namespace

TEST_CASE("metrics equal scikit-learn's")
{
    std::ifstream file(test::sourceFolder() / "tests/golden/metrics.json");
    const auto document = nlohmann::json::parse(file);
    Registry registry;
    registerBuiltInComponents(registry);
    REQUIRE(document["classification"].size() == 6);
    for (const auto& golden : document["classification"])
        checkFigures(registry, classificationData(golden["classes"], golden["phase"]), golden["figures"]);
    REQUIRE(document["labels"].size() == 6);
    for (const auto& golden : document["labels"])
        checkFigures(registry, labelData(golden["classes"], golden["phase"]), golden["figures"]);
    for (const auto& golden : document["regression"]) {
        EvaluationData data;
        const auto steps = torch::arange(kExamples, torch::kFloat64);
        const double phase = golden["phase"];
        data.scores = 10 * torch::sin(0.9 * steps + phase);
        data.targets = 10 * torch::sin(0.9 * steps + phase + 0.3) + 2;
        checkFigures(registry, data, golden["figures"]);
    }
}

TEST_CASE("a class that training did not have counts as wrong and leaves scores alone")
{
    Registry registry;
    registerBuiltInComponents(registry);
    EvaluationData data;
    data.scores = torch::tensor({{0.9, 0.1}, {0.2, 0.8}, {0.6, 0.4}}, torch::kFloat64);
    data.predicted = torch::tensor({0, 1, 0}, torch::kInt64);
    data.targets = torch::tensor({0, 1, -1}, torch::kInt64);
    data.classes = {"a", "b"};
    const auto of = [&](const char* id) {
        const auto metric = registry.resolve<Metric>(ComponentKind::Metric, {id, {}});
        return metric->first->compute(data, metric->second);
    };
    CHECK(of("accuracy") == doctest::Approx(2.0 / 3.0));
    CHECK(of("roc_auc") == doctest::Approx(1.0));
    CHECK(of("log_loss") == doctest::Approx(-(std::log(0.9) + std::log(0.8)) / 2));
}
