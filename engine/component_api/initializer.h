// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

/// Fills a weight tensor in place from torch's default generator. Fans as PyTorch counts them (dimension 1 in,
/// dimension 0 out, times the receptive field).
class Initializer : public Component {
public:
    virtual void initialize(torch::Tensor& weight, const Parameters& parameters) const = 0;
};

} // namespace fettle
