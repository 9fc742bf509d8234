// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"
#include "engine/tokenizers/learn_tokenizer.h"
#include "engine/tokenizers/tokenizer.h"

namespace fettle::components {
namespace {

/// What a text without a length of its own choosing is cut to: longer than 99 of 100 training texts, within reason.
constexpr double kTextUsualShare = 0.99;
constexpr std::int64_t kTextLongestByItself = 512;
constexpr std::int64_t kTextShortestByItself = 8;

struct TextState {
    std::string field;
    std::string tokenizer;      ///< the bytes of a tokenizer.json
    std::int64_t maxLength = 0; ///< tokens
};

std::int64_t textQuantile(std::vector<std::int64_t> lengths, double share)
{
    if (lengths.empty())
        return 0;
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(lengths.size()))) - 1;
    const auto place = lengths.begin() + static_cast<std::ptrdiff_t>(std::min(at, lengths.size() - 1));
    std::nth_element(lengths.begin(), place, lengths.end());
    return *place;
}

class FittedText final : public FittedEncoder {
public:
    FittedText(TextState state, tokenizers::Tokenizer tokenizer)
        : m_state(std::move(state)), m_tokenizer(std::move(tokenizer))
    {
    }

    [[nodiscard]] TensorSpec spec() const override
    {
        auto spec = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
        spec.indexCount = static_cast<std::int64_t>(m_tokenizer.idEnd());
        return spec;
    }

    [[nodiscard]] Value state() const override
    {
        return ValueMap{{"field", m_state.field}, {"tokenizer", m_state.tokenizer}, {"max_length", m_state.maxLength}};
    }

    void encode(const Column&, std::span<const std::int64_t>, torch::Tensor, const EncodeContext&) const override
    {
        throw std::logic_error("texts are sequences");
    }

    void encodeSequences(const Column& column, std::span<const std::int64_t> rows, SequenceRows& out) const override
    {
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, texts);
        for (const auto text : texts) {
            const auto ids = tokensOf(text);
            const auto count = std::min(ids.size(), static_cast<std::size_t>(m_state.maxLength));
            for (std::size_t i = 0; i < count; ++i)
                out.values.push_back(static_cast<std::int32_t>(ids[i]));
            // A text without a token is an unknown one.
            if (count == 0)
                out.values.push_back(static_cast<std::int32_t>(tokenizers::kUnknownToken));
            out.offsets.push_back(static_cast<std::int64_t>(out.values.size()));
        }
    }

    [[nodiscard]] std::int64_t paddingIndex() const override { return tokenizers::kPaddingToken; }
    [[nodiscard]] std::int64_t unknownIndex() const override { return tokenizers::kUnknownToken; }

    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override
    {
        std::vector<std::uint32_t> ids;
        const auto list = encoded.reshape({-1}).to(torch::kInt64).contiguous();
        for (std::int64_t i = 0; i < list.numel(); ++i)
            if (const auto id = list.const_data_ptr<std::int64_t>()[i]; id != paddingIndex())
                ids.push_back(static_cast<std::uint32_t>(id));
        const auto text = m_tokenizer.decode(ids);
        return text.ok() ? Value(*text) : Value();
    }

    [[nodiscard]] std::vector<std::string> outputNames() const override { return {m_state.field}; }

    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override
    {
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, texts);
        UnseenValues values;
        values.missing = std::ranges::count_if(texts, [](std::string_view text) { return !text.data(); });
        return values;
    }

    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override
    {
        const std::int64_t rows[] = {row};
        std::string_view text[1];
        column.readTexts(rows, text);
        tokenizers::EncodeOptions options;
        options.addsSpecialTokens = false;
        options.offsets = true;
        ValueList tokens;
        ValueList unknown;
        std::int64_t cut = 0;
        if (const auto encoding = m_tokenizer.encode(text[0], options)) {
            const auto count = std::min(encoding->ids.size(), static_cast<std::size_t>(m_state.maxLength));
            cut = static_cast<std::int64_t>(encoding->ids.size() - count);
            for (std::size_t i = 0; i < count; ++i) {
                if (encoding->ids[i] == tokenizers::kUnknownToken)
                    unknown.emplace_back(static_cast<std::int64_t>(i));
                const auto [begin, end] = encoding->offsets[i];
                tokens.emplace_back(text[0].substr(begin, end - begin));
            }
        }
        return ValueMap{{"before", text[0].data() ? Value(text[0]) : Value()},
                        {"after", std::move(tokens)},
                        {"unknown", std::move(unknown)},
                        {"cut", cut}};
    }

    [[nodiscard]] ValueMap summary(const Column& column, std::span<const std::int64_t> rows) const override
    {
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, texts);
        std::vector<std::int64_t> lengths;
        std::int64_t tokens = 0;
        std::int64_t unknown = 0;
        std::int64_t cutRows = 0;
        std::int64_t cutTokens = 0;
        for (const auto text : texts) {
            const auto ids = tokensOf(text);
            const auto length = static_cast<std::int64_t>(ids.size());
            lengths.push_back(length);
            tokens += length;
            unknown += std::ranges::count(ids, tokenizers::kUnknownToken);
            cutRows += length > m_state.maxLength ? 1 : 0;
            cutTokens += std::max<std::int64_t>(0, length - m_state.maxLength);
        }
        const auto longest = lengths.empty() ? 0 : *std::ranges::max_element(lengths);
        return {{"rows", static_cast<std::int64_t>(rows.size())},
                {"tokens", tokens},
                {"unknown_tokens", unknown},
                {"cut_rows", cutRows},
                {"cut_tokens", cutTokens},
                {"longest", longest},
                {"median_length", textQuantile(lengths, 0.5)},
                {"p95_length", textQuantile(lengths, 0.95)},
                {"max_length", m_state.maxLength},
                {"vocabulary", static_cast<std::int64_t>(m_tokenizer.idEnd())}};
    }

    /// Tokens of a text in full length; none of a missing one. Throws EncodeError.
    [[nodiscard]] std::vector<std::uint32_t> tokensOf(std::string_view text) const
    {
        tokenizers::EncodeOptions options;
        options.addsSpecialTokens = false;
        auto encoding = m_tokenizer.encode(text, options);
        if (!encoding.ok())
            throw EncodeError(encoding.error());
        return std::move(encoding->ids);
    }

    void setMaxLength(std::int64_t tokens) { m_state.maxLength = tokens; }

private:
    TextState m_state;
    tokenizers::Tokenizer m_tokenizer;
};

class TextEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "text";
        info.title = FETTLE_TEXT("Text");
        info.help = FETTLE_TEXT("Cuts texts into words, characters or pieces, each with a number, as the training texts "
                                "have them. Wide and decorated letters become plain ones (NFKC).");
        info.suits = {"text"};
        info.keywords = {"token", "tokenizer", "vocabulary", "words", "characters", "byte-pair", "bpe"};
        info.parameters = {
            choiceParameter("tokens", "word")
                .choice("word", FETTLE_TEXT("Words"))
                .choice("character", FETTLE_TEXT("Characters"))
                .choice("byte_pair", FETTLE_TEXT("Pieces of words"))
                .title(FETTLE_TEXT("Cut into"))
                .help(FETTLE_TEXT("What a text is cut into. Among words, every Chinese character is a word."))
                .when(FETTLE_TEXT("Choose characters for names, codes and many misspellings; pieces where many words are "
                                  "rare, so that none is unknown.")),
            integerParameter("vocabulary_size", 20'000)
                .range(16, 1'000'000)
                .logarithmic()
                .title(FETTLE_TEXT("Vocabulary"))
                .help(FETTLE_TEXT("At most so many different tokens; the most frequent ones of the training texts."))
                .when(FETTLE_TEXT("A few thousand are enough for a few thousand short texts.")),
            integerParameter("max_length", 0)
                .range(0, 65'536)
                .title(FETTLE_TEXT("Longest text"))
                .help(FETTLE_TEXT("Texts are cut off after so many tokens; 0 takes a length that 99 of 100 training texts "
                                  "keep whole, at most 512."))
                .when(FETTLE_TEXT("Raise it where what matters stands at the end of long texts; it costs time.")),
            integerParameter("min_count", 2)
                .range(1, 1000)
                .title(FETTLE_TEXT("Least number"))
                .help(FETTLE_TEXT("A token that the training texts have more seldom counts as unknown."))
                .when(FETTLE_TEXT("Set it to 1 for very few texts."))
                .advanced(),
            booleanParameter("lowercase", true)
                .title(FETTLE_TEXT("Ignore capitals"))
                .help(FETTLE_TEXT("Capital and small letters count as the same."))
                .when(FETTLE_TEXT("Switch it off where capitals mean something, such as names."))
                .advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters& parameters, const Column& column,
                                                             std::span<const std::int64_t> trainRows, bool asTarget) const override
    {
        if (asTarget)
            return makeError("data.text_target", {{"field", column.field().name}});
        std::vector<std::string_view> texts(trainRows.size());
        column.readTexts(trainRows, texts);
        tokenizers::LearnOptions options;
        const auto& unit = parameters.text("tokens");
        options.unit = unit == "character"   ? tokenizers::TokenUnit::Character
                       : unit == "byte_pair" ? tokenizers::TokenUnit::BytePair
                                             : tokenizers::TokenUnit::Word;
        options.maxTokens = static_cast<std::size_t>(parameters.integer("vocabulary_size"));
        options.minCount = static_cast<std::size_t>(parameters.integer("min_count"));
        options.lowersCase = parameters.boolean("lowercase");
        TextState state;
        state.field = column.field().name;
        FETTLE_TRY_ASSIGN(state.tokenizer, tokenizers::learnTokenizer(texts, options));
        FETTLE_TRY_ASSIGN(auto tokenizer, tokenizers::Tokenizer::fromJson(state.tokenizer, state.field));
        state.maxLength = parameters.integer("max_length");
        const bool decides = state.maxLength == 0;
        auto fitted = std::make_unique<FittedText>(std::move(state), std::move(tokenizer));
        if (decides) {
            std::vector<std::int64_t> lengths;
            for (const auto text : texts)
                if (text.data())
                    lengths.push_back(static_cast<std::int64_t>(fitted->tokensOf(text).size()));
            fitted->setMaxLength(std::clamp(textQuantile(std::move(lengths), kTextUsualShare), kTextShortestByItself,
                                            kTextLongestByItself));
        }
        return std::unique_ptr<FittedEncoder>(std::move(fitted));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        TextState state;
        state.field = value.at("field").asText();
        state.tokenizer = value.at("tokenizer").asText();
        state.maxLength = value.at("max_length").asInteger();
        if (state.maxLength < 1)
            return makeError("components.encoder_state",
                             {{"component", "text"}, {"reason", FETTLE_PHRASE("its longest text is missing")}});
        auto tokenizer = tokenizers::Tokenizer::fromJson(state.tokenizer, state.field);
        if (!tokenizer.ok())
            return makeError("components.encoder_state",
                             {{"component", "text"}, {"reason", FETTLE_PHRASE("its vocabulary cannot be read")}},
                             toLogLine(tokenizer.error()));
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedText>(std::move(state), std::move(tokenizer).value()));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(encoders, text, components::TextEncoder)
