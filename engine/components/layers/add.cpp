// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class AddInstance final : public LayerInstance {
public:
    explicit AddInstance(bool makesNew) : m_makesNew(makesNew) {}
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        if (inputs.size() == 1)
            return {inputs[0]};
        auto sum = at::add(inputs[0].values, inputs[1].values);
        for (const auto& input : inputs.subspan(2))
            sum.add_(input.values);
        return {{std::move(sum), inputs[0].layout}};
    }
    bool outputMayBeOverwritten() const override { return m_makesNew; }

private:
    bool m_makesNew;
};

class AddLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "add";
        info.title = FETTLE_TEXT("Add");
        info.help = FETTLE_TEXT("Adds inputs of equal shape number by number, as in the shortcut of a residual block.");
        info.category = NodeCategory::Shape;
        info.inputs = {{"inputs", FETTLE_TEXT("Any number of inputs of equal shape"), true, false}};
        info.outputs = {{"output", FETTLE_TEXT("Their sum"), false, false}};
        info.keywords = {"sum", "residual", "skip connection", "shortcut"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<AddInstance>(inputs.size() > 1);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        model::requireReal(inputs[0]);
        for (const auto& input : inputs.subspan(1)) {
            if (input.dtype != inputs[0].dtype)
                throw LayerError(makeError("model.dtypes_differ", {{"expected", std::string(toText(inputs[0].dtype))},
                                                                   {"got", std::string(toText(input.dtype))}}));
            bool equal = input.dimensions.size() == inputs[0].dimensions.size();
            for (std::size_t i = 0; equal && i < input.dimensions.size(); ++i)
                equal = input.dimensions[i].size == inputs[0].dimensions[i].size;
            if (!equal)
                throw LayerError(makeError("model.sizes_differ", {{"expected", toDisplay(inputs[0])}, {"got", toDisplay(input)}}));
        }
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const override
    {
        return {0, 0}; // the backward pass hands the gradient through
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        std::string code = "{0}";
        for (std::size_t i = 1; i < inputs.size(); ++i)
            code += " + {" + std::to_string(i) + "}";
        return code;
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        const auto picture = tensorSpec({{"N", -1}, {"C", 2}, {"H", 3}, {"W", 3}});
        return {{tensorSpec({{"N", -1}, {"D", 3}}), tensorSpec({{"N", -1}, {"D", 3}})}, {picture, picture, picture}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, add, components::AddLayer)
