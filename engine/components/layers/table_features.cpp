// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class TableFeaturesInstance final : public LayerInstance {
public:
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        if (inputs.size() == 1)
            return {{inputs[0].values, nullptr}};
        if (auto covering = coveringView(inputs); covering.defined())
            return {{std::move(covering), nullptr}};
        std::vector<torch::Tensor> tensors;
        tensors.reserve(inputs.size());
        for (const auto& input : inputs)
            tensors.push_back(input.values);
        return {{at::cat(tensors, 1), nullptr}};
    }

private:
    /// A batch of a table lies in one matrix, field beside field: the inputs are neighbouring column ranges of it, and
    /// their join is the matrix itself. Undefined where they lie otherwise.
    static torch::Tensor coveringView(std::span<const Signal> inputs)
    {
        const auto& first = inputs[0].values;
        const auto rows = first.size(0);
        const auto rowStride = first.stride(0);
        const auto& storage = first.storage();
        std::int64_t columns = 0;
        for (const auto& input : inputs) {
            const auto& tensor = input.values;
            const bool fits = tensor.storage().is_alias_of(storage) && tensor.size(0) == rows &&
                              tensor.scalar_type() == first.scalar_type() && (rows == 1 || tensor.stride(0) == rowStride) &&
                              (tensor.size(1) == 1 || tensor.stride(1) == 1) &&
                              tensor.storage_offset() == first.storage_offset() + columns && !tensor.requires_grad();
            if (!fits)
                return {};
            columns += tensor.size(1);
        }
        // Rows may not overlap, or the view would not be a matrix of its own numbers.
        if (rows > 1 && rowStride < columns)
            return {};
        return first.as_strided({rows, columns}, {rows == 1 ? columns : rowStride, 1}, first.storage_offset());
    }
};

class TableFeaturesLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "table_features";
        info.title = FETTLE_TEXT("Table columns");
        info.help = FETTLE_TEXT("Brings the columns of a table into the network: all numbers and categories of a row, side by side.");
        info.category = NodeCategory::Io;
        info.outputs = {{"output", FETTLE_TEXT("One row of numbers for each example, N×D"), false, false}};
        info.parameters = {
            fieldsParameter("fields").title(FETTLE_TEXT("Columns"))
                .help(FETTLE_TEXT("The columns to use, in this order; none chosen means every input column of numbers or categories."))
                .when(FETTLE_TEXT("Choose some to lead different columns through different layers."))};
        info.keywords = {"input", "tabular", "columns", "fields"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<TableFeaturesInstance>();
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        std::int64_t columns = 0;
        for (const auto& input : inputs) {
            model::requireReal(input);
            model::requireRank(input, 2, "N×D");
            if (input.dtype != inputs[0].dtype)
                throw LayerError(makeError("model.dtypes_differ", {{"expected", std::string(toText(inputs[0].dtype))},
                                                                   {"got", std::string(toText(input.dtype))}}));
            if (__builtin_add_overflow(columns, model::requireKnownSize(input, 1), &columns))
                throw LayerError(makeError("model.too_large", {{"got", toDisplay(input)}}));
        }
        return std::vector<TensorSpec>{{inputs[0].dtype, {inputs[0].dimensions[0], {"D", columns}}}};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const override
    {
        return {0, 0};
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        return inputs.size() == 1 ? "{0}" : "torch.cat([{inputs}], dim=1)";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 3}}), tensorSpec({{"N", -1}, {"D", 1}}), tensorSpec({{"N", -1}, {"D", 2}})},
                {tensorSpec({{"N", -1}, {"D", 4}})}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, table_features, components::TableFeaturesLayer)
