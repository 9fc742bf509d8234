// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/model/network.h"
#include "engine/platform/paths.h"

namespace fettle::model {

/// What a network got of a pretrained model, by names.
struct PretrainedReport {
    std::set<std::string> loaded;     ///< parameters of the network, "block1.linear1.weight"
    std::vector<std::string> fresh;   ///< those that stay as they were initialised: heads, nodes that a user added
    std::vector<std::string> unused;  ///< parts of the model that the network has no node for
};

/// "reader.block1.norm1.weight" → "block1.norm1.weight": where one block reads several texts, its nodes stand in it. The longest
/// end of a parameter's name that is known; empty where none is.
[[nodiscard]] std::string nameInBlock(const std::string& parameter, const std::function<bool(const std::string&)>& isKnown);

/// Copies the weights of a model of the library (pretrained::weightRules) into a network whose nodes have the names of
/// weight_plan.h; a name may end in "_2" and so on where several texts have a branch each, and stand in a block. Numbers of half precision
/// become the network's. Errors: pretrained.*, model.safetensors_*, model.pretrained_shape where a node was given other
/// sizes than the model has, model.pretrained_nothing where no node bears any of its names; then nothing was changed.
[[nodiscard]] Result<PretrainedReport> loadPretrained(Network& network, const platform::Path& folder,
                                                      const PretrainedModel& pretrained);

} // namespace fettle::model
