// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/row_packing.h"

#include <cstring>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

constexpr std::int64_t kBytesPerThread = 1 << 18;

/// result[i] = rows[places[i]]
torch::Tensor gatheredRows(const torch::Tensor& rows, const torch::Tensor& places)
{
    if (!rows.is_cpu())
        return rows.index_select(0, places);
    const auto source = rows.contiguous();
    const auto count = places.size(0);
    auto result = torch::empty({count, source.size(1)}, source.options());
    const auto bytes = source.size(1) * source.element_size();
    const auto* from = static_cast<const char*>(source.const_data_ptr());
    auto* to = static_cast<char*>(result.mutable_data_ptr());
    const auto* index = places.const_data_ptr<std::int64_t>();
    at::parallel_for(0, count, std::max<std::int64_t>(1, kBytesPerThread / std::max<std::int64_t>(1, bytes)),
                     [&](std::int64_t begin, std::int64_t end) {
                         for (auto i = begin; i < end; ++i)
                             std::memcpy(to + i * bytes, from + index[i] * bytes, static_cast<std::size_t>(bytes));
                     });
    return result;
}

/// result[places[i]] = packed[i], 0 elsewhere
torch::Tensor scatteredRows(const torch::Tensor& packed, const torch::Tensor& places, std::int64_t total)
{
    const auto count = places.size(0);
    if (!packed.is_cpu())
        return torch::zeros({total, packed.size(1)}, packed.options()).index_copy_(0, places, packed);
    const auto source = packed.contiguous();
    const auto options = source.options();
    auto result = count == total ? torch::empty({total, source.size(1)}, options)
        : torch::zeros({total, source.size(1)}, options);
    const auto bytes = source.size(1) * source.element_size();
    const auto* from = static_cast<const char*>(source.const_data_ptr());
    auto* to = static_cast<char*>(result.mutable_data_ptr());
    const auto* index = places.const_data_ptr<std::int64_t>();
    at::parallel_for(0, count, std::max<std::int64_t>(1, kBytesPerThread / std::max<std::int64_t>(1, bytes)),
                     [&](std::int64_t begin, std::int64_t end) {
                         for (auto i = begin; i < end; ++i)
                             std::memcpy(to + index[i] * bytes, from + i * bytes, static_cast<std::size_t>(bytes));
                     });
    return result;
}

class PackFunction : public torch::autograd::Function<PackFunction> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& values,
                                 const torch::Tensor& places)
    {
        context->saved_data["places"] = places;
        context->saved_data["sizes"] = values.sizes().vec();
        return gatheredRows(values.reshape({-1, values.size(2)}), places);
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        const auto sizes = context->saved_data["sizes"].toIntVector();
        const auto places = context->saved_data["places"].toTensor();
        return {scatteredRows(gradients[0], places, sizes[0] * sizes[1]).view(sizes), torch::Tensor()};
    }
};

class UnpackFunction : public torch::autograd::Function<UnpackFunction> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& packed,
                                 const torch::Tensor& places, std::int64_t rows, std::int64_t steps)
    {
        context->saved_data["places"] = places;
        // Not a view: a layer that follows may write over it.
        return at::_unsafe_view(scatteredRows(packed, places, rows * steps), {rows, steps, packed.size(1)});
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        const auto& gradient = gradients[0];
        const auto places = context->saved_data["places"].toTensor();
        return {gatheredRows(gradient.reshape({-1, gradient.size(2)}), places), torch::Tensor(), torch::Tensor(),
                torch::Tensor()};
    }
};

} // namespace

torch::Tensor packRows(const torch::Tensor& values, const torch::Tensor& places)
{
    return PackFunction::apply(values, places);
}

torch::Tensor unpackRows(const torch::Tensor& packed, const torch::Tensor& places, std::int64_t rows,
                         std::int64_t steps)
{
    return UnpackFunction::apply(packed, places, rows, steps);
}

TokenRows::TokenRows(const Signal& signal)
    : m_rows(signal.values.size(0)), m_steps(signal.values.size(1)), m_lengths(model::sequenceLengths(signal))
{
    if (!model::hasPadding(signal))
        return;
    m_mask = model::attentionMask(signal);
    std::vector<std::int64_t> places;
    for (std::int64_t row = 0; row < m_rows; ++row)
        for (std::int64_t step = 0; step < m_lengths[static_cast<std::size_t>(row)]; ++step)
            places.push_back(row * m_steps + step);
    m_places = torch::tensor(places, torch::kInt64).to(signal.values.device());
}

torch::Tensor TokenRows::flat(const torch::Tensor& values) const
{
    return m_places.defined() ? packRows(values, m_places) : values.reshape({m_rows * m_steps, values.size(2)});
}

torch::Tensor TokenRows::positions() const
{
    const auto places = m_places.defined() ? m_places.to(torch::kCPU) : torch::arange(m_rows * m_steps, torch::kInt64);
    return places.remainder(m_steps).to(torch::kFloat64);
}

torch::Tensor TokenRows::full(const torch::Tensor& flat) const
{
    return m_places.defined() ? unpackRows(flat, m_places, m_rows, m_steps)
                              : flat.reshape({m_rows, m_steps, flat.size(1)});
}

} // namespace fettle::components
