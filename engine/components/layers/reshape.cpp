// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class ReshapeInstance final : public UnaryLayer {
public:
    explicit ReshapeInstance(std::vector<std::int64_t> sizes) : m_sizes(std::move(sizes)) { m_sizes.insert(m_sizes.begin(), 0); }
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        m_sizes[0] = input.size(0);
        return input.reshape(m_sizes);
    }
    bool keepsLayout() const override { return false; }

private:
    std::vector<std::int64_t> m_sizes; ///< the batch's first
};

class ReshapeLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "reshape";
        info.title = FETTLE_TEXT("Reshape");
        info.help = FETTLE_TEXT("Arranges the numbers of each example in another shape without changing them.");
        info.category = NodeCategory::Shape;
        info.inputs = {{"input", FETTLE_TEXT("Numbers of any shape"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same numbers in the chosen shape"), false, false}};
        info.parameters = {
            integersParameter("shape", {-1}).range(-1, 1 << 30).title(FETTLE_TEXT("Shape"))
                .help(FETTLE_TEXT("The sizes after the batch, for example 1, 28, 28; one of them may be −1 and is worked out."))
                .when(FETTLE_TEXT("Set it where the next layer asks for another shape, for example a picture from a row."))
                .required()};
        info.keywords = {"view", "unflatten"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        return std::make_unique<ReshapeInstance>(checkedSizes(parameters, inputs[0]));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto sizes = checkedSizes(parameters, inputs[0]);
        const auto names = dimensionNames(parameters, inputs, sizes.size() + 1);
        TensorSpec output{inputs[0].dtype, {inputs[0].dimensions[0]}};
        for (std::size_t i = 0; i < sizes.size(); ++i)
            output.dimensions.push_back({names[i + 1], sizes[i]});
        return std::vector{output};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const override
    {
        return {0, 0};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        std::string code = "{0}.reshape({0}.shape[0]";
        for (const auto size : checkedSizes(parameters, inputs[0]))
            code += ", " + std::to_string(size);
        return code + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 12}})}, {tensorSpec({{"N", -1}, {"C", 3}, {"H", 2}, {"W", 4}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"shape", ValueList{3, -1}}}, {{"shape", ValueList{1, 2, -1}}}};
    }

private:
    static std::vector<std::int64_t> checkedSizes(const Parameters& parameters, const TensorSpec& input)
    {
        auto sizes = parameters.integerList("shape");
        std::string wanted = "N";
        std::vector<std::int64_t> known;
        for (const auto size : sizes) {
            wanted += "×" + std::to_string(size);
            if (size != -1)
                known.push_back(size);
        }
        if (sizes.size() - known.size() > 1)
            throw LayerError(makeError("model.reshape_two_unknown", {{"expected", 1}, {"got", sizes.size() - known.size()}}));
        for (std::size_t i = 1; i < input.dimensions.size(); ++i)
            static_cast<void>(model::requireKnownSize(input, i));
        const auto elements = model::elementsPerExample(input);
        const auto product = model::checkedProduct(known);
        const bool open = known.size() != sizes.size();
        const bool fits = open ? product > 0 && elements % product == 0 : product == elements;
        if (!fits || sizes.empty() || sizes.size() > 7)
            throw LayerError(makeError("model.reshape_mismatch", {{"expected", wanted}, {"got", elements}}),
                             {model::setParameter("shape", ValueList{-1})});
        for (auto& size : sizes)
            if (size == -1)
                size = elements / product;
        return sizes;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, reshape, components::ReshapeLayer)
