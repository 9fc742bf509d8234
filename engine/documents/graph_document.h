// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/contract/graph.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::documents {

// A graph file is JSON: {"fettle": "graph", "version": 1, "name": …, "nodes": […], "edges": […], …} with the fields of
// engine/contract/graph.h. Reading is strict in its keys (errors name line, column and the nearest known key), and in
// what makes a graph a value: node ids are unique and usable as names of weights (letters, digits, "_", "-"), blocks do
// not contain themselves. Whether ports, shapes and parameters fit is the graph check's work.

/// Errors: documents.*.
[[nodiscard]] Result<Graph> readGraph(std::string_view text, std::string_view fileForErrors = "graph.json");
/// Also the errors of reading a file.
[[nodiscard]] Result<Graph> readGraphFile(const platform::Path& path);
/// Canonical: equal graphs give equal bytes; short nodes and edges stand on one line each.
[[nodiscard]] std::string writeGraph(const Graph& graph);

} // namespace fettle::documents
