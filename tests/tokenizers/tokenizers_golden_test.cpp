// SPDX-License-Identifier: GPL-3.0-or-later
// Ids and offsets against what tests/golden/tokenizers/make_tokenizers.py wrote with the packages that made the files.
#include <bit>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/platform/hash.h"
#include "engine/tokenizers/tokenizer.h"
#include "tests/support/environment.h"

namespace {

using namespace fettle;
using namespace fettle::tokenizers;

std::string goldenBytes(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json goldenJson(const char* name)
{
    return nlohmann::json::parse(goldenBytes(test::sourceFolder() / "tests/golden/tokenizers" / name));
}

std::vector<TextSpan> spansOf(const nlohmann::json& list)
{
    std::vector<TextSpan> spans;
    for (const auto& pair : list)
        spans.push_back({pair[0].get<std::uint32_t>(), pair[1].get<std::uint32_t>()});
    return spans;
}

/// The characters of a pair's tokens: each text has its own.
std::vector<TextSpan> pairCharacters(const Encoding& encoding, std::string_view first, std::string_view second,
                                     std::size_t firstTokens)
{
    const auto all = std::span(encoding.offsets);
    auto spans = characterOffsets(first, all.first(firstTokens));
    const auto rest = characterOffsets(second, all.subspan(firstTokens));
    spans.insert(spans.end(), rest.begin(), rest.end());
    return spans;
}

void checkRow(const Tokenizer& tokenizer, const nlohmann::json& row)
{
    const auto text = row["text"].get<std::string>();
    const auto second = row["second"].get<std::string>();
    CAPTURE(text);
    CAPTURE(second);
    const auto ids = row["ids"].get<std::vector<std::uint32_t>>();
    EncodeOptions options;
    const auto quick = tokenizer.encode(text, options);
    REQUIRE(quick.ok());
    CHECK(quick->ids == ids);
    options.offsets = true;
    const auto full = tokenizer.encode(text, options);
    REQUIRE(full.ok());
    CHECK(full->ids == ids);
    const auto wanted = spansOf(row["offsets"]);
    CHECK((characterOffsets(text, full->offsets) == wanted));
    const auto decoded = tokenizer.decode(ids);
    REQUIRE(decoded.ok());
    CHECK(*decoded == row["decoded"].get<std::string>());

    const auto pair = tokenizer.encode(TextPair{text, second}, options);
    REQUIRE(pair.ok());
    CHECK(pair->ids == row["pair_ids"].get<std::vector<std::uint32_t>>());
    CHECK(pair->typeIds == row["pair_types"].get<std::vector<std::uint32_t>>());
    CHECK(pair->specialMask == row["pair_special"].get<std::vector<std::uint8_t>>());
    // Where the second text starts is where the offsets of the first text's own encoding end.
    const auto plain = tokenizer.encode(text,
                                        EncodeOptions{.addsSpecialTokens = false, .offsets = true, .truncation = {},
                                            .padding = {}, .ignoresOwnLimits = true});
    REQUIRE(plain.ok());
    const auto before = static_cast<std::size_t>(std::ranges::find(pair->specialMask, 0) - pair->specialMask.begin());
    const bool startsWithSpecial = !full->specialMask.empty() && full->specialMask[0] == 1;
    const auto firstTokens = (startsWithSpecial ? std::min<std::size_t>(before, 1) : 0) + plain->ids.size();
    CHECK((pairCharacters(*pair, text, second, firstTokens) == spansOf(row["pair_offsets"])));
}

/// Whole lines of the first 200 kB of a file that is UTF-8.
std::vector<std::string> goldenLines(const std::filesystem::path& path)
{
    auto bytes = goldenBytes(path).substr(0, 200'000);
    bytes.resize(bytes.rfind('\n') + 1);
    std::vector<std::string> lines;
    if (!platform::isValidUtf8(bytes))
        return lines;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = bytes.find('\n', at);
        if (end > at)
            lines.push_back(bytes.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::vector<std::filesystem::path> goldenFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto suffix = entry.path().extension().string();
        for (const char* known
             : {".csv", ".tsv", ".txt", ".json", ".jsonl", ".conll", ".neg", ".pos", ".md", ".en", ".de"})
            if (suffix == known)
                files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::string_view bytesOf(const std::vector<std::uint32_t>& numbers)
{
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * 4};
}

} // namespace

TEST_CASE("tokenizers: small tokenizers of every kind give the ids, offsets and texts of the reference")
{
    const auto golden = goldenJson("cases.json");
    REQUIRE(golden["tokenizers"].size() >= 14);
    for (const auto& entry : golden["tokenizers"]) {
        const auto name = entry["name"].get<std::string>();
        CAPTURE(name);
        const auto tokenizer = Tokenizer::fromJson(entry["tokenizer"].dump(), name);
        REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
        for (const auto& row : entry["rows"])
            checkRow(*tokenizer, row);
        Truncation truncation;
        truncation.maxTokens = 7;
        Padding padding;
        padding.tokens = 12;
        padding.id = 3;
        const auto first = entry["rows"][4]["text"].get<std::string>();
        const auto second = entry["rows"][2]["text"].get<std::string>();
        const auto limited = tokenizer->encode(TextPair{first, second},
                                               EncodeOptions{.addsSpecialTokens = true, .offsets = false,
                                                   .truncation = truncation, .padding = padding,
                                                       .ignoresOwnLimits = true});
        REQUIRE(limited.ok());
        CHECK(limited->ids == entry["limited"]["ids"].get<std::vector<std::uint32_t>>());
        CHECK(limited->attention == entry["limited"]["attention"].get<std::vector<std::uint8_t>>());
    }
}

TEST_CASE("tokenizers: real tokenizer files over real texts give the reference's ids and offsets")
{
    FETTLE_REQUIRE_DATA("tokenizers");
    const auto golden = goldenJson("real.json");
    for (const auto& [name, sets] : golden["files"].items()) {
        CAPTURE(name);
        const auto tokenizer = Tokenizer::load(test::sharedData("tokenizers") / name);
        REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
        for (const auto& [set, wanted] : sets.items()) {
            CAPTURE(set);
            EncodeOptions options;
            options.addsSpecialTokens = false;
            options.ignoresOwnLimits = true;
            options.offsets = wanted.contains("offsets");
            platform::Sha256 ids;
            platform::Sha256 offsets;
            std::size_t texts = 0;
            for (const auto& file : goldenFiles(test::sharedData(set))) {
                for (const auto& text : goldenLines(file)) {
                    const auto encoding = tokenizer->encode(text, options);
                    REQUIRE(encoding.ok());
                    const std::vector<std::uint32_t> count{static_cast<std::uint32_t>(encoding->ids.size())};
                    ids.update(bytesOf(count));
                    ids.update(bytesOf(encoding->ids));
                    for (const auto& [begin, end] : characterOffsets(text, encoding->offsets))
                        offsets.update(bytesOf({begin, end}));
                    ++texts;
                }
            }
            CHECK(texts == wanted["texts"].get<std::size_t>());
            CHECK(ids.finishHex() == wanted["ids"].get<std::string>());
            if (options.offsets)
                CHECK(offsets.finishHex() == wanted["offsets"].get<std::string>());
        }
    }
}
