// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/component_api/label_answers.h"
#include "engine/component_api/metric.h"

namespace fettle::components {

/// Of rows with sets of labels: how often each label is true, was given, and both.
struct LabelCounts {
    explicit LabelCounts(const EvaluationData& data);

    std::vector<std::int64_t> actual;
    std::vector<std::int64_t> predicted;
    std::vector<std::int64_t> right;
    std::int64_t rows = 0;      ///< whose labels are known
    std::int64_t rightRows = 0; ///< with exactly the true labels
};

/// F1 of counts; 0 where it is not defined, as scikit-learn has it with zero_division=0.
[[nodiscard]] double labelF1(std::int64_t right, std::int64_t predicted, std::int64_t actual);

} // namespace fettle::components
