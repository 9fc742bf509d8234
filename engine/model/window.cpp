// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/window.h"

#include "engine/model/layer_checks.h"

namespace fettle::model {

Window readWindow(const Parameters& parameters, bool hasDilation, bool hasCeilMode)
{
    Window window;
    window.kernelSize = parameters.integers<2>("kernel_size");
    window.stride = parameters.integerList("stride").empty() ? window.kernelSize : parameters.integers<2>("stride");
    window.padding = parameters.integers<2>("padding");
    if (hasDilation)
        window.dilation = parameters.integers<2>("dilation");
    if (hasCeilMode)
        window.ceilMode = parameters.boolean("ceil_mode");
    return window;
}

std::array<std::int64_t, 2> windowOutput(const Window& window, const TensorSpec& input)
{
    std::array<std::int64_t, 2> output{};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& dimension = input.dimensions[i + 2];
        if (dimension.size < 0) {
            output[i] = -1;
            continue;
        }
        // The options' ranges keep these far from overflow.
        const auto covered = window.dilation[i] * (window.kernelSize[i] - 1) + 1;
        const auto room = dimension.size + 2 * window.padding[i] - covered;
        if (room < 0) {
            std::vector<GraphRepair> repairs{
                setParameter("kernel_size", std::max<std::int64_t>(1, dimension.size + 2 * window.padding[i]))};
            if (covered / 2 > window.padding[i])
                repairs.push_back(setParameter("padding", covered / 2));
            throw LayerError(makeError("model.window_too_large", {{"expected", covered},
                                                                  {"side", i == 0 ? FETTLE_PHRASE("height") : FETTLE_PHRASE("width")},
                                                                  {"got", dimension.size + 2 * window.padding[i]}}),
                             std::move(repairs));
        }
        const auto rounding = window.ceilMode ? window.stride[i] - 1 : 0;
        output[i] = (room + rounding) / window.stride[i] + 1;
        if (window.ceilMode && (output[i] - 1) * window.stride[i] >= dimension.size + window.padding[i])
            --output[i];
    }
    return output;
}

void requireHalfPadding(const Window& window)
{
    for (std::size_t i = 0; i < 2; ++i)
        if (window.padding[i] * 2 > window.kernelSize[i])
            throw LayerError(makeError("model.padding_too_large", {{"expected", window.kernelSize[i] / 2},
                                                                   {"got", window.padding[i]}}),
                             {setParameter("padding", window.kernelSize[i] / 2)});
}

std::string pythonPair(const std::array<std::int64_t, 2>& pair)
{
    return pair[0] == pair[1] ? std::to_string(pair[0])
                              : "(" + std::to_string(pair[0]) + ", " + std::to_string(pair[1]) + ")";
}

} // namespace fettle::model
