// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace fettle::components {

/// Dropout: while training each number is 0 with probability p and 1/(1 − p) times itself otherwise. One seed comes
/// from torch's default generator; which numbers it hits follows from it alone, so that nothing is kept for the way
/// back.
[[nodiscard]] torch::Tensor randomZeros(const torch::Tensor& values, double p, bool training);

} // namespace fettle::components
