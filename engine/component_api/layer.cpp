// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/layer.h"

#include <torch/torch.h>

namespace fettle {

torch::Tensor& LayerInstance::addParameter(std::string name, torch::Tensor tensor)
{
    tensor.set_requires_grad(true);
    m_parameters.push_back({std::move(name), std::move(tensor)});
    return m_parameters.back().tensor;
}

torch::Tensor& LayerInstance::addBuffer(std::string name, torch::Tensor tensor)
{
    m_buffers.push_back({std::move(name), std::move(tensor)});
    return m_buffers.back().tensor;
}

std::vector<Signal> UnaryLayer::forward(std::span<const Signal> inputs, const ForwardContext& context)
{
    std::vector<Signal> outputs(1);
    outputs[0].values = apply(inputs[0].values, context);
    if (keepsLayout())
        outputs[0].layout = inputs[0].layout;
    return outputs;
}

std::vector<std::string> Layer::dimensionNames(const Parameters&, std::span<const TensorSpec> inputs, std::size_t rank) const
{
    std::vector<std::string> names;
    if (!inputs.empty() && inputs[0].dimensions.size() == rank) {
        for (const auto& dimension : inputs[0].dimensions)
            names.push_back(dimension.name);
        return names;
    }
    switch (rank) {
    case 2: return {"N", "D"};
    case 3: return {"N", "T", "D"};
    case 4: return {"N", "C", "H", "W"};
    default: break;
    }
    for (std::size_t i = 0; i < rank; ++i)
        names.push_back(i == 0 ? "N" : "D" + std::to_string(i));
    return names;
}

LayerCost Layer::cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const { return {}; }

std::optional<std::vector<TensorSpec>> Layer::shape(const Parameters&, std::span<const TensorSpec>) const
{
    return std::nullopt;
}

TensorSpec tensorSpec(std::initializer_list<Dimension> dimensions, DType dtype) { return {dtype, dimensions}; }

torch::ScalarType toScalarType(DType dtype)
{
    switch (dtype) {
    case DType::Float32: return torch::kFloat32;
    case DType::Float64: return torch::kFloat64;
    case DType::BFloat16: return torch::kBFloat16;
    case DType::Float16: return torch::kFloat16;
    case DType::Int64: return torch::kInt64;
    case DType::Int32: return torch::kInt32;
    case DType::UInt8: return torch::kUInt8;
    case DType::Boolean: return torch::kBool;
    }
    throw std::logic_error("unknown dtype");
}

DType fromScalarType(torch::ScalarType type)
{
    switch (type) {
    case torch::kFloat32: return DType::Float32;
    case torch::kFloat64: return DType::Float64;
    case torch::kBFloat16: return DType::BFloat16;
    case torch::kFloat16: return DType::Float16;
    case torch::kInt64: return DType::Int64;
    case torch::kInt32: return DType::Int32;
    case torch::kUInt8: return DType::UInt8;
    case torch::kBool: return DType::Boolean;
    default: throw std::logic_error("a tensor type that Fettle does not use");
    }
}

} // namespace fettle
