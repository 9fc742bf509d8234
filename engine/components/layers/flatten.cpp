// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class FlattenInstance final : public UnaryLayer {
public:
    FlattenInstance(std::int64_t first, std::int64_t last) : m_first(first), m_last(last) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return input.flatten(m_first, m_last); }
    bool keepsLayout() const override { return m_first > 1; }

private:
    std::int64_t m_first;
    std::int64_t m_last;
};

class FlattenLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "flatten";
        info.title = FETTLE_TEXT("Flatten");
        info.help = FETTLE_TEXT("Lays all numbers of an example out in one row.");
        info.category = NodeCategory::Shape;
        info.inputs = {{"input", FETTLE_TEXT("Numbers of any shape"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("One row for each example, N×D"), false, false}};
        info.parameters = {
            integerParameter("start_dim", 1).range(1, 7).title(FETTLE_TEXT("From dimension"))
                .help(FETTLE_TEXT("The first dimension that is joined; 0 would be the batch."))
                .when(FETTLE_TEXT("Set 2 to keep the channels or steps apart."))
                .advanced(),
            integerParameter("end_dim", -1).range(-8, 7).title(FETTLE_TEXT("To dimension"))
                .help(FETTLE_TEXT("The last dimension that is joined; −1 is the last one."))
                .when(FETTLE_TEXT("Change it to join only some dimensions."))
                .advanced()};
        info.keywords = {"reshape", "view", "vector"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        const auto [first, last] = checkedRange(parameters, inputs[0]);
        return std::make_unique<FlattenInstance>(static_cast<std::int64_t>(first), static_cast<std::int64_t>(last));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto& input = inputs[0];
        const auto [first, last] = checkedRange(parameters, input);
        std::vector<std::int64_t> joined;
        for (auto i = first; i <= last; ++i)
            joined.push_back(input.dimensions[i].size);
        TensorSpec output = input;
        output.dimensions.erase(output.dimensions.begin() + static_cast<std::ptrdiff_t>(first),
                                output.dimensions.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        output.dimensions.insert(output.dimensions.begin() + static_cast<std::ptrdiff_t>(first),
                                 Dimension{"", model::checkedProduct(joined)});
        const auto names = dimensionNames(parameters, inputs, output.dimensions.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            output.dimensions[i].name = names[i];
        return std::vector{output};
    }
    std::vector<std::string> dimensionNames(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                            std::size_t) const override
    {
        const auto [first, last] = checkedRange(parameters, inputs[0]);
        std::vector<std::string> names;
        for (std::size_t i = 0; i < inputs[0].dimensions.size(); ++i) {
            if (i == last)
                names.push_back(first == last ? inputs[0].dimensions[i].name : "D");
            else if (i < first || i > last)
                names.push_back(inputs[0].dimensions[i].name);
        }
        return names;
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const override
    {
        return {0, 0};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        const auto first = parameters.integer("start_dim");
        const auto last = parameters.integer("end_dim");
        return first == 1 && last == -1 ? "nn.Flatten()"
                                        : "nn.Flatten(" + std::to_string(first) + ", " + std::to_string(last) + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"C", 3}, {"H", 4}, {"W", 5}})}, {tensorSpec({{"N", -1}, {"T", 4}, {"D", 3}})}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"start_dim", 2}}, {{"end_dim", 2}}}; }

private:
    static std::pair<std::size_t, std::size_t> checkedRange(const Parameters& parameters, const TensorSpec& input)
    {
        const auto rank = static_cast<std::int64_t>(input.dimensions.size());
        const auto first = parameters.integer("start_dim");
        auto last = parameters.integer("end_dim");
        if (last < 0)
            last += rank;
        if (first >= rank || last >= rank || last < first)
            throw LayerError(makeError("model.flatten_range",
                                       {{"first", first}, {"last", last}, {"got", toDisplay(input)}}),
                             {model::setParameter("start_dim", 1), model::setParameter("end_dim", -1)});
        return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, flatten, components::FlattenLayer)
