// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::data {

struct TextBaselineOptions {
    double penalty = 1.0;              ///< C of the linear models: how much an error counts against their size
    std::size_t maxFeatures = 200'000; ///< the most frequent ones
    int passes = 60;                   ///< over the rows at most; learning ends before where nothing changes any more
    std::function<bool()> cancelled;   ///< asked before each text that is read and each pass over them
    std::function<void(std::int64_t done, std::int64_t total)> progress; ///< units learned: one a class or label
};

/// The simple model that every model for texts has to beat: TF-IDF and a linear model on it. For classes one
/// L2-regularized support vector machine each, by dual coordinate descent (Hsieh et al. 2008, the method of LIBLINEAR);
/// for numbers ridge regression by conjugate gradients; for labels one logistic regression each. Deterministic; one thread.
class TextBaseline {
public:
    /// `texts` of the training part; those without data() are empty. Errors: data.cancelled, tokenizers.*.
    [[nodiscard]] static Result<TextBaseline> forClasses(std::span<const std::string_view> texts,
                                                         std::span<const std::int64_t> classes, std::int64_t classCount,
                                                         const TextBaselineOptions& options = {});
    [[nodiscard]] static Result<TextBaseline> forNumbers(std::span<const std::string_view> texts,
                                                         std::span<const double> numbers,
                                                         const TextBaselineOptions& options = {});
    /// How likely each of `asked` has each label, row after row (asked.size() × labelCount): one unit a label, learned from
    /// `texts`, of which hasLabel(row, label) tells the labels. A label's unit is gone before the next one's is learned.
    [[nodiscard]] static Result<std::vector<float>> labelScores(std::span<const std::string_view> texts,
                                                                const std::function<bool(std::int64_t, std::int64_t)>& hasLabel,
                                                                std::int64_t labelCount, std::span<const std::string_view> asked,
                                                                const TextBaselineOptions& options = {});
    TextBaseline(TextBaseline&&) noexcept;
    TextBaseline& operator=(TextBaseline&&) noexcept;
    ~TextBaseline();

    /// The class of each text; of equally good ones the first. Errors: data.cancelled, tokenizers.*.
    [[nodiscard]] Result<std::vector<std::int64_t>> classesOf(std::span<const std::string_view> texts,
                                                              const std::function<bool()>& cancelled = {}) const;
    [[nodiscard]] Result<std::vector<double>> numbersOf(std::span<const std::string_view> texts,
                                                        const std::function<bool()>& cancelled = {}) const;
    [[nodiscard]] std::size_t featureCount() const;

private:
    struct State;
    explicit TextBaseline(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace fettle::data
