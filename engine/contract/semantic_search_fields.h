// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in semantic_search.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/json_fields.h"
#include "engine/contract/semantic_search.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EmbedRequest> auto& value)
{
    visit("pretrained", value.pretrained);
    visit("model_folder", value.modelFolder);
    visit("manifest_path", value.manifestPath);
    visit("field", value.field);
    visit("index_folder", value.indexFolder);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<SearchIndex> auto& value)
{
    visit("ready", value.ready);
    visit("file", value.file);
    visit("field", value.field);
    visit("fields", value.fields);
    visit("pretrained", value.pretrained);
    visit("model_folder", value.modelFolder);
    visit("count", value.count);
    visit("dimensions", value.dimensions);
    visit("size_bytes", value.sizeBytes);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<SearchRequest> auto& value)
{
    visit("index", value.index);
    visit("text", value.text);
    visit("row", value.row);
    visit("top", value.top);
    visit("filter_field", value.filterField);
    visit("filter_value", value.filterValue);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<SearchHit> auto& value)
{
    visit.need("id", value.id);
    visit("score", value.score);
    visit("values", value.values);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<SearchResult> auto& value)
{
    visit("field", value.field);
    visit("fields", value.fields);
    visit("hits", value.hits);
    visit("searched", value.searched);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<LabelRequest> auto& value)
{
    visit("index", value.index);
    visit("labels", value.labels);
    visit("sentence", value.sentence);
    visit("texts", value.texts);
    visit("output_path", value.outputPath);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<LabelAnswer> auto& value)
{
    visit.need("label", value.label);
    visit("score", value.score);
    visit("scores", value.scores);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<LabelResult> auto& value)
{
    visit("answers", value.answers);
    visit("counts", value.counts);
    visit("count", value.count);
    visit("output_path", value.outputPath);
    visit("target", value.target);
    visit("known", value.known);
    visit("agreed", value.agreed);
}

} // namespace fettle
