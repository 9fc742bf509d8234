// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as vectors: a column of a dataset is searched by meaning, and texts are sorted by the names of classes alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/json.h"
#include "engine/contract/value.h"

namespace fettle {

/// Which texts become vectors, and by which model; the embed job. What comes of it is one file of the index folder, named
/// by a hash of everything that it depends on: made once, it is found again.
struct EmbedRequest {
    std::string pretrained;   ///< id in the library of pretrained models
    std::string modelFolder;  ///< or a trained model
    std::string manifestPath; ///< dataset.yaml of the version
    std::string field;        ///< a column of texts; empty: the first
    std::string indexFolder;
    friend bool operator==(const EmbedRequest&, const EmbedRequest&) = default;
};

/// The state of an index, also the embed job's result.
struct SearchIndex {
    bool ready = false;
    std::string file;                ///< safetensors: "vectors" N×D of length 1, "rows" int64 N
    std::string field;               ///< the column that was meant
    std::vector<std::string> fields; ///< columns that could be searched
    std::string pretrained;
    std::string modelFolder;
    std::int64_t count = 0;          ///< rows with a text, where it is ready
    std::int64_t dimensions = 0;
    std::int64_t sizeBytes = 0;
    friend bool operator==(const SearchIndex&, const SearchIndex&) = default;
};

struct SearchRequest {
    static constexpr std::int64_t kMostHits = 256;

    EmbedRequest index;
    std::string text;                  ///< what is looked for
    std::optional<std::int64_t> row;   ///< or: rows like this one, itself left out
    std::int64_t top = 10;
    std::string filterField;           ///< only rows that have `filterValue` in this column; empty: all
    std::string filterValue;
    friend bool operator==(const SearchRequest&, const SearchRequest&) = default;
};

struct SearchHit {
    std::int64_t id = 0;       ///< row of the dataset version
    double score = 0.0;        ///< cosine of the two vectors, −1 … 1
    std::vector<Value> values; ///< as RowPage has them
    friend bool operator==(const SearchHit&, const SearchHit&) = default;
};

struct SearchResult {
    std::string field;               ///< the column that was searched
    std::vector<std::string> fields; ///< names of the hits' values
    std::vector<SearchHit> hits;     ///< nearest first
    std::int64_t searched = 0;       ///< rows that were compared
    friend bool operator==(const SearchResult&, const SearchResult&) = default;
};

/// Sorting by names: each text gets the label whose sentence is nearest to it. Nothing is trained.
struct LabelRequest {
    static constexpr std::size_t kMostTexts = 1000;

    EmbedRequest index;              ///< for texts given here, its model alone is looked at
    std::vector<std::string> labels; ///< at least two
    std::string sentence;            ///< around a label, with {} in its place; empty: the label alone
    std::vector<std::string> texts;  ///< empty: all rows of the index, which must be ready
    std::string outputPath;          ///< rows: a CSV file of them with a column of suggestions
    friend bool operator==(const LabelRequest&, const LabelRequest&) = default;
};

struct LabelAnswer {
    std::string label;
    double score = 0.0;                   ///< cosine
    std::map<std::string, double> scores; ///< of all labels
    friend bool operator==(const LabelAnswer&, const LabelAnswer&) = default;
};

struct LabelResult {
    std::vector<LabelAnswer> answers;           ///< of the texts, in their order
    std::map<std::string, std::int64_t> counts; ///< label → rows or texts that got it
    std::int64_t count = 0;
    std::string outputPath;
    std::string target;      ///< a column that tells the right label of some rows already; empty: none does
    std::int64_t known = 0;  ///< rows of which it does
    std::int64_t agreed = 0; ///< of these, where the suggestion is the same
    friend bool operator==(const LabelResult&, const LabelResult&) = default;
};

[[nodiscard]] nlohmann::json toJson(const EmbedRequest& value);
[[nodiscard]] nlohmann::json toJson(const SearchIndex& value);
[[nodiscard]] nlohmann::json toJson(const SearchRequest& value);
[[nodiscard]] nlohmann::json toJson(const SearchHit& value);
[[nodiscard]] nlohmann::json toJson(const SearchResult& value);
[[nodiscard]] nlohmann::json toJson(const LabelRequest& value);
[[nodiscard]] nlohmann::json toJson(const LabelAnswer& value);
[[nodiscard]] nlohmann::json toJson(const LabelResult& value);

} // namespace fettle
