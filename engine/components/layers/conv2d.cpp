// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/initialization.h"
#include "engine/model/layer_checks.h"
#include "engine/model/window.h"

namespace fettle::components {
namespace {

struct Conv2dShape {
    std::int64_t inChannels = 0;
    std::int64_t outChannels = 0;
    std::int64_t groups = 1;
    bool keepsSize = false;
    bool bias = true;
    model::Window window;
    std::array<std::int64_t, 2> output{};
};

class Conv2dInstance final : public UnaryLayer {
public:
    Conv2dInstance(const Conv2dShape& shape, const BuildContext& context) : m_shape(shape)
    {
        const auto& kernel = shape.window.kernelSize;
        m_weight = context.empty({shape.outChannels, shape.inChannels / shape.groups, kernel[0], kernel[1]});
        if (shape.bias)
            m_bias = context.empty({shape.outChannels});
        if (context.initialize) {
            model::initializeDefaultWeight(m_weight);
            if (shape.bias)
                model::initializeDefaultBias(m_bias, m_weight);
        }
        addParameter("weight", m_weight);
        if (shape.bias)
            addParameter("bias", m_bias);
        // An even window keeps the size only with one more pixel of padding on one side.
        m_symmetric = !shape.keepsSize || (kernel[0] % 2 == 1 && kernel[1] % 2 == 1);
    }

    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        const auto& window = m_shape.window;
        const auto bias = m_bias.defined() ? std::optional<at::Tensor>(m_bias) : std::nullopt;
        if (!m_symmetric)
            return at::conv2d(input, m_weight, bias, window.stride, "same", window.dilation, m_shape.groups);
        return at::conv2d(input, m_weight, bias, window.stride, window.padding, window.dilation, m_shape.groups);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    Conv2dShape m_shape;
    bool m_symmetric = true;
    torch::Tensor m_weight;
    torch::Tensor m_bias;
};

class Conv2dLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "conv2d";
        info.title = FETTLE_TEXT("Convolution");
        info.help = FETTLE_TEXT("Moves small learned windows over the picture and marks where their pattern is found.");
        info.category = NodeCategory::Convolution;
        info.inputs = {{"input", FETTLE_TEXT("A picture or the channels of an earlier convolution, N×C×H×W"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("One channel for each learned pattern"), false, false}};
        info.parameters = {
            integerParameter("out_channels", 32).range(1, 1 << 16).title(FETTLE_TEXT("Output channels"))
                .help(FETTLE_TEXT("How many patterns the layer learns; each gives one channel."))
                .when(FETTLE_TEXT("Double it where the picture gets half as wide; fewer make the network faster."))
                .logarithmic(),
            integersParameter("kernel_size", {3}).range(1, 255).title(FETTLE_TEXT("Window size")).unit("px")
                .help(FETTLE_TEXT("Height and width of the window."))
                .when(FETTLE_TEXT("3 is right nearly always; 5 or 7 in the first layer of large pictures, 1 to mix channels only.")),
            integersParameter("stride", {1}).range(1, 255).title(FETTLE_TEXT("Stride")).unit("px")
                .help(FETTLE_TEXT("How far the window moves at each step; 2 halves height and width."))
                .when(FETTLE_TEXT("Set 2 to shrink the picture without a pooling layer.")),
            integersParameter("padding", {1}).range(0, 255).title(FETTLE_TEXT("Padding")).unit("px")
                .help(FETTLE_TEXT("Empty pixels around the picture, so that the window also reaches its edge."))
                .when(FETTLE_TEXT("Half of the window (1 for a window of 3) keeps the picture's size.")),
            booleanParameter("padding_same", false).title(FETTLE_TEXT("Keep the size"))
                .help(FETTLE_TEXT("Works the padding out so that the output is as large as the input; needs a stride of 1."))
                .when(FETTLE_TEXT("Switch it on for even windows or wide dilation, where the right padding is not obvious."))
                .advanced(),
            integersParameter("dilation", {1}).range(1, 255).title(FETTLE_TEXT("Dilation")).unit("px")
                .help(FETTLE_TEXT("Distance between the pixels that the window looks at."))
                .when(FETTLE_TEXT("Raise it to see a wider area at the same cost, for example in segmentation."))
                .advanced(),
            integerParameter("groups", 1).range(1, 1 << 16).title(FETTLE_TEXT("Groups"))
                .help(FETTLE_TEXT("Splits the channels into groups that do not see each other. As many groups as input channels is a depthwise convolution."))
                .when(FETTLE_TEXT("Raise it to save weights and time in small or mobile networks."))
                .advanced(),
            booleanParameter("bias", true).title(FETTLE_TEXT("Bias"))
                .help(FETTLE_TEXT("Adds a learned constant to each output channel."))
                .when(FETTLE_TEXT("Switch it off where a batch normalization follows, which would cancel it."))
                .advanced()};
        info.keywords = {"convolution", "filter", "kernel", "depthwise", "grouped", "cnn"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        static_cast<void>(model::checkedProduct({shape.outChannels, shape.inChannels / shape.groups,
                                                 shape.window.kernelSize[0], shape.window.kernelSize[1]}));
        return std::make_unique<Conv2dInstance>(shape, context);
    }

    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        TensorSpec output = inputs[0];
        output.dimensions[1].size = shape.outChannels;
        output.dimensions[2].size = shape.output[0];
        output.dimensions[3].size = shape.output[1];
        return std::vector{output};
    }

    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec> outputs) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        return {model::checkedProduct({std::max<std::int64_t>(model::elementsPerExample(outputs[0]), 0),
                                       shape.inChannels / shape.groups, shape.window.kernelSize[0],
                                       shape.window.kernelSize[1]})};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        const auto& window = shape.window;
        std::string code = "nn.Conv2d(" + std::to_string(shape.inChannels) + ", " + std::to_string(shape.outChannels) +
                           ", kernel_size=" + model::pythonPair(window.kernelSize);
        if (window.stride != std::array<std::int64_t, 2>{1, 1})
            code += ", stride=" + model::pythonPair(window.stride);
        if (shape.keepsSize)
            code += ", padding=\"same\"";
        else if (window.padding != std::array<std::int64_t, 2>{0, 0})
            code += ", padding=" + model::pythonPair(window.padding);
        if (window.dilation != std::array<std::int64_t, 2>{1, 1})
            code += ", dilation=" + model::pythonPair(window.dilation);
        if (shape.groups != 1)
            code += ", groups=" + std::to_string(shape.groups);
        return code + (shape.bias ? ")" : ", bias=False)");
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"C", 4}, {"H", 7}, {"W", 6}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"out_channels", 4}, {"kernel_size", ValueList{3, 2}}, {"stride", 2}, {"bias", false}},
                {{"out_channels", 8}, {"groups", 4}, {"padding", 0}, {"dilation", ValueList{2, 1}}},
                {{"out_channels", 6}, {"groups", 2}, {"kernel_size", 4}, {"padding_same", true}},
                {{"out_channels", 3}, {"kernel_size", 3}, {"padding_same", true}, {"dilation", 2}}};
    }

private:
    static Conv2dShape checkedShape(const Parameters& parameters, const TensorSpec& input)
    {
        model::requirePicture(input);
        Conv2dShape shape;
        shape.inChannels = model::requireKnownSize(input, 1);
        shape.outChannels = parameters.integer("out_channels");
        shape.groups = parameters.integer("groups");
        shape.bias = parameters.boolean("bias");
        shape.window = model::readWindow(parameters, true, false);
        shape.keepsSize = parameters.boolean("padding_same");
        if (shape.inChannels % shape.groups != 0 || shape.outChannels % shape.groups != 0) {
            const bool input1 = shape.inChannels % shape.groups != 0;
            throw LayerError(makeError("model.groups_mismatch",
                                       {{"groups", shape.groups},
                                        {"what", input1 ? FETTLE_PHRASE("the number of input channels")
                                                         : FETTLE_PHRASE("the number of output channels")},
                                        {"expected", shape.groups},
                                        {"got", input1 ? shape.inChannels : shape.outChannels}}),
                             {model::setParameter("groups", 1)});
        }
        if (!shape.keepsSize) {
            shape.output = model::windowOutput(shape.window, input);
            return shape;
        }
        if (shape.window.stride != std::array<std::int64_t, 2>{1, 1})
            throw LayerError(makeError("model.padding_same_stride", {{"expected", 1}, {"got", model::pythonPair(shape.window.stride)}}),
                             {model::setParameter("stride", 1), model::setParameter("padding_same", false)});
        for (std::size_t i = 0; i < 2; ++i) {
            shape.window.padding[i] = shape.window.dilation[i] * (shape.window.kernelSize[i] - 1) / 2;
            shape.output[i] = input.dimensions[i + 2].size;
        }
        return shape;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, conv2d, components::Conv2dLayer)
