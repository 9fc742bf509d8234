// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/data/text_vectorizer.h"

namespace fettle::data {

/// A linear function of a row; the last weight is the constant, as if every row had a column of ones.
using LinearWeights = std::vector<float>;

[[nodiscard]] double valueAt(const SparseRows& rows, std::int64_t row, const LinearWeights& weights);

struct LearnerOptions {
    double penalty = 1.0; ///< C: how much an error counts against the size of the weights
    int passes = 60;      ///< over the rows at most; learning ends before where nothing changes any more
    std::function<bool()> cancelled{}; ///< asked before each pass over the rows
};

/// Linear models over the same rows, one after the other. Deterministic; one thread. `rows` must outlive it. Where
/// `cancelled` says so, learning ends where it is: the weights are unfinished, and the caller asks again to know it.
class LinearLearner {
public:
    LinearLearner(const SparseRows& rows, std::size_t features, const LearnerOptions& options);

    /// One class against all others: an L2-regularized support vector machine with squared hinge loss, by dual coordinate
    /// descent (Hsieh et al. 2008, the method of LIBLINEAR).
    [[nodiscard]] LinearWeights margin(const std::function<bool(std::int64_t)>& isPositive) const;
    /// Logistic regression, L2-regularized with the constant as LIBLINEAR has it, by Newton's method with conjugate gradients:
    /// the sigmoid of its value is the label's own probability.
    [[nodiscard]] LinearWeights logistic(const std::function<bool(std::int64_t)>& isPositive) const;
    /// (XᵀX + 1/C) w = Xᵀy, by conjugate gradients.
    [[nodiscard]] LinearWeights ridge(std::span<const double> numbers) const;

private:
    const SparseRows& m_rows;
    std::size_t m_features;
    LearnerOptions m_options;
    std::vector<double> m_squares; ///< of each row's length
};

} // namespace fettle::data
