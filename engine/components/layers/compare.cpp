// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class CompareInstance final : public LayerInstance {
public:
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        const auto& first = inputs[0].values;
        const auto& second = inputs[1].values;
        return {{at::cat({first, second, (first - second).abs(), first * second}, 1), nullptr}};
    }
};

/// Conneau et al. (2017), Supervised Learning of Universal Sentence Representations.
class CompareLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "compare";
        info.title = FETTLE_TEXT("Compare");
        info.help = FETTLE_TEXT("Lays two rows of numbers side by side with how far they are apart and their product, so that what follows "
                                "can tell whether they agree.");
        info.category = NodeCategory::Shape;
        info.inputs = {{"first", FETTLE_TEXT("One row of numbers for each example, N×D"), false, false},
                       {"second", FETTLE_TEXT("The row to compare it with, of the same size"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("Both, their distance and their product, N×4D"), false, false}};
        info.keywords = {"pair", "siamese", "similarity", "difference", "match", "bi-encoder"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<CompareInstance>();
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        for (const auto& input : inputs) {
            model::requireReal(input);
            model::requireRank(input, 2, "N×D");
        }
        const auto size = model::requireKnownSize(inputs[0], 1);
        if (inputs[1].dimensions[1].size != size || inputs[1].dtype != inputs[0].dtype)
            throw LayerError(makeError("model.sizes_differ", {{"expected", toDisplay(inputs[0])}, {"got", toDisplay(inputs[1])}}));
        auto output = inputs[0];
        output.dimensions[1].size = model::checkedProduct({4, size});
        return std::vector{output};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec> inputs, std::span<const TensorSpec>) const override
    {
        return {2 * std::max<std::int64_t>(model::elementsPerExample(inputs[0]), 0)};
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override
    {
        return "torch.cat([{0}, {1}, ({0} - {1}).abs(), {0} * {1}], dim=1)";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 3}}), tensorSpec({{"N", -1}, {"D", 3}})}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, compare, components::CompareLayer)
