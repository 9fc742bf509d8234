// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/contract/result.h"
#include "engine/tokenizers/tokenizer.h"

namespace fettle::data {

/// Texts as weights of words and of pairs of neighboring words (TF-IDF), row after row: row i has the columns
/// columns[offsets[i]] to before columns[offsets[i + 1]] with these values; each row has length 1, or is empty.
struct SparseRows {
    std::vector<std::int64_t> offsets{0};
    std::vector<std::int32_t> columns;
    std::vector<float> values;

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
};

/// Words to columns with their weights, learned from some texts.
class TextVectorizer {
public:
    /// The `maxFeatures` most frequent ones. Errors: data.cancelled, tokenizers.*.
    [[nodiscard]] static Result<TextVectorizer> learn(std::span<const std::string_view> texts, std::size_t maxFeatures,
                                                      const std::function<bool()>& cancelled = {});
    /// Errors: data.cancelled, tokenizers.*.
    [[nodiscard]] Result<SparseRows> rowsOf(std::span<const std::string_view> texts,
                                            const std::function<bool()>& cancelled = {}) const;
    [[nodiscard]] std::size_t size() const { return m_weights.size(); }

private:
    explicit TextVectorizer(tokenizers::Tokenizer tokenizer) : m_tokenizer(std::move(tokenizer)) {}

    [[nodiscard]] Result<std::vector<std::uint32_t>> wordsOf(std::string_view text) const;
    void keepMostFrequent(const std::unordered_map<std::uint64_t, std::int64_t>& textsWith, std::int64_t texts, std::size_t most);

    tokenizers::Tokenizer m_tokenizer;
    std::unordered_map<std::uint64_t, std::int32_t> m_columns;
    std::vector<double> m_weights; ///< inverse document frequency, by column
};

} // namespace fettle::data
