// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/window_pooling.h"

#include "engine/model/layer_checks.h"

namespace fettle::components {

ComponentInfo WindowPooling::describeWindow() const
{
    ComponentInfo info;
    info.kind = ComponentKind::Layer;
    info.category = NodeCategory::Pooling;
    info.inputs = {{"input", FETTLE_TEXT("Channels of a picture, N×C×H×W"), false, false}};
    info.outputs = {{"output", FETTLE_TEXT("The same channels, smaller"), false, false}};
    info.parameters = {
        integersParameter("kernel_size", {2}).range(1, 255).title(FETTLE_TEXT("Window size")).unit("px")
            .help(FETTLE_TEXT("Height and width of the window."))
            .when(FETTLE_TEXT("2 halves the picture; larger windows shrink it faster.")),
        integersParameter("stride", {}).range(1, 255).title(FETTLE_TEXT("Stride")).unit("px")
            .help(FETTLE_TEXT("How far the window moves at each step; empty: as far as it is wide."))
            .when(FETTLE_TEXT("Set it smaller than the window for windows that overlap.")),
        integersParameter("padding", {0}).range(0, 127).title(FETTLE_TEXT("Padding")).unit("px")
            .help(FETTLE_TEXT("Empty pixels around the picture, at most half of the window."))
            .when(FETTLE_TEXT("Raise it to keep the edges of the picture."))
            .advanced(),
        booleanParameter("ceil_mode", false).title(FETTLE_TEXT("Round up"))
            .help(FETTLE_TEXT("Also uses a last window that reaches over the edge."))
            .when(FETTLE_TEXT("Switch it on when no row or column may be left out."))
            .advanced()};
    if (m_dilates)
        info.parameters.insert(info.parameters.begin() + 3,
            integersParameter("dilation", {1}).range(1, 255).title(FETTLE_TEXT("Dilation")).unit("px")
                .help(FETTLE_TEXT("Distance between the pixels that the window looks at."))
                .when(FETTLE_TEXT("Change it only to match the weights of another model."))
                .advanced());
    return info;
}

model::Window WindowPooling::window(const Parameters& parameters) const
{
    return model::readWindow(parameters, m_dilates, true);
}

std::optional<std::vector<TensorSpec>> WindowPooling::shape(const Parameters& parameters,
                                                            std::span<const TensorSpec> inputs) const
{
    model::requirePicture(inputs[0]);
    const auto window = this->window(parameters);
    model::requireHalfPadding(window);
    const auto sizes = model::windowOutput(window, inputs[0]);
    TensorSpec output = inputs[0];
    output.dimensions[2].size = sizes[0];
    output.dimensions[3].size = sizes[1];
    return std::vector{output};
}

std::vector<std::vector<TensorSpec>> WindowPooling::exampleInputs() const
{
    return {{tensorSpec({{"N", -1}, {"C", 3}, {"H", 7}, {"W", 6}})}};
}

std::string WindowPooling::openPytorchCall(const std::string& name, const Parameters& parameters) const
{
    const auto window = this->window(parameters);
    std::string code = "nn." + name + "(" + model::pythonPair(window.kernelSize);
    if (window.stride != window.kernelSize)
        code += ", stride=" + model::pythonPair(window.stride);
    if (window.padding != std::array<std::int64_t, 2>{0, 0})
        code += ", padding=" + model::pythonPair(window.padding);
    if (m_dilates && window.dilation != std::array<std::int64_t, 2>{1, 1})
        code += ", dilation=" + model::pythonPair(window.dilation);
    return window.ceilMode ? code + ", ceil_mode=True" : code;
}

} // namespace fettle::components
