// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizers that are learnt from texts, held to what the trainers of `tokenizers` learn from the same texts.
#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/tokenizers/learn_tokenizer.h"
#include "engine/tokenizers/tokenizer.h"
#include "tests/support/environment.h"

namespace {

using namespace fettle;
using namespace fettle::tokenizers;
using nlohmann::json;

std::vector<std::string_view> viewsOf(const std::vector<std::string>& texts)
{
    return {texts.begin(), texts.end()};
}

json learnt(const std::vector<std::string>& texts, const LearnOptions& options)
{
    const auto document = learnTokenizer(viewsOf(texts), options);
    REQUIRE(document.ok());
    return json::parse(*document);
}

TokenUnit unitOf(const std::string& name)
{
    return name == "word" ? TokenUnit::Word : name == "character" ? TokenUnit::Character : TokenUnit::BytePair;
}

} // namespace

TEST_CASE("vocabularies and merges are those that the reference learns")
{
    std::ifstream file(test::sourceFolder() / "tests/golden/tokenizers/learnt.json");
    const auto golden = json::parse(file);
    const auto corpus = golden["corpus"].get<std::vector<std::string>>();
    REQUIRE(golden["cases"].size() == 5);
    for (const auto& wanted : golden["cases"]) {
        CAPTURE(wanted["unit"].get<std::string>());
        LearnOptions options;
        options.unit = unitOf(wanted["unit"]);
        options.lowersCase = wanted["lowercase"];
        options.maxTokens = wanted["max_tokens"];
        options.minCount = wanted["min_count"];
        const auto document = learnTokenizer(viewsOf(corpus), options);
        REQUIRE(document.ok());
        const auto model = json::parse(*document)["model"];
        CHECK(model["vocab"].size() == wanted["vocab"].size());
        CHECK((model["vocab"] == wanted["vocab"]));
        if (options.unit == TokenUnit::BytePair) {
            REQUIRE(wanted["merges"].size() > 100);
            CHECK((model["merges"] == wanted["merges"]));
        }
        const auto tokenizer = Tokenizer::fromJson(*document, "learnt");
        REQUIRE(tokenizer.ok());
        auto texts = std::vector<std::string>(corpus.begin(), corpus.begin() + 20);
        texts.emplace_back("Unseen words: xyzzy 🙂 龘");
        for (std::size_t i = 0; i < texts.size(); ++i)
            CHECK((tokenizer->encode(texts[i])->ids == wanted["ids"][i].get<std::vector<std::uint32_t>>()));
    }
}

TEST_CASE("what is learnt does not depend on the order of the texts, nor on missing ones")
{
    std::vector<std::string> texts{"one two two", "three three three", "two one Four", "four 四四", "四"};
    for (const auto unit : {TokenUnit::Word, TokenUnit::Character, TokenUnit::BytePair}) {
        LearnOptions options;
        options.unit = unit;
        options.minCount = 1;
        const auto views = viewsOf(texts);
        auto turned = views;
        std::ranges::reverse(turned);
        turned.insert(turned.begin() + 1, std::string_view());
        CHECK(*learnTokenizer(views, options) == *learnTokenizer(turned, options));
    }
}

TEST_CASE("nothing to learn from, nothing wanted, and special texts")
{
    LearnOptions options;
    options.minCount = 1;
    CHECK(learnt({}, options)["model"]["vocab"] == json({{"[PAD]", 0}, {"[UNK]", 1}}));
    options.maxTokens = 3;
    CHECK(learnt({"b a a"}, options)["model"]["vocab"] == json({{"[PAD]", 0}, {"[UNK]", 1}, {"a", 2}}));
    options = {};
    options.minCount = 1;
    options.unit = TokenUnit::BytePair;
    options.maxTokens = 10; // fewer than there are bytes: the bytes stay
    CHECK(learnt({"aa aa"}, options)["model"]["vocab"].size() == 258);
    // What the special tokens are called is a text like others.
    for (const auto unit : {TokenUnit::Word, TokenUnit::Character, TokenUnit::BytePair}) {
        options.unit = unit;
        options.maxTokens = 1000;
        const std::string text = "[UNK] [PAD][UNK] [UNK]";
        const auto tokenizer = Tokenizer::fromJson(*learnTokenizer(viewsOf({text}), options), "learnt");
        REQUIRE(tokenizer.ok());
        const auto ids = tokenizer->encode(text)->ids;
        CHECK(ids.size() >= 4);
        CHECK(std::ranges::count(ids, kPaddingToken) == 0);
        CHECK(std::ranges::count(ids, kUnknownToken) == 0);
    }
}

TEST_CASE("learning can be cancelled")
{
    LearnOptions options;
    int questions = 0;
    options.cancelled = [&] { return ++questions > 1; };
    options.unit = TokenUnit::BytePair;
    const auto stopped = learnTokenizer(viewsOf(std::vector<std::string>(3, "some words some words")), options);
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().code == "data.cancelled");
}
