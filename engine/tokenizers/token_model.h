// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/tokenizers/vocabulary.h"

namespace fettle::tokenizers {

/// A token and the bytes of the piece that it stands for.
struct ModelToken {
    std::uint32_t id = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const ModelToken&, const ModelToken&) = default;
};

/// What models work in; one for every thread that encodes.
struct ModelScratch {
    struct Symbol {
        std::uint32_t id;
        std::uint32_t begin;
        std::uint32_t end;
        std::int32_t previous;
        std::int32_t next;
    };
    struct Merge {
        /// Smaller goes first.
        double rank;
        std::uint32_t position;
        std::uint32_t id;
        std::uint32_t sizeBytes;
    };
    struct PathNode {
        double score;
        std::uint32_t start;
        std::uint32_t id;
    };
    std::vector<Symbol> symbols;
    std::vector<std::uint32_t> ranks;
    std::vector<Merge> merges;
    std::vector<PathNode> path;
    std::vector<ModelToken> backwards;
};

/// Turns a piece into tokens: tokenizer.json's "model".
class TokenModel {
public:
    virtual ~TokenModel() = default;
    /// Appends to `tokens`. Errors: tokenizers.no_unknown_token.
    [[nodiscard]] virtual Result<void> tokenize(std::string_view piece, ModelScratch& scratch,
                                                std::vector<ModelToken>& tokens) const = 0;
    [[nodiscard]] virtual const Vocabulary& vocabulary() const = 0;
};

using ModelResult = Result<std::unique_ptr<TokenModel>>;

/// Errors: tokenizers.unknown_part, tokenizers.field, tokenizers.dropout, tokenizers.merge, tokenizers.token_missing
/// and those of Vocabulary.
[[nodiscard]] ModelResult readModel(const nlohmann::json& object);

struct WordPieceOptions {
    std::string unknown = "[UNK]";
    std::string prefix = "##";
    std::size_t maxCharacters = 100;
};
[[nodiscard]] ModelResult wordPieceModel(Vocabulary vocabulary, const WordPieceOptions& options);

struct BytePairOptions {
    std::optional<std::string> unknown;
    std::string prefix;
    std::string suffix;
    bool fusesUnknown = false;
    bool fallsBackToBytes = false;
    bool ignoresMerges = false;
};
/// `merges`: pairs of tokens, the first goes first.
[[nodiscard]] ModelResult bytePairModel(Vocabulary vocabulary,
                                        const std::vector<std::pair<std::string, std::string>>& merges,
                                        const BytePairOptions& options);

struct UnigramPiece {
    double score = 0;
    /// Not found in texts: control tokens of SentencePiece.
    bool isHidden = false;
    bool isUserDefined = false;
    bool isUnused = false;
};
struct UnigramOptions {
    std::optional<std::uint32_t> unknown;
    bool fallsBackToBytes = false;
    /// SentencePiece itself: its kinds of pieces count, and what is unknown is looked up nowhere.
    bool isSentencePiece = false;
};
[[nodiscard]] ModelResult unigramModel(Vocabulary vocabulary, std::vector<UnigramPiece> pieces,
                                       const UnigramOptions& options);
/// SentencePiece's BPE: what can be merged is what the vocabulary holds, the greatest score first. `mergesNothing`: its
/// character model.
[[nodiscard]] ModelResult scoredPairModel(Vocabulary vocabulary, std::vector<UnigramPiece> pieces,
                                          const UnigramOptions& options,
                                          bool mergesNothing);

/// "<0x41>"
[[nodiscard]] std::string byteToken(unsigned char byte);
/// The numbers of the 256 byte tokens; TokenTrie::kNone where one is missing.
[[nodiscard]] std::vector<std::uint32_t> byteTokenIds(const Vocabulary& vocabulary);

} // namespace fettle::tokenizers
