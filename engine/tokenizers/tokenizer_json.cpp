// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/json.h"
#include "engine/tokenizers/tokenizer.h"
#include "engine/tokenizers/tokenizer_parts.h"

namespace fettle::tokenizers {
namespace {

// A hostile file may not ask for gigabytes of padding.
constexpr std::uint32_t kMaxPaddedTokens = 1u << 20;

Result<std::optional<Truncation>> readTruncation(const JsonFields& document)
{
    if (!document.find("truncation"))
        return std::optional<Truncation>();
    FETTLE_TRY_ASSIGN(const auto* object, document.object("truncation"));
    const JsonFields fields(*object, "truncation");
    Truncation truncation;
    FETTLE_TRY_ASSIGN(truncation.maxTokens, fields.number("max_length", 512));
    FETTLE_TRY_ASSIGN(const auto strategy, fields.choice("strategy", {"longestfirst", "onlyfirst", "onlysecond"}, 0));
    FETTLE_TRY_ASSIGN(const auto side, fields.choice("direction", {"left", "right"}, 1));
    truncation.strategy = static_cast<Truncation::Strategy>(strategy);
    truncation.side = static_cast<Side>(side);
    return std::optional(truncation);
}

Result<std::optional<Padding>> readPadding(const JsonFields& document)
{
    if (!document.find("padding"))
        return std::optional<Padding>();
    FETTLE_TRY_ASSIGN(const auto* object, document.object("padding"));
    const JsonFields fields(*object, "padding");
    Padding padding;
    FETTLE_TRY_ASSIGN(const auto side, fields.choice("direction", {"left", "right"}, 1));
    padding.side = static_cast<Side>(side);
    FETTLE_TRY_ASSIGN(padding.multipleOf, fields.number("pad_to_multiple_of", 0));
    FETTLE_TRY_ASSIGN(padding.id, fields.number("pad_id", 0));
    FETTLE_TRY_ASSIGN(padding.typeId, fields.number("pad_type_id", 0));
    // "BatchLongest" or {"Fixed": 128}
    if (const auto* strategy = fields.find("strategy"); strategy && strategy->is_object()) {
        FETTLE_TRY_ASSIGN(padding.tokens, JsonFields(*strategy, fields.placeOf("strategy")).number("Fixed"));
    } else {
        FETTLE_TRY(fields.choice("strategy", {"batchlongest"}, 0));
    }
    if (padding.tokens > kMaxPaddedTokens || padding.multipleOf > kMaxPaddedTokens)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxPaddedTokens)}, {"place", "padding"}});
    return std::optional(padding);
}

} // namespace

Result<Tokenizer> Tokenizer::fromJson(std::string_view bytes, const std::string& name)
{
    const auto parsed = parseJson(bytes);
    if (!parsed.ok())
        return makeError("tokenizers.not_json", {{"file", name}}, toLogLine(parsed.error()));
    const JsonFields document(*parsed, "");
    TokenizerParts parts;
    FETTLE_TRY_ASSIGN(const auto* model, document.object("model"));
    FETTLE_TRY_ASSIGN(parts.model, readModel(*model));
    if (const auto* object = document.find("normalizer")) {
        FETTLE_TRY_ASSIGN(parts.normalizer, readNormalizer(*object, "normalizer"));
    }
    if (const auto* object = document.find("pre_tokenizer")) {
        FETTLE_TRY_ASSIGN(parts.preTokenizer, readPreTokenizer(*object, "pre_tokenizer"));
    }
    if (const auto* object = document.find("post_processor")) {
        FETTLE_TRY_ASSIGN(parts.post, PostProcessor::read(*object, "post_processor"));
    }
    if (const auto* object = document.find("decoder")) {
        FETTLE_TRY_ASSIGN(parts.decoder, readDecoder(*object, "decoder"));
    }
    if (const auto* list = document.find("added_tokens")) {
        FETTLE_TRY_ASSIGN(parts.added, AddedTokens::read(*list, parts.model->vocabulary(), parts.normalizer.get()));
    }
    FETTLE_TRY_ASSIGN(parts.truncation, readTruncation(document));
    FETTLE_TRY_ASSIGN(parts.padding, readPadding(document));
    return Tokenizer(std::move(parts));
}

} // namespace fettle::tokenizers
