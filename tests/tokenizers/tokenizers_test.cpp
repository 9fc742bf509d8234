// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <fstream>
#include <map>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/tokenizers/base64.h"
#include "engine/tokenizers/tokenizer.h"
#include "tests/support/environment.h"
#include "tests/support/sentence_pieces.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace fettle;
using namespace fettle::tokenizers;
using fettle::test::field;
using fettle::test::piece;
using nlohmann::json;

EncodeOptions withOffsets()
{
    EncodeOptions options;
    options.offsets = true;
    return options;
}

json smallPairs()
{
    return json::parse(R"({"model": {"type": "BPE", "unk_token": "u", "vocab": {"u": 0, "a": 1, "b": 2, "aa": 3, "aaaa": 4, "ab": 5},
        "merges": ["a a", "aa aa", ["a", "b"]]}})");
}

std::string codeOf(const json& document)
{
    const auto tokenizer = Tokenizer::fromJson(document.dump(), "tokenizer.json");
    return tokenizer.ok() ? "" : tokenizer.error().code;
}

std::string loadCode(const std::filesystem::path& path)
{
    const auto tokenizer = Tokenizer::load(path);
    return tokenizer.ok() ? "" : tokenizer.error().code;
}

void writeBytes(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace

TEST_CASE("tokenizers: a million letters in one word take no longer than a million letters may")
{
    const std::string word(1'000'000, 'a');
    const std::string mixed = [&] {
        std::string text;
        for (std::size_t i = 0; i < 500'000; ++i)
            text += i % 3 == 0 ? "ab" : "aa";
        return text;
    }();
    auto unigram = json::parse(R"({"model": {"type": "Unigram", "unk_id": 0, "vocab": [["u", 0.0], ["a", -1.0], ["aa", -1.5], ["aaaa", -2.5]]}})");
    auto wordPiece = json::parse(R"({"model": {"type": "WordPiece", "unk_token": "u", "max_input_chars_per_word": 4000000000, "vocab": {"u": 0, "a": 1, "##a": 2, "##aaaa": 3}}})");
    auto prefixed = smallPairs();
    prefixed["pre_tokenizer"] = json::parse(R"({"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace"}]})");
    for (const auto& document : {smallPairs(), unigram, wordPiece, prefixed}) {
        const auto tokenizer = Tokenizer::fromJson(document.dump(), "t");
        REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
        for (const auto& text : {word, mixed, std::string(1'000'000, '\t') + "a", [] {
                                     std::string lines;
                                     for (int i = 0; i < 300'000; ++i)
                                         lines += "a\n";
                                     return lines;
                                 }()}) {
            const auto start = std::chrono::steady_clock::now();
            const auto encoding = tokenizer->encode(text, withOffsets());
            // Quadratic time would be hours; the bound leaves room for sanitizers and a busy machine.
            CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
            CHECK(encoding.ok());
        }
    }
    const auto pairs = Tokenizer::fromJson(smallPairs().dump(), "t");
    const auto encoding = pairs->encode(word);
    REQUIRE(encoding.ok());
    CHECK(encoding->ids == std::vector<std::uint32_t>(250'000, 4));
}

TEST_CASE("tokenizers: long words merge as short ones do")
{
    const auto tokenizer = Tokenizer::fromJson(smallPairs().dump(), "t");
    REQUIRE(tokenizer.ok());
    // 41 letters go the way of the heap, the same letters before a cut go the way of the scan.
    std::string text = "aaab";
    while (text.size() < 200)
        text += "aaab";
    const auto longWord = tokenizer->encode(text);
    REQUIRE(longWord.ok());
    REQUIRE(longWord->ids.size() == 100);
    const auto shortWord = tokenizer->encode(text.substr(0, 40));
    REQUIRE(shortWord->ids.size() == 20);
    for (std::size_t i = 0; i < longWord->ids.size(); ++i)
        CHECK(longWord->ids[i] == shortWord->ids[i % 20]);
    CHECK(std::vector(shortWord->ids.begin(), shortWord->ids.begin() + 2) == std::vector<std::uint32_t>{3, 5});
}

TEST_CASE("tokenizers: what a file asks for and is not known has its name in the error")
{
    auto document = smallPairs();
    document["normalizer"] = {{"type", "Sequence"}, {"normalizers", json::array({{{"type", "Backwards"}}})}};
    const auto tokenizer = Tokenizer::fromJson(document.dump(), "t");
    REQUIRE_FALSE(tokenizer.ok());
    CHECK(tokenizer.error().code == "tokenizers.unknown_part");
    CHECK(tokenizer.error().arguments.at("type") == Value(std::string("Backwards")));
    CHECK(tokenizer.error().arguments.at("place") == Value(std::string("normalizer.normalizers[0]")));
    for (const char* part : {"pre_tokenizer", "post_processor", "decoder"}) {
        auto other = smallPairs();
        other[part] = {{"type", "Nothing"}};
        CHECK(codeOf(other) == "tokenizers.unknown_part");
    }
    auto model = smallPairs();
    model["model"]["type"] = "Neural";
    CHECK(codeOf(model) == "tokenizers.unknown_part");
}

TEST_CASE("tokenizers: damaged tokenizer.json files are refused")
{
    CHECK(codeOf(smallPairs()).empty());
    const auto broken = Tokenizer::fromJson("{\"model\": ", "t");
    CHECK(broken.error().code == "tokenizers.not_json");
    auto document = smallPairs();
    document["model"]["dropout"] = 0.1;
    CHECK(codeOf(document) == "tokenizers.dropout");
    document = smallPairs();
    document["model"]["merges"].push_back("b b");
    CHECK(codeOf(document) == "tokenizers.merge");
    document["model"]["merges"] = json::array({"a"});
    CHECK(codeOf(document) == "tokenizers.merge");
    document = smallPairs();
    document["model"]["vocab"]["x"] = 4'000'000'000u;
    CHECK(codeOf(document) == "tokenizers.ids");
    document["model"]["vocab"]["x"] = -1;
    CHECK(codeOf(document) == "tokenizers.field");
    document = smallPairs();
    document["model"]["vocab"][std::string(5000, 'x')] = 6;
    CHECK(codeOf(document) == "tokenizers.token_too_long");
    document = smallPairs();
    document["normalizer"] = {{"type", "Precompiled"}, {"precompiled_charsmap", "AAAA"}};
    CHECK(codeOf(document) == "tokenizers.charsmap");
    document["normalizer"] = {{"type", "Replace"}, {"pattern", {{"Regex", "("}}}, {"content", ""}};
    CHECK(codeOf(document) == "tokenizers.pattern");
    document = json::parse(R"({"model": {"type": "WordPiece", "unk_token": "u", "vocab": {"a": 0}}})");
    CHECK(codeOf(document) == "tokenizers.token_missing");
    document = smallPairs();
    document["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", json::array()}};
    for (int i = 0; i < 300; ++i)
        document["pre_tokenizer"]["pretokenizers"].push_back({{"type", "Whitespace"}});
    CHECK(codeOf(document) == "tokenizers.too_many");
}

TEST_CASE("tokenizers: texts that cannot be cut are told")
{
    auto document = smallPairs();
    document["model"].erase("unk_token");
    document["model"]["type"] = "WordLevel";
    const auto wordLevel = Tokenizer::fromJson(document.dump(), "t");
    CHECK(wordLevel->encode("zzz").error().code == "tokenizers.no_unknown_token");
    const auto tokenizer = Tokenizer::fromJson(smallPairs().dump(), "t");
    CHECK(tokenizer->encode("a\xFF").error().code == "tokenizers.not_utf8");
    CHECK(tokenizer->encode(std::string(Tokenizer::kMaxTextBytes + 1, 'a')).error().code == "tokenizers.text_too_long");
    const std::vector<std::uint32_t> unknown{99};
    CHECK(tokenizer->decode(unknown).error().code == "tokenizers.unknown_id");
    EncodeOptions options;
    options.truncation = Truncation{.maxTokens = 2, .strategy = Truncation::Strategy::OnlySecond, .side = Side::Right};
    CHECK(tokenizer->encode("abab", options).ok());
    CHECK(tokenizer->encode("ababab", options).error().code == "tokenizers.second_text_missing");
    options.truncation->strategy = Truncation::Strategy::OnlyFirst;
    CHECK(tokenizer->encode(TextPair{"ab", "ababab"}, options).error().code == "tokenizers.cannot_shorten");
    auto template_ = smallPairs();
    template_["post_processor"] = {{"type", "BertProcessing"}, {"sep", {"a", 1}}, {"cls", {"b", 2}}};
    const auto bert = Tokenizer::fromJson(template_.dump(), "t");
    options.truncation->maxTokens = 1;
    CHECK(bert->encode("ab", options).error().code == "tokenizers.length_too_small");
    // Every step doubles: a hostile chain may not fill the memory.
    auto growing = smallPairs();
    growing["normalizer"] = {{"type", "Sequence"}, {"normalizers", json::array()}};
    for (int i = 0; i < 200; ++i)
        growing["normalizer"]["normalizers"].push_back({{"type", "Replace"}, {"pattern", {{"String", "a"}}}, {"content", "aa"}});
    CHECK(Tokenizer::fromJson(growing.dump(), "t")->encode("a").error().code == "tokenizers.text_too_long");
    auto slow = smallPairs();
    slow["pre_tokenizer"] = {{"type", "Split"}, {"pattern", {{"Regex", "(a|a|aa)+b"}}}, {"behavior", "Isolated"}};
    CHECK(Tokenizer::fromJson(slow.dump(), "t")->encode(std::string(5000, 'a')).error().code == "tokenizers.pattern_slow");
}

TEST_CASE("tokenizers: files are recognized by their content")
{
    const test::TemporaryFolder folder;
    const auto in = [&](const char* name) { return folder.path() / name; };
    CHECK(loadCode(folder.path()) == "tokenizers.none_found");
    CHECK(loadCode(in("missing")) == "platform.file_not_opened");
    writeBytes(in("words"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\n##s\nw\n");
    const auto words = Tokenizer::load(in("words"));
    REQUIRE_MESSAGE(words.ok(), toLogLine(words.error()));
    CHECK(words->encode("Hellos [MASK] x")->ids == std::vector<std::uint32_t>{2, 5, 6, 4, 1, 3});
    CHECK(*words->decode(std::vector<std::uint32_t>{2, 5, 6, 3}) == "hellos");
    writeBytes(in("ranks"), "IQ== 0\nIg== 1\nIw== 2\n");
    CHECK(loadCode(in("ranks")) == "tokenizers.tiktoken");
    writeBytes(in("clip.gz"), "\x1F\x8B\x08 something");
    CHECK(loadCode(in("clip.gz")) == "tokenizers.clip");
    writeBytes(in("prose"), "Just a text.\n");
    CHECK(loadCode(in("prose")) == "tokenizers.format_unknown");
    writeBytes(in("vocab.json"), R"({"a": 0, "b": 1, "ab": 2})");
    CHECK(loadCode(in("vocab.json")) == "tokenizers.partner_missing");
    writeBytes(in("merges.txt"), "#version: 0.2\na b\n");
    for (const auto* name : {"vocab.json", "merges.txt", ""}) {
        const auto pairs = Tokenizer::load(in(name));
        REQUIRE_MESSAGE(pairs.ok(), toLogLine(pairs.error()));
        CHECK(pairs->encode("abba")->ids == std::vector<std::uint32_t>{2, 1, 0});
    }
    writeBytes(in("tokenizer.json"), smallPairs().dump());
    CHECK(Tokenizer::load(folder.path())->encode("aaaa")->ids == std::vector<std::uint32_t>{4});
    writeBytes(in("tokenizer.json"), "{\"model\"");
    CHECK(loadCode(folder.path()) == "tokenizers.not_json");
}

TEST_CASE("tokenizers: SentencePiece models, whole and damaged")
{
    const std::string space = "\xE2\x96\x81";
    const auto pieces = piece("<unk>", 0, 2) + piece("<s>", 0, 3) + piece(space, -2, 1) + piece("a", -3, 1) + piece(space + "ab", -4, 1)
        + piece("b", -3, 1) + piece("@@", 0, 4);
    const auto unigram = Tokenizer::fromSentencePiece(pieces);
    REQUIRE_MESSAGE(unigram.ok(), toLogLine(unigram.error()));
    CHECK(unigram->encode("  ab  b@@zz ")->ids == std::vector<std::uint32_t>{4, 2, 5, 6, 0});
    CHECK(*unigram->decode(std::vector<std::uint32_t>{1, 4, 2, 5, 6}) == "ab b@@");
    const auto offsets = unigram->encode("  ab  b", withOffsets());
    CHECK((offsets->offsets.back() == TextSpan{6, 7}));
    const auto paired = Tokenizer::fromSentencePiece(pieces + field(2, "\x18\x02"));
    REQUIRE(paired.ok());
    CHECK(paired->encode("ab")->ids == std::vector<std::uint32_t>{2, 3, 5}); // no way to merge into "▁ab" by pairs: "▁a" is no piece
    std::size_t refused = 0;
    for (std::size_t size = 0; size < pieces.size(); ++size)
        refused += !Tokenizer::fromSentencePiece(std::string_view(pieces).substr(0, size)).ok();
    CHECK(refused >= pieces.size() - 7); // cut between two pieces it is whole
    CHECK(Tokenizer::fromSentencePiece(pieces + piece("a", 0, 1)).error().code == "tokenizers.sentencepiece");
    CHECK(Tokenizer::fromSentencePiece(pieces + field(2, "\x18\x03")).error().code == "tokenizers.unknown_part");
}

TEST_CASE("tokenizers: a folder's SentencePiece model has the numbers of its family")
{
    const auto pieces = test::familyPieces();
    const auto idsOf = [](const Result<Tokenizer>& tokenizer, const TextPair& texts) {
        REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
        return tokenizer->encode(texts)->ids;
    };
    using Ids = std::vector<std::uint32_t>;
    for (const char* settings : {"tokenizer_config.json", "config.json"}) {
        const test::TemporaryFolder folder;
        folder.write("sentencepiece.bpe.model", pieces);
        CHECK(loadCode(folder.path()) == "tokenizers.numbers_unknown");
        folder.write(settings, R"({"tokenizer_class": "T5Tokenizer"})");
        CHECK(loadCode(folder.path()) == "tokenizers.numbers_unknown");
        // <s>, <pad>, </s>, <unk>, then the file's fourth piece and all behind it, then <mask>.
        folder.write(settings, R"({"tokenizer_class": "XLMRobertaTokenizerFast"})");
        const auto xlm = Tokenizer::load(folder.path());
        CHECK(idsOf(xlm, {"ab zz", {}}) == Ids{0, 6, 4, 3, 2});
        CHECK(idsOf(xlm, {"ab", "ab"}) == Ids{0, 6, 2, 2, 6, 2});
        CHECK(xlm->idOf("<pad>") == 1);
        CHECK(xlm->idOf("<mask>") == 8);
        CHECK(xlm->idEnd() == 9);
        CHECK(*xlm->decode(Ids{0, 6, 2}) == "ab");
        // Five tokens of its own, then all pieces but the first.
        folder.write(settings, R"({"tokenizer_class": "CamembertTokenizer"})");
        const auto camembert = Tokenizer::load(folder.path());
        CHECK(idsOf(camembert, {"ab zz", {}}) == Ids{5, 9, 7, 3, 6});
        CHECK(camembert->idOf("<pad>") == 1);
        CHECK(camembert->idOf("<mask>") == 11);
        CHECK(camembert->idEnd() == 12);
    }
    const test::TemporaryFolder folder;
    folder.write("sentencepiece.bpe.model", pieces);
    folder.write("config.json", R"({"model_type": "camembert"})");
    CHECK(Tokenizer::load(folder.path())->idEnd() == 12);
    // The file alone has its own numbers.
    CHECK(idsOf(Tokenizer::load(folder.path() / "sentencepiece.bpe.model"), {"ab zz", {}}) == Ids{5, 3, 0});
    // Other first pieces: not what the family's networks were made with.
    CHECK(Tokenizer::fromSentencePiece(piece("<s>", 0, 3) + piece("<unk>", 0, 2) + piece("</s>", 0, 3), PieceNumbers::XlmRoberta).error().code
          == "tokenizers.sentencepiece");
    CHECK(Tokenizer::fromSentencePiece(pieces + piece("<pad>", 0, 1), PieceNumbers::Camembert).error().code == "tokenizers.sentencepiece");
}

TEST_CASE("tokenizers: of a folder the first form that is there is taken, with what says how to read it")
{
    const test::TemporaryFolder folder;
    const auto namesOf = [&] {
        const auto files = Tokenizer::filesOf(folder.path());
        REQUIRE_MESSAGE(files.ok(), toLogLine(files.error()));
        std::string names;
        for (const auto& [name, bytes] : *files)
            names += name + " ";
        return names;
    };
    const auto idOfHello = [&] { return Tokenizer::load(folder.path())->encode("Hello")->ids; };
    using Ids = std::vector<std::uint32_t>;
    folder.write("vocab.txt", "[UNK]\nhello\nHello\nHell\xC3\xB3\nhell\xC3\xB3\n");
    CHECK(namesOf() == "tokenizer_config.json vocab.txt ");
    CHECK(idOfHello() == Ids{2});
    folder.write("tokenizer_config.json", R"({"do_lower_case": true, "name_or_path": "/home/somebody"})");
    CHECK(idOfHello() == Ids{1});
    const auto files = Tokenizer::filesOf(folder.path());
    CHECK(files->at("tokenizer_config.json") == R"({"do_lower_case":true})");
    CHECK(Tokenizer::fromFiles(*files)->encode("Hello")->ids == Ids{1});
    CHECK(Tokenizer::fromFiles(*files)->encode("Hell\xC3\xB3")->ids == Ids{1}); // accents go with capitals
    folder.write("tokenizer_config.json", R"({"do_lower_case": true, "strip_accents": false})");
    CHECK(Tokenizer::load(folder.path())->encode("Hell\xC3\xB3")->ids == Ids{4});
    folder.write("sentencepiece.bpe.model", test::familyPieces());
    CHECK(namesOf() == "sentencepiece.bpe.model tokenizer_config.json ");
    folder.write("vocab.json", R"({"a": 0, "b": 1, "ab": 2})");
    folder.write("merges.txt", "#version: 0.2\na b\n");
    CHECK(namesOf() == "merges.txt tokenizer_config.json vocab.json ");
    folder.write("tokenizer.json", smallPairs().dump());
    CHECK(namesOf() == "tokenizer.json ");
    CHECK(Tokenizer::fromFiles({}).error().code == "tokenizers.format_unknown");
    CHECK(Tokenizer::fromFiles({{"x.model", ""}, {"tokenizer_config.json", "{"}}).error().code == "tokenizers.numbers_unknown");
}

TEST_CASE("tokenizers: numbers that are put around a text count among a tokenizer's numbers")
{
    auto document = smallPairs();
    CHECK(Tokenizer::fromJson(document.dump(), "t")->idEnd() == 6);
    document["post_processor"] = {{"type", "BertProcessing"}, {"sep", {"b", 2}}, {"cls", {"x", 4'000'000'000u}}};
    CHECK(Tokenizer::fromJson(document.dump(), "t")->idEnd() == 4'000'000'001u);
    document["post_processor"] = json::parse(R"({"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A"}}],
        "pair": [{"Sequence": {"id": "A"}}, {"SpecialToken": {"id": "x"}}, {"Sequence": {"id": "B"}}], "special_tokens": {"x": {"ids": [7]}}})");
    CHECK(Tokenizer::fromJson(document.dump(), "t")->idEnd() == 8);
}

TEST_CASE("tokenizers: bytes become base64 and come back")
{
    CHECK(encodeBase64("") == "");
    CHECK(encodeBase64("f") == "Zg==");
    CHECK(encodeBase64("fo") == "Zm8=");
    CHECK(encodeBase64("foo") == "Zm9v");
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        CHECK(decodeBase64(encodeBase64(bytes)) == bytes);
        bytes += static_cast<char>(255 - i);
    }
    CHECK(decodeBase64("Zg") == "f");
    CHECK_FALSE(decodeBase64("Zm9v\n"));
}

TEST_CASE("tokenizers: a batch is padded to its longest text, by as many threads as wanted")
{
    auto document = smallPairs();
    document["padding"] = {{"strategy", "BatchLongest"}, {"direction", "Left"}, {"pad_to_multiple_of", 4}, {"pad_id", 9}, {"pad_type_id", 0}, {"pad_token", "p"}};
    const auto tokenizer = Tokenizer::fromJson(document.dump(), "t");
    REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i)
        texts.push_back(std::string(static_cast<std::size_t>(i % 7), 'b') + "ab");
    std::vector<TextPair> pairs;
    for (const auto& text : texts)
        pairs.push_back({text, {}});
    const auto one = tokenizer->encodeBatch(pairs, {}, 1);
    const auto four = tokenizer->encodeBatch(pairs, {}, 4);
    REQUIRE(one.ok());
    REQUIRE(four.ok());
    CHECK(*one == *four);
    CHECK((*one)[1].ids == std::vector<std::uint32_t>{9, 9, 9, 9, 9, 9, 2, 5});
    CHECK((*one)[1].attention == std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 1, 1});
    pairs[5].first = "\xFF";
    CHECK(tokenizer->encodeBatch(pairs, {}, 4).error().code == "tokenizers.not_utf8");
}

TEST_CASE("tokenizers: what a vocabulary does not have is its own token or single characters in pieces")
{
    using Places = std::vector<std::size_t>;
    const auto unknownIn = [](const Tokenizer& tokenizer, std::string_view text) {
        auto options = withOffsets();
        options.addsSpecialTokens = false;
        const auto encoding = tokenizer.encode(text, options);
        REQUIRE(encoding.ok());
        return tokenizer.unknownTokens(*encoding);
    };
    const auto xlm = Tokenizer::fromSentencePiece(test::familyPieces(), PieceNumbers::XlmRoberta);
    REQUIRE_MESSAGE(xlm.ok(), toLogLine(xlm.error()));
    CHECK(xlm->unknownToken() == 3);
    CHECK(unknownIn(*xlm, "a") == Places{}); // "▁", "a": both stand where "a" does
    CHECK(unknownIn(*xlm, "ab zz") == Places{2});
    CHECK(xlm->unknownTokens({}).empty());
    const auto nameless = Tokenizer::fromJson(smallPairs().dump(), "t");
    REQUIRE(nameless.ok());
    CHECK_FALSE(nameless->unknownToken());
    CHECK(unknownIn(*nameless, "ab zz") == Places{});

    std::ifstream file(test::sourceFolder() / "tests/golden/tokenizers/cases.json", std::ios::binary);
    const std::map<std::string, std::pair<std::string, Places>> expected{
        {"gpt2", {"你好", {0, 1, 2, 3, 4}}},
        {"llama", {"你好", {1, 2, 3, 4, 5, 6}}}, // after "▁"
        {"unigram", {"你好", {}}},
        {"nfkc_nmt", {"…", {}}}, // three dots
    };
    const auto golden = json::parse(file);
    std::size_t found = 0;
    for (const auto& entry : golden["tokenizers"]) {
        const auto name = entry["name"].get<std::string>();
        CAPTURE(name);
        if (!expected.contains(name))
            continue;
        ++found;
        const auto tokenizer = Tokenizer::fromJson(entry["tokenizer"].dump(), name);
        REQUIRE_MESSAGE(tokenizer.ok(), toLogLine(tokenizer.error()));
        const auto& [text, places] = expected.at(name);
        CHECK(unknownIn(*tokenizer, text) == places);
    }
    CHECK(found == expected.size());
}
