// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <torch/types.h>

#include "engine/component_api/metric.h"

namespace fettle {

/// The labels of each row: where the matrix, N×C, is not 0.
[[nodiscard]] MarkRows labelRows(const torch::Tensor& isThere);

/// Answers with the labels whose scores, data.scores, reach their threshold: one of each label, or one of all.
void answerLabels(EvaluationData& data, const torch::Tensor& thresholds);

/// Of labels, EvaluationData::targets says of which rows they are known: N int64, 1 or 0. A row without any label is known;
/// one whose cell is missing is not, and counts nowhere. Takes what was answered out of the rows that are not known.
void keepKnownLabels(EvaluationData& data, const torch::Tensor& isKnown);

/// Whether it is known which labels a row has; where nothing says so, a row without a loss has no target.
[[nodiscard]] bool labelsAreKnown(const EvaluationData& data, std::int64_t row);

} // namespace fettle
