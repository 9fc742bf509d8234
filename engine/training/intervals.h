// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace fettle::training {

struct Interval {
    double lower = 0.0;
    double upper = 0.0;
};

/// Wilson's score interval of `right` among `count` at 95 %: between 0 and 1, and honest for few examples and for
/// shares near 0 and 1, where the textbook's normal interval is not. 0 … 1 without examples.
[[nodiscard]] Interval wilsonInterval(std::int64_t right, std::int64_t count);

/// Student's 97.5 % quantile for `degrees` (at least 1) of freedom, within 0.001.
[[nodiscard]] double studentQuantile(std::int64_t degrees);

struct MeanInterval {
    double mean = 0.0;
    Interval interval; ///< the mean ± Student's quantile × standard error; as wide as can be with one value
};
/// The mean with its 95 % interval. NaN and infinities are left out.
[[nodiscard]] MeanInterval meanInterval(std::span<const double> values);

/// Two-sided exact sign test: how likely a split at least as uneven as `wins` against `losses` is, if either were as
/// good as the other. 1 where there is neither.
[[nodiscard]] double signTest(std::int64_t wins, std::int64_t losses);

} // namespace fettle::training
