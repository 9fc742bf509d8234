// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of which nobody knows what labels they have: they count nowhere. A row that is known to have none counts.
#include <algorithm>
#include <limits>
#include <map>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/label_answers.h"
#include "engine/component_api/task.h"
#include "engine/data/dataset_reader.h"
#include "engine/training/evaluate.h"
#include "engine/training/evaluation.h"
#include "engine/training/evaluation_rows.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/label_thresholds.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

constexpr auto kNotKnown = std::numeric_limits<double>::quiet_NaN();

/// Gives the outputs as scores.
class PlainLabels final : public TaskInstance {
public:
    [[nodiscard]] std::vector<TaskHead> heads() const override { return {}; }
    [[nodiscard]] AnswerForm form(const std::string&) const override { return AnswerForm::Labels; }
    [[nodiscard]] std::vector<std::string> metrics() const override { return {"average_precision", "f1_micro", "f1_macro", "subset_accuracy"}; }
    [[nodiscard]] torch::Tensor scores(const std::string&, const torch::Tensor& output) const override { return output; }
    [[nodiscard]] torch::Tensor truth(const std::string&, const torch::Tensor& encoded) const override { return encoded; }
    [[nodiscard]] torch::Tensor thresholds(const std::string&) const override { return torch::full({2}, 0.5, torch::kFloat64); }
    [[nodiscard]] Value state() const override { return {}; }
};

EvaluationData answered(const torch::Tensor& outputs, const torch::Tensor& encoded)
{
    const PlainLabels task;
    auto data = task.answers("", {outputs, {}}, {});
    task.addTruth("", encoded, {}, data);
    data.classes = {"a", "b"};
    return data;
}

/// Two numbers say which of two labels a row has; of every fourth row nobody knows, every fifth has none for certain.
std::string halfKnownTable(int rows)
{
    std::string csv = "weight,cost,topics\n";
    for (int i = 0; i < rows; ++i) {
        const bool heavy = i % 3 == 0;
        const bool dear = i % 5 < 2;
        std::string cell = heavy ? "heavy" : "";
        if (dear)
            cell += cell.empty() ? "dear" : "; dear";
        if (cell.empty())
            cell = "[]";
        if (i % 4 == 1)
            cell.clear();
        csv += std::to_string((heavy ? 5 : 1) + i % 2) + ".5," + std::to_string((dear ? 50 : 10) + i % 7) + ".25," + cell + "\n";
    }
    return csv;
}

} // namespace

TEST_CASE("rows whose labels are not known count in no figure, threshold or answer; rows without labels do")
{
    const auto outputs = torch::tensor({{0.9, 0.1}, {0.9, 0.9}, {0.2, 0.3}, {0.1, 0.8}, {0.7, 0.6}}, torch::kFloat64);
    const auto encoded = torch::tensor({{1.0, 0.0}, {kNotKnown, kNotKnown}, {0.0, 0.0}, {0.0, 1.0}, {kNotKnown, kNotKnown}}, torch::kFloat64);
    const auto data = answered(outputs, encoded);
    CHECK(labelsAreKnown(data, 2));
    CHECK_FALSE(labelsAreKnown(data, 1));
    REQUIRE(data.predictedMarks.size() == 5);
    CHECK(data.predictedMarks.row(1).empty());
    CHECK(data.predictedMarks.row(4).empty());
    CHECK(data.predictedMarks.row(0).size() == 1);
    CHECK(data.predictedMarks.scores == std::vector<double>{0.9, 0.8});
    const auto figures = computeMetrics(data, PlainLabels().metrics(), builtInComponents());
    for (const auto& [metric, value] : figures) {
        CAPTURE(metric);
        CHECK(value == 1.0);
    }
    // The same without those rows.
    const auto few = torch::tensor({0, 2, 3}, torch::kInt64);
    CHECK(figures == computeMetrics(answered(outputs.index_select(0, few), encoded.index_select(0, few)), PlainLabels().metrics(), builtInComponents()));

    // Ten rows that have "a" from 0.6 on, and many of high scores that nobody knows: they would move the threshold up.
    std::vector<double> scores;
    std::vector<double> truth;
    for (int i = 0; i < 60; ++i) {
        const double score = i < 20 ? 0.5 + 0.02 * i : 0.55 + 0.001 * i;
        scores.insert(scores.end(), {score, 0.1});
        truth.insert(truth.end(), {i >= 20 ? kNotKnown : i >= 5 ? 1.0 : 0.0, i >= 20 ? kNotKnown : 0.0});
    }
    const auto asMatrix = [](std::vector<double>& numbers) { return torch::tensor(numbers, torch::kFloat64).reshape({-1, 2}); };
    const auto thresholds = bestThresholds(answered(asMatrix(scores), asMatrix(truth)));
    CHECK(thresholds.front() == doctest::Approx(0.59).epsilon(1e-9));
}

TEST_CASE("a training, its evaluation later and what Results shows agree on rows whose labels are not known")
{
    const TemporaryFolder folder;
    const auto manifest = importWithTarget(folder, folder.write("half.csv", halfKnownTable(400)).string(), "topics");
    auto request = trainRequest(folder, manifest);
    request.recipe.inputs = {{"weight", {}}, {"cost", {}}};
    request.recipe.targets = {{"topics", {}}};
    request.recipe.training.epochs = 5;
    request.recipe.training.batchSize = 16;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    const auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    const auto& rows = (*dataset)->rows(Split::Test);
    std::vector<std::string_view> cells(rows.size());
    (*dataset)->column("topics")->readTexts(rows, cells);
    const auto known = std::ranges::count_if(cells, [](std::string_view cell) { return cell.data() != nullptr; });
    REQUIRE(known < static_cast<std::ptrdiff_t>(rows.size()));
    REQUIRE(std::ranges::count(cells, std::string_view("[]")) > 0);

    const auto stored = StoredEvaluation::open(platform::fromUtf8(request.runFolder), "test", {});
    REQUIRE_MESSAGE(stored.ok(), (stored.ok() ? std::string() : toLogLine(stored.error())));
    const auto& view = stored->view();
    REQUIRE(view.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(view.marksAreKnown(i) == (cells[i].data() != nullptr));
        CHECK((cells[i].data() || (view.predictedMarks.row(i).empty() && view.baselineMarks.row(i).empty())));
    }
    const auto summary = summarizeEvaluation(view, {});
    CHECK(summary.count == known);
    CHECK(summary.main.value == doctest::Approx(outcome.result.metrics.at("test").at("f1_micro")));
    CHECK(summary.baseline->value == doctest::Approx(outcome.result.baseline.at("test").at("f1_micro")));
    EvaluationRowsRequest all;
    all.order = EvaluationOrder::Best;
    CHECK(selectRows(view, all).total == known);

    // The evaluate job has no losses that could tell which rows count.
    EvaluateRequest again;
    again.modelFolder = request.modelFolder;
    again.manifestPath = manifest;
    again.runFolder = (folder.path() / "evaluated").string();
    again.run = request.run;
    RecordingObserver second;
    const auto evaluated = evaluate(again, builtInComponents(), second);
    REQUIRE_MESSAGE(evaluated.ok(), (evaluated.ok() ? std::string() : toLogLine(evaluated.error())));
    for (const auto* metric : {"average_precision", "f1_micro", "f1_macro", "subset_accuracy"}) {
        CAPTURE(metric);
        CHECK(evaluated->metrics.at("test").at(metric) == doctest::Approx(outcome.result.metrics.at("test").at(metric)));
        CHECK(evaluated->baseline.at("test").at(metric) == doctest::Approx(outcome.result.baseline.at("test").at(metric)));
    }
    // The honest baseline is that of the known rows: it gives each the most frequent label and is judged by them alone.
    std::map<std::string, std::int64_t> counts;
    std::int64_t marks = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const auto& mark : view.targetMarks.row(i)) {
            ++counts[view.classes[static_cast<std::size_t>(mark.label)]];
            ++marks;
        }
    REQUIRE(view.baselineMarks.marks.size() / 3 == static_cast<std::size_t>(known));
    const auto given = view.classes[static_cast<std::size_t>(view.baselineMarks.marks.front())];
    const auto f1 = 2.0 * static_cast<double>(counts.at(given)) / static_cast<double>(marks + known);
    CHECK(evaluated->baseline.at("test").at("f1_micro") == doctest::Approx(f1));
}
