// SPDX-License-Identifier: GPL-3.0-or-later
// Marked parts of texts from a file to a model: training, figures, what is stored, predicting, resuming.
#include <algorithm>
#include <fstream>
#include <random>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/contract/marks.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "engine/training/evaluation_rows.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/mark_figures.h"
#include "engine/training/predictor.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

/// Sentences in which places follow "in" and people follow "met", of two words now and then.
std::string taggedSentences(std::uint32_t seed, int count)
{
    const std::vector<std::string> filling = {"we", "they", "saw", "today", "again", "and", "then", "the", "old", "house"};
    const std::vector<std::vector<std::string>> people = {{"Anna"}, {"Bob", "Miller"}, {"Eve"}, {"Carl", "Long"}};
    const std::vector<std::vector<std::string>> places = {{"Rome"}, {"New", "York"}, {"Paris"}, {"Los", "Angeles"}};
    std::mt19937 random(seed);
    std::string file;
    const auto mark = [&](const std::vector<std::string>& words, const char* label) {
        for (std::size_t i = 0; i < words.size(); ++i)
            file += words[i] + (i == 0 ? "\tB-" : "\tI-") + label + '\n';
    };
    for (int i = 0; i < count; ++i) {
        for (std::uint32_t k = 1 + random() % 5; k > 0; --k)
            file += filling[random() % filling.size()] + "\tO\n";
        if (random() % 3 != 0) {
            file += "met\tO\n";
            mark(people[random() % people.size()], "person");
        }
        if (random() % 3 != 0) {
            file += "in\tO\n";
            mark(places[random() % places.size()], "place");
        }
        for (std::uint32_t k = random() % 3; k > 0; --k)
            file += filling[random() % filling.size()] + "\tO\n";
        file += '\n';
    }
    return file;
}

std::string importSentences(const TemporaryFolder& folder)
{
    folder.write("set/train.conll", taggedSentences(1, 240));
    folder.write("set/dev.conll", taggedSentences(2, 60));
    folder.write("set/test.conll", taggedSentences(3, 60));
    return importWithTarget(folder, (folder.path() / "set").string(), "");
}

TrainRequest entityRequest(const TemporaryFolder& folder, const std::string& templateId)
{
    auto request = trainRequest(folder, importSentences(folder));
    request.recipe.networks["model"].fromTemplate = {templateId, {{"embedding_dim", 32}, {"dropout", 0.1}}};
    if (templateId == "bilstm")
        request.recipe.networks["model"].fromTemplate.parameters["hidden_size"] = 32;
    request.recipe.training.epochs = 20;
    request.recipe.training.batchSize = 16;
    return request;
}

/// Marks of three examples: (0) one right, one with a wrong label; (1) a wrong border and one too many; (2) one missed.
struct ViewOfSpans {
    ViewOfSpans()
    {
        targets = {{0, 0, 4}, {1, 8, 12}, {0, 3, 9}, {1, 0, 2}};
        targetOffsets = {0, 2, 3, 4};
        predicted = {{0, 0, 4}, {0, 8, 12}, {0, 3, 7}, {1, 20, 22}};
        predictedOffsets = {0, 2, 4, 4};
        flatten(targets, targetNumbers);
        flatten(predicted, predictedNumbers);
        view.form = AnswerForm::Spans;
        view.classes = {"person", "place"};
        view.ids = ids;
        view.scores = scores;
        view.targetMarks = {targetOffsets, targetNumbers, {}};
        view.predictedMarks = {predictedOffsets, predictedNumbers, markScores};
        view.baselineMarks = {noOffsets, {}, {}};
    }
    ViewOfSpans(const ViewOfSpans&) = delete;
    ViewOfSpans& operator=(const ViewOfSpans&) = delete;
    static void flatten(const std::vector<RowMark>& marks, std::vector<std::int64_t>& numbers)
    {
        for (const auto& mark : marks)
            numbers.insert(numbers.end(), {mark.label, mark.start, mark.end});
    }

    std::vector<RowMark> targets, predicted;
    std::vector<std::int64_t> targetOffsets, predictedOffsets, targetNumbers, predictedNumbers;
    std::vector<std::int64_t> ids{100, 101, 102}, noOffsets{0, 0, 0, 0};
    std::vector<double> scores{0.9, 0.5, 0.7}, markScores{0.9, 0.95, 0.5, 0.6};
    EvaluationView view;
};

} // namespace

TEST_CASE("A tagger learns, beats its baseline, and tells spans of new texts")
{
    for (const std::string templateId : {"bilstm", "transformer"}) {
        CAPTURE(templateId);
        const TemporaryFolder folder;
        const auto request = entityRequest(folder, templateId);
        RecordingObserver observer;
        const auto outcome = trainOrFail(request, observer);
        const auto& test = outcome.result.metrics.at("test");
        CHECK(test.at("entity_f1") > 0.9);
        CHECK(outcome.result.primaryMetric == "entity_f1");
        CHECK(std::isfinite(test.at("loss")));
        // Each name occurs in training, so a list of them does well too.
        CHECK(outcome.result.baseline.at("test").at("entity_f1") > 0.5);

        const auto predictor = Predictor::open(request.modelFolder, builtInComponents());
        REQUIRE_MESSAGE(predictor.ok(), (predictor.ok() ? "" : toLogLine(predictor.error())));
        PredictRequest ask;
        ask.rows = {{{"text", "we met Bob Miller in Rome"}}, {{"text", ""}}, {{"text", "then"}}};
        data::SilentObserver silent;
        const auto told = predict(**predictor, ask, builtInComponents(), silent);
        REQUIRE_MESSAGE(told.ok(), (told.ok() ? "" : toLogLine(told.error())));
        REQUIRE(told->predictions.size() == 3);
        const auto& spans = told->predictions[0].targets.at("entities").at("value").asList();
        REQUIRE(spans.size() == 2);
        CHECK(spans[0].at("label") == Value("person"));
        CHECK(spans[0].at("text") == Value("Bob Miller"));
        CHECK(spans[0].at("start").asInteger() == 7);
        CHECK(spans[0].at("end").asInteger() == 17);
        CHECK(spans[1].at("text") == Value("Rome"));
        CHECK(spans[1].at("score").asReal() > 0.5);
        CHECK(told->predictions[1].targets.at("entities").at("value").asList().empty());
    }
}

TEST_CASE("What an evaluation of spans stores is what it says, and a page shows both sides")
{
    const TemporaryFolder folder;
    const auto request = entityRequest(folder, "bilstm");
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    const auto stored = StoredEvaluation::open(platform::fromUtf8(request.runFolder), "test");
    REQUIRE_MESSAGE(stored.ok(), (stored.ok() ? "" : toLogLine(stored.error())));
    const auto summary = summarizeEvaluation(stored->view());
    CHECK(summary.form == AnswerForm::Spans);
    CHECK(summary.main.metric == "entity_f1");
    CHECK(summary.main.value == doctest::Approx(outcome.result.metrics.at("test").at("entity_f1")).epsilon(1e-12));
    CHECK(summary.main.lower <= summary.main.value);
    CHECK(summary.main.upper >= summary.main.value);
    CHECK(summary.figures.at("precision") == doctest::Approx(outcome.result.metrics.at("test").at("entity_precision")).epsilon(1e-12));
    CHECK(summary.figures.at("recall") == doctest::Approx(outcome.result.metrics.at("test").at("entity_recall")).epsilon(1e-12));
    REQUIRE(summary.baseline.has_value());
    CHECK(summary.baseline->value == doctest::Approx(outcome.result.baseline.at("test").at("entity_f1")).epsilon(1e-12));
    REQUIRE(summary.marks.has_value());
    std::int64_t support = 0;
    for (const auto& figure : summary.classFigures)
        support += figure.support;
    CHECK(support == summary.marks->targets());
    const auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    EvaluationRowsRequest rows;
    rows.split = "test";
    const auto page = evaluationPage(stored->view(), rows, dataset->get());
    REQUIRE(page.ok());
    CHECK(page->total == 60);
    const auto at = std::ranges::find(page->fields, std::string("entities")) - page->fields.begin();
    for (const auto& row : page->rows) {
        std::vector<Mark> marks;
        for (const auto& mark : row.targetMarks)
            marks.push_back({mark.label, mark.start, mark.end});
        CHECK(Value(writeMarks(marks)) == row.values.at(static_cast<std::size_t>(at)));
    }
    // The table for people has cells that can be imported again.
    std::ifstream csv(std::filesystem::path(request.runFolder) / "artifacts" / "predictions-test.csv");
    std::string line;
    REQUIRE(std::getline(csv, line));
    CHECK(line == "id,target,predicted,score,loss");
    CHECK(std::getline(csv, line).good());
}

TEST_CASE("A training of marks that was stopped goes on bit for bit")
{
    const TemporaryFolder folder;
    auto request = entityRequest(folder, "bilstm");
    request.recipe.training.epochs = 3;
    request.recipe.augmentation = {{"token_dropout", {}}};
    checkResume(request);
}

TEST_CASE("Texts of different lengths give the same losses in smaller groups")
{
    const TemporaryFolder folder;
    auto request = entityRequest(folder, "bilstm");
    request.recipe.networks["model"].fromTemplate.parameters["dropout"] = 0.0; // its draws follow the groups
    request.recipe.training.epochs = 2;
    RecordingObserver whole;
    static_cast<void>(trainOrFail(request, whole));
    request.recipe.training.microBatchSize = 5;
    RecordingObserver groups;
    static_cast<void>(trainOrFail(beside(request, "groups"), groups));
    CHECK(groups.resolved.training.microBatchSize == 5);
    checkSameLosses(whole, groups);
}

TEST_CASE("Texts of different lengths give the same losses in batches that are added up")
{
    const TemporaryFolder folder;
    auto request = entityRequest(folder, "bilstm");
    request.recipe.networks["model"].fromTemplate.parameters["dropout"] = 0.0;
    request.recipe.sampler = {"shuffle", {}}; // its order does not hang on the size of batches
    request.recipe.training.epochs = 1;
    RecordingObserver whole;
    static_cast<void>(trainOrFail(request, whole));
    request.recipe.training.batchSize = 8;
    request.recipe.training.accumulation = 2;
    RecordingObserver added;
    static_cast<void>(trainOrFail(beside(request, "added"), added));
    checkSameLosses(whole, added);
    CHECK(added.series.at("gradient_norm").at(1) == doctest::Approx(whole.series.at("gradient_norm").at(1)).epsilon(1e-4));
}

TEST_CASE("Figures of spans: right, wrong label, wrong border, missed, too many")
{
    const ViewOfSpans data;
    const auto summary = summarizeEvaluation(data.view);
    REQUIRE(summary.marks.has_value());
    CHECK(*summary.marks == MarkCounts{1, 1, 1, 1, 1});
    CHECK(summary.main.value == doctest::Approx(2.0 * 1 / (4 + 4)));
    REQUIRE(summary.classFigures.size() == 2);
    CHECK(summary.classFigures[0].support == 2);
    CHECK(summary.classFigures[0].predicted == 3);
    CHECK(summary.classFigures[0].right == 1);
    CHECK(summary.classFigures[1].f1 == 0.0);
    CHECK((summary.cells == std::vector<ConfusionCell>{{-1, 1, 1}, {0, 0, 2}, {1, -1, 1}, {1, 0, 1}}));
    REQUIRE(summary.baseline.has_value());
    CHECK(summary.baseline->value == 0.0);
    EvaluationRowsRequest request;
    request.order = EvaluationOrder::Worst;
    CHECK(selectRows(data.view, request).positions == std::vector<std::size_t>{1, 0, 2});
    request.order = EvaluationOrder::Best;
    request.target = "place";
    CHECK(selectRows(data.view, request).positions == std::vector<std::size_t>{0, 2});
    request.predicted = "person";
    CHECK(selectRows(data.view, request).positions == std::vector<std::size_t>{0});
    request.predicted = ""; // missed
    CHECK(selectRows(data.view, request).positions == std::vector<std::size_t>{2});
    request.target = ""; // too many
    request.predicted = "place";
    CHECK(selectRows(data.view, request).positions == std::vector<std::size_t>{1});
    request = {};
    request.order = EvaluationOrder::ConfidentWrong;
    CHECK(selectRows(data.view, request).positions == std::vector<std::size_t>{0, 2, 1});
    const auto judged = judgeRow(data.view, 1);
    REQUIRE(judged.predicted.size() == 2);
    CHECK(judged.predicted[0] == JudgedMark{"person", 3, 7, 0.5, MarkOutcome::WrongBorder});
    CHECK(judged.predicted[1] == JudgedMark{"place", 20, 22, 0.6, MarkOutcome::Spurious});
    CHECK(judged.targets.at(0).outcome == MarkOutcome::WrongBorder);
}

TEST_CASE("Labels of whole rows are counted by the same code, and have no borders")
{
    const std::vector<RowMark> targets = {{0, 0, 0}, {1, 0, 0}};
    const std::vector<RowMark> predicted = {{1, 0, 0}, {2, 0, 0}};
    const auto match = matchMarks(targets, predicted);
    CHECK((match.targets == std::vector<MarkOutcome>{MarkOutcome::Missed, MarkOutcome::Right}));
    CHECK((match.predicted == std::vector<MarkOutcome>{MarkOutcome::Right, MarkOutcome::Spurious}));
    const std::vector<RowMark> unknown = {{-1, 0, 5}};
    CHECK(matchMarks(unknown, std::vector<RowMark>{{-1, 0, 5}}).targets.front() != MarkOutcome::Right);
}

TEST_CASE("Marks without their text, or with several, are refused with words")
{
    const TemporaryFolder folder;
    auto request = entityRequest(folder, "bilstm");
    request.recipe.targets = {{"entities", {"spans", {{"text", "nonsense"}}}}};
    RecordingObserver observer;
    auto outcome = training::train(request, builtInComponents(), observer);
    REQUIRE(!outcome.ok());
    CHECK(outcome.error().code == "training.aligned_missing");
    request = trainRequest(folder, request.manifestPath);
    request.recipe.networks["model"].fromTemplate.component = "text_cnn";
    outcome = training::train(request, builtInComponents(), observer);
    REQUIRE(!outcome.ok());
    CHECK(outcome.error().code == "components.template_per_token");
}

TEST_CASE("Nothing else said, marked texts get their task, their model and their options")
{
    const TemporaryFolder folder;
    RecommendRequest request;
    request.manifestPath = importSentences(folder);
    const auto found = data::recommend(request, builtInComponents(), {});
    REQUIRE_MESSAGE(found.ok(), (found.ok() ? "" : toLogLine(found.error())));
    const auto& recipe = found->recipe;
    CHECK(recipe.task.component == "named_entities");
    REQUIRE(recipe.targets.size() == 1);
    CHECK(recipe.targets[0].encoder.component == "spans");
    REQUIRE(recipe.inputs.size() == 1);
    CHECK(recipe.inputs[0].encoder.parameters.at("lowercase") == Value(false));
    CHECK(recipe.networks.at("model").fromTemplate.component == "bilstm");
    CHECK(found->models.size() >= 2);
    for (const auto& model : found->models)
        CHECK(model.model.component != "text_cnn");
}
