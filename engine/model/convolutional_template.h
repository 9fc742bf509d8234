// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/graph_template.h"

namespace fettle::model {

/// The options that the small convolutional templates share.
[[nodiscard]] std::vector<ParameterInfo> convolutionalParameters();
/// For each number of channels: convolution, batch normalization where asked, ReLU, pooling; then flatten, a Linear
/// layer with ReLU and dropout, and the heads.
[[nodiscard]] Result<Graph> writeConvolutional(const std::string& templateId, bool normalizes, const Parameters& parameters,
                                               const TemplateContext& context);

} // namespace fettle::model
