// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/layer.h"

namespace fettle::model {

/// Gives what it gets: Input and Output, which the builder turns into places and not into steps.
class IdentityInstance final : public UnaryLayer {
public:
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return input; }
};

} // namespace fettle::model
