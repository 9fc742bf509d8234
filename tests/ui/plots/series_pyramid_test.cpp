// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/series_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <doctest/doctest.h>

using fettle::ui::SeriesPyramid;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Points {
    std::vector<std::int64_t> steps;
    std::vector<double> values;
};

/// Steps at even or wild distances; spikes and runs of values that are not finite among the rest.
Points randomPoints(std::mt19937& random, std::size_t count)
{
    Points points;
    std::uniform_int_distribution<int> percent(0, 99);
    std::normal_distribution<double> value;
    const bool wild = percent(random) < 50;
    std::int64_t step = percent(random);
    int gap = 0;
    for (std::size_t i = 0; i < count; ++i) {
        step += wild && percent(random) < 20 ? 1 + percent(random) * percent(random) : 1;
        if (gap == 0 && percent(random) < 2)
            gap = 1 + percent(random) * (percent(random) < 10 ? 20 : 1);
        points.steps.push_back(step);
        points.values.push_back(gap > 0 ? (percent(random) < 90 ? kNaN : kInfinity)
                                : percent(random) == 0 ? 1000.0 * value(random) : value(random));
        gap = std::max(0, gap - 1);
    }
    return points;
}

/// The same by looking at every point.
std::vector<SeriesPyramid::Column> bruteForce(const Points& points, double first, double last, int count)
{
    const double width = (last - first) / count;
    const auto columnOf = [&](double step) {
        if (step < first)
            return -1;
        for (int i = 0; i + 1 < count; ++i)
            if (step < first + (i + 1) * width)
                return i;
        return step <= last ? count - 1 : count;
    };
    std::vector<SeriesPyramid::Column> columns;
    bool gap = false;
    for (std::size_t i = 0; i < points.steps.size(); ++i) {
        const auto step = static_cast<double>(points.steps[i]);
        const double value = points.values[i];
        if (!std::isfinite(value)) {
            gap = true;
            continue;
        }
        const int column = columnOf(step);
        const bool outside = column == -1 || column == count;
        if (column == count && !columns.empty() && columns.back().column == count)
            break; // only the nearest behind
        if (columns.empty() || columns.back().column != column)
            columns.push_back({column, step, step, value, value, value, value, gap});
        else if (column == -1)
            columns.back() = {column, step, step, value, value, value, value, false};
        else {
            auto& known = columns.back();
            known.lastStep = step;
            known.last = value;
            known.minimum = std::min(known.minimum, value);
            known.maximum = std::max(known.maximum, value);
        }
        if (outside && column == -1)
            columns.back().gapBefore = false;
        gap = false;
    }
    return columns;
}

void checkEqual(const SeriesPyramid& pyramid, const Points& points, double first, double last, int count)
{
    std::vector<SeriesPyramid::Column> got;
    pyramid.query(first, last, count, got);
    const auto wanted = bruteForce(points, first, last, count);
    CAPTURE(points.steps.size());
    CAPTURE(first);
    CAPTURE(last);
    CAPTURE(count);
    REQUIRE(got.size() == wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        CAPTURE(i);
        REQUIRE(got[i].column == wanted[i].column);
        REQUIRE(got[i].firstStep == wanted[i].firstStep);
        REQUIRE(got[i].lastStep == wanted[i].lastStep);
        REQUIRE(got[i].first == wanted[i].first);
        REQUIRE(got[i].last == wanted[i].last);
        REQUIRE(got[i].minimum == wanted[i].minimum);
        REQUIRE(got[i].maximum == wanted[i].maximum);
        REQUIRE(got[i].gapBefore == wanted[i].gapBefore);
    }
}

} // namespace

TEST_CASE("columns hold what looking at every point finds")
{
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        const auto points = randomPoints(random, std::uniform_int_distribution<std::size_t>(1, 5000)(random));
        SeriesPyramid pyramid;
        // In pieces, as they come while something trains.
        for (std::size_t at = 0; at < points.steps.size();) {
            const auto piece = std::min(points.steps.size() - at, std::uniform_int_distribution<std::size_t>(1, 700)(random));
            pyramid.append(std::span(points.steps).subspan(at, piece), std::span(points.values).subspan(at, piece));
            at += piece;
        }
        REQUIRE(pyramid.size() == points.steps.size());
        const double low = static_cast<double>(points.steps.front()) - 5.0;
        const double high = static_cast<double>(points.steps.back()) + 5.0;
        checkEqual(pyramid, points, low, high, 1 + round * 7);
        for (int part = 0; part < 5; ++part) {
            std::uniform_real_distribution<double> place(low - 20.0, high + 20.0);
            const double one = place(random);
            const double other = place(random);
            checkEqual(pyramid, points, std::min(one, other), std::max(one, other), 1 + 97 * part);
        }
    }
}

TEST_CASE("the whole range's extremes are those of all points, wherever it begins")
{
    std::mt19937 random(11);
    const auto points = randomPoints(random, 40'000);
    SeriesPyramid pyramid;
    pyramid.append(points.steps, points.values);
    for (int round = 0; round < 500; ++round) {
        std::uniform_int_distribution<std::size_t> place(0, points.values.size());
        const auto one = place(random);
        const auto other = place(random);
        const auto first = std::min(one, other);
        const auto end = std::max(one, other);
        double low = kInfinity;
        double high = -kInfinity;
        for (auto i = first; i < end; ++i)
            if (std::isfinite(points.values[i])) {
                low = std::min(low, points.values[i]);
                high = std::max(high, points.values[i]);
            }
        const auto span = pyramid.valueSpan(first, end);
        REQUIRE(span.minimum == low);
        REQUIRE(span.maximum == high);
    }
}

TEST_CASE("points told again after a checkpoint replace the ones from there on")
{
    SeriesPyramid pyramid;
    std::vector<std::int64_t> steps(1000);
    std::vector<double> values(1000);
    for (int i = 0; i < 1000; ++i) {
        steps[static_cast<std::size_t>(i)] = i + 1;
        values[static_cast<std::size_t>(i)] = i;
    }
    pyramid.append(steps, values);
    const std::vector<std::int64_t> again{501, 502};
    const std::vector<double> other{-7.0, -8.0};
    pyramid.append(again, other);
    REQUIRE(pyramid.size() == 502);
    CHECK(pyramid.step(499) == 500);
    CHECK(pyramid.value(500) == -7.0);
    CHECK(pyramid.valueSpan(0, 502).maximum == 499.0);
    CHECK(pyramid.valueSpan(0, 502).minimum == -8.0);
}

TEST_CASE("finer points take the place of a range's coarse ones")
{
    SeriesPyramid pyramid;
    const std::vector<std::int64_t> coarse{1, 100, 200, 300, 400};
    const std::vector<double> flat{0.0, 0.0, 0.0, 0.0, 0.0};
    pyramid.append(coarse, flat);
    const std::vector<std::int64_t> finer{100, 150, 160, 200};
    const std::vector<double> spike{0.0, 9.0, -9.0, 0.0};
    pyramid.replace(100, 299, finer, spike);
    const std::vector<std::int64_t> wanted{1, 100, 150, 160, 200, 300, 400};
    CHECK(std::ranges::equal(pyramid.steps(), wanted));
    CHECK(pyramid.valueSpan(0, pyramid.size()).maximum == 9.0);
    pyramid.replace(900, 999, {}, {});
    CHECK(std::ranges::equal(pyramid.steps(), wanted));
}

TEST_CASE("the nearest point")
{
    SeriesPyramid pyramid;
    CHECK_FALSE(pyramid.nearest(3.0));
    const std::vector<std::int64_t> steps{10, 20, 40};
    const std::vector<double> values{1.0, 2.0, 3.0};
    pyramid.append(steps, values);
    CHECK(pyramid.nearest(-5.0) == 0U);
    CHECK(pyramid.nearest(14.0) == 0U);
    CHECK(pyramid.nearest(31.0) == 2U);
    CHECK(pyramid.nearest(99.0) == 2U);
    pyramid.clear();
    CHECK(pyramid.isEmpty());
    std::vector<SeriesPyramid::Column> columns(3);
    pyramid.query(0.0, 1.0, 10, columns);
    CHECK(columns.empty());
}
