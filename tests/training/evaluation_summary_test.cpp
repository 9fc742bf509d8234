// SPDX-License-Identifier: GPL-3.0-or-later
// What the Results page shows, against values worked by hand; against scikit-learn's: tests/golden.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "engine/training/evaluation_curves.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/publish.h"
#include "tests/training/evaluation_view_fixture.h"

using namespace fettle;
using namespace fettle::training;
using doctest::Approx;
using fettle::test::ViewOfClasses;
using fettle::test::ViewOfNumbers;

namespace {

/// Three classes; eight examples, the last of a class that the model does not know.
ViewOfClasses animals()
{
    return ViewOfClasses({"cat", "dog", "owl"}, {{0, {0.9, 0.1, 0.0}},   // right
                                                 {0, {0.3, 0.6, 0.1}},   // a cat taken for a dog
                                                 {1, {0.2, 0.8, 0.0}},   // right
                                                 {1, {0.1, 0.55, 0.35}}, // right
                                                 {1, {0.7, 0.2, 0.1}},   // a dog taken for a cat
                                                 {1, {0.0, 1.0, 0.0}},   // right
                                                 {2, {0.25, 0.25, 0.5}}, // right
                                                 {-1, {0.4, 0.35, 0.25}}});
}

std::int64_t cell(const EvaluationSummary& summary, std::int64_t target, std::int64_t predicted)
{
    for (const auto& item : summary.cells)
        if (item.target == target && item.predicted == predicted)
            return item.count;
    return 0;
}

} // namespace

TEST_CASE("Classes: the honest number, the matrix and the figures of each class")
{
    const auto data = animals();
    SummaryOptions options;
    options.baselineClass = 1;
    options.threshold = 0.7;
    const auto summary = summarizeEvaluation(data.view, options);
    CHECK(summary.count == 8);
    CHECK(summary.main.metric == "accuracy");
    CHECK(summary.main.value == Approx(5.0 / 8.0)); // the unknown class is wrong
    CHECK(summary.main.method == "wilson");
    CHECK(summary.main.lower == Approx(0.30574).epsilon(1e-4));
    CHECK(summary.main.upper == Approx(0.86316).epsilon(1e-4));
    CHECK(cell(summary, 0, 0) == 1);
    CHECK(cell(summary, 0, 1) == 1);
    CHECK(cell(summary, 1, 0) == 1);
    CHECK(cell(summary, 1, 1) == 3);
    CHECK(cell(summary, 2, 2) == 1);
    CHECK(cell(summary, -1, 0) == 1);
    CHECK(summary.cells.size() == 6);
    REQUIRE(summary.classFigures.size() == 3);
    const auto& cat = summary.classFigures[0];
    CHECK(cat.support == 2);
    CHECK(cat.predicted == 3);
    CHECK(cat.right == 1);
    CHECK(cat.precision == Approx(1.0 / 3.0));
    CHECK(cat.recall == Approx(0.5));
    CHECK(cat.f1 == Approx(0.4));
    CHECK(summary.figures.at("balanced_accuracy") == Approx((0.5 + 0.75 + 1.0) / 3.0));
    // Always "dog" has 4 of 8; the model wins on cat and owl, loses on the dog that it took for a cat: chance.
    REQUIRE(summary.baseline);
    CHECK(summary.baseline->answer == "dog");
    CHECK(summary.baseline->value == Approx(0.5));
    CHECK_FALSE(summary.baseline->clearlyBeaten);
    // At least 0.7 sure: examples 0, 2, 4 and 5, of which 4 is wrong. 0.7 itself counts.
    REQUIRE(summary.atThreshold);
    CHECK(summary.atThreshold->answered == 4);
    CHECK(summary.atThreshold->right == 3);
}

TEST_CASE("The sureness slider: every percent at once is what one threshold at a time gives")
{
    const auto data = animals();
    const auto curve = coverageCurve(data.view);
    REQUIRE(curve.size() == 101);
    for (const auto& point : curve) {
        CAPTURE(point.threshold);
        CHECK(point == coverageAt(data.view, point.threshold));
    }
    CHECK(curve.front().answered == 8);
    CHECK(curve.front().right == 5);
    CHECK(curve.back().answered == 1);
}

TEST_CASE("Thresholds that are no binary fraction: a score of exactly 0.29 is 29 % sure")
{
    std::vector<ViewOfClasses::Example> examples;
    for (int percent = 0; percent <= 100; ++percent)
        examples.push_back({0, {percent / 100.0, -1.0}});
    const ViewOfClasses data({"a", "b"}, examples);
    const auto curve = coverageCurve(data.view);
    for (std::size_t percent = 0; percent <= 100; ++percent)
        CHECK(curve[percent].answered == 101 - static_cast<std::int64_t>(percent));
}

TEST_CASE("A model that is right far more often than the most frequent class is clearly better")
{
    std::vector<ViewOfClasses::Example> examples;
    for (int i = 0; i < 40; ++i)
        examples.push_back({i % 2, {i % 2 == 0 ? 0.8 : 0.3, i % 2 == 0 ? 0.2 : 0.7}});
    const ViewOfClasses data({"a", "b"}, examples);
    const auto summary = summarizeEvaluation(data.view, {0, {}, {}});
    CHECK(summary.main.value == 1.0);
    CHECK(summary.baseline->value == Approx(0.5));
    CHECK(summary.baseline->clearlyBeaten);
    // The same against itself: nothing to tell apart.
    std::vector<ViewOfClasses::Example> lazy(40, {0, {0.9, 0.1}});
    lazy[0].target = 1;
    const ViewOfClasses always({"a", "b"}, lazy);
    CHECK_FALSE(summarizeEvaluation(always.view, {0, {}, {}}).baseline->clearlyBeaten);
}

TEST_CASE("ROC and precision-recall of four examples, worked by hand; ties come together")
{
    // The textbook's: scores .1 .4 .35 .8 for truths 0 0 1 1 → AUC 0.75, average precision 0.8333.
    const ViewOfClasses data({"no", "yes"}, {{0, {0.9, 0.1}}, {0, {0.6, 0.4}}, {1, {0.65, 0.35}}, {1, {0.2, 0.8}}});
    const auto curves = thresholdCurves(data.view, 1);
    CHECK(curves.roc.area == Approx(0.75));
    CHECK(curves.roc.x == std::vector<double>{0.0, 0.0, 0.5, 0.5, 1.0});
    CHECK(curves.roc.y == std::vector<double>{0.0, 0.5, 0.5, 1.0, 1.0});
    CHECK(curves.precisionRecall.area == Approx(0.5 * 1.0 + 0.5 * 2.0 / 3.0));
    CHECK(curves.precisionRecall.x.front() == 0.0);
    CHECK(curves.precisionRecall.y.back() == Approx(0.5));
    const ViewOfClasses tied({"no", "yes"}, {{0, {0.5, 0.5}}, {1, {0.5, 0.5}}, {1, {0.5, 0.5}}});
    CHECK(thresholdCurves(tied.view, 1).roc.area == Approx(0.5));
    CHECK(thresholdCurves(tied.view, 1).roc.x.size() == 2);
    const ViewOfClasses alone({"no", "yes"}, {{1, {0.5, 0.5}}});
    CHECK(std::isnan(thresholdCurves(alone.view, 1).roc.area));
    CHECK(summarizeEvaluation(alone.view).roc.empty());
}

TEST_CASE("Curves are thinned to what a screen shows, their area is not")
{
    std::vector<ViewOfClasses::Example> examples;
    for (int i = 0; i < 20'000; ++i) {
        const double score = (i * 7919 % 20'000) / 20'000.0;
        examples.push_back({score > 0.3 + 0.4 * ((i * 104'729) % 1000) / 1000.0 ? 1 : 0, {1.0 - score, score}});
    }
    const ViewOfClasses data({"no", "yes"}, examples);
    const auto curves = thresholdCurves(data.view, 1);
    CHECK(curves.roc.x.size() < 500);
    CHECK(curves.roc.x.size() > 100);
    CHECK(curves.roc.x.back() == 1.0);
    CHECK(curves.roc.y.back() == 1.0);
    double trapezoids = 0.0;
    for (std::size_t i = 1; i < curves.roc.x.size(); ++i)
        trapezoids += (curves.roc.x[i] - curves.roc.x[i - 1]) * (curves.roc.y[i] + curves.roc.y[i - 1]) / 2.0;
    CHECK(trapezoids == Approx(curves.roc.area).epsilon(0.005));
}

TEST_CASE("Calibration: bins of equal width, and the mean distance")
{
    const ViewOfClasses data({"a", "b"}, {{0, {0.95, 0.05}}, {1, {1.0, 0.0}}, {0, {0.62, 0.38}}, {0, {0.66, 0.34}}});
    const auto bins = calibrationBins(data.view);
    REQUIRE(bins.size() == 10);
    CHECK(bins[9].count == 2); // 1.0 belongs to the last
    CHECK(bins[9].right == 1);
    CHECK(bins[9].meanScore == Approx(0.975));
    CHECK(bins[6].count == 2);
    CHECK(bins[6].right == 2);
    CHECK(bins[6].meanScore == Approx(0.64));
    CHECK(calibrationError(bins) == Approx((2 * 0.475 + 2 * 0.36) / 4.0));
}

TEST_CASE("Curves of many classes: the most frequent ones")
{
    std::vector<ClassFigures> figures(30);
    for (std::size_t c = 0; c < figures.size(); ++c)
        figures[c].support = static_cast<std::int64_t>(c % 10);
    const auto drawn = curveClasses(figures);
    CHECK(drawn == std::vector<std::int64_t>{9, 19, 29, 8, 18, 28, 7, 17});
    CHECK(curveClasses(std::vector<ClassFigures>(2)) == std::vector<std::int64_t>{1});
}

TEST_CASE("Numbers: the mean distance with its range, quantiles, residuals and the mean as baseline")
{
    const ViewOfNumbers data({{1.0, 2.0}, {2.0, 2.0}, {3.0, 1.0}, {4.0, 7.0}, {std::nan(""), 1.0}, {5.0, std::nan("")}});
    const auto summary = summarizeEvaluation(data.view, {{}, 2.5, {}});
    CHECK(summary.classes.empty());
    CHECK(summary.main.metric == "mae");
    CHECK(summary.main.value == Approx(1.5)); // 1, 0, 2, 3
    // Standard error √(5/3 / 4) = 0.6455, t(3) = 3.18245: ± 2.0543; a distance is not below 0.
    CHECK(summary.main.lower == 0.0);
    CHECK(summary.main.upper == Approx(3.5543).epsilon(1e-4));
    CHECK(summary.figures.at("rmse") == Approx(std::sqrt(14.0 / 4.0)));
    CHECK(summary.figures.at("bias") == Approx((1.0 + 0.0 - 2.0 + 3.0) / 4.0));
    CHECK(summary.figures.at("r2") == Approx(1.0 - 14.0 / 5.0));
    REQUIRE(summary.baseline);
    CHECK(summary.baseline->number == 2.5);
    CHECK(summary.baseline->value == Approx(1.0)); // 1.5, 0.5, 0.5, 1.5
    CHECK_FALSE(summary.baseline->clearlyBeaten);
    REQUIRE(summary.errorQuantiles.size() == 6);
    CHECK(summary.errorQuantiles[0].value == Approx(1.5)); // between 1 and 2
    CHECK(summary.errorQuantiles[1].value == Approx(2.25));
    CHECK(summary.errorQuantiles[5].value == Approx(3.0));
    CHECK(summary.points.ids == std::vector<std::int64_t>{100, 101, 102, 103});
    CHECK(summary.points.predicted[3] == 7.0);
    REQUIRE(summary.residualCounts.size() == 31);
    CHECK(summary.residualEdges.size() == 32);
    std::int64_t counted = 0;
    for (const auto count : summary.residualCounts)
        counted += count;
    CHECK(counted == 4);
    CHECK(summary.residualCounts.back() == 1); // + 3 lies beyond the 99 % and counts in the last bin
    CHECK(summary.residualCounts[15] == 1);    // 0 in the middle
}

TEST_CASE("Numbers: a better model beats the mean clearly; many points are a choice that holds the worst")
{
    std::vector<std::pair<double, double>> pairs;
    for (int i = 0; i < 5000; ++i)
        pairs.emplace_back(i % 100, i % 100 + (i == 4321 ? 500.0 : 0.5 * std::sin(i)));
    const ViewOfNumbers data(pairs);
    const auto summary = summarizeEvaluation(data.view, {{}, 49.5, {}});
    CHECK(summary.baseline->clearlyBeaten);
    CHECK(summary.points.ids.size() == 1500);
    CHECK(std::ranges::find(summary.points.ids, 100 + 4321) != summary.points.ids.end());
    CHECK(std::ranges::is_sorted(summary.points.ids));
    CHECK(summary.residualEdges.back() < 1.0); // one far off does not hide the others
}

TEST_CASE("Nothing evaluated is nothing to divide by")
{
    const ViewOfClasses none({"a", "b"}, {});
    const auto summary = summarizeEvaluation(none.view, {0, {}, 0.5});
    CHECK(summary.count == 0);
    CHECK(summary.main.value == 0.0);
    CHECK(summary.main.upper == 1.0);
    CHECK(summary.atThreshold->answered == 0);
    const ViewOfNumbers numbers({});
    CHECK(summarizeEvaluation(numbers.view, {{}, 1.0, {}}).points.ids.empty());
}

TEST_CASE("A model tells its baseline and its threshold")
{
    ModelManifest model;
    model.taskState = ValueMap{
        {kTaskStateKey,
         ValueMap{{"targets", ValueList{ValueMap{{"head", "output"}, {"counts", ValueList{3, 9, 9}}},
                                        ValueMap{{"head", "output_2"}, {"mean", 2.5}}}}}},
        {kThresholdKey, 0.8}};
    const auto first = summaryOptions(model, "");
    CHECK(first.baselineClass == 1);
    CHECK_FALSE(first.baselineNumber);
    CHECK(first.threshold == 0.8);
    CHECK(summaryOptions(model, "output_2").baselineNumber == 2.5);
    CHECK_FALSE(thresholdOf(ModelManifest{}));
    model.taskState = ValueMap{{kThresholdKey, 7}};
    CHECK_FALSE(thresholdOf(model));
}
