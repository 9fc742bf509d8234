// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/learn_tokenizer.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/learn_pairs.h"
#include "engine/tokenizers/normalizer.h"
#include "engine/tokenizers/pre_tokenizer.h"
#include "engine/tokenizers/vocabulary.h"

namespace fettle::tokenizers {
namespace {

using Counts = std::unordered_map<std::string, std::int64_t>;

constexpr std::size_t kTextsBetweenQuestions = 4096;

nlohmann::json normalizerOf(const LearnOptions& options)
{
    const nlohmann::json cleaning{{"type", "BertNormalizer"},
                                  {"clean_text", true},
                                  {"handle_chinese_chars", options.unit == TokenUnit::Word},
                                  {"strip_accents", false},
                                  {"lowercase", options.lowersCase}};
    return {{"type", "Sequence"}, {"normalizers", {{{"type", "NFKC"}}, cleaning}}};
}

nlohmann::json preTokenizerOf(TokenUnit unit)
{
    switch (unit) {
    case TokenUnit::Word: return {{"type", "BertPreTokenizer"}};
    case TokenUnit::Character:
        // Cleaning has left no line ends, which a dot would not match.
        return {{"type", "Split"}, {"pattern", {{"Regex", "."}}}, {"behavior", "Isolated"}, {"invert", false}};
    case TokenUnit::BytePair: break;
    }
    return {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}};
}

/// How often each piece occurs that the model will be asked for.
Result<Counts> countPieces(std::span<const std::string_view> texts, const LearnOptions& options)
{
    FETTLE_TRY_ASSIGN(const auto normalizer, readNormalizer(normalizerOf(options), "normalizer"));
    FETTLE_TRY_ASSIGN(const auto preTokenizer, readPreTokenizer(preTokenizerOf(options.unit), "pre_tokenizer"));
    Counts counts;
    CutText cut;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (options.cancelled && i % kTextsBetweenQuestions == 0 && options.cancelled())
            return makeError("data.cancelled");
        if (!texts[i].data())
            continue;
        cut.text.assign(texts[i], 0, preTokenizer->asksForOrigin());
        FETTLE_TRY(normalizer->apply(cut.text));
        cut.pieces.assign(1, {0, static_cast<std::uint32_t>(cut.text.size())});
        FETTLE_TRY(preTokenizer->apply(cut));
        for (const auto& piece : cut.pieces)
            if (piece.begin < piece.end && piece.end - piece.begin <= kMaxTokenBytes)
                ++counts[cut.text.text().substr(piece.begin, piece.end - piece.begin)];
    }
    return counts;
}

/// The most frequent ones, of equally frequent ones the smaller in bytes.
std::vector<std::string> mostFrequent(const Counts& counts, const LearnOptions& options)
{
    std::vector<std::pair<std::int64_t, std::string_view>> order;
    for (const auto& [text, count] : counts)
        if (count >= static_cast<std::int64_t>(options.minCount) && text != kPaddingText && text != kUnknownText)
            order.emplace_back(-count, text);
    std::ranges::sort(order);
    std::vector<std::string> tokens{std::string(kPaddingText), std::string(kUnknownText)};
    for (const auto& [count, text] : order) {
        if (tokens.size() >= options.maxTokens)
            break;
        tokens.emplace_back(text);
    }
    return tokens;
}

nlohmann::json vocabularyOf(const std::vector<std::string>& tokens)
{
    auto vocabulary = nlohmann::json::object();
    for (std::size_t i = 0; i < tokens.size(); ++i)
        vocabulary[tokens[i]] = i;
    return vocabulary;
}

Result<nlohmann::json> pairModelOf(const Counts& counts, const LearnOptions& options)
{
    // Every byte has a token, so that every text can be written.
    std::vector<std::string> tokens{std::string(kPaddingText), std::string(kUnknownText)};
    std::vector<char32_t> alphabet;
    for (int byte = 0; byte < 256; ++byte)
        alphabet.push_back(characterOfByte(static_cast<unsigned char>(byte)));
    std::ranges::sort(alphabet);
    for (const auto character : alphabet)
        appendUtf8(tokens.emplace_back(), character);
    const auto learnt = learnPairs(counts, std::move(tokens), options.maxTokens,
                                   static_cast<std::int64_t>(options.minCount), options.cancelled);
    if (learnt.tokens.empty())
        return makeError("data.cancelled");
    auto merges = nlohmann::json::array();
    for (const auto& [first, second] : learnt.merges)
        merges.push_back({first, second});
    return nlohmann::json{{"type", "BPE"},        {"dropout", nullptr},      {"unk_token", nullptr},
                          {"fuse_unk", false},    {"byte_fallback", false},  {"continuing_subword_prefix", nullptr},
                          {"merges", std::move(merges)}, {"end_of_word_suffix", nullptr},
                          {"vocab", vocabularyOf(learnt.tokens)}};
}

} // namespace

Result<std::string> learnTokenizer(std::span<const std::string_view> texts, const LearnOptions& options)
{
    FETTLE_TRY_ASSIGN(const auto counts, countPieces(texts, options));
    nlohmann::json model;
    if (options.unit == TokenUnit::BytePair) {
        FETTLE_TRY_ASSIGN(model, pairModelOf(counts, options));
    } else {
        model = {{"type", "WordLevel"}, {"unk_token", std::string(kUnknownText)},
                 {"vocab", vocabularyOf(mostFrequent(counts, options))}};
    }
    const nlohmann::json document{{"version", "1.0"},
                                  {"truncation", nullptr},
                                  {"padding", nullptr},
                                  {"added_tokens", nlohmann::json::array()},
                                  {"normalizer", normalizerOf(options)},
                                  {"pre_tokenizer", preTokenizerOf(options.unit)},
                                  {"post_processor", nullptr},
                                  {"decoder", options.unit == TokenUnit::BytePair ? nlohmann::json{{"type", "ByteLevel"}}
                                                                                  : nlohmann::json()},
                                  {"model", std::move(model)}};
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace fettle::tokenizers
