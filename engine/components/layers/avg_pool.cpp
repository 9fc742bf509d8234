// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/window.h"

namespace fettle::components {
namespace {

class AvgPoolInstance final : public UnaryLayer {
public:
    AvgPoolInstance(const model::Window& window, bool countsPadding) : m_window(window), m_countsPadding(countsPadding) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::avg_pool2d(input, m_window.kernelSize, m_window.stride, m_window.padding, m_window.ceilMode,
                              m_countsPadding);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    model::Window m_window;
    bool m_countsPadding;
};

class AvgPoolLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "avg_pool";
        info.title = FETTLE_TEXT("Average pooling");
        info.help = FETTLE_TEXT("Shrinks the picture: keeps the mean of each window.");
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
                .advanced(),
            booleanParameter("count_include_pad", true).title(FETTLE_TEXT("Count padding"))
                .help(FETTLE_TEXT("Counts the empty pixels around the picture in the mean."))
                .when(FETTLE_TEXT("Switch it off so that the edges do not get darker."))
                .advanced()};
        info.keywords = {"pooling", "mean", "downsample"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<AvgPoolInstance>(model::readWindow(parameters, false, true),
                                                 parameters.boolean("count_include_pad"));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        model::requirePicture(inputs[0]);
        const auto window = model::readWindow(parameters, false, true);
        model::requireHalfPadding(window);
        const auto sizes = model::windowOutput(window, inputs[0]);
        TensorSpec output = inputs[0];
        output.dimensions[2].size = sizes[0];
        output.dimensions[3].size = sizes[1];
        return std::vector{output};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        const auto window = model::readWindow(parameters, false, true);
        std::string code = "nn.AvgPool2d(" + model::pythonPair(window.kernelSize);
        if (window.stride != window.kernelSize)
            code += ", stride=" + model::pythonPair(window.stride);
        if (window.padding != std::array<std::int64_t, 2>{0, 0})
            code += ", padding=" + model::pythonPair(window.padding);
        if (window.ceilMode)
            code += ", ceil_mode=True";
        return code + (parameters.boolean("count_include_pad") ? ")" : ", count_include_pad=False)");
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"C", 3}, {"H", 7}, {"W", 6}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"kernel_size", 3}, {"stride", 2}, {"padding", 1}, {"count_include_pad", false}},
                {{"kernel_size", ValueList{3, 2}}, {"ceil_mode", true}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, avg_pool, components::AvgPoolLayer)
