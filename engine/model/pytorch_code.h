// SPDX-License-Identifier: GPL-3.0-or-later
// A network as PyTorch code. What Layer::pytorchCode gives is one of these:
//   "nn.Linear(128, 10)"          begins with "nn.": a module, which becomes self.<id> and is called with the inputs
//   "nn.LSTM(5, 8) => {self}({0})[0]"  the same, and after the arrow how it is called: {self} is the module
//   "class Mine(nn.Module): …"    begins with "class ": the source of a class, which stands once before the network, and in
//                                 its last line a module of it, which becomes self.<id> ("Mine(8)"), with an arrow or not
//   "torch.cat([{inputs}], dim=1)"  otherwise: an expression of the inputs {0}, {1}, … or {inputs}, all with commas;
//                                 {self} holds the layer's own weights by their names ("{0} * {self}.beta")
// The names of the weights are those of the engine ("stage1.conv1.weight"), so that load_state_dict takes a weights
// file as it is, but for ids that nn.Module has taken ("type" becomes "type_").
#pragma once

#include <string>

#include "engine/model/graph_plan.h"

namespace fettle::model {

/// Python source of a class `Network(nn.Module)` whose forward takes the inputs in the order of the recipe and gives
/// the head, or a dict of heads by name. Errors: the first problem of the graph, as buildNetwork.
[[nodiscard]] Result<std::string> pytorchModule(const Graph& graph, const NamedSpecs& inputs, const Registry& registry);

} // namespace fettle::model
