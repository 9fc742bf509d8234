// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences without their padding: the steps that hold data, one row after the other, so that nothing is reckoned for
// the rest.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/component_api/signal.h"

namespace fettle::components {

/// values N×T×D → the rows n·T + t that `places` (int64) names, in its order. Each place stands there once.
[[nodiscard]] torch::Tensor packRows(const torch::Tensor& values, const torch::Tensor& places);
/// The way back: N×T×D with 0 in all other places.
[[nodiscard]] torch::Tensor unpackRows(const torch::Tensor& packed, const torch::Tensor& places, std::int64_t rows,
                                       std::int64_t steps);

/// The steps of a batch that hold data as rows of one matrix, row after row: what works on each step by itself works on
/// them, and never on padding.
class TokenRows {
public:
    explicit TokenRows(const Signal& signal);
    /// N×T×D → total×D
    [[nodiscard]] torch::Tensor flat(const torch::Tensor& values) const;
    /// total×D → N×T×D, 0 where there is padding
    [[nodiscard]] torch::Tensor full(const torch::Tensor& flat) const;
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] std::int64_t steps() const { return m_steps; }
    [[nodiscard]] const std::vector<std::int64_t>& lengths() const { return m_lengths; }
    /// The step of each row of the matrix, float64.
    [[nodiscard]] torch::Tensor positions() const;
    /// As model::attentionMask.
    [[nodiscard]] const torch::Tensor& mask() const { return m_mask; }

private:
    std::int64_t m_rows;
    std::int64_t m_steps;
    std::vector<std::int64_t> m_lengths;
    torch::Tensor m_places; ///< undefined where every step is data
    torch::Tensor m_mask;
};

} // namespace fettle::components
