// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/fitted_text.h"
#include "engine/components/pretrained_tokens.h"
#include "engine/tokenizers/learn_tokenizer.h"

namespace fettle::components {
namespace {

/// The learnt vocabulary as it is kept: the bytes of a tokenizer.json.
std::unique_ptr<FittedText> fittedText(const std::string& field, std::string json, std::int64_t maxLength, tokenizers::Tokenizer tokenizer)
{
    TextTokens tokens{field, maxLength, tokenizers::kPaddingToken, tokenizers::kUnknownToken, {}, {}};
    return std::make_unique<FittedText>(std::move(tokens), ValueMap{{"field", field}, {"tokenizer", std::move(json)}}, std::move(tokenizer));
}

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
            booleanParameter("shared_vocabulary", true)
                .title(FETTLE_TEXT("One vocabulary"))
                .help(FETTLE_TEXT("Several columns of text that are cut alike have one vocabulary together, so that a word is the same in all of them."))
                .when(FETTLE_TEXT("Switch it off where the columns are of different languages."))
                .advanced(),
            textParameter("model", "")
                .title(FETTLE_TEXT("Vocabulary of"))
                .help(FETTLE_TEXT("A pretrained model whose vocabulary cuts the texts, instead of one that is learned from them."))
                .when(FETTLE_TEXT("Set by itself for a pretrained model, whose weights know no other vocabulary."))
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
        if (!parameters.text("model").empty())
            return fitPretrainedTokens(parameters.text("model"), column.field().name, texts, parameters.integer("max_length"));
        tokenizers::LearnOptions options;
        const auto& unit = parameters.text("tokens");
        options.unit = unit == "character"   ? tokenizers::TokenUnit::Character
                       : unit == "byte_pair" ? tokenizers::TokenUnit::BytePair
                                             : tokenizers::TokenUnit::Word;
        options.maxTokens = static_cast<std::size_t>(parameters.integer("vocabulary_size"));
        options.minCount = static_cast<std::size_t>(parameters.integer("min_count"));
        options.lowersCase = parameters.boolean("lowercase");
        const auto& field = column.field().name;
        FETTLE_TRY_ASSIGN(auto json, tokenizers::learnTokenizer(texts, options));
        FETTLE_TRY_ASSIGN(auto tokenizer, tokenizers::Tokenizer::fromJson(json, field));
        const auto maxLength = parameters.integer("max_length");
        auto fitted = fittedText(field, std::move(json), maxLength, std::move(tokenizer));
        if (maxLength == 0)
            fitted->chooseMaxLength(texts, kTextLongestByItself);
        return std::unique_ptr<FittedEncoder>(std::move(fitted));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        if (isPretrainedTokens(value))
            return restorePretrainedTokens(value);
        const auto& field = value.at("field").asText();
        const auto& json = value.at("tokenizer").asText();
        const auto maxLength = value.at("max_length").asInteger();
        if (maxLength < 1)
            return makeError("components.encoder_state",
                             {{"component", "text"}, {"reason", FETTLE_PHRASE("its longest text is missing")}});
        auto tokenizer = tokenizers::Tokenizer::fromJson(json, field);
        if (!tokenizer.ok())
            return makeError("components.encoder_state",
                             {{"component", "text"}, {"reason", FETTLE_PHRASE("its vocabulary cannot be read")}},
                             toLogLine(tokenizer.error()));
        return std::unique_ptr<FittedEncoder>(fittedText(field, json, maxLength, std::move(tokenizer).value()));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(encoders, text, components::TextEncoder)
