// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/window.h"

namespace fettle::components {
namespace {

class AdaptiveAvgPoolInstance final : public UnaryLayer {
public:
    explicit AdaptiveAvgPoolInstance(std::array<std::int64_t, 2> size) : m_size(size) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::adaptive_avg_pool2d(input, m_size);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    std::array<std::int64_t, 2> m_size;
};

class AdaptiveAvgPoolLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "adaptive_avg_pool";
        info.title = FETTLE_TEXT("Adaptive average pooling");
        info.help = FETTLE_TEXT("Brings a picture of any size to a fixed size by taking means.");
        info.category = NodeCategory::Pooling;
        info.inputs = {{"input", FETTLE_TEXT("Channels of a picture, N×C×H×W"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same channels in the chosen size"), false, false}};
        info.parameters = {
            integersParameter("output_size", {1}).range(1, 4096).title(FETTLE_TEXT("Output size")).unit("px")
                .help(FETTLE_TEXT("Height and width of the output."))
                .when(FETTLE_TEXT("1 before a last Linear layer; more keeps a coarse picture of where things are."))};
        info.keywords = {"pooling", "mean", "resize"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<AdaptiveAvgPoolInstance>(parameters.integers<2>("output_size"));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        model::requirePicture(inputs[0]);
        const auto size = parameters.integers<2>("output_size");
        TensorSpec output = inputs[0];
        output.dimensions[2].size = size[0];
        output.dimensions[3].size = size[1];
        return std::vector{output};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return "nn.AdaptiveAvgPool2d(" + model::pythonPair(parameters.integers<2>("output_size")) + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"C", 3}, {"H", 7}, {"W", 6}})}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"output_size", ValueList{3, 2}}}}; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, adaptive_avg_pool, components::AdaptiveAvgPoolLayer)
