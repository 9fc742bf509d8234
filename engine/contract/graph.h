// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/json.h"
#include "engine/contract/tensor_spec.h"
#include "engine/contract/value.h"

namespace fettle {

/// One node of a network. `component` is a layer's id, or "input" (parameter name: which encoded input), "output"
/// (parameter name: the head) or "group" (parameter block: a name in Graph::blocks).
struct GraphNode {
    std::string id; ///< unique in its graph; also the prefix of its weights' names
    std::string component;
    ValueMap parameters;
    ValueMap initializers; ///< parameter tensor → {"component": initializer id, …}; missing: the layer's own
    std::string title;     ///< empty: the component's
    double x = 0.0;        ///< position on the canvas, device-independent pixels
    double y = 0.0;
    friend bool operator==(const GraphNode&, const GraphNode&) = default;
};

/// A connection, port to port. A variadic input port takes several, named "name:0", "name:1", …
struct GraphEdge {
    std::string fromNode;
    std::string fromPort;
    std::string toNode;
    std::string toPort;
    friend bool operator==(const GraphEdge&, const GraphEdge&) = default;
    friend auto operator<=>(const GraphEdge&, const GraphEdge&) = default;
};

/// A free text on the canvas.
struct GraphComment {
    std::string id;
    std::string text;
    double x = 0.0;
    double y = 0.0;
    friend bool operator==(const GraphComment&, const GraphComment&) = default;
};

/// A network as a value: nodes and edges by id, and the reusable sub-graphs that its group nodes hold.
struct Graph {
    std::string name;
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
    std::vector<GraphComment> comments;
    std::map<std::string, Graph> blocks;
    [[nodiscard]] const GraphNode* findNode(std::string_view id) const;
    friend bool operator==(const Graph&, const Graph&) = default;
};

/// One edit that would mend a problem, offered as a one-click repair.
struct GraphRepair {
    std::string kind; ///< set_parameter, insert_before, connect, remove
    std::string node;
    std::string parameter;
    Value value;
    std::string component; ///< insert_before: the layer to insert
    friend bool operator==(const GraphRepair&, const GraphRepair&) = default;
};

/// What the dry run found for one node. Costs are for one example.
struct NodeReport {
    std::string node; ///< path through groups: "stage1/conv2"
    std::vector<TensorSpec> outputs;
    std::int64_t parameterCount = 0;
    std::int64_t multiplyAdds = 0;    ///< forward
    std::int64_t activationBytes = 0; ///< kept for the backward pass
    std::optional<Error> error;       ///< model.* : expected, got, fix
    bool blocked = false;             ///< not reached because something before it failed
    std::vector<GraphRepair> repairs;
    friend bool operator==(const NodeReport&, const NodeReport&) = default;
};

struct GraphReport {
    std::vector<NodeReport> nodes; ///< in order of execution
    std::int64_t parameterCount = 0;
    std::int64_t trainableCount = 0;
    std::int64_t multiplyAdds = 0;
    std::int64_t activationBytes = 0;
    std::map<std::string, TensorSpec> outputs; ///< head → spec
    std::vector<Error> problems;               ///< of the graph as a whole: a cycle, no output, an unknown input
    [[nodiscard]] bool ok() const;
    friend bool operator==(const GraphReport&, const GraphReport&) = default;
};

[[nodiscard]] nlohmann::json toJson(const GraphNode& value);
[[nodiscard]] nlohmann::json toJson(const GraphEdge& value);
[[nodiscard]] nlohmann::json toJson(const GraphComment& value);
[[nodiscard]] nlohmann::json toJson(const Graph& value);
[[nodiscard]] nlohmann::json toJson(const GraphRepair& value);
[[nodiscard]] nlohmann::json toJson(const NodeReport& value);
[[nodiscard]] nlohmann::json toJson(const GraphReport& value);

} // namespace fettle
