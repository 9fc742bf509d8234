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

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<DownloadSettings> auto& value)
{
    visit("endpoint", value.endpoint);
    visit("mirror", value.mirror);
    visit("index", value.index);
    visit("proxy", value.proxy);
    visit("token", value.token);
    visit("token_file", value.tokenFile);
    visit("offline", value.offline);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PretrainedRequest> auto& value)
{
    visit.need("name", value.name);
    visit("revision", value.revision);
    visit("endpoint", value.endpoint);
    visit("index", value.index);
    visit("proxy", value.proxy);
    visit("token", value.token);
    visit("token_file", value.tokenFile);
    visit("offline", value.offline);
    visit("environment", value.environment);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PretrainedFile> auto& value)
{
    visit.need("name", value.name);
    visit("size_bytes", value.sizeBytes);
    visit("sha256", value.sha256);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PretrainedOffer> auto& value)
{
    visit.need("id", value.id);
    visit("title", value.title);
    visit("origin", value.origin);
    visit("name", value.name);
    visit("address", value.address);
    visit("revision", value.revision);
    visit("license", value.license);
    visit("license_link", value.licenseLink);
    visit("languages", value.languages);
    visit("gated", value.gated);
    visit("uses_token", value.usesToken);
    visit("in_library", value.inLibrary);
    visit("download_bytes", value.downloadBytes);
    visit("size_bytes", value.sizeBytes);
    visit("files", value.files);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<FetchProgress> auto& value)
{
    visit.need("id", value.id);
    visit("name", value.name);
    visit("phase", value.phase);
    visit("file", value.file);
    visit("done_bytes", value.doneBytes);
    visit("total_bytes", value.totalBytes);
    visit("seconds_left", value.secondsLeft);
    visit("error", value.error);
}

} // namespace fettle
