// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/component_api/optimizer.h"

namespace fettle::components {

/// The parameters that Adam and AdamW share, PyTorch's names and defaults.
[[nodiscard]] std::vector<ParameterInfo> adamParameters(double weightDecay);
/// LibTorch's fused kernels; `decoupled` is AdamW (Loshchilov, Hutter 2019), else Adam with L2 (Kingma, Ba 2015).
[[nodiscard]] std::unique_ptr<OptimizerInstance> createAdam(const Parameters& parameters,
                                                            std::vector<ParameterGroup> groups, bool decoupled);
/// The learning rate, first of every optimizer's parameters.
[[nodiscard]] ParameterInfo learningRateParameter(double value);
[[nodiscard]] ParameterInfo weightDecayParameter(double value);

} // namespace fettle::components
