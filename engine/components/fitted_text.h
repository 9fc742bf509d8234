// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/component_api/encoder.h"
#include "engine/tokenizers/tokenizer.h"

namespace fettle::components {

/// What turns a column of texts into tokens, whoever made the tokenizer.
struct TextTokens {
    std::string field;
    std::int64_t maxLength = 0;           ///< tokens, with those around the text
    std::int64_t padding = 0;             ///< fills up shorter texts
    std::int64_t unknown = 0;             ///< stands for what the vocabulary does not have
    std::vector<std::int32_t> begin;      ///< stand before every text
    std::vector<std::int32_t> end;        ///< and behind it
};

/// An encoder of texts at work. `state` is what restores it, less the length.
class FittedText final : public FittedEncoder {
public:
    FittedText(TextTokens tokens, ValueMap state, tokenizers::Tokenizer tokenizer);

    [[nodiscard]] TensorSpec spec() const override;
    [[nodiscard]] Value state() const override;
    void encode(const Column&, std::span<const std::int64_t>, torch::Tensor, const EncodeContext&) const override;
    void encodeSequences(const Column& column, std::span<const std::int64_t> rows, SequenceRows& out) const override;
    [[nodiscard]] std::vector<TokenPlace> tokenPlaces(std::string_view text) const override;
    [[nodiscard]] std::int64_t paddingIndex() const override { return m_tokens.padding; }
    [[nodiscard]] std::int64_t unknownIndex() const override { return m_tokens.unknown; }
    [[nodiscard]] TokensAround tokensAround() const override { return {m_tokens.begin.size(), m_tokens.end.size()}; }
    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override;
    [[nodiscard]] std::vector<std::string> outputNames() const override { return {m_tokens.field}; }
    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override;
    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override;
    [[nodiscard]] ValueMap summary(const Column& column, std::span<const std::int64_t> rows) const override;

    /// Where the recipe leaves it open: longer than 99 of 100 of `texts`, at least 8 and at most `most`.
    void chooseMaxLength(std::span<const std::string_view> texts, std::int64_t most);

private:
    /// A text in full length, without the tokens around it; a missing one is empty. Throws EncodeError.
    [[nodiscard]] tokenizers::Encoding encodingOf(std::string_view text, bool offsets) const;
    [[nodiscard]] std::vector<std::uint32_t> tokensOf(std::string_view text) const;
    /// How many tokens of a text itself are kept.
    [[nodiscard]] std::int64_t room() const;

    TextTokens m_tokens;
    ValueMap m_state;
    tokenizers::Tokenizer m_tokenizer;
};

/// What a text without a length of its own choosing is cut to, at most.
inline constexpr std::int64_t kTextLongestByItself = 512;

} // namespace fettle::components
