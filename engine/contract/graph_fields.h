// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in graph.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/graph.h"
#include "engine/contract/tensor_spec_fields.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<GraphNode> auto& value)
{
    visit.need("id", value.id);
    visit.need("component", value.component);
    visit("parameters", value.parameters);
    visit("initializers", value.initializers);
    visit("title", value.title);
    visit("x", value.x);
    visit("y", value.y);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<GraphEdge> auto& value)
{
    visit.need("from_node", value.fromNode);
    visit.need("from_port", value.fromPort);
    visit.need("to_node", value.toNode);
    visit.need("to_port", value.toPort);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<GraphComment> auto& value)
{
    visit("id", value.id);
    visit("text", value.text);
    visit("x", value.x);
    visit("y", value.y);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Graph> auto& value)
{
    visit("name", value.name);
    visit("nodes", value.nodes);
    visit("edges", value.edges);
    visit("comments", value.comments);
    visit("blocks", value.blocks);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<GraphRepair> auto& value)
{
    visit("kind", value.kind);
    visit("node", value.node);
    visit("parameter", value.parameter);
    visit("value", value.value);
    visit("component", value.component);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<NodeReport> auto& value)
{
    visit("node", value.node);
    visit("outputs", value.outputs);
    visit("parameter_count", value.parameterCount);
    visit("multiply_adds", value.multiplyAdds);
    visit("activation_bytes", value.activationBytes);
    visit("error", value.error);
    visit("blocked", value.blocked);
    visit("repairs", value.repairs);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<GraphReport> auto& value)
{
    visit("nodes", value.nodes);
    visit("parameter_count", value.parameterCount);
    visit("trainable_count", value.trainableCount);
    visit("multiply_adds", value.multiplyAdds);
    visit("activation_bytes", value.activationBytes);
    visit("outputs", value.outputs);
    visit("problems", value.problems);
}

} // namespace fettle
