// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/component_api/layer.h"
#include "engine/contract/graph.h"

namespace fettle::model {

/// Where a value comes from: an output of a planned node. −1: nothing, because something before it is wrong.
struct PlanSource {
    int node = -1;
    int output = 0;
    friend bool operator==(const PlanSource&, const PlanSource&) = default;
};

enum class PlanRole { Layer, Input, Fields, Output };

/// A node to execute, groups unfolded. Pointers lead into the graph and the registry, which must outlive the plan.
struct PlanNode {
    PlanRole role = PlanRole::Layer;
    std::string path; ///< "stage1/conv2"
    std::string weightsPath; ///< of the node whose weights these are: another one's where a group shares them
    const GraphNode* node = nullptr;
    const Layer* layer = nullptr;
    const ComponentInfo* info = nullptr;
    Parameters parameters;
    std::vector<int> fields;         ///< Input and Fields: positions in the graph's inputs
    std::vector<PlanSource> inputs;  ///< by port, variadic ones spread out
    std::string head;                ///< Output: its name
    std::optional<Error> error;      ///< why it cannot be built; {node} is set
    std::vector<GraphRepair> repairs;
    bool reachesOutput = false;
};

/// A graph as a list of nodes in the order of execution.
struct GraphPlan {
    std::vector<PlanNode> nodes;
    std::vector<Error> problems;
    [[nodiscard]] bool ok() const;
};

using NamedSpecs = std::vector<std::pair<std::string, TensorSpec>>;

inline constexpr std::size_t kMaxPlanNodes = 20000;
inline constexpr std::size_t kMaxBlockDepth = 16;

/// Unfolds, resolves and orders; finds everything that can be wrong without knowing shapes. Never throws but for
/// memory. A block's Inputs (parameter field) and Outputs (parameter name) name the ports of the groups that hold it.
[[nodiscard]] GraphPlan planGraph(const Graph& graph, const NamedSpecs& inputs, const Registry& registry);

} // namespace fettle::model
