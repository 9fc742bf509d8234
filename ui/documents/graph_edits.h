// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a network as pure functions on the value; RecipeDraft::edit makes undoable steps of them. They keep what
// makes a graph a value (unique ids, edges between nodes that are there, variadic ports numbered from 0) and nothing
// more: whether shapes fit is the engine's check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/documents/graph_scope.h"

namespace fettle::ui {

/// Where nodes stand when nobody says: GraphWriter's columns and rows.
inline constexpr double kNodeWidth = 208;
inline constexpr double kNodeHeight = 64;
inline constexpr double kColumnStep = 264;
inline constexpr double kRowStep = 120;
inline constexpr double kCanvasGrid = 24;

/// A place in a network: which block of it one edits, and the catalog that knows the components.
struct EditPlace {
    GroupPath scope;
    const Catalog* catalog = nullptr;
};

/// Nodes and notes by their ids.
struct GraphSelection {
    NodeIds nodes;
    NodeIds comments;
    [[nodiscard]] bool isEmpty() const { return nodes.empty() && comments.empty(); }
    friend bool operator==(const GraphSelection&, const GraphSelection&) = default;
};

enum class ConnectProblem { None, NoSuchNode, NoSuchPort, SameNode, Cycle, Exists };

/// Adds a node with a fresh id and gives the id.
std::string addNode(Graph& graph, const ComponentInfo& component, double x, double y, ValueMap parameters = {});
/// Another use of a block that the network has.
std::string addGroupNode(Graph& graph, const std::string& block, double x, double y);

[[nodiscard]] ConnectProblem canConnect(const Graph& root, const EditPlace& place, const GraphEdge& edge);
/// Connects; a variadic port takes the next index, of another port the connection that it had goes. The edge's
/// ports may be empty (the first ones) and toPort may be a variadic port's bare name. The indices stay without gaps.
ConnectProblem connectPorts(Graph& root, const EditPlace& place, const GraphEdge& edge);
/// Variadic ports of the node that it led to are numbered again.
void removeEdge(Graph& graph, const GraphEdge& edge);
/// One connection of a variadic port to another position among them.
void moveConnection(Graph& graph, const GraphEdge& edge, int position);

/// Removes nodes with their edges. `heal`: what stood before a removed node with one connection in is connected to what
/// followed it, so that a chain stays one. Blocks that nobody uses any more go too.
void removeItems(Graph& root, const EditPlace& place, const GraphSelection& selection, bool heal = true);
/// Puts a node that is there already between the ends of an edge, by its first ports, and pushes what follows to the right
/// where there is no room.
ConnectProblem insertOnEdge(Graph& root, const EditPlace& place, const GraphEdge& edge, const std::string& id);
/// Adds a node behind another one, to the right of it, connected where both have ports; gives its id. With
/// `between` it goes into the connections that `after` has.
std::string addAfter(Graph& root, const EditPlace& place, const std::string& after, const ComponentInfo& component,
                     bool between);

void moveItems(Graph& graph, const GraphSelection& selection, double dx, double dy);
/// False: the id is not valid or taken.
bool renameNode(Graph& graph, const std::string& from, const std::string& to);
void setTitle(Graph& graph, const std::string& id, const std::string& title);
/// A null value takes the parameter out.
void setNodeParameter(Graph& graph, const std::string& id, const std::string& parameter, const Value& value);

std::string addComment(Graph& graph, const std::string& text, double x, double y);
/// An empty text removes it.
void setCommentText(Graph& graph, const std::string& id, const std::string& text);

/// Whether the repair can be made here.
[[nodiscard]] bool canRepair(const Graph& root, const GraphRepair& repair, const Catalog& catalog);
/// Makes a one-click repair of the engine's report. False: nothing was changed.
bool applyRepair(Graph& root, const GraphRepair& repair, const Catalog& catalog);

/// Takes out the blocks among `candidates`, and those that only they used, that no group stands for any more.
void pruneBlocks(Graph& root, std::vector<std::string> candidates);
/// Moves down from y until nothing stands there.
[[nodiscard]] double freeRow(const Graph& graph, double x, double y, const NodeIds& besides = {});
/// Pushes `from` and what follows it to the right until it begins at `x` or behind it.
void pushRight(Graph& graph, const std::string& from, double x);
/// Variadic ports without gaps: name:0, name:1, … in the order that they had.
void renumberPorts(Graph& graph, std::string_view node);

} // namespace fettle::ui
