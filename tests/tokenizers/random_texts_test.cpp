// SPDX-License-Identifier: GPL-3.0-or-later
// What holds of every tokenizer whatever the text is, and what is said of real files that cannot be read.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/tokenizer.h"
#include "tests/support/environment.h"

namespace {

using namespace fettle;
using namespace fettle::tokenizers;

/// Characters from everywhere: letters, marks that combine, Chinese, signs, private ones, faces; now and then a space.
std::string randomText(std::mt19937& random)
{
    constexpr std::uint32_t kBegins[] = {0x20, 0x61, 0xA0, 0x300, 0x600, 0xE01, 0x1100, 0x2000, 0x2E80, 0x4E00, 0xAC00, 0xE000, 0xFB00, 0xFF00, 0x1F300, 0x20000, 0xE0100};
    constexpr std::uint32_t kCounts[] = {95, 26, 0x160, 0x70, 0x100, 0x50, 0x100, 0x70, 0x100, 0x5000, 0x2BA4, 0x100, 0x500, 0xF0, 0x400, 0x100, 0xF0};
    std::string text;
    for (std::uint32_t count = random() % 40; count > 0; --count) {
        const auto block = random() % std::size(kBegins);
        appendUtf8(text, random() % 6 == 0 ? ' ' : kBegins[block] + random() % kCounts[block]);
    }
    return text;
}

} // namespace

TEST_CASE("tokenizers: random texts of all scripts are cut into parts of themselves, alike with offsets and without")
{
    std::ifstream file(test::sourceFolder() / "tests/golden/tokenizers/cases.json", std::ios::binary);
    const auto golden = nlohmann::json::parse(file);
    std::mt19937 random(17);
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i)
        texts.push_back(randomText(random));
    for (const auto& entry : golden["tokenizers"]) {
        const auto name = entry["name"].get<std::string>();
        CAPTURE(name);
        const auto tokenizer = Tokenizer::fromJson(entry["tokenizer"].dump(), name);
        REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
        for (const auto& text : texts) {
            CAPTURE(text);
            EncodeOptions options;
            options.addsSpecialTokens = false;
            options.ignoresOwnLimits = true;
            const auto quick = tokenizer->encode(text, options);
            REQUIRE(quick.ok());
            options.offsets = true;
            const auto full = tokenizer->encode(text, options);
            REQUIRE(full.ok());
            REQUIRE(full->ids == quick->ids);
            REQUIRE(full->offsets.size() == full->ids.size());
            for (std::size_t i = 0; i < full->ids.size(); ++i) {
                REQUIRE(full->ids[i] < tokenizer->idEnd());
                REQUIRE(full->offsets[i].begin <= full->offsets[i].end);
                REQUIRE(full->offsets[i].end <= text.size());
            }
            REQUIRE(tokenizer->decode(full->ids).ok());
        }
    }
}

TEST_CASE("tokenizers: real files of tiktoken and of CLIP say what to use in their place")
{
    FETTLE_REQUIRE_DATA("tokenizers");
    for (const auto& [name, code] : {std::pair("whisper-gpt2.tiktoken", "tokenizers.tiktoken"), std::pair("whisper-multilingual.tiktoken", "tokenizers.tiktoken"),
                                     std::pair("clip_bpe_simple_vocab_16e6.txt.gz", "tokenizers.clip")}) {
        CAPTURE(name);
        const auto refused = Tokenizer::load(test::sharedData("tokenizers") / name);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == code);
        CHECK(refused.error().arguments.at("file").asText() == name);
    }
}
