// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room only: the forms that documents have for a component and for a field's use.
#pragma once

#include "engine/contract/catalog.h"
#include "engine/contract/recipe.h"
#include "engine/documents/node_writer.h"
#include "engine/documents/strict_reader.h"

namespace fettle::documents {

/// `adamw` or `{adamw: {lr: 0.001}}`.
void readNode(ReadContext& context, std::string_view key, const Node& node, ComponentRef& member);
[[nodiscard]] Node writeNode(const WriteContext& context, const ComponentRef& value);

/// `age` or `{field: job, encoder: …}`.
void readNode(ReadContext& context, std::string_view key, const Node& node, FieldUse& member);
[[nodiscard]] Node writeNode(const WriteContext& context, const FieldUse& value);

} // namespace fettle::documents
