// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in dataset.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/dataset.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<FieldInfo> auto& value)
{
    visit.need("name", value.name);
    visit("kind", value.kind);
    visit("role", value.role);
    visit("classes", value.classes);
    visit("reasons", value.reasons);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<SplitPolicy> auto& value)
{
    visit("method", value.method);
    visit("column", value.column);
    visit("validation", value.validation);
    visit("test", value.test);
    visit("seed", value.seed);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ValueCount> auto& value)
{
    visit("value", value.value);
    visit("count", value.count);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<FieldStatistics> auto& value)
{
    visit("field", value.field);
    visit("count", value.count);
    visit("missing", value.missing);
    visit("distinct", value.distinct);
    visit("minimum", value.minimum);
    visit("maximum", value.maximum);
    visit("mean", value.mean);
    visit("standard_deviation", value.standardDeviation);
    visit("histogram_edges", value.histogramEdges);
    visit("histogram_counts", value.histogramCounts);
    visit("top_values", value.topValues);
    visit("class_counts", value.classCounts);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<DatasetPart> auto& value)
{
    visit.need("kind", value.kind);
    visit.need("path", value.path);
    visit("sha256", value.sha256);
    visit("size_bytes", value.sizeBytes);
    visit("rows", value.rows);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ImportIssue> auto& value)
{
    visit("file", value.file);
    visit("line", value.line);
    visit("note", value.note);
    visit("count", value.count);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ImportReport> auto& value)
{
    visit("importer", value.importer);
    visit("rows_read", value.rowsRead);
    visit("rows_imported", value.rowsImported);
    visit("rows_skipped", value.rowsSkipped);
    visit("format", value.format);
    visit("notes", value.notes);
    visit("issues", value.issues);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<DatasetManifest> auto& value)
{
    visit("name", value.name);
    visit("id", value.id);
    visit("number", value.number);
    visit("row_count", value.rowCount);
    visit("fields", value.fields);
    visit("parts", value.parts);
    visit("split_policy", value.splitPolicy);
    visit("split_rows", value.splitRows);
    visit("statistics", value.statistics);
    visit("report", value.report);
    visit("source", value.source);
    visit("created_utc", value.createdUtc);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<FieldOverride> auto& value)
{
    visit.need("field", value.field);
    visit("kind", value.kind);
    visit("role", value.role);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ImportRequest> auto& value)
{
    visit.need("paths", value.paths);
    visit("name", value.name);
    visit.need("dataset_folder", value.datasetFolder);
    visit("overrides", value.overrides);
    visit("options", value.options);
    visit("split", value.split);
    visit("seed", value.seed);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ImportPreview> auto& value)
{
    visit("importer", value.importer);
    visit("format", value.format);
    visit("fields", value.fields);
    visit("rows", value.rows);
    visit("notes", value.notes);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<RowPage> auto& value)
{
    visit("first", value.first);
    visit("total", value.total);
    visit("fields", value.fields);
    visit("ids", value.ids);
    visit("splits", value.splits);
    visit("rows", value.rows);
}

} // namespace fettle
