// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/pretrained_tokens.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/pretrained/model_library.h"
#include "engine/tokenizers/base64.h"

namespace fettle::components {
namespace {

using tokenizers::Tokenizer;

bool isText(std::string_view file) { return !file.ends_with(".model"); }

/// A tokenizer's files as a state holds them, which is text: a SentencePiece model as base64, and JSON without the blanks
/// that may double its size, for a published model's description has its limit.
ValueMap keptFiles(const Tokenizer::Files& files)
{
    ValueMap kept;
    for (const auto& [name, bytes] : files) {
        const auto json = name.ends_with(".json") ? parseJson(bytes) : Result<nlohmann::json>(nlohmann::json());
        kept[name] = json.ok() && !json->is_null() ? toLine(*json) : isText(name) ? bytes : tokenizers::encodeBase64(bytes);
    }
    return kept;
}

Result<Tokenizer> restoreTokenizer(const ValueMap& kept)
{
    Tokenizer::Files files;
    for (const auto& [name, text] : kept)
        files[name] = isText(name) ? text.asText() : tokenizers::decodeBase64(text.asText()).value_or("");
    return Tokenizer::fromFiles(files);
}

std::int32_t firstKnown(const Tokenizer& tokenizer, std::initializer_list<std::string_view> names, std::int32_t otherwise)
{
    for (const auto name : names)
        if (const auto id = tokenizer.idOf(name))
            return static_cast<std::int32_t>(*id);
    return otherwise;
}

/// What the tokenizer puts around a text; files of plain vocabularies say nothing of it, but the names are customary.
Result<void> findTokensAround(const Tokenizer& tokenizer, TextTokens& tokens)
{
    tokenizers::EncodeOptions options;
    options.ignoresOwnLimits = true;
    FETTLE_TRY_ASSIGN(const auto encoding, tokenizer.encode("a", options));
    const auto first = std::ranges::find(encoding.specialMask, 0);
    for (auto at = encoding.specialMask.begin(); at != encoding.specialMask.end(); ++at) {
        if (*at == 0)
            continue;
        const auto id = static_cast<std::int32_t>(encoding.ids[static_cast<std::size_t>(at - encoding.specialMask.begin())]);
        (at < first ? tokens.begin : tokens.end).push_back(id);
    }
    if (tokens.begin.empty() && tokens.end.empty()) {
        if (const auto id = firstKnown(tokenizer, {"[CLS]", "<s>"}, -1); id >= 0)
            tokens.begin = {id};
        if (const auto id = firstKnown(tokenizer, {"[SEP]", "</s>"}, -1); id >= 0)
            tokens.end = {id};
    }
    tokens.padding = firstKnown(tokenizer, {"[PAD]", "<pad>"}, 0);
    tokens.unknown = tokenizer.unknownToken().value_or(static_cast<std::uint32_t>(tokens.padding));
    return {};
}

Result<std::unique_ptr<FittedText>> make(ValueMap state, std::int64_t maxLength)
{
    TextTokens tokens;
    tokens.field = state.at("field").asText();
    tokens.maxLength = maxLength;
    FETTLE_TRY_ASSIGN(auto tokenizer, restoreTokenizer(state.at("files").asMap()));
    FETTLE_TRY(findTokensAround(tokenizer, tokens));
    return std::make_unique<FittedText>(std::move(tokens), std::move(state), std::move(tokenizer));
}

} // namespace

Result<std::unique_ptr<FittedEncoder>> fitPretrainedTokens(const std::string& model, const std::string& field,
                                                           std::span<const std::string_view> texts, std::int64_t maxLength)
{
    const auto library = pretrained::libraryFolder();
    FETTLE_TRY_ASSIGN(const auto found, pretrained::findModel(library, model));
    if (maxLength > found.network.positions)
        return makeError("components.text_too_long", {{"model", found.title}, {"got", maxLength}, {"expected", found.network.positions}});
    FETTLE_TRY_ASSIGN(const auto files, Tokenizer::filesOf(pretrained::modelFolder(library, model)));
    FETTLE_TRY_ASSIGN(auto fitted, make({{"field", field}, {"model", model}, {"files", keptFiles(files)}}, maxLength));
    if (maxLength == 0)
        fitted->chooseMaxLength(texts, std::min(kTextLongestByItself, found.network.positions));
    return std::unique_ptr<FittedEncoder>(std::move(fitted));
}

bool isPretrainedTokens(const Value& state) { return state.asMap().contains("files"); }

Result<std::unique_ptr<FittedEncoder>> restorePretrainedTokens(const Value& state)
{
    const auto damaged = [](const char* reason, std::string details) {
        return makeError("components.encoder_state", {{"component", "text"}, {"reason", reason}}, std::move(details));
    };
    const auto maxLength = state.at("max_length").asInteger();
    if (maxLength < 1)
        return damaged(FETTLE_PHRASE("its longest text is missing"), {});
    auto kept = state.asMap();
    kept.erase("max_length");
    auto fitted = make(std::move(kept), maxLength);
    if (!fitted.ok())
        return damaged(FETTLE_PHRASE("its vocabulary cannot be read"), toLogLine(fitted.error()));
    return std::unique_ptr<FittedEncoder>(std::move(fitted).value());
}

} // namespace fettle::components
