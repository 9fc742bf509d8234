// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/layer.h"

namespace fettle::model {

/// A window that moves over height and width, as in convolution and pooling.
struct Window {
    std::array<std::int64_t, 2> kernelSize{1, 1};
    std::array<std::int64_t, 2> stride{1, 1};
    std::array<std::int64_t, 2> padding{0, 0};
    std::array<std::int64_t, 2> dilation{1, 1};
    bool ceilMode = false;
};

/// Reads kernel_size, stride (empty: as the kernel), padding and, where declared, dilation and ceil_mode.
[[nodiscard]] Window readWindow(const Parameters& parameters, bool hasDilation, bool hasCeilMode);

/// Output height and width of an N×C×H×W input; −1 stays −1. PyTorch's formula, with ceil_mode's rule that the last
/// window must begin inside the input or its left padding. Throws model.window_too_large with the repairs that help.
[[nodiscard]] std::array<std::int64_t, 2> windowOutput(const Window& window, const TensorSpec& input);
/// PyTorch's limit for pooling. Throws model.padding_too_large.
void requireHalfPadding(const Window& window);

/// "3" where both are equal, else "(3, 5)".
[[nodiscard]] std::string pythonPair(const std::array<std::int64_t, 2>& pair);

} // namespace fettle::model
