// SPDX-License-Identifier: GPL-3.0-or-later
// What a run tells while it trains, beside its metrics: the machine's load, and examples as they improve.
#include <chrono>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/data/dataset_reader.h"
#include "engine/training/hardware_series.h"
#include "engine/training/live_examples.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

TEST_CASE("The machine's load is a point a second")
{
    RecordingObserver observer;
    MetricLog log("r", observer);
    HardwareSeries hardware(log);
    const auto start = std::chrono::steady_clock::now();
    hardware.sampleIfDue(1, start);
    hardware.sampleIfDue(10, start + std::chrono::milliseconds(1500));
    hardware.sampleIfDue(11, start + std::chrono::milliseconds(2000));
    hardware.sampleIfDue(20, start + std::chrono::milliseconds(2600));
    log.flush();
    const auto& cpu = observer.series.at("hardware/cpu_percent");
    const auto& memory = observer.series.at("hardware/memory_bytes");
    REQUIRE(cpu.size() == 2);
    CHECK(cpu.contains(10));
    CHECK(cpu.contains(20));
    CHECK(cpu.at(10) >= 0.0);
    CHECK(memory.at(10) > 1e6);
    // Comparisons of runs leave them out.
    CHECK(observer.exactSeries().empty());
}

TEST_CASE("A few examples of the validation set, always the same ones")
{
    SplitEvaluation evaluation;
    for (int i = 0; i < 40; ++i)
        evaluation.ids.push_back(100 + i);
    auto& data = evaluation.heads["label"];
    data.classes = {"no", "yes"};
    const auto sure = torch::linspace(0.0, 1.0, 40, torch::kFloat64);
    data.scores = torch::stack({1.0 - sure, sure}, 1);
    data.predicted = data.scores.argmax(1);
    data.targets = torch::ones({40}, torch::kInt64);
    data.targets[0] = -1; // a class that training did not have
    const auto examples = liveExamples(evaluation, 500);
    CHECK(examples.at("step").asInteger() == 500);
    const auto& rows = examples.at("rows").asList();
    REQUIRE(rows.size() == 9);
    CHECK(rows[0].at("id").asInteger() == 100);
    CHECK(rows[0].at("value").asText() == "no");
    CHECK(rows[0].at("target").asText().empty());
    CHECK(rows[8].at("id").asInteger() == 135);
    CHECK(rows[8].at("value").asText() == "yes");
    CHECK(rows[8].at("target").asText() == "yes");
    CHECK(rows[8].at("score").asReal() == doctest::Approx(35.0 / 39.0));

    SplitEvaluation numbers;
    numbers.ids = {7, 9};
    numbers.heads["price"].scores = torch::tensor({1.5, 2.5}, torch::kFloat64);
    numbers.heads["price"].targets = torch::tensor({1.0, 3.0}, torch::kFloat64);
    const auto two = liveExamples(numbers, 1).at("rows").asList();
    REQUIRE(two.size() == 2);
    CHECK(two[1].at("value").asReal() == 2.5);
    CHECK(two[1].at("target").asReal() == 3.0);
    CHECK(two[1].at("score").isNull());
    CHECK(liveExamples({}, 1).isNull());

    // What stands in the row, where the model reads texts.
    FieldInfo field;
    field.name = "message";
    field.kind = FieldKind::Text;
    std::vector<std::optional<std::string>> texts(10);
    texts[7] = "Where is my parcel?";
    texts[9] = std::string(200, 'a');
    const data::MemoryColumn column(field, std::move(texts));
    const auto named = liveExamples(numbers, 1, &column).at("rows").asList();
    CHECK(named[0].at("text").asText() == "Where is my parcel?");
    CHECK(named[1].at("text").asText().ends_with("…"));
    CHECK(two[0].at("text").isNull());
}
