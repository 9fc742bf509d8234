// SPDX-License-Identifier: GPL-3.0-or-later
// What the Results page shows against scikit-learn and SciPy on the same numbers (evaluation.json from
// make_evaluation.py).
#include <cmath>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/training/evaluation_curves.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/intervals.h"
#include "tests/support/environment.h"
#include "tests/training/evaluation_view_fixture.h"

using namespace fettle;
using namespace fettle::training;
using doctest::Approx;

namespace {

constexpr int kEvaluatedExamples = 257;

/// The formulas of make_evaluation.py.
std::vector<test::ViewOfClasses::Example> waves(int classes, double phase)
{
    std::vector<test::ViewOfClasses::Example> examples;
    for (int i = 0; i < kEvaluatedExamples; ++i) {
        std::vector<double> scores;
        double sum = 0.0;
        for (int c = 0; c < classes; ++c) {
            scores.push_back(std::nearbyint(std::sin(1.3 * i + 2.1 * c + phase) * 4) + 5);
            sum += scores.back();
        }
        for (auto& score : scores)
            score /= sum;
        examples.push_back({static_cast<std::int64_t>((std::sin(1.3 * i + phase + 0.4) + 1) / 2 * classes * 0.999), scores});
    }
    return examples;
}

nlohmann::json golden()
{
    std::ifstream file(test::sourceFolder() / "tests/golden/evaluation.json");
    return nlohmann::json::parse(file);
}

} // namespace

TEST_CASE("An evaluation of classes equals scikit-learn's and SciPy's")
{
    const auto document = golden();
    for (const auto& expected : document.at("classification")) {
        const int classes = expected.at("classes");
        CAPTURE(classes);
        std::vector<std::string> names;
        for (int c = 0; c < classes; ++c)
            names.push_back(std::to_string(c));
        const test::ViewOfClasses data(names, waves(classes, expected.at("phase")));
        const auto summary = summarizeEvaluation(data.view, {expected.at("always").get<std::int64_t>(), {}, {}});
        CHECK(summary.main.value == Approx(expected.at("accuracy").get<double>()).epsilon(1e-12));
        CHECK(summary.main.lower == Approx(expected.at("wilson")[0].get<double>()).epsilon(1e-9));
        CHECK(summary.main.upper == Approx(expected.at("wilson")[1].get<double>()).epsilon(1e-9));
        CHECK(summary.figures.at("balanced_accuracy") == Approx(expected.at("balanced_accuracy").get<double>()).epsilon(1e-12));
        CHECK(summary.calibrationError == Approx(expected.at("calibration_error").get<double>()).epsilon(1e-9));
        CHECK(summary.baseline->clearlyBeaten ==
              (expected.at("sign_test").get<double>() < 0.05 && expected.at("wins").get<int>() > expected.at("losses").get<int>()));
        CHECK(signTest(expected.at("wins"), expected.at("losses")) == Approx(expected.at("sign_test").get<double>()).epsilon(1e-9));
        std::int64_t counted = 0;
        for (const auto& cell : summary.cells) {
            CHECK(cell.count == expected.at("confusion")[static_cast<std::size_t>(cell.target)][static_cast<std::size_t>(cell.predicted)]);
            counted += cell.count;
        }
        CHECK(counted == kEvaluatedExamples);
        for (int c = 0; c < classes; ++c) {
            const auto place = static_cast<std::size_t>(c);
            const auto& figures = summary.classFigures[place];
            CHECK(figures.support == expected.at("support")[place]);
            CHECK(figures.precision == Approx(expected.at("precision")[place].get<double>()).epsilon(1e-12));
            CHECK(figures.recall == Approx(expected.at("recall")[place].get<double>()).epsilon(1e-12));
            CHECK(figures.f1 == Approx(expected.at("f1")[place].get<double>()).epsilon(1e-12));
            const auto curves = thresholdCurves(data.view, c);
            CHECK(curves.roc.area == Approx(expected.at("roc_auc")[place].get<double>()).epsilon(1e-12));
            CHECK(curves.precisionRecall.area == Approx(expected.at("average_precision")[place].get<double>()).epsilon(1e-12));
        }
    }
}

TEST_CASE("An evaluation of numbers equals scikit-learn's, SciPy's and NumPy's")
{
    const auto document = golden();
    for (const auto& expected : document.at("regression")) {
        const double phase = expected.at("phase");
        std::vector<std::pair<double, double>> pairs;
        for (int i = 0; i < kEvaluatedExamples; ++i)
            pairs.emplace_back(10 * std::sin(0.9 * i + phase + 0.3) + 2, 10 * std::sin(0.9 * i + phase));
        const test::ViewOfNumbers data(pairs);
        const auto summary = summarizeEvaluation(data.view);
        CHECK(summary.main.value == Approx(expected.at("mae").get<double>()).epsilon(1e-12));
        CHECK(summary.main.lower == Approx(expected.at("interval")[0].get<double>()).epsilon(1e-7));
        CHECK(summary.main.upper == Approx(expected.at("interval")[1].get<double>()).epsilon(1e-7));
        CHECK(summary.figures.at("rmse") == Approx(expected.at("rmse").get<double>()).epsilon(1e-12));
        CHECK(summary.figures.at("r2") == Approx(expected.at("r2").get<double>()).epsilon(1e-12));
        for (const auto& quantile : summary.errorQuantiles) {
            const auto& quantiles = expected.at("quantiles");
            for (const auto& [share, value] : quantiles.items())
                if (std::stod(share) == quantile.share)
                    CHECK(quantile.value == Approx(value.get<double>()).epsilon(1e-12));
        }
    }
}

TEST_CASE("Student's quantiles within a thousandth of SciPy's")
{
    const auto student = golden().at("student");
    CHECK(student.size() == 9);
    for (const auto& [degrees, expected] : student.items())
        CHECK(std::abs(studentQuantile(std::stoll(degrees)) - expected.get<double>()) < 1e-3);
}
