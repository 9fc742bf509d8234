// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class ConcatInstance final : public LayerInstance {
public:
    explicit ConcatInstance(std::int64_t dim) : m_dim(dim) {}
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        if (inputs.size() == 1)
            return {inputs[0]};
        std::vector<torch::Tensor> tensors;
        tensors.reserve(inputs.size());
        for (const auto& input : inputs)
            tensors.push_back(input.values);
        // Joined along the features, the steps stay where they are.
        return {{at::cat(tensors, m_dim), m_dim == 1 ? nullptr : inputs[0].layout}};
    }

private:
    std::int64_t m_dim;
};

class ConcatLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "concat";
        info.title = FETTLE_TEXT("Concat");
        info.help = FETTLE_TEXT("Lays several inputs side by side into one.");
        info.category = NodeCategory::Shape;
        info.inputs = {{"inputs", FETTLE_TEXT("Any number of inputs that differ in the joined dimension only"), true, false}};
        info.outputs = {{"output", FETTLE_TEXT("All of them in one"), false, false}};
        info.parameters = {
            integerParameter("dim", 1).range(-8, 7).title(FETTLE_TEXT("Dimension"))
                .help(FETTLE_TEXT("The dimension along which they are joined: 1 joins channels or columns, −1 the last one."))
                .when(FETTLE_TEXT("Change it to join along height, width or steps."))
                .advanced()};
        info.keywords = {"cat", "join", "merge", "concatenate"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<ConcatInstance>(static_cast<std::int64_t>(checkedDimension(parameters, inputs)));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto dim = checkedDimension(parameters, inputs);
        TensorSpec output = inputs[0];
        for (const auto& input : inputs.subspan(1)) {
            if (input.dtype != output.dtype)
                throw LayerError(makeError("model.dtypes_differ", {{"expected", std::string(toText(output.dtype))},
                                                                   {"got", std::string(toText(input.dtype))}}));
            bool equal = input.dimensions.size() == output.dimensions.size();
            for (std::size_t i = 0; equal && i < input.dimensions.size(); ++i)
                equal = i == dim || input.dimensions[i].size == inputs[0].dimensions[i].size;
            if (!equal)
                throw LayerError(makeError("model.sizes_differ", {{"expected", toDisplay(inputs[0])}, {"got", toDisplay(input)}}));
            auto& size = output.dimensions[dim].size;
            const auto more = input.dimensions[dim].size;
            if (size < 0 || more < 0)
                size = -1;
            else if (__builtin_add_overflow(size, more, &size))
                throw LayerError(makeError("model.too_large", {{"got", toDisplay(inputs[0])}}));
        }
        return std::vector{output};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return "torch.cat([{inputs}], dim=" + std::to_string(parameters.integer("dim")) + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 3}}), tensorSpec({{"N", -1}, {"D", 4}})},
                {tensorSpec({{"N", -1}, {"C", 2}, {"H", 3}, {"W", 3}}), tensorSpec({{"N", -1}, {"C", 1}, {"H", 3}, {"W", 3}}),
                 tensorSpec({{"N", -1}, {"C", 3}, {"H", 3}, {"W", 3}})}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"dim", -1}}}; }

private:
    static std::size_t checkedDimension(const Parameters& parameters, std::span<const TensorSpec> inputs)
    {
        const auto dim = model::requireDimension(inputs[0], parameters.integer("dim"));
        if (dim == 0) // the batch
            throw LayerError(makeError("model.dimension_missing",
                                       {{"expected", parameters.integer("dim")}, {"got", toDisplay(inputs[0])}}),
                             {model::setParameter("dim", 1)});
        return dim;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, concat, components::ConcatLayer)
