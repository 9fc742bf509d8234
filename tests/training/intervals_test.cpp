// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "engine/training/intervals.h"

using namespace fettle::training;
using doctest::Approx;

TEST_CASE("Wilson's interval: worked by hand, and sensible at the ends")
{
    // 8 of 10: center (0.8 + z²/20) / (1 + z²/10) = 0.71674, half 0.22657 with z = 1.959964.
    const auto eight = wilsonInterval(8, 10);
    CHECK(eight.lower == Approx(0.49016).epsilon(1e-4));
    CHECK(eight.upper == Approx(0.94331).epsilon(1e-4));
    // All right among 20: upper 1, lower 1 / (1 + z²/20) = 0.83887; the normal interval would say "exactly 1".
    const auto all = wilsonInterval(20, 20);
    CHECK(all.upper == Approx(1.0));
    CHECK(all.lower == Approx(0.83887).epsilon(1e-4));
    const auto none = wilsonInterval(0, 20);
    CHECK(none.lower == Approx(0.0));
    CHECK(none.upper == Approx(1.0 - 0.83887).epsilon(1e-4));
    // Nothing is known without examples.
    CHECK(wilsonInterval(0, 0).lower == 0.0);
    CHECK(wilsonInterval(0, 0).upper == 1.0);
    // Narrower with more of the same.
    CHECK(wilsonInterval(800, 1000).upper - wilsonInterval(800, 1000).lower < 0.06);
}

TEST_CASE("Student's quantile, as in the tables")
{
    CHECK(studentQuantile(1) == Approx(12.7062).epsilon(1e-4));
    CHECK(studentQuantile(4) == Approx(2.7764).epsilon(1e-4));
    CHECK(studentQuantile(7) == Approx(2.3646).epsilon(5e-4));
    CHECK(studentQuantile(10) == Approx(2.2281).epsilon(5e-4));
    CHECK(studentQuantile(30) == Approx(2.0423).epsilon(5e-4));
    CHECK(studentQuantile(1'000'000) == Approx(1.95996).epsilon(1e-5));
}

TEST_CASE("The interval of a mean: worked by hand; what is no number is left out")
{
    const double values[] = {1.0, 2.0, 3.0, 4.0, 5.0, std::numeric_limits<double>::quiet_NaN()};
    // Mean 3, standard error √(2.5 / 5) = 0.70711, t(4) = 2.7764: ± 1.96327.
    const auto result = meanInterval(values);
    CHECK(result.mean == Approx(3.0));
    CHECK(result.interval.lower == Approx(1.03676).epsilon(1e-4));
    CHECK(result.interval.upper == Approx(4.96324).epsilon(1e-4));
    const double one[] = {7.0};
    CHECK(meanInterval(one).mean == 7.0);
    CHECK(std::isinf(meanInterval(one).interval.upper));
}

TEST_CASE("The sign test: the coin's two tails")
{
    CHECK(signTest(0, 0) == 1.0);
    CHECK(signTest(3, 3) == Approx(1.0));
    // 2 × (1 + 5) / 32.
    CHECK(signTest(4, 1) == Approx(0.375));
    CHECK(signTest(1, 4) == Approx(0.375));
    // 2 × 1 / 64.
    CHECK(signTest(6, 0) == Approx(0.03125));
    CHECK(signTest(60'000, 40'000) < 1e-100);
}
