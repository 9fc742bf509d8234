// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/time_convolution.h"
#include "engine/model/initialization.h"
#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

struct Conv1dShape {
    std::int64_t inChannels = 0;
    std::int64_t outChannels = 0;
    std::int64_t padding = 0; ///< on each side, unless it keeps the length
    bool keepsLength = false;
    bool bias = true;
    TimeWindow window;
};

class Conv1dInstance final : public LayerInstance {
public:
    Conv1dInstance(const Conv1dShape& shape, const BuildContext& context) : m_shape(shape)
    {
        m_weight = context.empty({shape.outChannels, shape.inChannels / shape.window.groups, shape.window.kernelSize});
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
    }

    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        const auto& input = inputs[0];
        const auto steps = input.values.size(1);
        auto window = m_shape.window;
        // A batch of texts that are all shorter than the window gives one step that is padding.
        if (window.places(steps) == 0)
            window.right += window.span() + 1 - (steps + window.left + window.right);
        auto result = convolveOverTime(input, m_weight, m_bias, window);
        if (m_shape.keepsLength)
            return {{std::move(result), input.layout}};
        auto lengths = model::sequenceLengths(input);
        for (auto& length : lengths)
            length = m_shape.window.places(length);
        auto layout = model::layoutOf(lengths, result.size(1), result.device());
        return {{std::move(result), std::move(layout)}};
    }

private:
    Conv1dShape m_shape;
    torch::Tensor m_weight;
    torch::Tensor m_bias;
};

class Conv1dLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "conv1d";
        info.title = FETTLE_TEXT("Convolution over time");
        info.help = FETTLE_TEXT("Moves small learned windows along a sequence and marks where their pattern is found, such as a phrase.");
        info.category = NodeCategory::Convolution;
        info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("At every step one number for each learned pattern"), false, false}};
        info.parameters = {
            integerParameter("out_channels", 64).range(1, 1 << 16).title(FETTLE_TEXT("Output channels"))
                .help(FETTLE_TEXT("How many patterns the layer learns; each gives one number at every step."))
                .when(FETTLE_TEXT("100 for each window size is usual for texts; fewer make the network faster."))
                .logarithmic(),
            integerParameter("kernel_size", 3).range(1, 255).title(FETTLE_TEXT("Window size"))
                .help(FETTLE_TEXT("How many steps the window sees at once."))
                .when(FETTLE_TEXT("3 to 5 for words; several layers side by side with different sizes find phrases of different length.")),
            integerParameter("stride", 1).range(1, 255).title(FETTLE_TEXT("Stride"))
                .help(FETTLE_TEXT("How far the window moves at each step; 2 halves the length."))
                .when(FETTLE_TEXT("Raise it to shorten long series without a pooling layer.")),
            booleanParameter("padding_same", true).title(FETTLE_TEXT("Keep the length"))
                .help(FETTLE_TEXT("Adds empty steps at both ends so that the output is as long as the input; needs a stride of 1."))
                .when(FETTLE_TEXT("Switch it off to set the padding yourself, or to shorten the sequence.")),
            integerParameter("padding", 0).range(0, 255).title(FETTLE_TEXT("Padding"))
                .help(FETTLE_TEXT("Empty steps at each end; counts only where the length is not kept."))
                .when(FETTLE_TEXT("Half of the window lets the window also reach the ends."))
                .advanced(),
            integerParameter("dilation", 1).range(1, 1024).title(FETTLE_TEXT("Dilation"))
                .help(FETTLE_TEXT("Distance between the steps that the window looks at."))
                .when(FETTLE_TEXT("Double it from layer to layer to see far back at little cost."))
                .advanced(),
            integerParameter("groups", 1).range(1, 1 << 16).title(FETTLE_TEXT("Groups"))
                .help(FETTLE_TEXT("Splits the channels into groups that do not see each other. As many groups as input channels is a depthwise convolution."))
                .when(FETTLE_TEXT("Raise it to save weights in small networks."))
                .advanced(),
            booleanParameter("bias", true).title(FETTLE_TEXT("Bias"))
                .help(FETTLE_TEXT("Adds a learned constant to each output channel."))
                .when(FETTLE_TEXT("Switch it off where a batch normalization follows, which would cancel it."))
                .advanced()};
        info.keywords = {"convolution", "filter", "kernel", "textcnn", "temporal", "sequence"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        static_cast<void>(model::checkedProduct({shape.outChannels, shape.inChannels, shape.window.kernelSize}));
        return std::make_unique<Conv1dInstance>(shape, context);
    }

    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        TensorSpec output = inputs[0];
        auto& steps = output.dimensions[1].size;
        if (steps >= 0)
            steps = shape.window.places(steps);
        output.dimensions[2] = {"D", shape.outChannels};
        return std::vector{output};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec> inputs,
                                            std::size_t) const override
    {
        return {inputs[0].dimensions[0].name, inputs[0].dimensions[1].name, "D"};
    }

    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec> outputs) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        return {model::checkedProduct({std::max<std::int64_t>(model::elementsPerExample(outputs[0]), 0),
                                       shape.inChannels / shape.window.groups, shape.window.kernelSize})};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto shape = checkedShape(parameters, inputs[0]);
        std::string code = "nn.Conv1d(" + std::to_string(shape.inChannels) + ", " + std::to_string(shape.outChannels) +
                           ", kernel_size=" + std::to_string(shape.window.kernelSize);
        if (shape.window.stride != 1)
            code += ", stride=" + std::to_string(shape.window.stride);
        if (shape.keepsLength)
            code += ", padding=\"same\"";
        else if (shape.padding != 0)
            code += ", padding=" + std::to_string(shape.padding);
        if (shape.window.dilation != 1)
            code += ", dilation=" + std::to_string(shape.window.dilation);
        if (shape.window.groups != 1)
            code += ", groups=" + std::to_string(shape.window.groups);
        return code + (shape.bias ? ")" : ", bias=False)") + " => {self}({0}.transpose(1, 2)).transpose(1, 2)";
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 7}, {"D", 4}})}, {tensorSpec({{"N", -1}, {"T", 2}, {"D", 2}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"out_channels", 4}, {"kernel_size", 3}, {"padding_same", false}, {"bias", false}},
                {{"out_channels", 4}, {"kernel_size", 4}, {"dilation", 2}},
                {{"out_channels", 6}, {"kernel_size", 3}, {"padding_same", false}, {"stride", 2}, {"padding", 1}},
                {{"out_channels", 4}, {"kernel_size", 2}, {"groups", 2}},
                {{"out_channels", 3}, {"kernel_size", 1}}};
    }

private:
    static Conv1dShape checkedShape(const Parameters& parameters, const TensorSpec& input)
    {
        model::requireSequence(input);
        Conv1dShape shape;
        shape.inChannels = model::requireKnownSize(input, 2);
        shape.outChannels = parameters.integer("out_channels");
        shape.bias = parameters.boolean("bias");
        shape.keepsLength = parameters.boolean("padding_same");
        shape.padding = parameters.integer("padding");
        auto& window = shape.window;
        window = {parameters.integer("kernel_size"), parameters.integer("stride"),  shape.padding, shape.padding,
                  parameters.integer("dilation"),    parameters.integer("groups")};
        checkGroups(shape);
        if (shape.keepsLength) {
            if (window.stride != 1)
                throw LayerError(makeError("model.padding_same_stride", {{"expected", 1}, {"got", window.stride}}),
                                 {model::setParameter("stride", 1), model::setParameter("padding_same", false)});
            window.left = window.span() / 2;
            window.right = window.span() - window.left;
        }
        const auto steps = input.dimensions[1].size;
        if (steps >= 0 && window.places(steps) == 0)
            throw LayerError(makeError("model.window_too_long",
                                       {{"expected", window.span() + 1}, {"got", steps + 2 * shape.padding}}),
                             {model::setParameter("padding_same", true)});
        return shape;
    }

    static void checkGroups(const Conv1dShape& shape)
    {
        const auto groups = shape.window.groups;
        const bool ofInput = shape.inChannels % groups != 0;
        if (!ofInput && shape.outChannels % groups == 0)
            return;
        throw LayerError(makeError("model.groups_mismatch",
                                   {{"groups", groups},
                                    {"what", ofInput ? FETTLE_PHRASE("the number of input channels")
                                                     : FETTLE_PHRASE("the number of output channels")},
                                    {"expected", groups},
                                    {"got", ofInput ? shape.inChannels : shape.outChannels}}),
                         {model::setParameter("groups", 1)});
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, conv1d, components::Conv1dLayer)
