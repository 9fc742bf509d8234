// SPDX-License-Identifier: GPL-3.0-or-later
// One row of numbers for each sequence, from the steps that hold data; 0 where a row has none.
#pragma once

#include "engine/component_api/signal.h"

namespace fettle::components {

/// N×T×D → N×D.
[[nodiscard]] torch::Tensor meanOverTime(const Signal& signal);
[[nodiscard]] torch::Tensor maximumOverTime(const Signal& signal);
[[nodiscard]] torch::Tensor firstStep(const Signal& signal);
[[nodiscard]] torch::Tensor lastStep(const Signal& signal);
/// The mean weighed by the softmax of values·query over the steps.
[[nodiscard]] torch::Tensor attentionOverTime(const Signal& signal, const torch::Tensor& query);

} // namespace fettle::components
