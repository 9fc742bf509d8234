// SPDX-License-Identifier: GPL-3.0-or-later
// Rows with any number of labels: from a table with "a; b" in its cells to a model that gives labels.
#include <array>
#include <random>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/loss.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "engine/data/tag_cells.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/label_thresholds.h"
#include "engine/training/predictor.h"
#include "tests/support/environment.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

constexpr std::array<const char*, 4> kLabelNames{"delivery", "money", "praise", "urgent"};

/// Messages whose words say which of four labels they have; some have none. Two numbers that say two of them.
std::string labelTable(int rows)
{
    std::mt19937 random(11);
    const std::array words{std::array{"parcel", "courier", "shipping"}, std::array{"refund", "price", "invoice"},
                           std::array{"wonderful", "thanks", "perfect"}, std::array{"now", "immediately", "today"}};
    const std::array<double, 4> shares{0.5, 0.35, 0.3, 0.12};
    std::string csv = "message,weight,cost,topics\n";
    for (int i = 0; i < rows; ++i) {
        std::string text = "order " + std::to_string(i) + " is what this is about";
        std::string labels;
        std::array<bool, 4> has{};
        for (std::size_t label = 0; label < 4; ++label) {
            has[label] = static_cast<double>(random() % 1000) < 1000.0 * shares[label];
            if (!has[label])
                continue;
            text += std::string(" and ") + words[label][random() % 3];
            labels += (labels.empty() ? "" : "; ") + std::string(kLabelNames[label]);
        }
        csv += text + "," + std::to_string((has[0] ? 5 : 1) + static_cast<int>(random() % 3)) + ".5,"
            + std::to_string((has[1] ? 50 : 10) + static_cast<int>(random() % 20)) + ".25," + (labels.empty() ? "[]" : labels) + "\n";
    }
    return csv;
}

std::string importLabels(const TemporaryFolder& folder, int rows = 700)
{
    return importWithTarget(folder, folder.write("labels.csv", labelTable(rows)).string(), "topics");
}

Recipe recommendedFor(const std::string& manifest, const ComponentRef& model = {})
{
    RecommendRequest asked;
    asked.manifestPath = manifest;
    asked.model = model;
    const auto recommended = data::recommend(asked, builtInComponents(), {});
    REQUIRE_MESSAGE(recommended.ok(), (recommended.ok() ? std::string() : toLogLine(recommended.error())));
    CHECK(recommended->task.code == "data.task_labels");
    return recommended->recipe;
}

} // namespace

TEST_CASE("labels of messages are recognized, learned and given, with thresholds that are kept with the model")
{
    const TemporaryFolder folder;
    const ScopedVariable noLibrary("FETTLE_PRETRAINED", (folder.path() / "none").string());
    auto request = trainRequest(folder, importLabels(folder));
    const auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    const auto* field = (*dataset)->manifest().findField("topics");
    CHECK(field->kind == FieldKind::Tags);
    CHECK(field->classes == std::vector<std::string>{"delivery", "money", "praise", "urgent"});
    request.recipe = recommendedFor(request.manifestPath);
    CHECK(request.recipe.task.component == "multi_label_classification");
    CHECK(request.recipe.objectives.at(0).loss.component == "binary_cross_entropy");
    request.recipe.training.epochs = 8;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    const auto& metrics = outcome.result.metrics.at("test");
    const auto& baseline = outcome.result.baseline.at("test");
    CHECK(outcome.result.primaryMetric == "average_precision");
    CHECK(metrics.at("average_precision") > 0.95);
    CHECK(metrics.at("f1_micro") > 0.9);
    CHECK(metrics.at("subset_accuracy") > 0.7);
    CHECK(baseline.at("f1_micro") < 0.7);
    CHECK(baseline.at("subset_accuracy") < 0.4);
    // TF-IDF with a unit for each label beside it: with words that say the labels it is as good as anything.
    const auto compared = std::ranges::find(observer.notes, std::string("training.text_baseline_labels"), &Note::code);
    REQUIRE(compared != observer.notes.end());
    CHECK(compared->arguments.at("split").asText() == "test");
    CHECK(compared->arguments.at("baseline").asReal() > 90.0);
    CHECK(compared->arguments.at("baseline_precision").asReal() > 90.0);
    CHECK(compared->arguments.at("model").asReal() == doctest::Approx(100.0 * metrics.at("f1_micro")).epsilon(0.001));
    CHECK(compared->arguments.at("model_precision").asReal() == doctest::Approx(100.0 * metrics.at("average_precision")).epsilon(0.001));

    const auto predictor = Predictor::open(request.modelFolder, builtInComponents());
    REQUIRE_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
    const auto rows = (*dataset)->rows(Split::Test);
    const auto predictions = (*predictor)->predict(**dataset, rows);
    REQUIRE(predictions.ok());
    REQUIRE(predictions->size() == rows.size());
    int right = 0;
    std::vector<std::string_view> cells(rows.size());
    (*dataset)->column("topics")->readTexts(rows, cells);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& answer = predictions->at(i).targets.at("topics");
        CHECK(answer.at("scores").asMap().size() == 4);
        std::vector<std::string> given;
        for (const auto& label : answer.at("value").asList())
            given.push_back(label.asText());
        std::ranges::sort(given);
        auto wanted = data::labelsOfCell(cells[i]);
        std::ranges::sort(wanted);
        right += given == wanted ? 1 : 0;
    }
    // Results gets the thresholds that the model keeps.
    const auto options = summaryOptions((*predictor)->manifest(), {});
    CHECK(options.labelThresholds.size() == 4);
    CHECK(std::ranges::all_of(options.labelThresholds, [](double threshold) { return threshold >= 0.05 && threshold <= 0.95; }));
    const auto stored = StoredEvaluation::open(request.runFolder, "test", {});
    REQUIRE_MESSAGE(stored.ok(), (stored.ok() ? std::string() : toLogLine(stored.error())));
    const auto summary = summarizeEvaluation(stored->view(), options);
    CHECK(summary.form == AnswerForm::Labels);
    CHECK(summary.main.value == doctest::Approx(metrics.at("f1_micro")));
    CHECK(summary.figures.at("threshold:money") == options.labelThresholds[1]);
    CHECK(static_cast<double>(right) / static_cast<double>(rows.size()) == doctest::Approx(metrics.at("subset_accuracy")));
}

TEST_CASE("labels are learned from the columns of a table too, and training resumes exactly")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importLabels(folder, 400));
    request.recipe.inputs = {{"weight", {}}, {"cost", {}}};
    request.recipe.targets = {{"topics", {}}};
    request.recipe.training.epochs = 30;
    request.recipe.training.batchSize = 16;
    Objective objective;
    objective.loss = {"binary_cross_entropy", {{"pos_weight", "balanced"}}};
    request.recipe.objectives = {objective};
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(observer.resolved.task.component == "multi_label_classification");
    // Of four labels the two that the numbers tell.
    CHECK(outcome.result.metrics.at("test").at("average_precision") > outcome.result.baseline.at("test").at("average_precision") + 0.2);
    const TemporaryFolder other;
    auto again = trainRequest(other, importLabels(other, 200));
    again.recipe.inputs = {{"weight", {}}, {"cost", {}}};
    again.recipe.targets = {{"topics", {}}};
    again.recipe.training.epochs = 12;
    checkResume(again);
}

TEST_CASE("thresholds are those at which each label's F1 is highest")
{
    EvaluationData data;
    data.form = AnswerForm::Labels;
    data.classes = {"a", "b", "rare"};
    data.scores = torch::empty({40, 3}, torch::kFloat64);
    for (std::int64_t row = 0; row < 40; ++row) {
        // "a" is there from 0.3 on, "b" from 0.5 on, "rare" too seldom to tell.
        const double score = (static_cast<double>(row) + 0.5) / 40.0;
        data.scores[row] = torch::tensor({score, score, score}, torch::kFloat64);
        if (score > 0.3)
            data.targetMarks.marks.push_back({0, 0, 0});
        if (score > 0.5)
            data.targetMarks.marks.push_back({1, 0, 0});
        if (row == 3)
            data.targetMarks.marks.push_back({2, 0, 0});
        data.targetMarks.endRow();
    }
    const auto thresholds = bestThresholds(data);
    REQUIRE(thresholds.size() == 3);
    CHECK(thresholds[0] == doctest::Approx(0.3).epsilon(1e-9));
    CHECK(thresholds[1] == 0.5);
    CHECK(thresholds[2] == 0.5);
}

TEST_CASE("binary cross-entropy is PyTorch's and stays a number where the model is sure")
{
    const auto loss = builtInComponents().resolve<Loss>(ComponentKind::Loss, {"binary_cross_entropy", {}});
    REQUIRE(loss.ok());
    const auto plain = loss->first->create(loss->second, {});
    const auto output = torch::tensor({{200.0F, -200.0F}, {-1.0F, 0.5F}}).requires_grad_(true);
    const auto target = torch::tensor({{0.0F, 1.0F}, {1.0F, 0.0F}});
    const auto value = plain->mean(output, target, {});
    CHECK(value.item<double>() == doctest::Approx((200.0 + 200.0 + std::log1p(std::exp(1.0)) + std::log1p(std::exp(0.5))) / 4.0));
    value.backward();
    CHECK(output.grad().isfinite().all().item<bool>());
    const auto each = plain->perExample(output.detach(), target);
    CHECK(each[0].item<double>() == doctest::Approx(200.0));
    const auto weighted = plain->mean(output.detach(), target, torch::tensor({0.0F, 2.0F}));
    CHECK(weighted.item<double>() == doctest::Approx(each[1].item<double>()));
    const auto unknown = plain->perExample(output.detach(), torch::full({2, 2}, std::nanf("")));
    CHECK(unknown.isnan().all().item<bool>());

    const auto balanced = builtInComponents().resolve<Loss>(ComponentKind::Loss, {"binary_cross_entropy", {{"pos_weight", "balanced"}}});
    LossContext context;
    context.classCounts = {30, 10};
    const auto weights = balanced->first->create(balanced->second, context);
    const auto zero = torch::zeros({1, 2});
    // ln 2 for each, the second label's three times.
    CHECK(weights->mean(zero, torch::ones({1, 2}), {}).item<double>() == doctest::Approx(std::log(2.0) * (1.0 + 3.0) / 2.0));
}
