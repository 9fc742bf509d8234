// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer_checks.h"

namespace fettle::model {

namespace {

constexpr std::int64_t kMaxElements = std::int64_t{1} << 53;

} // namespace

void requireRank(const TensorSpec& input, std::size_t rank, const std::string& expected)
{
    if (input.dimensions.size() != rank)
        throw LayerError(makeError("model.wrong_rank", {{"expected", expected}, {"got", toDisplay(input)}}));
}

void requirePicture(const TensorSpec& input)
{
    if (input.dimensions.size() != 4)
        throw LayerError(makeError("model.needs_picture", {{"expected", "N×C×H×W"}, {"got", toDisplay(input)}}));
    requireReal(input);
}

void requireReal(const TensorSpec& input)
{
    if (!isReal(input.dtype))
        throw LayerError(makeError("model.needs_numbers", {{"expected", "float32"}, {"got", std::string(toText(input.dtype))}}),
                         {insertBefore("embedding")});
}

std::int64_t requireKnownSize(const TensorSpec& input, std::size_t dimension)
{
    if (dimension >= input.dimensions.size())
        throw LayerError(makeError("model.dimension_missing",
                                   {{"expected", dimension}, {"got", toDisplay(input)}}));
    const auto& found = input.dimensions[dimension];
    if (found.size < 0)
        throw LayerError(makeError("model.needs_known_size", {{"dimension", found.name}, {"got", toDisplay(input)}}));
    return found.size;
}

std::size_t requireDimension(const TensorSpec& input, std::int64_t dimension)
{
    const auto rank = static_cast<std::int64_t>(input.dimensions.size());
    const std::int64_t position = dimension < 0 ? dimension + rank : dimension;
    if (position < 0 || position >= rank)
        throw LayerError(makeError("model.dimension_missing", {{"expected", dimension}, {"got", toDisplay(input)}}));
    return static_cast<std::size_t>(position);
}

std::int64_t requireEntries(const TensorSpec& input, const Parameters& parameters, const std::string& name)
{
    if (input.dtype != DType::Int64 && input.dtype != DType::Int32)
        throw LayerError(makeError("model.needs_indices", {{"expected", "int64"},
                                                           {"got", std::string(toText(input.dtype)) + " " + toDisplay(input)}}));
    const auto wanted = parameters.integer(name);
    if (wanted == 0 && input.indexCount == 0)
        throw LayerError(makeError("model.entries_unknown", {{"parameter", name}}), {setParameter(name, 1000)});
    if (wanted > 0 && wanted < input.indexCount)
        throw LayerError(makeError("model.entries_too_few", {{"expected", input.indexCount}, {"got", wanted}}),
                         {setParameter(name, 0)});
    return wanted > 0 ? wanted : input.indexCount;
}

std::int64_t checkedProduct(std::span<const std::int64_t> sizes)
{
    std::int64_t product = 1;
    bool varies = false;
    for (const auto size : sizes) {
        if (size < 0) {
            varies = true;
            continue;
        }
        if (__builtin_mul_overflow(product, size, &product) || product > kMaxElements) {
            std::string text;
            for (const auto each : sizes)
                text += (text.empty() ? "" : "×") + std::to_string(each);
            throw LayerError(makeError("model.too_large", {{"got", text}}));
        }
    }
    return varies ? -1 : product;
}

std::int64_t checkedProduct(std::initializer_list<std::int64_t> sizes)
{
    return checkedProduct(std::span<const std::int64_t>(sizes.begin(), sizes.size()));
}

std::int64_t elementsPerExample(const TensorSpec& spec)
{
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 1; i < spec.dimensions.size(); ++i)
        sizes.push_back(spec.dimensions[i].size);
    return checkedProduct(sizes);
}

std::int64_t elementBytes(DType dtype)
{
    switch (dtype) {
    case DType::Float64:
    case DType::Int64: return 8;
    case DType::Float32:
    case DType::Int32: return 4;
    case DType::BFloat16:
    case DType::Float16: return 2;
    case DType::UInt8:
    case DType::Boolean: return 1;
    }
    return 4;
}

bool isReal(DType dtype)
{
    return dtype == DType::Float32 || dtype == DType::Float64 || dtype == DType::BFloat16 || dtype == DType::Float16;
}

GraphRepair insertBefore(std::string component)
{
    GraphRepair repair;
    repair.kind = "insert_before";
    repair.component = std::move(component);
    return repair;
}

GraphRepair setParameter(std::string parameter, Value value)
{
    GraphRepair repair;
    repair.kind = "set_parameter";
    repair.parameter = std::move(parameter);
    repair.value = std::move(value);
    return repair;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

ValueList listed(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

} // namespace fettle::model
