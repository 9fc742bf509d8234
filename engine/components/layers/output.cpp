// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/identity_instance.h"

namespace fettle::components {
namespace {

class OutputLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "output";
        info.title = FETTLE_TEXT("Output");
        info.help = FETTLE_TEXT("What the network gives: the training compares it with what to predict. In a block: where the block's connection goes out.");
        info.category = NodeCategory::Io;
        info.inputs = {{"input", FETTLE_TEXT("What the network gives"), false, false}};
        info.parameters = {
            textParameter("name", "output").title(FETTLE_TEXT("Name"))
                .help(FETTLE_TEXT("The name under which the task finds it. In a block: the name of the connection point."))
                .when(FETTLE_TEXT("Change it where the network has several outputs."))};
        info.keywords = {"head", "result", "prediction"};
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
    std::vector<std::vector<TensorSpec>> exampleInputs() const override { return {{tensorSpec({{"N", -1}, {"D", 6}})}}; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, output, components::OutputLayer)
