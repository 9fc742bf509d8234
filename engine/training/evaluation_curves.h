// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/contract/evaluation.h"
#include "engine/training/stored_evaluation.h"

namespace fettle::training {

/// One class against the rest at every threshold, from one sort of the scores.
struct ThresholdCurves {
    EvaluationCurve roc;             ///< from (0, 0) to (1, 1); area by the trapezoid rule, as scikit-learn's
    EvaluationCurve precisionRecall; ///< recall rising, from (0, 1); area: Σ (Rₙ − Rₙ₋₁) Pₙ, scikit-learn's average precision
};

/// Empty curves with the area NaN where the class has no example, or nothing else has.
[[nodiscard]] ThresholdCurves thresholdCurves(const EvaluationView& view, std::int64_t classIndex);

/// Classes to draw: of two the second; of more the most frequent `most`, most frequent first.
[[nodiscard]] std::vector<std::int64_t> curveClasses(const std::vector<ClassFigures>& figures, std::size_t most = 8);

/// Answers by how sure the model was, in ten bins of equal width; a sureness of 1 belongs to the last.
[[nodiscard]] std::vector<CalibrationBin> calibrationBins(const EvaluationView& view);
/// Σ share of the bin × |mean sureness − share of right answers|.
[[nodiscard]] double calibrationError(const std::vector<CalibrationBin>& bins);

/// How much is answered, and how much of it right, where the model is at least `threshold` sure.
[[nodiscard]] CoveragePoint coverageAt(const EvaluationView& view, double threshold);
/// The same for 0, 0.01 … 1 in one pass.
[[nodiscard]] std::vector<CoveragePoint> coverageCurve(const EvaluationView& view);

} // namespace fettle::training
