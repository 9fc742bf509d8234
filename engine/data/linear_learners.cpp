// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/linear_learners.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/component_api/transform.h"

namespace fettle::data {
namespace {

/// Learning ends where no row's part changes by more than this, as LIBLINEAR's does.
constexpr double kSmallChange = 0.01;
constexpr double kSmallResidual = 1e-6;
constexpr std::uint64_t kShuffleSeed = 1;
/// Newton's steps end where the gradient is this share of the first; conjugate gradients solve each step to the other.
constexpr double kSmallGradient = 1e-4;
constexpr double kNewtonResidual = 0.1;
constexpr int kMaxNewtonSteps = 30;
constexpr int kMaxHalvings = 20;

void addRow(const SparseRows& rows, std::int64_t row, double factor, LinearWeights& weights)
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

bool isCancelled(const LearnerOptions& options) { return options.cancelled && options.cancelled(); }

double dot(const LinearWeights& a, const LinearWeights& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

double sigmoid(double value) { return value >= 0.0 ? 1.0 / (1.0 + std::exp(-value)) : std::exp(value) / (1.0 + std::exp(value)); }

/// log(1 + exp(-margin)) without overflow.
double logisticLoss(double margin) { return margin >= 0.0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin; }

/// The x of Ax = right, from nothing, until the residual is this share of the first; `times` multiplies by A, which is
/// symmetric and positive definite. Hestenes and Stiefel's conjugate gradients, 1952.
LinearWeights conjugateGradients(const std::function<LinearWeights(const LinearWeights&)>& times, LinearWeights right,
                                 double smallResidual, const LearnerOptions& options)
{
    LinearWeights solution(right.size(), 0.0F);
    LinearWeights residual = std::move(right);
    LinearWeights direction = residual;
    double square = dot(residual, residual);
    const double enough = square * smallResidual * smallResidual;
    for (int pass = 0; pass < options.passes && square > enough && !isCancelled(options); ++pass) {
        const auto image = times(direction);
        const double length = square / dot(direction, image);
        for (std::size_t i = 0; i < solution.size(); ++i) {
            solution[i] += static_cast<float>(length * direction[i]);
            residual[i] -= static_cast<float>(length * image[i]);
        }
        const double next = dot(residual, residual);
        for (std::size_t i = 0; i < solution.size(); ++i)
            direction[i] = static_cast<float>(residual[i] + next / square * direction[i]);
        square = next;
    }
    return solution;
}

/// The Newton step d of (I + C XᵀHX) d = −gradient, H the rows' curvatures, roughly solved.
LinearWeights newtonStep(const SparseRows& rows, const std::vector<double>& curvatures, LinearWeights gradient,
                         const LearnerOptions& options)
{
    const auto times = [&](const LinearWeights& weights) {
        LinearWeights result(weights);
        for (std::int64_t row = 0; row < rows.size(); ++row)
            addRow(rows, row, options.penalty * curvatures[static_cast<std::size_t>(row)] * valueAt(rows, row, weights), result);
        return result;
    };
    for (auto& value : gradient)
        value = -value;
    return conjugateGradients(times, std::move(gradient), kNewtonResidual, options);
}

} // namespace

double valueAt(const SparseRows& rows, std::int64_t row, const LinearWeights& weights)
{
    double sum = weights.back();
    for (auto i = rows.offsets[static_cast<std::size_t>(row)]; i < rows.offsets[static_cast<std::size_t>(row) + 1]; ++i)
        sum += rows.values[static_cast<std::size_t>(i)] * weights[static_cast<std::size_t>(rows.columns[static_cast<std::size_t>(i)])];
    return sum;
}

LinearLearner::LinearLearner(const SparseRows& rows, std::size_t features, const LearnerOptions& options)
    : m_rows(rows), m_features(features), m_options(options)
{
    for (std::int64_t row = 0; row < rows.size(); ++row)
        m_squares.push_back(squareOf(rows, row));
}

LinearWeights LinearLearner::margin(const std::function<bool(std::int64_t)>& isPositive) const
{
    const double diagonal = 0.5 / m_options.penalty;
    const auto count = static_cast<std::size_t>(m_rows.size());
    LinearWeights weights(m_features + 1, 0.0F);
    std::vector<double> dual(count, 0.0);
    std::vector<std::int64_t> order(count);
    std::iota(order.begin(), order.end(), std::int64_t{0});
    for (int pass = 0; pass < m_options.passes && !isCancelled(m_options); ++pass) {
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

LinearWeights LinearLearner::logistic(const std::function<bool(std::int64_t)>& isPositive) const
{
    const auto count = static_cast<std::size_t>(m_rows.size());
    std::vector<double> signs(count);
    for (std::size_t i = 0; i < count; ++i)
        signs[i] = isPositive(static_cast<std::int64_t>(i)) ? 1.0 : -1.0;
    const auto positives = static_cast<double>(std::ranges::count(signs, 1.0));
    LinearWeights weights(m_features + 1, 0.0F);
    std::vector<double> values(count, 0.0); // of each row under `weights`
    std::vector<double> changes(count);     // along the step
    std::vector<double> curvatures(count);
    double enough = 0.0;
    for (int newton = 0; newton < kMaxNewtonSteps && !isCancelled(m_options); ++newton) {
        LinearWeights gradient(weights);
        double loss = 0.5 * dot(weights, weights);
        for (std::size_t i = 0; i < count; ++i) {
            const double wrong = sigmoid(-signs[i] * values[i]);
            curvatures[i] = wrong * (1.0 - wrong);
            loss += m_options.penalty * logisticLoss(signs[i] * values[i]);
            addRow(m_rows, static_cast<std::int64_t>(i), -m_options.penalty * signs[i] * wrong, gradient);
        }
        const double length = std::sqrt(dot(gradient, gradient));
        // A label that few rows have is learned as exactly as one that half of them have.
        if (newton == 0)
            enough = kSmallGradient * length * std::max(1.0, std::min(positives, static_cast<double>(count) - positives))
                / static_cast<double>(std::max<std::size_t>(1, count));
        if (length <= enough)
            break;
        const auto step = newtonStep(m_rows, curvatures, gradient, m_options);
        for (std::size_t i = 0; i < count; ++i)
            changes[i] = valueAt(m_rows, static_cast<std::int64_t>(i), step);
        const double slope = dot(gradient, step);
        double part = 1.0;
        for (int halving = 0; halving < kMaxHalvings; ++halving, part *= 0.5) {
            double after = 0.5 * dot(weights, weights) + part * dot(weights, step) + 0.5 * part * part * dot(step, step);
            for (std::size_t i = 0; i < count; ++i)
                after += m_options.penalty * logisticLoss(signs[i] * (values[i] + part * changes[i]));
            if (after <= loss + 1e-4 * part * slope)
                break;
        }
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] += static_cast<float>(part * step[i]);
        for (std::size_t i = 0; i < count; ++i)
            values[i] += part * changes[i];
    }
    return weights;
}

LinearWeights LinearLearner::ridge(std::span<const double> numbers) const
{
    const auto times = [&](const LinearWeights& weights) {
        LinearWeights result(weights);
        for (auto& value : result)
            value = static_cast<float>(value / m_options.penalty);
        for (std::int64_t row = 0; row < m_rows.size(); ++row)
            addRow(m_rows, row, valueAt(m_rows, row, weights), result);
        return result;
    };
    LinearWeights right(m_features + 1, 0.0F);
    for (std::int64_t row = 0; row < m_rows.size(); ++row)
        addRow(m_rows, row, numbers[static_cast<std::size_t>(row)], right);
    return conjugateGradients(times, std::move(right), kSmallResidual, m_options);
}

} // namespace fettle::data
