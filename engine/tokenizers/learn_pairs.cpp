// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/learn_pairs.h"

#include <algorithm>
#include <queue>
#include <string_view>

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

using PairKey = std::uint64_t;

constexpr std::size_t kMergesBetweenQuestions = 64;

PairKey keyOf(std::uint32_t first, std::uint32_t second) { return (static_cast<PairKey>(first) << 32) | second; }
std::uint32_t firstOf(PairKey key) { return static_cast<std::uint32_t>(key >> 32); }
std::uint32_t secondOf(PairKey key) { return static_cast<std::uint32_t>(key); }

struct CountedWord {
    std::vector<std::uint32_t> symbols;
    std::int64_t count = 0;
};

/// A pair that may be the next, as frequent as it was when it was put in.
struct Candidate {
    std::int64_t count = 0;
    PairKey key = 0;

    friend bool operator<(const Candidate& a, const Candidate& b)
    {
        return a.count != b.count ? a.count < b.count : a.key > b.key;
    }
};

class PairLearner {
public:
    PairLearner(const std::unordered_map<std::string, std::int64_t>& wordCounts, std::vector<std::string> tokens)
        : m_tokens(std::move(tokens)), m_given(m_tokens.size())
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i)
            m_ids.emplace(m_tokens[i], static_cast<std::uint32_t>(i));
        for (const auto& [text, count] : wordCounts)
            addWord(text, count);
        for (std::uint32_t i = 0; i < m_words.size(); ++i)
            for (std::size_t at = 1; at < m_words[i].symbols.size(); ++at)
                countPair(keyOf(m_words[i].symbols[at - 1], m_words[i].symbols[at]), m_words[i].count, i);
        pushChanged();
    }

    LearntPairs run(std::size_t maxTokens, std::int64_t minCount, const std::function<bool()>& cancelled)
    {
        LearntPairs learnt;
        while (m_tokens.size() < maxTokens && !m_queue.empty()) {
            const auto top = m_queue.top();
            m_queue.pop();
            const auto now = m_counts[top.key];
            if (top.count != now) {
                if (now > 0)
                    m_queue.push({now, top.key});
                continue;
            }
            if (top.count < std::max<std::int64_t>(1, minCount))
                break;
            if (cancelled && learnt.merges.size() % kMergesBetweenQuestions == 0 && cancelled())
                return {};
            // A text that is written like a special token does not become one.
            const auto known = m_ids.find(m_tokens[firstOf(top.key)] + m_tokens[secondOf(top.key)]);
            if (known != m_ids.end() && known->second < m_given)
                continue;
            learnt.merges.emplace_back(m_tokens[firstOf(top.key)], m_tokens[secondOf(top.key)]);
            join(top.key);
            pushChanged();
        }
        learnt.tokens = std::move(m_tokens);
        return learnt;
    }

private:
    void addWord(std::string_view text, std::int64_t count)
    {
        CountedWord word;
        word.count = count;
        for (std::size_t at = 0; at < text.size();) {
            const auto size = codePointAt(text, at).sizeBytes;
            if (const auto found = m_ids.find(std::string(text.substr(at, size))); found != m_ids.end())
                word.symbols.push_back(found->second);
            at += size;
        }
        if (word.symbols.size() > 1)
            m_words.push_back(std::move(word));
    }

    void countPair(PairKey key, std::int64_t change, std::uint32_t word)
    {
        m_counts[key] += change;
        if (change <= 0)
            return;
        auto& places = m_places[key];
        if (places.empty() || places.back() != word)
            places.push_back(word);
        m_changed.push_back(key);
    }

    /// What has grown may be the next pair; what has shrunk is noticed when its turn comes.
    void pushChanged()
    {
        std::ranges::sort(m_changed);
        const auto end = std::unique(m_changed.begin(), m_changed.end());
        for (auto key = m_changed.begin(); key != end; ++key)
            if (const auto count = m_counts[*key]; count > 0)
                m_queue.push({count, *key});
        m_changed.clear();
    }

    void join(PairKey key)
    {
        auto text = m_tokens[firstOf(key)] + m_tokens[secondOf(key)];
        const auto [found, isNew] = m_ids.emplace(text, static_cast<std::uint32_t>(m_tokens.size()));
        const auto joined = found->second;
        if (isNew)
            m_tokens.push_back(std::move(text));
        // A word stands there once for each time that the pair came into being in it; it has to be looked at once.
        auto places = std::move(m_places[key]);
        m_places.erase(key);
        std::ranges::sort(places);
        const auto end = std::unique(places.begin(), places.end());
        for (auto place = places.begin(); place != end; ++place)
            joinIn(*place, key, joined);
    }

    void joinIn(std::uint32_t place, PairKey key, std::uint32_t joined)
    {
        auto& symbols = m_words[place].symbols;
        const auto count = m_words[place].count;
        const auto first = firstOf(key);
        const auto second = secondOf(key);
        std::size_t to = 0;
        for (std::size_t from = 0; from < symbols.size(); ++to) {
            const bool isPair = from + 1 < symbols.size() && symbols[from] == first && symbols[from + 1] == second;
            if (!isPair) {
                symbols[to] = symbols[from++];
                continue;
            }
            if (to > 0) {
                countPair(keyOf(symbols[to - 1], first), -count, place);
                countPair(keyOf(symbols[to - 1], joined), count, place);
            }
            from += 2;
            symbols[to] = joined;
            if (from < symbols.size()) {
                countPair(keyOf(second, symbols[from]), -count, place);
                countPair(keyOf(joined, symbols[from]), count, place);
            }
        }
        symbols.resize(to);
    }

    std::vector<std::string> m_tokens;
    std::size_t m_given; ///< tokens to begin with
    std::unordered_map<std::string, std::uint32_t> m_ids;
    std::vector<CountedWord> m_words;
    std::unordered_map<PairKey, std::int64_t> m_counts;
    std::unordered_map<PairKey, std::vector<std::uint32_t>> m_places; ///< words that may hold the pair
    std::vector<PairKey> m_changed;
    std::priority_queue<Candidate> m_queue;
};

} // namespace

LearntPairs learnPairs(const std::unordered_map<std::string, std::int64_t>& wordCounts, std::vector<std::string> tokens,
                       std::size_t maxTokens, std::int64_t minCount, const std::function<bool()>& cancelled)
{
    return PairLearner(wordCounts, std::move(tokens)).run(maxTokens, minCount, cancelled);
}

} // namespace fettle::tokenizers
