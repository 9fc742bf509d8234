// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room only: a graph in a document, with the checks that make it a value.
#pragma once

#include <memory>

#include "engine/contract/graph.h"
#include "engine/documents/node_writer.h"
#include "engine/documents/strict_reader.h"

namespace fettle::documents {

void readNode(ReadContext& context, std::string_view key, const Node& node, Graph& member);
[[nodiscard]] Node writeNode(const WriteContext& context, const Graph& value);

} // namespace fettle::documents
