// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graph_arrangement.h"
#include "ui/graph/graph_editor.h"
#include "ui/graph/node_item.h"

namespace fettle::ui {

/// What a node shows, from the network and from what the check says of it.
[[nodiscard]] NodeFace faceOf(const GraphEditor& editor, const PlacedNode& placed);
/// "C64 H112 W112": letters of the dimensions with their sizes, without the batch.
[[nodiscard]] std::vector<ShownDimension> shownDimensions(const TensorSpec& spec);
/// "N×64×112×112, float32": what flows along a connection.
[[nodiscard]] QString shownSpec(const TensorSpec& spec);
/// Everything of a node in a few lines, for a tooltip and for screen readers.
[[nodiscard]] QString describeNode(const GraphEditor& editor, const PlacedNode& placed);

} // namespace fettle::ui
