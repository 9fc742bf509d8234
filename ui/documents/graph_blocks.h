// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a network as one: blocks, and what the clipboard holds.
#pragma once

#include <string>

#include "engine/contract/result.h"
#include "ui/documents/graph_edits.h"

namespace fettle::ui {

enum class GroupProblem { None, TooFew, NotTogether };

/// Whether the nodes can become one block: not if a way leads out of them and back in. Inputs and Outputs stay outside.
[[nodiscard]] GroupProblem canGroup(const Graph& graph, const NodeIds& ids);
/// Makes a block named after `name` of the nodes and puts a group node in their place; gives its id, empty: it cannot
/// be done.
std::string groupNodes(Graph& root, const EditPlace& place, const NodeIds& ids, const std::string& name);
/// Puts a copy of the block's nodes in the place of the group; gives their ids.
NodeIds ungroup(Graph& root, const EditPlace& place, const std::string& group);
/// Gives a group a block of its own, so that editing it leaves the other uses alone; gives its name.
std::string makeOwnBlock(Graph& root, const EditPlace& place, const std::string& group);
bool renameBlock(Graph& root, const GroupPath& scope, const std::string& from, const std::string& to);
/// How many groups stand for the block, in the whole network.
[[nodiscard]] int usesOf(const Graph& root, const std::string& block);

/// The blocks that a group may stand for here: those in sight that would not hold themselves.
[[nodiscard]] std::vector<std::string> blocksFor(const Graph& root, const GroupPath& scope);

/// The selected nodes and notes with the connections among them and the blocks that they use, as a graph.
[[nodiscard]] Graph copyItems(const Graph& root, const GroupPath& scope, const GraphSelection& selection);
/// Adds a copied graph with fresh ids, moved by dx, dy; gives what was added. A block that is there already and says the
/// same is used, another one of the same name gets a fresh name.
GraphSelection paste(Graph& root, const GroupPath& scope, const Graph& clip, double dx, double dy);

/// The clipboard's text: canonical JSON, the same in every project.
[[nodiscard]] std::string clipboardText(const Graph& clip);
/// Errors: documents.*.
[[nodiscard]] Result<Graph> readClipboard(std::string_view text);

/// The smallest rectangle around the nodes' and notes' places: left, top, right, bottom.
struct GraphBounds {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};
[[nodiscard]] GraphBounds boundsOf(const Graph& graph);

} // namespace fettle::ui
