// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <torch/types.h>

namespace fettle::components {

/// Self-attention over rows of different length that lie one after the other, without masks and padding: projected
/// total×3E (queries, keys, values, each heads×d wide) → total×E. `dropout`: of the attention weights, drawn from one
/// seed of torch's default generator. float32 or float64 on the CPU. What attention looks at is worked out again on the
/// way back instead of kept (Dao et al., arXiv 2205.14135).
[[nodiscard]] torch::Tensor packedAttention(const torch::Tensor& projected, const std::vector<std::int64_t>& lengths,
                                            std::int64_t heads, double dropout);

} // namespace fettle::components
