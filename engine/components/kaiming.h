// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/component_api/initializer.h"

namespace fettle::components {

/// "a" (negative slope) and "mode" (fan_in, fan_out).
[[nodiscard]] std::vector<ParameterInfo> kaimingParameters();
/// The standard deviation that keeps the spread of signals through ReLU (He et al., arXiv 1502.01852, equation 14).
[[nodiscard]] double kaimingDeviation(const torch::Tensor& weight, const Parameters& parameters);

} // namespace fettle::components
