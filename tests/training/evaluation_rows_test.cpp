// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of examples, from memory and from what a training stored.
#include <cmath>
#include <set>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/model/safetensors.h"
#include "engine/platform/files.h"
#include "engine/training/evaluation_rows.h"
#include "engine/training/evaluation_summary.h"
#include "tests/training/evaluation_view_fixture.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::training;
using fettle::test::ViewOfClasses;
using fettle::test::ViewOfNumbers;

namespace {

std::vector<std::int64_t> ids(const EvaluationView& view, const EvaluationRowsRequest& request)
{
    std::vector<std::int64_t> found;
    for (const auto position : selectRows(view, request).positions)
        found.push_back(view.ids[position]);
    return found;
}

const std::vector<ViewOfClasses::Example> kExamples = {{0, {0.9, 0.1}}, {0, {0.2, 0.8}}, {1, {0.3, 0.7}},
                                                       {1, {0.6, 0.4}}, {-1, {0.5, 0.5}}};

} // namespace

TEST_CASE("Best, worst, surely wrong: by the probability of the true class; ties as they were stored")
{
    const ViewOfClasses data({"a", "b"}, kExamples);
    EvaluationRowsRequest request;
    request.order = EvaluationOrder::Best;
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{100, 102, 103, 101, 104});
    request.order = EvaluationOrder::Worst;
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{104, 101, 103, 102, 100});
    request.order = EvaluationOrder::ConfidentWrong;
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{101, 103, 104});
    CHECK(selectRows(data.view, request).total == 3);
}

TEST_CASE("A cell of the matrix opens its examples")
{
    const ViewOfClasses data({"a", "b"}, kExamples);
    EvaluationRowsRequest request;
    request.target = "a";
    request.predicted = "b";
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{101});
    request.predicted.reset();
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{101, 100});
    request.target = "";
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{104}); // of a class that the model does not know
    request.target = "c";
    const auto page = evaluationPage(data.view, request, nullptr);
    REQUIRE_FALSE(page.ok());
    CHECK(page.error().code == "training.unknown_class");
}

TEST_CASE("Pages fit together, and a random order is a shuffle that the seed decides")
{
    std::vector<ViewOfClasses::Example> examples;
    for (int i = 0; i < 1000; ++i)
        examples.push_back({i % 2, {0.5 + 0.001 * (i % 7), 0.5 - 0.001 * (i % 7)}});
    const ViewOfClasses data({"a", "b"}, examples);
    for (const auto order : {EvaluationOrder::Best, EvaluationOrder::Worst, EvaluationOrder::Random}) {
        EvaluationRowsRequest request;
        request.order = order;
        std::vector<std::int64_t> all;
        for (request.first = 0; request.first < 1000; request.first += 256) {
            const auto page = ids(data.view, request);
            CHECK(page.size() == static_cast<std::size_t>(std::min<std::int64_t>(256, 1000 - request.first)));
            all.insert(all.end(), page.begin(), page.end());
        }
        CHECK(std::set<std::int64_t>(all.begin(), all.end()).size() == 1000);
    }
    EvaluationRowsRequest request;
    request.order = EvaluationOrder::Random;
    const auto once = ids(data.view, request);
    CHECK(ids(data.view, request) == once);
    CHECK_FALSE(std::ranges::is_sorted(once));
    request.seed = 2;
    CHECK_FALSE(ids(data.view, request) == once);
    request.first = 5000;
    CHECK(ids(data.view, request).empty());
    request.first = -3;
    request.count = 1 << 20;
    CHECK(ids(data.view, request).size() == 256);
}

TEST_CASE("Numbers: by the distance; what is no number is worst of all")
{
    const ViewOfNumbers data({{1.0, 1.5}, {2.0, 2.0}, {3.0, std::nan("")}, {4.0, 9.0}});
    EvaluationRowsRequest request;
    request.order = EvaluationOrder::Worst;
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{102, 103, 100, 101});
    request.order = EvaluationOrder::Best;
    CHECK(ids(data.view, request) == std::vector<std::int64_t>{101, 100, 103, 102});
    const auto page = evaluationPage(data.view, request, nullptr);
    REQUIRE(page.ok());
    CHECK(page->rows[0].predicted == Value(2.0));
    CHECK(page->rows[3].predicted.isNull());
}

TEST_CASE("A row shows its likeliest five classes")
{
    const ViewOfClasses data({"a", "b", "c", "d", "e", "f", "g"}, {{2, {0.1, 0.3, 0.02, 0.2, 0.25, 0.01, 0.12}}});
    const auto page = evaluationPage(data.view, {}, nullptr);
    REQUIRE(page.ok());
    const auto& row = page->rows.front();
    CHECK(row.target == Value("c"));
    CHECK(row.predicted == Value("b"));
    CHECK(row.score == 0.3);
    CHECK(row.scores == std::map<std::string, double>{{"b", 0.3}, {"e", 0.25}, {"d", 0.2}, {"g", 0.12}, {"a", 0.1}});
    CHECK_FALSE(row.loss);
}

TEST_CASE("What a training stored is read back and joined with its rows")
{
    const test::TemporaryFolder folder;
    const auto manifest = test::importTable(folder, 400);
    const auto request = test::trainRequest(folder, manifest);
    test::RecordingObserver observer;
    const auto outcome = test::trainOrFail(request, observer);
    const auto run = platform::fromUtf8(request.runFolder);
    const auto stored = StoredEvaluation::open(run, "test");
    REQUIRE_MESSAGE(stored.ok(), (stored.ok() ? "" : toLogLine(stored.error())));
    const auto summary = summarizeEvaluation(stored->view());
    CHECK(summary.count == 40);
    // The figures of training itself.
    CHECK(summary.main.value == doctest::Approx(outcome.result.metrics.at("test").at("accuracy")));
    CHECK(summary.figures.at("balanced_accuracy") ==
          doctest::Approx(outcome.result.metrics.at("test").at("balanced_accuracy")));
    REQUIRE(summary.roc.size() == 1);
    CHECK(summary.roc[0].area == doctest::Approx(outcome.result.metrics.at("test").at("roc_auc")));
    const auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    EvaluationRowsRequest ask;
    ask.count = 10;
    const auto page = evaluationPage(stored->view(), ask, dataset->get());
    REQUIRE(page.ok());
    CHECK(page->total == 40);
    CHECK(page->rows.size() == 10);
    const auto label = std::ranges::find(page->fields, "label") - page->fields.begin();
    for (const auto& row : page->rows) {
        CHECK((*dataset)->splitOf(row.id) == Split::Test);
        CHECK(row.values[static_cast<std::size_t>(label)] == row.target);
        CHECK(row.loss);
    }

    SUBCASE("a split that is not there")
    {
        for (const char* split : {"tomorrow", "", "../../etc/passwd"}) {
            const auto missing = StoredEvaluation::open(run, split);
            REQUIRE_FALSE(missing.ok());
            CHECK(missing.error().code == "training.evaluation_missing");
        }
        REQUIRE(platform::removeFile(run / "artifacts" / "predictions-test.safetensors").ok());
        CHECK(StoredEvaluation::open(run, "test").error().code == "training.evaluation_missing");
    }
    SUBCASE("a file that says what cannot be")
    {
        const auto path = run / "artifacts" / "predictions-test.safetensors";
        const auto ids = torch::arange(3, torch::kInt64);
        const auto scores = torch::rand({3, 2}, torch::kFloat64);
        const auto classes = torch::tensor(std::vector<std::int64_t>{0, 1, 1}, torch::kInt64);
        const std::map<std::string, std::string> names{{"classes", R"(["a","b"])"}};
        const auto code = [&](const std::vector<NamedTensor>& tensors, const std::map<std::string, std::string>& metadata) {
            REQUIRE(model::writeSafetensors(path, tensors, metadata).ok());
            const auto opened = StoredEvaluation::open(run, "test");
            return opened.ok() ? std::string("ok") : opened.error().code;
        };
        const std::vector<NamedTensor> good{{"id", ids}, {"target", classes}, {"scores", scores}, {"predicted", classes}};
        CHECK(code(good, names) == "ok");
        CHECK(code(good, {}) == "training.evaluation_damaged");
        CHECK(code(good, {{"classes", R"(["a"])"}}) == "training.evaluation_damaged");
        CHECK(code({{"id", ids}}, names) == "training.evaluation_damaged");
        auto bad = good;
        bad[1].tensor = classes + 5;
        CHECK(code(bad, names) == "training.evaluation_damaged");
        bad = good;
        bad[3].tensor = classes.slice(0, 0, 2);
        CHECK(code(bad, names) == "training.evaluation_damaged");
        bad = good;
        bad[2].tensor = scores.to(torch::kFloat32);
        CHECK(code(bad, names) == "training.evaluation_damaged");
        bad = good;
        bad[0].tensor = torch::arange(4, torch::kInt64);
        CHECK(code(bad, names) == "training.evaluation_damaged");
    }
}
