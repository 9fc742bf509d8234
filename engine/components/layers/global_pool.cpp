// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/time_pooling.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

/// N×C×H×W → N×C.
class GlobalPoolPictureInstance final : public UnaryLayer {
public:
    explicit GlobalPoolPictureInstance(bool takesMaximum) : m_takesMaximum(takesMaximum) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return m_takesMaximum ? at::amax(input, {2, 3}) : at::mean(input, {2, 3});
    }

private:
    bool m_takesMaximum;
};

/// N×T×D → N×D over the steps that hold data.
class GlobalPoolSequenceInstance final : public LayerInstance {
public:
    explicit GlobalPoolSequenceInstance(bool takesMaximum) : m_takesMaximum(takesMaximum) {}
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        return {{m_takesMaximum ? maximumOverTime(inputs[0]) : meanOverTime(inputs[0]), nullptr}};
    }

private:
    bool m_takesMaximum;
};

class GlobalPoolLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "global_pool";
        info.title = FETTLE_TEXT("Global pooling");
        info.help = FETTLE_TEXT("Makes one number of each channel, over the whole picture or the whole length.");
        info.category = NodeCategory::Pooling;
        info.inputs = {{"input", FETTLE_TEXT("Channels of a picture, N×C×H×W, or steps, N×T×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("One row of numbers for each example"), false, false}};
        info.parameters = {
            choiceParameter("mode", "avg").choice("avg", FETTLE_TEXT("Mean")).choice("max", FETTLE_TEXT("Largest"))
                .title(FETTLE_TEXT("Keep"))
                .help(FETTLE_TEXT("The mean or the largest number of each channel."))
                .when(FETTLE_TEXT("Choose Largest when it matters that something is there, not how much of it."))};
        info.keywords = {"pooling", "gap", "global average pooling"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        const bool takesMaximum = parameters.text("mode") == "max";
        if (inputs[0].dimensions.size() == 4)
            return std::make_unique<GlobalPoolPictureInstance>(takesMaximum);
        return std::make_unique<GlobalPoolSequenceInstance>(takesMaximum);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        const auto& input = inputs[0];
        model::requireReal(input);
        const auto rank = input.dimensions.size();
        if (rank != 4 && rank != 3)
            throw LayerError(makeError("model.needs_picture", {{"expected", FETTLE_PHRASE("N×C×H×W or N×T×D")},
                                                               {"got", toDisplay(input)}}));
        TensorSpec output = input;
        output.dimensions = {input.dimensions[0], {"D", input.dimensions[rank == 4 ? 1 : 2].size}};
        return std::vector{output};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec>, std::size_t) const override
    {
        return {"N", "D"};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const std::string dims = inputs[0].dimensions.size() == 4 ? "(2, 3)" : "1";
        return std::string("{0}.") + (parameters.text("mode") == "max" ? "amax" : "mean") + "(dim=" + dims + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"C", 3}, {"H", 4}, {"W", 5}})}, {tensorSpec({{"N", -1}, {"T", 4}, {"D", 3}})}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"mode", "max"}}}; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, global_pool, components::GlobalPoolLayer)
