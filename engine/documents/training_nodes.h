// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room only: shorthand within `training`. `early_stopping: false` or a map of its options;
// `fine_tuning: lora` or a map of its options.
#pragma once

#include "engine/contract/recipe.h"
#include "engine/documents/node_writer.h"
#include "engine/documents/strict_reader.h"

namespace fettle::documents {

void readNode(ReadContext& context, std::string_view key, const Node& node, EarlyStopping& member);
[[nodiscard]] Node writeNode(const WriteContext& context, const EarlyStopping& value);
void readNode(ReadContext& context, std::string_view key, const Node& node, FineTuning& member);
[[nodiscard]] Node writeNode(const WriteContext& context, const FineTuning& value);

} // namespace fettle::documents
