// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "engine/contract/evaluation.h"
#include "engine/contract/run.h"
#include "engine/training/stored_evaluation.h"

namespace fettle::training {

/// What an evaluation is held against.
struct SummaryOptions {
    std::optional<std::int64_t> baselineClass; ///< the most frequent class of the training set
    std::optional<double> baselineNumber;      ///< the mean of the training set
    std::optional<double> threshold;
    std::vector<double> labelThresholds{}; ///< from which score on a row has each label; EvaluationSummary::figures has them
};

/// The key of a label's threshold in EvaluationSummary::figures: this and the label.
inline constexpr const char* kLabelThresholdKey = "threshold:";

/// The threshold that stays with a model, a number of 0 … 1 in ModelManifest::taskState; models.threshold writes it.
inline constexpr const char* kThresholdKey = "threshold";
[[nodiscard]] std::optional<double> thresholdOf(const ModelManifest& model);

/// What the model keeps about its training set (`head` empty: the first) and its threshold.
[[nodiscard]] SummaryOptions summaryOptions(const ModelManifest& model, const std::string& head);

/// Everything the Results page shows of a split, from one head's stored outputs. A pure function.
///
/// The main figure is the share of right answers with Wilson's 95 % interval, or the mean distance from the true number
/// with Student's t interval (a mean of many distances is close to normal whatever they are). An example of a class
/// that the model does not know counts as wrong, as in the accuracy metric. Precision, recall and F1 are scikit-learn's
/// with zero_division=0, their macro averages those over classes that occur. Whether the baseline is clearly beaten is
/// decided on pairs, example by example (EvaluationBaseline::clearlyBeaten), which sees a difference long before two
/// intervals stop to overlap.
[[nodiscard]] EvaluationSummary summarizeEvaluation(const EvaluationView& view, const SummaryOptions& options = {});

} // namespace fettle::training
