// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/intervals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fettle::training {
namespace {

/// The normal distribution's 97.5 % quantile.
constexpr double kNormalQuantile = 1.959963984540054;

} // namespace

Interval wilsonInterval(std::int64_t right, std::int64_t count)
{
    if (count <= 0)
        return {0.0, 1.0};
    const double n = static_cast<double>(count);
    const double share = static_cast<double>(right) / n;
    const double z2 = kNormalQuantile * kNormalQuantile;
    const double center = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    const double half = kNormalQuantile / (1.0 + z2 / n) * std::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n * n));
    return {std::clamp(center - half, 0.0, 1.0), std::clamp(center + half, 0.0, 1.0)};
}

double studentQuantile(std::int64_t degrees)
{
    // The expansion below needs a few degrees to come near.
    constexpr std::array kFirst = {12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912};
    if (degrees <= static_cast<std::int64_t>(kFirst.size()))
        return kFirst[static_cast<std::size_t>(std::max<std::int64_t>(1, degrees) - 1)];
    const double z = kNormalQuantile;
    const double n = static_cast<double>(degrees);
    const double z3 = z * z * z;
    const double z5 = z3 * z * z;
    const double z7 = z5 * z * z;
    return z + (z3 + z) / (4.0 * n) + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * n * n) +
           (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * n * n * n);
}

MeanInterval meanInterval(std::span<const double> values)
{
    double sum = 0.0;
    std::int64_t count = 0;
    for (const double value : values)
        if (std::isfinite(value)) {
            sum += value;
            ++count;
        }
    MeanInterval result;
    if (count == 0)
        return result;
    result.mean = sum / static_cast<double>(count);
    if (count == 1) {
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        result.interval = {-kInfinity, kInfinity};
        return result;
    }
    double squares = 0.0;
    for (const double value : values)
        if (std::isfinite(value))
            squares += (value - result.mean) * (value - result.mean);
    const double n = static_cast<double>(count);
    const double error = std::sqrt(squares / (n - 1.0) / n);
    const double half = studentQuantile(count - 1) * error;
    result.interval = {result.mean - half, result.mean + half};
    return result;
}

double signTest(std::int64_t wins, std::int64_t losses)
{
    const std::int64_t count = wins + losses;
    if (count <= 0)
        return 1.0;
    // The smaller tail of a fair coin, doubled.
    const double n = static_cast<double>(count);
    double tail = 0.0;
    for (std::int64_t k = 0; k <= std::min(wins, losses); ++k) {
        const double at = static_cast<double>(k);
        tail += std::exp(std::lgamma(n + 1.0) - std::lgamma(at + 1.0) - std::lgamma(n - at + 1.0) - n * std::log(2.0));
    }
    return std::min(1.0, 2.0 * tail);
}

} // namespace fettle::training
