// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/recipe.h"
#include "engine/data/dataset_reader.h"

namespace fettle::training {

/// One vocabulary for columns of text that are cut alike and may share it (the encoder's shared_vocabulary): by field
/// the state from which its encoder is restored. Empty where no two do. Errors: components.*, tokenizers.*.
[[nodiscard]] Result<std::map<std::string, Value>> fitSharedVocabularies(const std::vector<FieldUse>& inputs,
                                                                         const data::Dataset& dataset, const Registry& registry);

} // namespace fettle::training
