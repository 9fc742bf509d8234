// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

/// All examples of one split after evaluation, on the CPU.
struct EvaluationData {
    torch::Tensor scores;    ///< N×C float64 probabilities, or N float64 predicted numbers in the target's unit
    torch::Tensor predicted; ///< N int64 class indices (−1: none); undefined for numbers
    torch::Tensor targets;   ///< N int64 (−1: a class that training did not have) or N float64 in the target's unit
    torch::Tensor loss;      ///< N float64
    std::vector<std::string> classes;
};

/// A figure from an evaluation; equal to scikit-learn's on the same numbers.
class Metric : public Component {
public:
    /// NaN where it is not defined (AUC of one class).
    [[nodiscard]] virtual double compute(const EvaluationData& data, const Parameters& parameters) const = 0;
    [[nodiscard]] virtual bool lowerIsBetter() const { return false; }
};

} // namespace fettle
