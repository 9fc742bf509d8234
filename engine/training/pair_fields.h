// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/dataset.h"
#include "engine/contract/recipe.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"

namespace fettle::training {

/// The fields of a task whose network reads the target too: the inputs become the text that is looked from, its match (which
/// is the target) and, where there is one, a text that does not belong, all cut alike; the target becomes a matching_text of
/// the first. A recipe that was arranged stays as it is. Errors: training.pair_fields.
[[nodiscard]] Result<void> arrangePairFields(Recipe& recipe, const DatasetManifest& manifest);

/// The model without the text that does not belong: only training needs it. A network that somebody changed so that it cannot
/// be taken out stays as it is.
void leaveOutNegative(ModelManifest& model);

/// The inputs that a recipe without any gets for a target of texts; empty where the data has no other texts.
[[nodiscard]] std::vector<FieldUse> usualPairInputs(const DatasetManifest& manifest, const std::string& target);

} // namespace fettle::training
