// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in tensor_spec.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/tensor_spec.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Dimension> auto& value)
{
    visit.need("name", value.name);
    visit("size", value.size);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<TensorSpec> auto& value)
{
    visit("dtype", value.dtype);
    visit("dimensions", value.dimensions);
    visit("index_count", value.indexCount);
}

} // namespace fettle
