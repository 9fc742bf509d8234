// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/model/graph_plan.h"

namespace fettle::model {

/// A node before ordering. The Inputs and Outputs of blocks are steps that hand on, and vanish at the end.
struct FlatNode {
    PlanNode plan;
    bool handsOn = false;
    bool anyPort = false; ///< the node itself is wrong: its ports are not known
    struct Arrival {
        std::int64_t order = 0;
        PlanSource source;
    };
    std::map<std::string, std::vector<Arrival>> arrivals; ///< by port, without the ":index"
};

/// The nodes in order of execution, with what hands on left out and inputs as positions in the plan. A circle becomes
/// one more problem, and the nodes behind it have no source.
[[nodiscard]] GraphPlan orderNodes(std::vector<FlatNode> nodes, std::vector<Error> problems);

} // namespace fettle::model
