// SPDX-License-Identifier: GPL-3.0-or-later
// What layers ask of the lengths of rows. Rows are padded on the right: a row's data are its first `length` steps.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/component_api/layer.h"

namespace fettle::model {

using LayoutPointer = std::shared_ptr<const SequenceLayout>;

/// N×T×D of real numbers. Throws model.wrong_rank, model.needs_numbers.
void requireSequence(const TensorSpec& input);

/// The steps that hold data, for each row of an N×T×… tensor. Without a layout: all of them.
[[nodiscard]] std::vector<std::int64_t> sequenceLengths(const Signal& signal);
/// Whether some row of an N×T×… tensor ends before the tensor does.
[[nodiscard]] bool hasPadding(const Signal& signal);
/// The layout of rows of these lengths in a tensor of `steps` steps; null where every step is data.
[[nodiscard]] LayoutPointer layoutOf(const std::vector<std::int64_t>& lengths, std::int64_t steps,
                                     torch::Device device);

/// The values with 0 in every step that is padding, whatever stood there; the gradient stops there too.
[[nodiscard]] torch::Tensor withoutPadding(const Signal& signal);

/// N×1×1×T, true where attention may look; undefined where no row is padded, so that the quickest way is taken. A row
/// without any data may look at its first step: a mean over nothing is no number, and nobody reads that row.
[[nodiscard]] torch::Tensor attentionMask(const Signal& keys);

} // namespace fettle::model
