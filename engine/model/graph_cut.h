// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/graph.h"
#include "engine/contract/tensor_spec.h"

namespace fettle::model {

/// A graph in two: what always gives the same numbers for an example, and what learns from them.
struct GraphCut {
    Graph frozen;  ///< its Outputs have the names of `features`
    Graph trained; ///< reads the features as inputs of these names; nodes keep their ids, so weights keep their names
    std::vector<std::pair<std::string, TensorSpec>> features; ///< N×D each
};

/// Cuts behind the layers whose weights stay as they are: `kept` are the full names of these weights. What follows and
/// has neither weights nor chance in it (pooling, normalization) belongs to the frozen part too. Nothing where the graph
/// cannot be cut so: a layer that learns lies before one that does not, or there would be sequences between the parts.
[[nodiscard]] std::optional<GraphCut> cutBehind(const Graph& graph, const std::vector<std::pair<std::string, TensorSpec>>& inputs,
                                                const Registry& registry, const std::set<std::string>& kept,
                                                const std::set<std::string>& learned);

} // namespace fettle::model
