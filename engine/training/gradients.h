// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/layer.h"

namespace fettle::training {

/// 2-norm of all gradients together, summed in double precision in a fixed order (the same bits at any thread count),
/// in one pass without an operation per tensor. Parameters without a gradient count as zero.
[[nodiscard]] double gradientNorm(std::span<const NamedTensor> parameters);

/// Scales the gradients so that their norm is at most `maximum`, as torch.nn.utils.clip_grad_norm_ does.
void clipGradients(std::span<const NamedTensor> parameters, double norm, double maximum);

void scaleGradients(std::span<const NamedTensor> parameters, double factor);

/// Adds the gradient of factor · Σ|w| to the gradients.
void addL1(std::span<const NamedTensor> parameters, double factor);

/// Lets go of the gradients: the next backward pass hands over its tensors instead of adding to zeros.
void clearGradients(std::span<const NamedTensor> parameters);

} // namespace fettle::training
