// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"
#include "engine/contract/value.h"

namespace fettle {

/// A remark for people (why something was chosen, what was skipped): same form as an Error, made into a sentence by
/// the client.
using Note = Error;

/// Tags: a set of labels; Spans: marked stretches of a text of the same row. Cells of both are what writeMarks (marks.h)
/// writes, their `classes` are the labels.
enum class FieldKind { Number, Category, Boolean, Date, Text, Image, Audio, Series, Tags, Boxes, Mask, Id, Spans };
enum class FieldRole { Input, Target, Split, Weight, Group, Order, Ignore };
enum class Split { Train, Validation, Test };
enum class SplitMethod { Given, Random, Stratified, Group, Column };

/// A column of a dataset version.
struct FieldInfo {
    std::string name; ///< as in the file; without a header "0", "1", …
    FieldKind kind = FieldKind::Number;
    FieldRole role = FieldRole::Input;
    std::vector<std::string> classes; ///< category, tags, spans: its values, most frequent first, at most 1000
    std::vector<Note> reasons;        ///< why this kind and role
    friend bool operator==(const FieldInfo&, const FieldInfo&) = default;
};

struct SplitPolicy {
    SplitMethod method = SplitMethod::Stratified;
    std::string column;       ///< Group and Column
    double validation = 0.1;  ///< share cut from training where the files bring none
    double test = 0.1;
    std::int64_t seed = 1;
    friend bool operator==(const SplitPolicy&, const SplitPolicy&) = default;
};

struct ValueCount {
    std::string value;
    std::int64_t count = 0;
    friend bool operator==(const ValueCount&, const ValueCount&) = default;
};

/// Statistics of one field over all rows; class counts also per split.
struct FieldStatistics {
    std::string field;
    std::int64_t count = 0; ///< present values
    std::int64_t missing = 0;
    std::int64_t distinct = 0;
    double minimum = 0.0;
    double maximum = 0.0;
    double mean = 0.0;
    double standardDeviation = 0.0;
    std::vector<double> histogramEdges;
    std::vector<std::int64_t> histogramCounts;
    std::vector<ValueCount> topValues; ///< most frequent first, at most 100; of tags and spans the labels
    std::map<std::string, std::vector<ValueCount>> classCounts; ///< split → class counts
    friend bool operator==(const FieldStatistics&, const FieldStatistics&) = default;
};

/// A content-addressed part of a dataset version, shared between versions.
struct DatasetPart {
    std::string kind;   ///< rows, split, labels, media, thumbnails
    std::string path;   ///< relative to the parts folder: "<sha256>.arrow"
    std::string sha256;
    std::int64_t sizeBytes = 0;
    std::int64_t rows = 0;
    friend bool operator==(const DatasetPart&, const DatasetPart&) = default;
};

/// Something the import met; equal ones in a row are counted together.
struct ImportIssue {
    std::string file;
    std::int64_t line = 0; ///< 1-based; 0 where it does not apply
    Note note;
    std::int64_t count = 1;
    friend bool operator==(const ImportIssue&, const ImportIssue&) = default;
};

struct ImportReport {
    std::string importer;
    std::int64_t rowsRead = 0;
    std::int64_t rowsImported = 0;
    std::int64_t rowsSkipped = 0;
    ValueMap format;             ///< delimiter, quote, encoding, header, … as recognised
    std::vector<Note> notes;     ///< why: header found, labels merged, part cut from training
    std::vector<ImportIssue> issues; ///< at most 1000; rowsSkipped counts all
    friend bool operator==(const ImportReport&, const ImportReport&) = default;
};

/// One immutable dataset version (dataset.yaml). Rows are Arrow IPC fragments of at most 256 MB.
struct DatasetManifest {
    std::string name;
    std::string id;          ///< content hash of everything below but name, source and times
    std::int64_t number = 1; ///< version number within the dataset
    std::int64_t rowCount = 0;
    std::vector<FieldInfo> fields;
    std::vector<DatasetPart> parts;
    SplitPolicy splitPolicy;
    std::map<std::string, std::int64_t> splitRows; ///< train, validation, test → rows
    std::vector<FieldStatistics> statistics;
    ImportReport report;
    std::vector<std::string> source; ///< UTF-8 paths it was imported from
    std::string createdUtc;
    [[nodiscard]] const FieldInfo* findField(std::string_view name) const;
    friend bool operator==(const DatasetManifest&, const DatasetManifest&) = default;
};

/// What a user may say about a column before or after import.
struct FieldOverride {
    std::string field;
    std::optional<FieldKind> kind;
    std::optional<FieldRole> role;
    friend bool operator==(const FieldOverride&, const FieldOverride&) = default;
};

/// The import job.
struct ImportRequest {
    std::vector<std::string> paths; ///< UTF-8; files or folders
    std::string name;
    std::string datasetFolder;      ///< where versions and parts go; made if missing
    std::vector<FieldOverride> overrides;
    ValueMap options;               ///< importer options: importer, delimiter, header, encoding, target …
    std::optional<SplitPolicy> split;
    std::int64_t seed = 1;
    friend bool operator==(const ImportRequest&, const ImportRequest&) = default;
};

/// What was found in a path before it is imported, for the import page.
struct ImportPreview {
    std::string importer;
    ValueMap format;
    std::vector<FieldInfo> fields;
    std::vector<std::vector<Value>> rows;
    std::vector<Note> notes;
    friend bool operator==(const ImportPreview&, const ImportPreview&) = default;
};

/// A page of rows for a grid: 256 at most. Pictures are named by file and byte range of the thumbnail part.
struct RowPage {
    std::int64_t first = 0;
    std::int64_t total = 0;
    std::vector<std::string> fields;
    std::vector<std::int64_t> ids;
    std::vector<std::string> splits;
    std::vector<std::vector<Value>> rows;
    friend bool operator==(const RowPage&, const RowPage&) = default;
};

[[nodiscard]] nlohmann::json toJson(const FieldInfo& value);
[[nodiscard]] nlohmann::json toJson(const SplitPolicy& value);
[[nodiscard]] nlohmann::json toJson(const ValueCount& value);
[[nodiscard]] nlohmann::json toJson(const FieldStatistics& value);
[[nodiscard]] nlohmann::json toJson(const DatasetPart& value);
[[nodiscard]] nlohmann::json toJson(const ImportIssue& value);
[[nodiscard]] nlohmann::json toJson(const ImportReport& value);
[[nodiscard]] nlohmann::json toJson(const DatasetManifest& value);
[[nodiscard]] nlohmann::json toJson(const FieldOverride& value);
[[nodiscard]] nlohmann::json toJson(const ImportRequest& value);
[[nodiscard]] nlohmann::json toJson(const ImportPreview& value);
[[nodiscard]] nlohmann::json toJson(const RowPage& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::FieldKind, {Number, "number"}, {Category, "category"}, {Boolean, "boolean"}, {Date, "date"},
                 {Text, "text"}, {Image, "image"}, {Audio, "audio"}, {Series, "series"}, {Tags, "tags"},
                 {Boxes, "boxes"}, {Mask, "mask"}, {Id, "id"}, {Spans, "spans"});
FETTLE_ENUM_TEXT(fettle::FieldRole, {Input, "input"}, {Target, "target"}, {Split, "split"}, {Weight, "weight"},
                 {Group, "group"}, {Order, "order"}, {Ignore, "ignore"});
FETTLE_ENUM_TEXT(fettle::Split, {Train, "train"}, {Validation, "validation"}, {Test, "test"});
FETTLE_ENUM_TEXT(fettle::SplitMethod, {Given, "given"}, {Random, "random"}, {Stratified, "stratified"},
                 {Group, "group"}, {Column, "column"});
