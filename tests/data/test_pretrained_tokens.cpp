// SPDX-License-Identifier: GPL-3.0-or-later
// Texts cut as a model of the library cuts them, and a state that needs the library no more.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/component_api/encoder.h"
#include "engine/contract/json.h"
#include "tests/data/table_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"
#include "tests/support/sentence_pieces.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text_column.h"

namespace fettle::test {
namespace {

/// A library with one model, "tiny", of these files.
struct TokensLibrary {
    TokensLibrary(const std::string& family, std::int64_t tokens, const std::map<std::string, std::string>& files)
    {
        folder.write("model/config.json", tinyConfig(family, tokens));
        for (const auto& [name, bytes] : files)
            folder.write("model/" + name, bytes);
        writeZeroWeights(folder.path() / "model");
        addPretrained(library(), folder.path() / "model", "tiny");
    }

    [[nodiscard]] std::filesystem::path library() const { return folder.path() / "library"; }

    TemporaryFolder folder;
    ScopedVariable chosen{"FETTLE_PRETRAINED", library().string()};
};

std::vector<std::int32_t> tokensOf(const FittedEncoder& encoder, const std::string& text)
{
    const TextColumn column("text", std::vector<std::string>{text});
    const std::int64_t rows[] = {0};
    SequenceRows out;
    encoder.encodeSequences(column, rows, out);
    return out.values;
}

/// The state as it comes back from a file.
Value keptState(const FittedEncoder& fitted)
{
    const auto json = parseJson(toLine(toJson(fitted.state())));
    REQUIRE(json.ok());
    return valueFromJson(*json);
}

/// The tokens that the fitted encoder and the restored one both give to each text, the latter without the library.
std::vector<std::vector<std::int32_t>> tokensOfModel(const TokensLibrary& library, const std::vector<std::string>& texts)
{
    const auto encoder = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", {{"model", "tiny"}, {"max_length", 8}}});
    REQUIRE(encoder.ok());
    const TextColumn column("text", texts);
    const std::int64_t rows[] = {0};
    const auto fitted = encoder->first->fit(encoder->second, column, rows, false);
    REQUIRE_MESSAGE(fitted.ok(), toLogLine(fitted.error()));
    const auto state = keptState(**fitted);
    std::filesystem::remove_all(library.library());
    const auto restored = encoder->first->restore(encoder->second, state);
    REQUIRE_MESSAGE(restored.ok(), toLogLine(restored.error()));
    CHECK((*restored)->spec() == (*fitted)->spec());
    CHECK((*restored)->state() == (*fitted)->state());
    CHECK((*restored)->paddingIndex() == (*fitted)->paddingIndex());
    CHECK((*restored)->unknownIndex() == (*fitted)->unknownIndex());
    std::vector<std::vector<std::int32_t>> tokens;
    for (const auto& text : texts) {
        tokens.push_back(tokensOf(**fitted, text));
        CHECK(tokensOf(**restored, text) == tokens.back());
    }
    return tokens;
}

using Tokens = std::vector<std::vector<std::int32_t>>;

} // namespace

TEST_CASE("pretrained tokens: a model with a SentencePiece file alone trains with its family's numbers")
{
    const TokensLibrary xlm("xlm-roberta", 9, {{"sentencepiece.bpe.model", familyPieces()}});
    CHECK(tokensOfModel(xlm, {"ab zz", ""}) == Tokens{{0, 6, 4, 3, 2}, {0, 2}});
    const TokensLibrary camembert("camembert", 12, {{"sentencepiece.bpe.model", familyPieces()}});
    CHECK(tokensOfModel(camembert, {"ab zz", ""}) == Tokens{{5, 9, 7, 3, 6}, {5, 6}});
}

TEST_CASE("pretrained tokens: training cuts a vocabulary's texts as its settings say, and older models as they did")
{
    const std::string words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhello\nHello\n";
    const TokensLibrary small("bert", 6, {{"vocab.txt", words}, {"tokenizer_config.json", R"({"do_lower_case": true})"}});
    CHECK(tokensOfModel(small, {"Hello"}) == Tokens{{2, 4, 3}});
    const TokensLibrary cased("bert", 6, {{"vocab.txt", words}});
    CHECK(tokensOfModel(cased, {"Hello"}) == Tokens{{2, 5, 3}});
    // A state from before the settings were kept.
    const auto encoder = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", {{"model", "tiny"}}});
    REQUIRE(encoder.ok());
    const auto restored = encoder->first->restore(
        encoder->second,
        ValueMap{{"field", "text"}, {"model", "tiny"}, {"max_length", 8}, {"files", ValueMap{{"vocab.txt", words}}}});
    REQUIRE_MESSAGE(restored.ok(), toLogLine(restored.error()));
    CHECK(tokensOf(**restored, "Hello") == Tokens::value_type{2, 5, 3});
    const auto damaged = encoder->first->restore(
        encoder->second, ValueMap{{"field", "text"}, {"max_length", 8}, {"files", ValueMap{{"x.model", "!"}}}});
    CHECK(damaged.error().code == "components.encoder_state");
}

TEST_CASE("pretrained tokens: a tokenizer.json is kept without its blanks")
{
    const nlohmann::json document{{"pre_tokenizer", {{"type", "WhitespaceSplit"}}},
                                  {"model", {{"type", "WordPiece"}, {"unk_token", "[UNK]"}, {"vocab", {{"[UNK]", 0}, {"a", 1}, {"##b", 2}}}}}};
    const TokensLibrary library("bert", 3, {{"tokenizer.json", document.dump(2)}});
    const auto encoder = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", {{"model", "tiny"}, {"max_length", 8}}});
    REQUIRE(encoder.ok());
    const TextColumn column("text", std::vector<std::string>{"ab"});
    const std::int64_t rows[] = {0};
    const auto fitted = encoder->first->fit(encoder->second, column, rows, false);
    REQUIRE_MESSAGE(fitted.ok(), toLogLine(fitted.error()));
    CHECK((*fitted)->state().at("files").at("tokenizer.json").asText() == document.dump());
    CHECK(tokensOfModel(library, {"ab a"}) == Tokens{{1, 2, 1}});
}

} // namespace fettle::test
