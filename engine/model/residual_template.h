// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/graph_template.h"

namespace fettle::model {

/// What makes a residual network (He et al. 2015, "Deep Residual Learning for Image Recognition").
struct ResidualPlan {
    std::string templateId;
    std::vector<std::int64_t> blocks;   ///< per stage
    std::vector<std::int64_t> channels; ///< per stage
    bool bottleneck = false;            ///< 1×1, 3×3, 1×1 with four times the channels, instead of two 3×3
    bool largeStem = false;             ///< 7×7 with stride 2 and pooling, for pictures of photo size
    std::int64_t stemChannels = 16;
    double dropout = 0.0;
};

/// A graph in which each residual block is a group: "stage1_1" holds block "basic_16".
[[nodiscard]] Result<Graph> writeResidual(const ResidualPlan& plan, const TemplateContext& context);

} // namespace fettle::model
