// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/window.h"

namespace fettle::components {
namespace {

class MaxPoolInstance final : public UnaryLayer {
public:
    explicit MaxPoolInstance(const model::Window& window) : m_window(window) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::max_pool2d(input, m_window.kernelSize, m_window.stride, m_window.padding, m_window.dilation,
                              m_window.ceilMode);
    }

private:
    model::Window m_window;
};

class MaxPoolLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "max_pool";
        info.title = FETTLE_TEXT("Max pooling");
        info.help = FETTLE_TEXT("Shrinks the picture: keeps the largest number of each window.");
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
            integersParameter("dilation", {1}).range(1, 255).title(FETTLE_TEXT("Dilation")).unit("px")
                .help(FETTLE_TEXT("Distance between the pixels that the window looks at."))
                .when(FETTLE_TEXT("Change it only to match the weights of another model."))
                .advanced(),
            booleanParameter("ceil_mode", false).title(FETTLE_TEXT("Round up"))
                .help(FETTLE_TEXT("Also uses a last window that reaches over the edge."))
                .when(FETTLE_TEXT("Switch it on when no row or column may be left out."))
                .advanced()};
        info.keywords = {"pooling", "downsample", "subsample"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<MaxPoolInstance>(model::readWindow(parameters, true, true));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        model::requirePicture(inputs[0]);
        const auto window = model::readWindow(parameters, true, true);
        model::requireHalfPadding(window);
        const auto sizes = model::windowOutput(window, inputs[0]);
        TensorSpec output = inputs[0];
        output.dimensions[2].size = sizes[0];
        output.dimensions[3].size = sizes[1];
        return std::vector{output};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        const auto window = model::readWindow(parameters, true, true);
        std::string code = "nn.MaxPool2d(" + model::pythonPair(window.kernelSize);
        if (window.stride != window.kernelSize)
            code += ", stride=" + model::pythonPair(window.stride);
        if (window.padding != std::array<std::int64_t, 2>{0, 0})
            code += ", padding=" + model::pythonPair(window.padding);
        if (window.dilation != std::array<std::int64_t, 2>{1, 1})
            code += ", dilation=" + model::pythonPair(window.dilation);
        return code + (window.ceilMode ? ", ceil_mode=True)" : ")");
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"C", 3}, {"H", 7}, {"W", 6}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"kernel_size", 3}, {"stride", 2}, {"padding", 1}},
                {{"kernel_size", ValueList{3, 2}}, {"ceil_mode", true}, {"stride", ValueList{2, 3}}},
                {{"kernel_size", 2}, {"dilation", 2}, {"stride", 1}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, max_pool, components::MaxPoolLayer)
