// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/component_api/metric.h"

namespace fettle::components {

/// Counts of right and wrong per class. A target of −1 (a class that training did not have) is right for no class and
/// still a false positive of what was predicted.
struct ClassificationCounts {
    std::vector<std::int64_t> truePositives;
    std::vector<std::int64_t> predicted;
    std::vector<std::int64_t> actual;
    std::int64_t right = 0;
    std::int64_t total = 0;

    explicit ClassificationCounts(const EvaluationData& data);
};

/// scikit-learn's averages of a per-class figure: auto (binary for two classes, else macro), binary, macro, micro,
/// weighted. 0 where a class has no denominator, as scikit-learn's zero_division=0.
[[nodiscard]] double averaged(const EvaluationData& data, const std::string& average,
                              const std::function<double(double truePositives, double predicted, double actual)>& figure);
[[nodiscard]] ParameterInfo averageParameter();

} // namespace fettle::components
