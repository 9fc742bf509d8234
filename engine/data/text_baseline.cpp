// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_baseline.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/component_api/transform.h"
#include "engine/data/text_vectorizer.h"

namespace fettle::data {
namespace {

/// Learning ends where no row's part changes by more than this, as LIBLINEAR's does.
constexpr double kSmallChange = 0.01;
constexpr double kSmallResidual = 1e-6;
constexpr std::uint64_t kShuffleSeed = 1;

/// A linear function of a row; the last weight is the constant, as if every row had a column of ones.
using Weights = std::vector<float>;

double valueAt(const SparseRows& rows, std::int64_t row, const Weights& weights)
{
    double sum = weights.back();
    for (auto i = rows.offsets[static_cast<std::size_t>(row)]; i < rows.offsets[static_cast<std::size_t>(row) + 1]; ++i)
        sum += rows.values[static_cast<std::size_t>(i)] * weights[static_cast<std::size_t>(rows.columns[static_cast<std::size_t>(i)])];
    return sum;
}

void addRow(const SparseRows& rows, std::int64_t row, double factor, Weights& weights)
{
    for (auto i = rows.offsets[static_cast<std::size_t>(row)]; i < rows.offsets[static_cast<std::size_t>(row) + 1]; ++i)
        weights[static_cast<std::size_t>(rows.columns[static_cast<std::size_t>(i)])] +=
            static_cast<float>(factor * rows.values[static_cast<std::size_t>(i)]);
    weights.back() += static_cast<float>(factor);
}

double squareOf(const SparseRows& rows, std::int64_t row)
{
    double sum = 1.0;
    for (auto i = rows.offsets[static_cast<std::size_t>(row)]; i < rows.offsets[static_cast<std::size_t>(row) + 1]; ++i)
        sum += static_cast<double>(rows.values[static_cast<std::size_t>(i)]) * rows.values[static_cast<std::size_t>(i)];
    return sum;
}

/// One class against all others; squared hinge loss.
class MarginLearner {
public:
    MarginLearner(const SparseRows& rows, std::size_t features, const TextBaselineOptions& options)
        : m_rows(rows), m_features(features), m_options(options)
    {
        for (std::int64_t row = 0; row < rows.size(); ++row)
            m_squares.push_back(squareOf(rows, row));
    }

    [[nodiscard]] Weights learn(const std::function<bool(std::int64_t)>& isPositive) const
    {
        const double diagonal = 0.5 / m_options.penalty;
        const auto count = static_cast<std::size_t>(m_rows.size());
        Weights weights(m_features + 1, 0.0F);
        std::vector<double> dual(count, 0.0);
        std::vector<std::int64_t> order(count);
        std::iota(order.begin(), order.end(), std::int64_t{0});
        for (int pass = 0; pass < m_options.passes; ++pass) {
            RandomStream random(kShuffleSeed, static_cast<std::uint64_t>(pass), 0, 0);
            for (std::size_t i = count; i > 1; --i)
                std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
            double greatest = 0.0;
            for (const auto row : order) {
                const auto at = static_cast<std::size_t>(row);
                const double sign = isPositive(row) ? 1.0 : -1.0;
                const double gradient = sign * valueAt(m_rows, row, weights) - 1.0 + diagonal * dual[at];
                const double projected = dual[at] == 0.0 ? std::min(gradient, 0.0) : gradient;
                greatest = std::max(greatest, std::abs(projected));
                if (projected == 0.0)
                    continue;
                const double before = dual[at];
                dual[at] = std::max(0.0, before - gradient / (m_squares[at] + diagonal));
                addRow(m_rows, row, sign * (dual[at] - before), weights);
            }
            if (greatest < kSmallChange)
                break;
        }
        return weights;
    }

private:
    const SparseRows& m_rows;
    std::size_t m_features;
    const TextBaselineOptions& m_options;
    std::vector<double> m_squares;
};

double dot(const Weights& a, const Weights& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// (XᵀX + 1/C) w = Xᵀy, by conjugate gradients.
Weights ridge(const SparseRows& rows, std::size_t features, std::span<const double> numbers, const TextBaselineOptions& options)
{
    const auto times = [&](const Weights& weights) {
        Weights result(weights);
        for (auto& value : result)
            value = static_cast<float>(value / options.penalty);
        for (std::int64_t row = 0; row < rows.size(); ++row)
            addRow(rows, row, valueAt(rows, row, weights), result);
        return result;
    };
    Weights weights(features + 1, 0.0F);
    Weights residual(features + 1, 0.0F);
    for (std::int64_t row = 0; row < rows.size(); ++row)
        addRow(rows, row, numbers[static_cast<std::size_t>(row)], residual);
    Weights direction = residual;
    double square = dot(residual, residual);
    const double enough = square * kSmallResidual * kSmallResidual;
    for (int pass = 0; pass < options.passes && square > enough; ++pass) {
        const auto image = times(direction);
        const double step = square / dot(direction, image);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            weights[i] += static_cast<float>(step * direction[i]);
            residual[i] -= static_cast<float>(step * image[i]);
        }
        const double next = dot(residual, residual);
        for (std::size_t i = 0; i < weights.size(); ++i)
            direction[i] = static_cast<float>(residual[i] + next / square * direction[i]);
        square = next;
    }
    return weights;
}

} // namespace

struct TextBaseline::State {
    TextVectorizer vectorizer;
    std::vector<Weights> weights; ///< by class; one for numbers
    double mean = 0.0;            ///< of the numbers
};

TextBaseline::TextBaseline(std::unique_ptr<State> state) : m_state(std::move(state)) {}
TextBaseline::TextBaseline(TextBaseline&&) noexcept = default;
TextBaseline& TextBaseline::operator=(TextBaseline&&) noexcept = default;
TextBaseline::~TextBaseline() = default;

Result<TextBaseline> TextBaseline::forClasses(std::span<const std::string_view> texts, std::span<const std::int64_t> classes,
                                              std::int64_t classCount, const TextBaselineOptions& options)
{
    FETTLE_TRY_ASSIGN(auto vectorizer, TextVectorizer::learn(texts, options.maxFeatures, options.cancelled));
    FETTLE_TRY_ASSIGN(const auto rows, vectorizer.rowsOf(texts));
    const MarginLearner learner(rows, vectorizer.size(), options);
    auto state = std::make_unique<State>(State{std::move(vectorizer), {}, 0.0});
    for (std::int64_t index = 0; index < classCount; ++index) {
        if (options.cancelled && options.cancelled())
            return makeError("data.cancelled");
        state->weights.push_back(learner.learn([&](std::int64_t row) { return classes[static_cast<std::size_t>(row)] == index; }));
    }
    return TextBaseline(std::move(state));
}

Result<TextBaseline> TextBaseline::forNumbers(std::span<const std::string_view> texts, std::span<const double> numbers,
                                              const TextBaselineOptions& options)
{
    FETTLE_TRY_ASSIGN(auto vectorizer, TextVectorizer::learn(texts, options.maxFeatures, options.cancelled));
    FETTLE_TRY_ASSIGN(const auto rows, vectorizer.rowsOf(texts));
    const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, numbers.size()));
    std::vector<double> centered(numbers.begin(), numbers.end());
    for (auto& number : centered)
        number -= mean;
    auto weights = ridge(rows, vectorizer.size(), centered, options);
    return TextBaseline(std::make_unique<State>(State{std::move(vectorizer), {std::move(weights)}, mean}));
}

Result<std::vector<std::int64_t>> TextBaseline::classesOf(std::span<const std::string_view> texts) const
{
    FETTLE_TRY_ASSIGN(const auto rows, m_state->vectorizer.rowsOf(texts));
    std::vector<std::int64_t> classes;
    for (std::int64_t row = 0; row < rows.size(); ++row) {
        std::vector<double> values;
        for (const auto& weights : m_state->weights)
            values.push_back(valueAt(rows, row, weights));
        classes.push_back(std::ranges::max_element(values) - values.begin());
    }
    return classes;
}

Result<std::vector<double>> TextBaseline::numbersOf(std::span<const std::string_view> texts) const
{
    FETTLE_TRY_ASSIGN(const auto rows, m_state->vectorizer.rowsOf(texts));
    std::vector<double> numbers;
    for (std::int64_t row = 0; row < rows.size(); ++row)
        numbers.push_back(m_state->mean + valueAt(rows, row, m_state->weights.front()));
    return numbers;
}

std::size_t TextBaseline::featureCount() const { return m_state->vectorizer.size(); }

} // namespace fettle::data
