// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"

namespace fettle::pretrained {

/// Ids of the nodes that the graph of a pretrained text model has, so that its weights find them. A node that a user
/// adds between them changes nothing; one that is taken out leaves its weights unused.
inline constexpr std::string_view kWordNode = "word_embedding";
inline constexpr std::string_view kPositionNode = "positions";
inline constexpr std::string_view kTypeNode = "token_types"; ///< where several texts are joined
inline constexpr std::string_view kNormNode = "embedding_norm";
inline constexpr std::string_view kBlockNode = "block"; ///< "block1" to "blockN"

/// How one parameter of our network comes of a checkpoint's tensors.
struct WeightRule {
    std::string target;               ///< "block1.self_attn.in_proj_weight"
    std::vector<std::string> sources; ///< one below the other: PyTorch's packed projection is query, key, value
    std::int64_t skippedRows = 0;     ///< of the first source: RoBERTa's first positions are never used
    std::string addedRow;             ///< the first row of this tensor is added to every row; empty: nothing
    std::vector<std::int64_t> shape;  ///< of the target
    bool isRelative = false;          ///< the first row is subtracted from every row
};

/// The rules of a family, with the names that its reference implementation gives.
[[nodiscard]] std::vector<WeightRule> weightRules(const PretrainedNetwork& network);

/// Of a network that reads several texts as one: what the second type adds to the first, which the positions have already.
/// None where the family has no types.
[[nodiscard]] std::optional<WeightRule> typeRule(const PretrainedNetwork& network);

/// Which tensor of a file is meant by each of the rules' names. Checkpoints of whole models put a prefix before them
/// ("bert.", "roberta.", "model."), old ones say gamma and beta for a normalization's weight and bias.
struct WeightNames {
    std::map<std::string, std::string> stored; ///< rule's name → tensor's name in the file
    std::vector<std::string> leftOut;          ///< tensors that no rule asks for: other heads, tables of numbers
};

/// Errors: pretrained.weights_mismatch, with everything that is missing, of another shape and unexpected, together.
[[nodiscard]] Result<WeightNames> matchWeights(const PretrainedNetwork& network,
                                               const std::map<std::string, std::vector<std::int64_t>>& shapes,
                                               const std::string& model);

} // namespace fettle::pretrained
