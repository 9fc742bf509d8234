// SPDX-License-Identifier: GPL-3.0-or-later
// A model that somebody else has trained, as the library of this machine keeps it and as clients see it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"

namespace fettle {

/// How one vector comes of a text's tokens, as the model's makers say (sentence-transformers' 1_Pooling).
enum class PretrainedPooling { Mean, First, Max };

/// The network's sizes, from config.json.
struct PretrainedNetwork {
    std::string family;              ///< bert, roberta, distilbert; config.json's model_type
    std::int64_t hiddenSize = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t innerSize = 0;      ///< intermediate_size
    std::int64_t vocabularySize = 0;
    std::int64_t positions = 0;      ///< the longest text in tokens, special ones too
    std::int64_t positionOffset = 0; ///< RoBERTa counts its positions from padding_idx + 1
    std::int64_t tokenTypes = 0;     ///< 0: none
    std::string activation = "gelu"; ///< gelu (exact), relu, gelu_tanh
    double layerNormEps = 1e-12;
    double dropout = 0.1;
    PretrainedPooling pooling = PretrainedPooling::Mean;
    friend bool operator==(const PretrainedNetwork&, const PretrainedNetwork&) = default;
};

struct PretrainedModel {
    std::string id;            ///< the library's name for it, a folder name
    std::string title;         ///< as its makers write it
    std::string source;        ///< "hub:NAME@REVISION", "file:NAME", "starter"
    std::string license;       ///< "apache-2.0"; empty: not said
    std::vector<std::string> languages; ///< ISO codes; empty: not said
    std::map<std::string, std::string> sha256; ///< of each file as it was fetched, by its name
    std::int64_t addedMs = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t parameterCount = 0;
    PretrainedNetwork network;
    friend bool operator==(const PretrainedModel&, const PretrainedModel&) = default;
};

[[nodiscard]] nlohmann::json toJson(const PretrainedNetwork& value);
[[nodiscard]] nlohmann::json toJson(const PretrainedModel& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::PretrainedPooling, {Mean, "mean"}, {First, "first"}, {Max, "max"});
