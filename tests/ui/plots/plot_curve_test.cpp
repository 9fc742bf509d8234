// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_curve.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <doctest/doctest.h>

using namespace fettle::ui;

TEST_CASE("smoothing is the weighted mean of what came so far, and the same in pieces")
{
    const std::vector<double> values{4.0, 2.0, std::nan(""), 6.0, 1.0, 3.0};
    const std::vector<std::int64_t> steps{1, 2, 3, 4, 5, 6};
    PlotCurve whole;
    whole.setSmoothing(0.5);
    whole.append(steps, values);
    PlotCurve pieces;
    pieces.append(std::span(steps).first(2), std::span(values).first(2));
    pieces.setSmoothing(0.5);
    pieces.append(std::span(steps).subspan(2), std::span(values).subspan(2));
    REQUIRE(whole.shown().size() == values.size());
    CHECK(whole.shown().value(0) == 4.0);
    CHECK(whole.shown().value(1) == doctest::Approx((0.5 * 4.0 + 2.0) / 1.5));
    CHECK(std::isnan(whole.shown().value(2)));
    CHECK(whole.shown().value(3) == doctest::Approx((0.25 * 4.0 + 0.5 * 2.0 + 6.0) / 1.75));
    for (const std::size_t i : {0U, 1U, 3U, 4U, 5U})
        CHECK(pieces.shown().value(i) == doctest::Approx(whole.shown().value(i)));
    // The points themselves stay as they are.
    CHECK(whole.points().value(1) == 2.0);
    whole.setSmoothing(0.0);
    CHECK(whole.shown().value(1) == 2.0);
}

TEST_CASE("columns follow new points")
{
    PlotCurve curve;
    const std::vector<std::int64_t> steps{1, 2};
    const std::vector<double> values{1.0, 2.0};
    curve.append(steps, values);
    CHECK(curve.columns(1.0, 3.0, 10).size() == 2);
    const std::vector<std::int64_t> third{3};
    const std::vector<double> seven{7.0};
    curve.append(third, seven);
    CHECK(curve.columns(1.0, 3.0, 10).size() == 3);
    curve.clear();
    CHECK(curve.columns(1.0, 3.0, 10).empty());
}

TEST_CASE("how values are written")
{
    CHECK(formatValue(0.03214, ValueForm::Number) == "0.03214");
    CHECK(formatValue(12.34567, ValueForm::Number) == "12.35");
    CHECK(formatValue(12345.0, ValueForm::Number) == "12,345");
    CHECK(formatValue(0.00002, ValueForm::Number) == "2e-5");
    CHECK(formatValue(0.0, ValueForm::Number) == "0");
    CHECK(formatValue(-0.5, ValueForm::Number) == "-0.5000");
    CHECK(formatValue(0.9312, ValueForm::Percent) == "93.1%");
    CHECK(formatValue(1.24e9, ValueForm::Bytes) == "1.2 GB");
    CHECK(formatValue(std::nan(""), ValueForm::Number) == "NaN");
    CHECK(formatValue(std::numeric_limits<double>::infinity(), ValueForm::Number) == QStringLiteral("∞"));
    CHECK(formatStep(12500.0) == "12,500");
    CHECK(formatTick(0.75, 0.25, ValueForm::Number) == "0.75");
    CHECK(formatTick(20.0, 10.0, ValueForm::Number) == "20");
    CHECK(formatTick(0.3, 0.1, ValueForm::Number) == "0.3");
    CHECK(formatTick(0.75, 0.05, ValueForm::Number) == "0.75");
    CHECK(formatTick(0.8, 0.1, ValueForm::Percent) == "80%");
    CHECK(formatTick(0.825, 0.005, ValueForm::Percent) == "82.5%");
    CHECK(formatTick(120'000.0, 20'000.0, ValueForm::Number) == "120k");
    CHECK(formatTick(500.0, 100.0, ValueForm::Number) == "500");
    CHECK(formatTick(1e-17, 0.1, ValueForm::Number) == "0.0");
}
