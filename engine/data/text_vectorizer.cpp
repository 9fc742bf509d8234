// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_vectorizer.h"

#include <algorithm>
#include <cmath>

#include "engine/tokenizers/learn_tokenizer.h"

namespace fettle::data {
namespace {

constexpr std::size_t kMostVectorWords = 500'000;
/// A pair of words that only one text has tells nothing about others.
constexpr std::int64_t kLeastTextsOfPair = 2;

using FeatureKey = std::uint64_t;

FeatureKey wordKey(std::uint32_t word) { return word; }
FeatureKey pairKeyOf(std::uint32_t first, std::uint32_t second) { return (static_cast<FeatureKey>(first) + 1) << 32 | second; }

/// Features of one text with how often each occurs, in ascending order.
std::vector<std::pair<FeatureKey, std::int64_t>> featuresOf(const std::vector<std::uint32_t>& words)
{
    std::vector<FeatureKey> keys;
    keys.reserve(words.size() * 2);
    for (std::size_t i = 0; i < words.size(); ++i) {
        keys.push_back(wordKey(words[i]));
        if (i > 0)
            keys.push_back(pairKeyOf(words[i - 1], words[i]));
    }
    std::ranges::sort(keys);
    std::vector<std::pair<FeatureKey, std::int64_t>> counted;
    for (const auto key : keys) {
        if (counted.empty() || counted.back().first != key)
            counted.emplace_back(key, 0);
        ++counted.back().second;
    }
    return counted;
}

} // namespace

Result<TextVectorizer> TextVectorizer::learn(std::span<const std::string_view> texts, std::size_t maxFeatures,
                                             const std::function<bool()>& cancelled)
{
    tokenizers::LearnOptions learn;
    learn.minCount = 1;
    learn.maxTokens = kMostVectorWords;
    learn.cancelled = cancelled;
    FETTLE_TRY_ASSIGN(const auto document, tokenizers::learnTokenizer(texts, learn));
    FETTLE_TRY_ASSIGN(auto tokenizer, tokenizers::Tokenizer::fromJson(document, "baseline"));
    TextVectorizer vectorizer(std::move(tokenizer));
    std::unordered_map<FeatureKey, std::int64_t> textsWith;
    for (const auto text : texts) {
        if (cancelled && cancelled())
            return makeError("data.cancelled");
        FETTLE_TRY_ASSIGN(const auto words, vectorizer.wordsOf(text));
        for (const auto& [key, count] : featuresOf(words))
            ++textsWith[key];
    }
    vectorizer.keepMostFrequent(textsWith, static_cast<std::int64_t>(texts.size()), maxFeatures);
    return vectorizer;
}

Result<SparseRows> TextVectorizer::rowsOf(std::span<const std::string_view> texts,
                                          const std::function<bool()>& cancelled) const
{
    SparseRows rows;
    for (const auto text : texts) {
        if (cancelled && cancelled())
            return makeError("data.cancelled");
        FETTLE_TRY_ASSIGN(const auto words, wordsOf(text));
        const auto first = rows.values.size();
        double squares = 0.0;
        for (const auto& [key, count] : featuresOf(words)) {
            const auto found = m_columns.find(key);
            if (found == m_columns.end())
                continue;
            const double value = (1.0 + std::log(static_cast<double>(count))) * m_weights[static_cast<std::size_t>(found->second)];
            squares += value * value;
            rows.columns.push_back(found->second);
            rows.values.push_back(static_cast<float>(value));
        }
        for (std::size_t i = first; i < rows.values.size(); ++i)
            rows.values[i] = static_cast<float>(rows.values[i] / std::sqrt(squares));
        rows.offsets.push_back(static_cast<std::int64_t>(rows.values.size()));
    }
    return rows;
}

Result<std::vector<std::uint32_t>> TextVectorizer::wordsOf(std::string_view text) const
{
    if (!text.data())
        return std::vector<std::uint32_t>();
    FETTLE_TRY_ASSIGN(auto encoding, m_tokenizer.encode(text));
    return std::move(encoding.ids);
}

void TextVectorizer::keepMostFrequent(const std::unordered_map<std::uint64_t, std::int64_t>& textsWith, std::int64_t texts,
                                      std::size_t most)
{
    std::vector<std::pair<std::int64_t, FeatureKey>> order;
    for (const auto& [key, count] : textsWith)
        if (key < (FeatureKey{1} << 32) || count >= kLeastTextsOfPair)
            order.emplace_back(-count, key);
    std::ranges::sort(order);
    order.resize(std::min(order.size(), most));
    for (const auto& [count, key] : order) {
        m_columns.emplace(key, static_cast<std::int32_t>(m_weights.size()));
        m_weights.push_back(std::log((1.0 + static_cast<double>(texts)) / (1.0 - static_cast<double>(count))) + 1.0);
    }
}

} // namespace fettle::data
