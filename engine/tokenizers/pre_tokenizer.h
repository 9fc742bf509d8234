// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/tokenizers/aligned_text.h"
#include "engine/tokenizers/json_fields.h"

namespace fettle::tokenizers {

/// A text and where it is cut. `spare…` are what a step builds its result in, kept for their memory.
struct CutText {
    AlignedText text;
    std::vector<TextSpan> pieces;

    AlignedText spareText;
    std::vector<TextSpan> sparePieces;
    std::vector<TextSpan> matches;
};

/// One step that cuts a text into what the model sees one by one: tokenizer.json's "pre_tokenizer".
class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;
    /// Errors: tokenizers.pattern_slow.
    [[nodiscard]] virtual Result<void> apply(CutText& cut) const = 0;
    /// Whether it has to know where in the original a piece stands, even where no offsets are wanted.
    [[nodiscard]] virtual bool asksForOrigin() const { return false; }
};

/// Errors: tokenizers.unknown_part, tokenizers.field, tokenizers.pattern.
[[nodiscard]] Result<std::unique_ptr<PreTokenizer>> readPreTokenizer(const nlohmann::json& object,
                                                                     const std::string& place);

[[nodiscard]] std::unique_ptr<PreTokenizer> bertPreTokenizer();
[[nodiscard]] std::unique_ptr<PreTokenizer> byteLevelPreTokenizer(bool addsPrefixSpace, bool usesPattern);

/// What Metaspace puts before a text.
enum class MetaspacePrefix { Always, First, Never };
[[nodiscard]] Result<MetaspacePrefix> readMetaspacePrefix(const JsonFields& fields);
[[nodiscard]] std::unique_ptr<PreTokenizer> metaspacePreTokenizer(std::string replacement, MetaspacePrefix prefix,
                                                                  bool splits);

/// Cuts [begin, end) as GPT-2's pattern does: 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+|
/// ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
void scanWords(std::string_view text, std::size_t begin, std::size_t end, std::vector<TextSpan>& pieces);
/// Whether an expression is that pattern.
[[nodiscard]] bool isScannedPattern(std::string_view expression);

} // namespace fettle::tokenizers
