// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/signal.h"

namespace fettle::components {

/// How a window moves over the steps.
struct TimeWindow {
    std::int64_t kernelSize = 1;
    std::int64_t stride = 1;
    std::int64_t left = 0; ///< empty steps before the first
    std::int64_t right = 0;
    std::int64_t dilation = 1;
    std::int64_t groups = 1;

    /// Steps between the first and the last that it sees.
    [[nodiscard]] std::int64_t span() const { return dilation * (kernelSize - 1); }
    /// How many times it fits into a sequence; 0 where the sequence is too short.
    [[nodiscard]] std::int64_t places(std::int64_t steps) const
    {
        const auto room = steps + left + right - span() - 1;
        return room < 0 ? 0 : room / stride + 1;
    }
};

/// N×T×C, weight F×(C/groups)×K as nn.Conv1d's, bias F or undefined → N×places×F. Padding counts as 0, and what stands
/// in the places of padding is no result. There must be a place.
[[nodiscard]] torch::Tensor convolveOverTime(const Signal& input, const torch::Tensor& weight,
                                             const torch::Tensor& bias,
                                             const TimeWindow& window);

} // namespace fettle::components
