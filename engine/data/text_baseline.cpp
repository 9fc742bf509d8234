// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_baseline.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/data/linear_learners.h"
#include "engine/data/text_vectorizer.h"

namespace fettle::data {

namespace {

LearnerOptions learnerOptions(const TextBaselineOptions& options)
{
    return {options.penalty, options.passes, options.cancelled};
}

/// After each unit: one that was cancelled on the way is unfinished.
Result<void> sayUnit(const TextBaselineOptions& options, std::int64_t done, std::int64_t total)
{
    if (options.cancelled && options.cancelled())
        return makeError("data.cancelled");
    if (options.progress)
        options.progress(done, total);
    return {};
}

} // namespace

struct TextBaseline::State {
    TextVectorizer vectorizer;
    std::vector<LinearWeights> weights; ///< by class; one for numbers
    double mean = 0.0;                  ///< of the numbers
};

TextBaseline::TextBaseline(std::unique_ptr<State> state) : m_state(std::move(state)) {}
TextBaseline::TextBaseline(TextBaseline&&) noexcept = default;
TextBaseline& TextBaseline::operator=(TextBaseline&&) noexcept = default;
TextBaseline::~TextBaseline() = default;

Result<TextBaseline> TextBaseline::forClasses(std::span<const std::string_view> texts, std::span<const std::int64_t> classes,
                                              std::int64_t classCount, const TextBaselineOptions& options)
{
    FETTLE_TRY_ASSIGN(auto vectorizer, TextVectorizer::learn(texts, options.maxFeatures, options.cancelled));
    FETTLE_TRY_ASSIGN(const auto rows, vectorizer.rowsOf(texts, options.cancelled));
    const LinearLearner learner(rows, vectorizer.size(), learnerOptions(options));
    auto state = std::make_unique<State>(State{std::move(vectorizer), {}, 0.0});
    for (std::int64_t index = 0; index < classCount; ++index) {
        state->weights.push_back(learner.margin([&](std::int64_t row) { return classes[static_cast<std::size_t>(row)] == index; }));
        FETTLE_TRY(sayUnit(options, index + 1, classCount));
    }
    return TextBaseline(std::move(state));
}

Result<TextBaseline> TextBaseline::forNumbers(std::span<const std::string_view> texts, std::span<const double> numbers,
                                              const TextBaselineOptions& options)
{
    FETTLE_TRY_ASSIGN(auto vectorizer, TextVectorizer::learn(texts, options.maxFeatures, options.cancelled));
    FETTLE_TRY_ASSIGN(const auto rows, vectorizer.rowsOf(texts, options.cancelled));
    const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, numbers.size()));
    std::vector<double> centered(numbers.begin(), numbers.end());
    for (auto& number : centered)
        number -= mean;
    auto weights = LinearLearner(rows, vectorizer.size(), learnerOptions(options)).ridge(centered);
    FETTLE_TRY(sayUnit(options, 1, 1));
    return TextBaseline(std::make_unique<State>(State{std::move(vectorizer), {std::move(weights)}, mean}));
}

Result<std::vector<float>> TextBaseline::labelScores(std::span<const std::string_view> texts,
                                                     const std::function<bool(std::int64_t, std::int64_t)>& hasLabel,
                                                     std::int64_t labelCount, std::span<const std::string_view> asked,
                                                     const TextBaselineOptions& options)
{
    FETTLE_TRY_ASSIGN(const auto vectorizer, TextVectorizer::learn(texts, options.maxFeatures, options.cancelled));
    FETTLE_TRY_ASSIGN(const auto rows, vectorizer.rowsOf(texts, options.cancelled));
    FETTLE_TRY_ASSIGN(const auto askedRows, vectorizer.rowsOf(asked, options.cancelled));
    const LinearLearner learner(rows, vectorizer.size(), learnerOptions(options));
    std::vector<float> scores(asked.size() * static_cast<std::size_t>(labelCount));
    for (std::int64_t label = 0; label < labelCount; ++label) {
        const auto weights = learner.logistic([&](std::int64_t row) { return hasLabel(row, label); });
        FETTLE_TRY(sayUnit(options, label + 1, labelCount));
        for (std::int64_t row = 0; row < askedRows.size(); ++row)
            scores[static_cast<std::size_t>(row * labelCount + label)] =
                static_cast<float>(1.0 / (1.0 + std::exp(-valueAt(askedRows, row, weights))));
    }
    return scores;
}

Result<std::vector<std::int64_t>> TextBaseline::classesOf(std::span<const std::string_view> texts,
                                                          const std::function<bool()>& cancelled) const
{
    FETTLE_TRY_ASSIGN(const auto rows, m_state->vectorizer.rowsOf(texts, cancelled));
    std::vector<std::int64_t> classes;
    for (std::int64_t row = 0; row < rows.size(); ++row) {
        std::vector<double> values;
        for (const auto& weights : m_state->weights)
            values.push_back(valueAt(rows, row, weights));
        classes.push_back(std::ranges::max_element(values) - values.begin());
    }
    return classes;
}

Result<std::vector<double>> TextBaseline::numbersOf(std::span<const std::string_view> texts,
                                                    const std::function<bool()>& cancelled) const
{
    FETTLE_TRY_ASSIGN(const auto rows, m_state->vectorizer.rowsOf(texts, cancelled));
    std::vector<double> numbers;
    for (std::int64_t row = 0; row < rows.size(); ++row)
        numbers.push_back(m_state->mean + valueAt(rows, row, m_state->weights.front()));
    return numbers;
}

std::size_t TextBaseline::featureCount() const { return m_state->vectorizer.size(); }

} // namespace fettle::data
