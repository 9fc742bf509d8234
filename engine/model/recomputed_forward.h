// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/layer.h"

namespace fettle::model {

/// What `layer` gives for its one input, kept without anything between: the backward pass runs the layer a second time
/// (Chen et al. 2016, Training Deep Nets with Sublinear Memory Cost). What torch's default generator drew is drawn again,
/// and mixed precision is as it was, so that the numbers and gradients are those of layer.forward(). For layers with one
/// input and one output; where no gradient is asked for, it is layer.forward().
[[nodiscard]] Signal recomputedForward(LayerInstance& layer, const Signal& input, const ForwardContext& context);

} // namespace fettle::model
