// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "engine/component_api/sample.h"
#include "engine/components/message_grammar.h"
#include "engine/data/dataset_reader.h"
#include "engine/platform/hash.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

struct ShopMessage {
    std::string text;
    std::string intent;
    std::string sentiment;
    std::string language;
};

std::string writeMessages(const TemporaryFolder& folder, std::uint64_t seed)
{
    const auto* sample = builtInRegistry().get<Sample>(ComponentKind::Sample, "messages");
    REQUIRE(sample != nullptr);
    const auto paths = sample->write(platform::toUtf8(folder.path()), seed);
    REQUIRE_MESSAGE(paths.ok(), toLogLine(paths.error()));
    return paths->front();
}

/// The table's rows: a text in quotation marks, then three words.
std::vector<ShopMessage> readMessages(const std::string& table)
{
    std::vector<ShopMessage> messages;
    std::size_t at = table.find('\n') + 1;
    while (at < table.size()) {
        REQUIRE_EQ(table[at], '"');
        ShopMessage& message = messages.emplace_back();
        for (++at; table[at] != '"' || table[at + 1] == '"'; ++at) {
            message.text += table[at];
            at += table[at] == '"';
        }
        const std::size_t end = table.find('\n', at);
        const std::string words = table.substr(at + 2, end - at - 2);
        const std::size_t first = words.find(',');
        const std::size_t second = words.find(',', first + 1);
        message.intent = words.substr(0, first);
        message.sentiment = words.substr(first + 1, second - first - 1);
        message.language = words.substr(second + 1);
        at = end + 1;
    }
    return messages;
}

std::vector<ShopMessage> messagesOf(std::uint64_t seed)
{
    const TemporaryFolder folder;
    return readMessages(readBytes(writeMessages(folder, seed)));
}

/// Words of Latin letters, and pairs of neighboring Chinese characters.
std::set<std::string> wordsOf(const std::string& text)
{
    std::set<std::string> words;
    std::string word;
    std::string before;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        const std::string character = text.substr(i, length);
        i += length;
        if (length == 1 && std::isalpha(byte)) {
            word += static_cast<char>(std::tolower(byte));
        } else {
            words.insert(std::exchange(word, {}));
            if (length == 3)
                words.insert(before + character);
        }
        before = length == 3 ? character : std::string();
    }
    words.insert(word);
    words.erase("");
    return words;
}

/// The share of right answers on each fifth message of naive Bayes that learned from the others.
double bayesAccuracy(const std::vector<ShopMessage>& messages)
{
    std::map<std::string, double> rows;
    std::map<std::string, std::map<std::string, double>> counts;
    for (std::size_t i = 0; i < messages.size(); ++i)
        if (i % 5 != 0) {
            rows[messages[i].intent] += 1.0;
            for (const std::string& word : wordsOf(messages[i].text))
                counts[word][messages[i].intent] += 1.0;
        }
    double right = 0.0;
    double asked = 0.0;
    for (std::size_t i = 0; i < messages.size(); i += 5) {
        std::map<std::string, double> scores;
        for (const auto& [intent, count] : rows)
            scores[intent] = std::log(count);
        for (const std::string& word : wordsOf(messages[i].text))
            if (const auto seen = counts.find(word); seen != counts.end())
                for (auto& [intent, score] : scores)
                    score += std::log((seen->second[intent] + 0.1) / (rows[intent] + 0.2));
        const auto best = std::ranges::max_element(scores, {}, [](const auto& entry) { return entry.second; });
        right += best->first == messages[i].intent;
        asked += 1.0;
    }
    return right / asked;
}

} // namespace

TEST_CASE("messages: the same bytes on every machine")
{
    const TemporaryFolder folder;
    // Written by other standard libraries it has to be this too; a changed grammar changes it.
    CHECK_EQ(platform::xxh64(readBytes(writeMessages(folder, 1))), 0xB6DB2DBCC26B5881ULL);
}

TEST_CASE("messages: 1,200 of ten intents, half of them Chinese, each sentiment often enough")
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        const auto messages = messagesOf(seed);
        CHECK_EQ(messages.size(), 1200u);
        std::map<std::string, int> intents, sentiments, languages;
        std::map<std::pair<std::string, std::string>, int> intentsByLanguage;
        for (const ShopMessage& message : messages) {
            ++intents[message.intent];
            ++sentiments[message.sentiment];
            ++languages[message.language];
            ++intentsByLanguage[{message.intent, message.language}];
        }
        CHECK_EQ(intents.size(), 10u);
        CHECK_EQ(sentiments.size(), 3u);
        CHECK_EQ(languages.size(), 2u);
        CHECK_EQ(intentsByLanguage.size(), 20u);
        for (const auto& [intent, count] : intents)
            CHECK_MESSAGE((count >= 60 && count <= 220), intent, " ", count);
        for (const auto& [pair, count] : intentsByLanguage)
            CHECK_MESSAGE(count >= 25, pair.first, " ", pair.second, " ", count);
        for (const auto& [sentiment, count] : sentiments)
            CHECK_MESSAGE(count >= 150, sentiment, " ", count);
        for (const auto& [language, count] : languages)
            CHECK_MESSAGE((count >= 540 && count <= 660), language, " ", count);
    }
}

TEST_CASE("messages: clean UTF-8, nothing of the grammar left over, the language that the column says")
{
    for (const std::uint64_t seed : {1, 2, 3, 4, 5})
        for (const ShopMessage& message : messagesOf(seed)) {
            CAPTURE(message.text);
            CHECK(platform::isValidUtf8(message.text));
            CHECK_EQ(message.text.find_first_of("[]{}|#=\n"), std::string::npos);
            CHECK_GE(message.text.size(), 4u);
            // Chinese characters lie in U+4E00 to U+9FFF, three bytes that begin with E4 to E9.
            const bool hasHan = std::ranges::any_of(message.text, [](char c) {
                return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;
            });
            CHECK_EQ(hasHan, message.language == "zh");
        }
}

TEST_CASE("messages: no two are equal, and few differ in marks and numbers only")
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        const auto messages = messagesOf(seed);
        std::set<std::string> texts;
        std::map<std::set<std::string>, int> alike;
        for (const ShopMessage& message : messages) {
            texts.insert(message.text);
            ++alike[wordsOf(message.text)];
        }
        CHECK_EQ(texts.size(), messages.size());
        int repeated = 0;
        for (const auto& [words, count] : alike)
            repeated += count > 1 ? count : 0;
        MESSAGE("seed " << seed << ": " << repeated << " messages with the words of another");
        CHECK_LT(repeated, 24);
    }
}

TEST_CASE("messages: what they want can be learned, but not perfectly")
{
    for (const std::uint64_t seed : {1, 2}) {
        const double accuracy = bayesAccuracy(messagesOf(seed));
        MESSAGE("messages: naive Bayes " << accuracy);
        CHECK_GT(accuracy, 0.8);
        CHECK_LT(accuracy, 0.97);
    }
}

TEST_CASE("messages: import sees a text, and classes to predict")
{
    const TemporaryFolder folder;
    const ImportRequest request = importRequest(platform::fromUtf8(writeMessages(folder, 1)), folder.path() / "set");
    auto options = request;
    options.options["target"] = "intent";
    const auto manifest = importWith(options);
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    CHECK_EQ(manifest->rowCount, 1200);
    CHECK_EQ(manifest->findField("message")->kind, FieldKind::Text);
    CHECK_EQ(manifest->findField("intent")->role, FieldRole::Target);
    CHECK_EQ(manifest->findField("intent")->classes.size(), 10u);
    CHECK_EQ(manifest->findField("sentiment")->kind, FieldKind::Category);
    CHECK_EQ(manifest->findField("language")->kind, FieldKind::Category);
}

TEST_CASE("message grammar: alternatives nest, names are remembered, a missing list is said")
{
    const components::MessageGrammar grammar("== all\n[a|b[c|d]|]{what=first}{what}\n== first\n##\n\n== empty\n");
    std::set<std::string> seen;
    std::set<std::string> numbers;
    for (std::uint64_t i = 0; i < 400; ++i) {
        RandomStream random(1, 0, i, 0);
        components::MessageWriter writer(grammar, random);
        const std::string text = writer.say("all");
        REQUIRE_GE(text.size(), 4u);
        const std::string number = text.substr(text.size() - 2);
        CHECK_EQ(text.substr(text.size() - 4, 2), number);
        seen.insert(text.substr(0, text.size() - 4));
        numbers.insert(number);
    }
    CHECK_EQ(seen, std::set<std::string>{"", "a", "bc", "bd"});
    CHECK_GT(numbers.size(), 80u);
    CHECK_THROWS_AS(static_cast<void>(grammar.list("empty")), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(grammar.list("nowhere")), std::logic_error);
}

} // namespace fettle::test
