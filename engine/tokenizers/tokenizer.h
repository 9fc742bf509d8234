// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/tokenizers/aligned_text.h"

namespace fettle::tokenizers {

struct TokenizerParts;

/// What a text became. All lists are of one length, but for `offsets`, which is empty unless they were asked for.
struct Encoding {
    std::vector<std::uint32_t> ids;
    /// 0 for the first text of a pair, usually 1 for the second.
    std::vector<std::uint32_t> typeIds;
    /// 0 for padding.
    std::vector<std::uint8_t> attention;
    /// 1 for tokens that the tokenizer put around the text, padding included.
    std::vector<std::uint8_t> specialMask;
    /// Bytes of the text (of its own text, in a pair) that a token stands for; [0, 0) for what was put around it. They
    /// begin and end at characters. characterOffsets() turns them into characters.
    std::vector<TextSpan> offsets;

    friend bool operator==(const Encoding&, const Encoding&) = default;
};

enum class Side { Left, Right };

struct Truncation {
    enum class Strategy { LongestFirst, OnlyFirst, OnlySecond };
    /// With the tokens that are put around the texts.
    std::uint32_t maxTokens = 512;
    Strategy strategy = Strategy::LongestFirst;
    /// Where tokens are cut off.
    Side side = Side::Right;

    friend bool operator==(const Truncation&, const Truncation&) = default;
};

struct Padding {
    /// 0: up to the longest of a batch.
    std::uint32_t tokens = 0;
    std::uint32_t multipleOf = 0;
    std::uint32_t id = 0;
    std::uint32_t typeId = 0;
    Side side = Side::Right;

    friend bool operator==(const Padding&, const Padding&) = default;
};

struct EncodeOptions {
    bool addsSpecialTokens = true;
    /// They cost about as much as the tokens themselves.
    bool offsets = false;
    /// Instead of what the tokenizer's file says.
    std::optional<Truncation> truncation;
    std::optional<Padding> padding;
    /// Neither shortened nor padded by what the file says.
    bool ignoresOwnLimits = false;
};

/// One text, or two that belong together.
struct TextPair {
    std::string_view first;
    std::optional<std::string_view> second;
};

/// How the lines of a vocab.txt are used.
struct VocabularyOptions {
    /// Without, the vocabulary decides: one without capital letters was made for lower case.
    std::optional<bool> lowersCase;
    /// Without, they go where letters become small ones.
    std::optional<bool> stripsAccents;
    bool splitsIdeographs = true;
};

/// The numbers of a SentencePiece model's pieces: their places in the file, or what a family of networks made of them.
enum class PieceNumbers { Own, XlmRoberta, Camembert };

/// Cuts texts into the tokens of a pretrained model and puts them together again. It gives the numbers and offsets that
/// the programs give which made the files; it runs nothing of theirs. Loading reads untrusted files. All const
/// functions may be called from several threads at once.
class Tokenizer {
public:
    static constexpr std::uint64_t kMaxFileBytes = 64u << 20;
    static constexpr std::size_t kMaxTextBytes = 64u << 20;

    /// A folder: fromFiles(filesOf()). A file, whose content says what it is: tokenizer.json; vocab.txt (WordPiece);
    /// vocab.json with merges.txt, or encoder.json with vocab.bpe (byte-level BPE); a SentencePiece model, whose pieces
    /// have the numbers of the file.
    /// Errors: tokenizers.* of loading, platform.file_not_opened and what else reading a file may give.
    [[nodiscard]] static Result<Tokenizer> load(const platform::Path& path);

    /// All that a tokenizer is made of: the bytes of files, by name.
    using Files = std::map<std::string, std::string, std::less<>>;
    /// What the tokenizer of a model's folder is made of: of tokenizer.json; vocab.json with merges.txt; encoder.json
    /// with vocab.bpe; a SentencePiece model; vocab.txt, the first that is there. Unless it is the first, a
    /// tokenizer_config.json goes with it that holds what the folder says of how to read it, and nothing else.
    /// Errors: tokenizers.none_found, platform.*.
    [[nodiscard]] static Result<Files> filesOf(const platform::Path& folder);
    /// Errors: tokenizers.* of loading; tokenizers.numbers_unknown of a SentencePiece model where the files do not say
    /// whose numbers its pieces have.
    [[nodiscard]] static Result<Tokenizer> fromFiles(const Files& files);

    /// The bytes of a tokenizer.json or of a SentencePiece model; `name` stands in errors.
    [[nodiscard]] static Result<Tokenizer> fromJson(std::string_view bytes, const std::string& name);
    [[nodiscard]] static Result<Tokenizer> fromSentencePiece(std::string_view bytes, PieceNumbers numbers = PieceNumbers::Own);
    /// Lines of tokens.
    [[nodiscard]] static Result<Tokenizer> fromVocabulary(std::string_view lines, const VocabularyOptions& options = {});
    [[nodiscard]] static Result<Tokenizer> fromVocabularyAndMerges(std::string_view vocabularyJson,
                                                                   std::string_view merges,
                                                                   const std::string& name);

    explicit Tokenizer(TokenizerParts parts);
    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    /// Errors: tokenizers.not_utf8, tokenizers.text_too_long, tokenizers.no_unknown_token, tokenizers.pattern_slow,
    /// tokenizers.length_too_small, tokenizers.second_text_missing, tokenizers.cannot_shorten.
    [[nodiscard]] Result<Encoding> encode(std::string_view text, const EncodeOptions& options = {}) const;
    [[nodiscard]] Result<Encoding> encode(const TextPair& texts, const EncodeOptions& options = {}) const;
    /// Padded to one length where padding is wanted. The first error that occurs ends it.
    [[nodiscard]] Result<std::vector<Encoding>> encodeBatch(std::span<const TextPair> texts,
                                                            const EncodeOptions& options = {},
                                                            unsigned threads = 1) const;
    /// Errors: tokenizers.unknown_id.
    [[nodiscard]] Result<std::string> decode(std::span<const std::uint32_t> ids, bool skipsSpecialTokens = true) const;
    /// What stands for what the vocabulary does not have, by its customary names; nothing where there is no such token.
    [[nodiscard]] std::optional<std::uint32_t> unknownToken() const;
    /// Places of the tokens that stand for what the vocabulary does not have: unknownToken(), and pieces of single
    /// characters, by which vocabularies of bytes get round it. The encoding needs its offsets.
    [[nodiscard]] std::vector<std::size_t> unknownTokens(const Encoding& encoding) const;

    /// Null where there is none.
    [[nodiscard]] const std::string* token(std::uint32_t id) const;
    [[nodiscard]] std::optional<std::uint32_t> idOf(std::string_view token) const;
    /// Tokens of the model and those that were added.
    [[nodiscard]] std::size_t size() const;
    /// One more than the greatest number: the rows that an embedding needs.
    [[nodiscard]] std::size_t idEnd() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Bytes of `text` as characters. `offsets` may stand in any order.
[[nodiscard]] std::vector<TextSpan> characterOffsets(std::string_view text, std::span<const TextSpan> offsets);

} // namespace fettle::tokenizers
