// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/component_api/metric.h"

namespace fettle::components {

/// Marks over all rows: a mark is right where label and place are those of a true one. Its figures are those of seqeval
/// (spans) and scikit-learn's micro averages (labels), 0 where there is no denominator.
struct AllMarks {
    std::int64_t right = 0;
    std::int64_t targets = 0;
    std::int64_t predicted = 0;

    explicit AllMarks(const EvaluationData& data);
    [[nodiscard]] double precision() const { return share(right, predicted); }
    [[nodiscard]] double recall() const { return share(right, targets); }
    [[nodiscard]] double f1() const { return share(2 * right, targets + predicted); }

private:
    static double share(std::int64_t part, std::int64_t whole)
    {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
    }
};

} // namespace fettle::components
