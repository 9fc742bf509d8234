// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>

#include <torch/types.h>

namespace fettle::model {

/// (fan in, fan out) as PyTorch counts them: dimension 1 and 0 times the receptive field. At least two dimensions.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> fans(const torch::Tensor& weight);

/// PyTorch's default for the weights of linear and convolution layers: kaiming_uniform_(a = √5), which is uniform
/// within ±1/√(fan in).
void initializeDefaultWeight(torch::Tensor& weight);
/// Their biases: uniform within ±1/√(fan in of the weight).
void initializeDefaultBias(torch::Tensor& bias, const torch::Tensor& weight);

} // namespace fettle::model
