// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/model/network.h"
#include "engine/platform/paths.h"
#include "engine/training/fine_tuning.h"

namespace fettle::training {

/// A model that LoRA trained keeps what is its own and names the pretrained model that the rest comes from: base.json beside
/// a weights file without the weights of the base. Loading puts both together. The base lies in the library of this computer,
/// or in the folder `base` of a model that was moved (projects.export takes it along; pretrained::kBundledBase), which goes
/// before; sums of the weights tell whether it is the right one.
///
/// The weights of a published model → `network`; `isPart`: it is a part of the model's, the others are not looked at.
/// Errors: model.*, training.base_damaged, training.base_missing, training.base_changed, pretrained.*.
[[nodiscard]] Result<void> loadModelWeights(model::Network& network, const platform::Path& folder, const std::string& weightsFile,
                                            bool isPart = false);

/// Writes the weights of a model into the folder that is to become it: of LoRA what is the model's own, with base.json;
/// everything else whole. `whole`: of LoRA too, where the weights are means over steps, which no A and B stand behind, or
/// where the base is no longer there.
/// Errors: platform.*, model.safetensors_write.
[[nodiscard]] Result<void> writeModelWeights(const platform::Path& folder, const std::string& weightsFile,
                                             const std::vector<NamedTensor>& weights, const FineTuner& tuner, bool whole,
                                             const std::string& run);

/// Makes a model that names a base whole: its weights and those of the base in one file. False: it was whole already. A
/// process that ends on the way leaves a model that works. Errors: those of Predictor::open, platform.*.
[[nodiscard]] Result<bool> mergeModel(const std::string& modelFolder, const Registry& registry);

} // namespace fettle::training
