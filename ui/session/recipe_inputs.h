// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/contract/recipe.h"

namespace fettle::ui {

/// The inputs of a recipe, or where they are left out those of the data that it does not predict. Where texts are matched
/// and the inputs are left out, training takes fewer of them: the text that is looked from and one that does not belong, by
/// their names (training::usualPairInputs). What is recommended says its inputs.
[[nodiscard]] std::vector<FieldUse> inputsOf(const Recipe& recipe, const DatasetManifest& manifest);

/// The pretrained model that a template is told to begin with; empty: none.
[[nodiscard]] std::string pretrainedOf(const ComponentRef& model);
/// The same of a network, drawn ones too.
[[nodiscard]] std::string pretrainedOf(const NetworkSpec& network);
/// Of the first network that begins with one: its tokenizer cuts the texts.
[[nodiscard]] std::string pretrainedOf(const Recipe& recipe);

/// How training encodes an input: a pretrained model's weights know their own vocabulary and no other.
[[nodiscard]] ComponentRef inputEncoder(const Recipe& recipe, const FieldUse& use, FieldKind kind);
/// The recipe's own where there is a pretrained model that it is about.
[[nodiscard]] FineTuning tuningOf(const Recipe& recipe);

} // namespace fettle::ui
