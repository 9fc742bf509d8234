// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in pretrained.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/json_fields.h"
#include "engine/contract/pretrained.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PretrainedNetwork> auto& value)
{
    visit.need("family", value.family);
    visit("hidden_size", value.hiddenSize);
    visit("layers", value.layers);
    visit("heads", value.heads);
    visit("inner_size", value.innerSize);
    visit("vocabulary_size", value.vocabularySize);
    visit("positions", value.positions);
    visit("position_offset", value.positionOffset);
    visit("token_types", value.tokenTypes);
    visit("activation", value.activation);
    visit("layer_norm_eps", value.layerNormEps);
    visit("dropout", value.dropout);
    visit("pooling", value.pooling);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PretrainedModel> auto& value)
{
    visit.need("id", value.id);
    visit("title", value.title);
    visit("source", value.source);
    visit("license", value.license);
    visit("languages", value.languages);
    visit("sha256", value.sha256);
    visit("added_ms", value.addedMs);
    visit("size_bytes", value.sizeBytes);
    visit("parameter_count", value.parameterCount);
    visit("network", value.network);
}

} // namespace fettle
