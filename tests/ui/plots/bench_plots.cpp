// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to draw many long curves anew; figures are printed, nothing is asserted about them.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>

#include <QLabel>
#include <doctest/doctest.h>

#include "ui/plots/curve_plot.h"

using namespace fettle::ui;

namespace {

constexpr int kCurves = 100;
constexpr int kPoints = 100'000;
constexpr int kRounds = 15;

double millisecondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void report(const char* what, std::vector<double> times)
{
    std::ranges::sort(times);
    std::printf("%-58s median %6.1f ms   worst %6.1f ms\n", what, times[times.size() / 2], times.back());
}

/// Falling, noisy, with spikes: what a training loss looks like. The spikes are `kept` for the check.
std::vector<double> lossLike(std::mt19937& random, std::size_t& spike)
{
    std::vector<double> values(kPoints);
    std::normal_distribution<double> noise(0.0, 0.08);
    const double rate = std::uniform_real_distribution<double>(1.0, 6.0)(random);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 0.2 + 1.5 * std::exp(-rate * static_cast<double>(i) / kPoints) + noise(random);
    spike = std::uniform_int_distribution<std::size_t>(100, kPoints - 100)(random);
    values[spike] = 4.0;
    return values;
}

} // namespace

TEST_CASE("redraw of 100 curves of 100,000 points")
{
    std::mt19937 random(3);
    CurvePlot plot;
    plot.resize(1000, 620);
    plot.setTitle(QStringLiteral("Loss"));
    std::vector<std::int64_t> steps(kPoints);
    std::iota(steps.begin(), steps.end(), 1);
    std::vector<std::size_t> spikes(kCurves);
    for (int i = 0; i < kCurves; ++i) {
        const int curve = plot.addCurve({QStringLiteral("Run %1").arg(i + 1), {}, i % 2 == 0 ? PlotPart::Training : PlotPart::Validation, i, i > 0});
        plot.append(curve, steps, lossLike(random, spikes[static_cast<std::size_t>(i)]));
    }
    plot.show();
    QCoreApplication::processEvents();
    auto& canvas = plot.canvas();
    canvas.drawNow();
    std::printf("area %d x %d pixels, %d curves, %d points each\n", canvas.plotArea().width(), canvas.plotArea().height(), kCurves, kPoints);

    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round)
        times.push_back(millisecondsOf([&] {
            canvas.drawNow();
            canvas.repaint();
        }));
    report("the same view again", times);
    times.clear();
    for (int round = 0; round < kRounds; ++round) {
        // Other columns for every curve each time: nothing is remembered.
        canvas.zoomSteps(1.0 + round * 211.0, 90'000.0 + round * 457.0);
        times.push_back(millisecondsOf([&] {
            canvas.drawNow();
            canvas.repaint();
        }));
    }
    report("another view", times);
    canvas.resetView();
    canvas.drawNow();
    times.clear();
    for (int round = 0; round < kRounds; ++round) {
        const std::vector<std::int64_t> more{kPoints + 1 + round};
        const std::vector<double> value{0.3};
        for (int i = 0; i < kCurves; ++i)
            plot.append(i, more, value);
        times.push_back(millisecondsOf([&] {
            canvas.drawNow();
            canvas.repaint();
        }));
    }
    report("a point more on every curve", times);

    // Every spike is on the picture, at its height.
    canvas.resetView();
    canvas.drawNow();
    const QImage picture = canvas.grab().toImage();
    const auto& scale = canvas.scale();
    const QRect area = canvas.plotArea();
    const QRgb ground = picture.pixel(area.left() + 2, area.top() + static_cast<int>(scale.y(3.0)));
    int seen = 0;
    for (const auto spike : spikes) {
        const int x = area.left() + static_cast<int>(scale.x(static_cast<double>(spike + 1)));
        const int y = area.top() + static_cast<int>(scale.y(3.9));
        seen += picture.pixel(x, y) != ground ? 1 : 0;
    }
    std::printf("%d of %d spikes on the picture\n", seen, kCurves);
    CHECK(seen == kCurves);
}
