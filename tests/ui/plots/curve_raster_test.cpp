// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_raster.h"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

using fettle::ui::CurveRaster;
using fettle::ui::PlotScale;
using fettle::ui::SeriesPyramid;

namespace {

struct Picture {
    QImage image;
    std::vector<CurveRaster::Dot> dots;
    [[nodiscard]] bool inked(int x, int y, int least = 128) const { return qAlpha(image.pixel(x, y)) >= least; }
    [[nodiscard]] int highest(int x) const
    {
        for (int y = 0; y < image.height(); ++y)
            if (inked(x, y))
                return y;
        return -1;
    }
    [[nodiscard]] int lowest(int x) const
    {
        for (int y = image.height() - 1; y >= 0; --y)
            if (inked(x, y))
                return y;
        return -1;
    }
};

Picture draw(const std::vector<double>& values, PlotScale scale, CurveRaster::Style style = {Qt::black, 1.0, false})
{
    std::vector<std::int64_t> steps(values.size());
    std::iota(steps.begin(), steps.end(), 1);
    SeriesPyramid points;
    points.append(steps, values);
    std::vector<SeriesPyramid::Column> columns;
    points.query(scale.firstStep, scale.lastStep, static_cast<int>(scale.width), columns);
    CurveRaster raster(scale);
    raster.add(columns, style);
    return {raster.image(), raster.dots()};
}

} // namespace

TEST_CASE("a spike among a hundred thousand points reaches its pixel")
{
    std::vector<double> values(100'000, 0.4975); // the middle of a row of pixels
    values[61'234] = 1.0;
    values[20'017] = 0.0;
    const PlotScale scale{1.0, 100'000.0, 0.0, 1.0, false, 500.0, 200.0};
    const auto picture = draw(values, scale);
    const int up = static_cast<int>(scale.x(61'235));
    const int down = static_cast<int>(scale.x(20'018));
    CHECK(picture.highest(up) == 0);
    CHECK(picture.lowest(down) == 199);
    // Elsewhere the line is as thin as it should be.
    CHECK(picture.highest(up + 5) == 100);
    CHECK(picture.lowest(up + 5) == 100);
    CHECK(picture.dots.empty());
}

TEST_CASE("two points are joined by a line over every column between them")
{
    const PlotScale scale{1.0, 2.0, 0.0, 1.0, false, 100.0, 100.0};
    const auto picture = draw({0.0, 1.0}, scale);
    for (int x = 1; x < 99; ++x) {
        CAPTURE(x);
        CHECK(std::abs(picture.highest(x) - (99 - x)) <= 1);
        CHECK(picture.lowest(x) - picture.highest(x) <= 2);
    }
}

TEST_CASE("what is not a number is a gap, and a point by itself is a dot")
{
    std::vector<double> values(100, 0.495);
    for (int i = 40; i < 60; ++i)
        values[static_cast<std::size_t>(i)] = std::nan("");
    values[50] = 0.495;
    const PlotScale scale{1.0, 100.0, 0.0, 1.0, false, 99.0 * 4.0, 100.0};
    const auto picture = draw(values, scale);
    CHECK(picture.inked(4 * 30, 50));
    CHECK(picture.highest(4 * 45) == -1);
    CHECK(picture.inked(4 * 70, 50));
    REQUIRE(picture.dots.size() == 1);
    CHECK(picture.dots[0].position.x() == doctest::Approx(scale.x(51.0)));
}

TEST_CASE("a line that leaves the view runs to its edge")
{
    const PlotScale scale{10.0, 20.0, 0.0, 1.0, false, 100.0, 100.0};
    SeriesPyramid points;
    const std::vector<std::int64_t> steps{0, 30};
    const std::vector<double> values{0.5, 0.5};
    points.append(steps, values);
    std::vector<SeriesPyramid::Column> columns;
    points.query(10.0, 20.0, 100, columns);
    CurveRaster raster(scale);
    raster.add(columns, {Qt::black, 2.0, false});
    const Picture picture{raster.image(), raster.dots()};
    for (int x = 0; x < 100; ++x)
        CHECK(picture.inked(x, 50));
    CHECK(picture.dots.empty());
}

TEST_CASE("a logarithmic scale, there and back; what is not above zero lies below the picture")
{
    const PlotScale scale{0.0, 100.0, 1e-4, 10.0, true, 300.0, 150.0};
    for (const double value : {1e-4, 0.003, 1.0, 10.0})
        CHECK(scale.valueAt(scale.y(value)) == doctest::Approx(value));
    CHECK(scale.y(0.0) > 10'000.0);
    CHECK(scale.y(-3.0) > 10'000.0);
    CHECK(scale.stepAt(scale.x(42.0)) == doctest::Approx(42.0));
}

TEST_CASE("width, opacity and dots of a line")
{
    const PlotScale scale{1.0, 200.0, 0.0, 1.0, false, 200.0, 100.0};
    const std::vector<double> flat(200, 0.505);
    const auto ink = [](const Picture& picture, int x) {
        int sum = 0;
        for (int y = 0; y < picture.image.height(); ++y)
            sum += qAlpha(picture.image.pixel(x, y));
        return sum / 255.0;
    };
    CHECK(ink(draw(flat, scale, {Qt::black, 1.0, false}), 100) == doctest::Approx(1.0).epsilon(0.05));
    CHECK(ink(draw(flat, scale, {Qt::black, 2.0, false}), 100) == doctest::Approx(2.0).epsilon(0.05));
    QColor half = Qt::black;
    half.setAlphaF(0.5F);
    CHECK(ink(draw(flat, scale, {half, 2.0, false}), 100) == doctest::Approx(1.0).epsilon(0.05));
    const auto dotted = draw(flat, scale, {Qt::black, 2.0, true});
    int empty = 0;
    for (int x = 0; x < 200; ++x)
        empty += dotted.highest(x) == -1 ? 1 : 0;
    CHECK(empty > 60);
    CHECK(empty < 140);
}
