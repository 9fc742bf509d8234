// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/mark_rows.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

/// All examples of one split after evaluation, on the CPU.
struct EvaluationData {
    AnswerForm form = AnswerForm::Class;
    /// Class: N×C float64 probabilities. Number: N float64 predicted numbers in the target's unit. Labels: N×C, each label's
    /// own probability. Spans: N, how sure the model is of its least sure decision in the row. Ranking: N float64, how alike
    /// the row and its own answer are (cosine).
    torch::Tensor scores;
    /// Class: N int64 indices (−1: none). Ranking: N int64, the place of the row's own answer among all, from 1 (0: none).
    torch::Tensor predicted; ///< undefined for the others
    torch::Tensor targets;   ///< Class: N int64 (−1: a class that training did not have). Number: N float64. Else undefined
    MarkRows targetMarks;    ///< Labels and spans: what is true, N rows; a row whose target is missing has none
    MarkRows predictedMarks; ///< and what was answered (nothing in a row whose target is missing: it counts nowhere)
    torch::Tensor loss;      ///< N float64
    std::vector<std::string> classes;
    std::int64_t candidates = 0; ///< Ranking: different answers that were ordered
};

/// A figure from an evaluation; equal to scikit-learn's on the same numbers.
class Metric : public Component {
public:
    /// NaN where it is not defined (AUC of one class).
    [[nodiscard]] virtual double compute(const EvaluationData& data, const Parameters& parameters) const = 0;
    [[nodiscard]] virtual bool lowerIsBetter() const { return false; }
};

} // namespace fettle
