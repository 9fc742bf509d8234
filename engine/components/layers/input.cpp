// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/identity_instance.h"

namespace fettle::components {
namespace {

class InputLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "input";
        info.title = FETTLE_TEXT("Input");
        info.help = FETTLE_TEXT("Brings one input of the data into the network, such as a picture. In a block: where the block's connection comes in.");
        info.category = NodeCategory::Io;
        info.outputs = {{"output", FETTLE_TEXT("The input as the data gives it"), false, false}};
        info.parameters = {
            textParameter("field", "").title(FETTLE_TEXT("Column"))
                .help(FETTLE_TEXT("The input column to read; empty where the data has only one. In a block: the name of the connection point."))
                .when(FETTLE_TEXT("Choose it where the data has several inputs."))};
        info.keywords = {"data", "source"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters&, std::span<const TensorSpec>, const BuildContext&) const override
    {
        return std::make_unique<model::IdentityInstance>();
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const override
    {
        return {0, 0};
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "{0}"; }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 6}})}, {tensorSpec({{"N", -1}, {"C", 3}, {"H", 4}, {"W", 5}})}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, input, components::InputLayer)
