// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/random_zeros.h"

#include <algorithm>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/components/vector_math.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

using torch::Tensor;

/// A part's count must fit into 32 bits.
constexpr std::int64_t kNumbersPerPart = 1 << 15;

template <class Stored, class Real>
using Loop = void (*)(const Stored*, std::int64_t, std::int64_t, std::uint64_t, std::uint32_t, Real, Stored*);

template <class Stored, class Real>
void zeroInto(Loop<Stored, Real> loop, const Tensor& values, std::uint64_t seed, double p, Tensor& result)
{
    const auto threshold = static_cast<std::uint32_t>(std::min(p * 4294967296.0, 4294967295.0));
    const auto scale = static_cast<Real>(p < 1 ? 1.0 / (1.0 - p) : 0.0);
    const auto* from = static_cast<const Stored*>(values.const_data_ptr());
    auto* to = static_cast<Stored*>(result.mutable_data_ptr());
    const auto parts = (values.numel() + kNumbersPerPart - 1) / kNumbersPerPart;
    at::parallel_for(0, parts, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto part = begin; part < end; ++part) {
            const auto first = part * kNumbersPerPart;
            const auto count = std::min(kNumbersPerPart, values.numel() - first);
            loop(from + first, first, count, seed, threshold, scale, to + first);
        }
    });
}

Tensor zeroed(const Tensor& given, std::uint64_t seed, double p)
{
    const auto values = given.contiguous();
    auto result = torch::empty_like(values);
    if (values.scalar_type() == torch::kFloat64)
        zeroInto(vectorMath<double>().randomZeros, values, seed, p, result);
    else if (values.scalar_type() == torch::kBFloat16)
        zeroInto(vectorMath<float>().randomZerosHalf, values, seed, p, result);
    else
        zeroInto(vectorMath<float>().randomZeros, values, seed, p, result);
    return result;
}

class RandomZerosFunction : public torch::autograd::Function<RandomZerosFunction> {
public:
    static Tensor forward(torch::autograd::AutogradContext* context, const Tensor& values, std::int64_t seed, double p)
    {
        context->saved_data["seed"] = seed;
        context->saved_data["p"] = p;
        return zeroed(values, static_cast<std::uint64_t>(seed), p);
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        const auto seed = static_cast<std::uint64_t>(context->saved_data["seed"].toInt());
        return {zeroed(gradients[0], seed, context->saved_data["p"].toDouble()), Tensor(), Tensor()};
    }
};

} // namespace

Tensor randomZeros(const Tensor& values, double p, bool training)
{
    if (!training || p <= 0)
        return values;
    const auto type = values.scalar_type();
    const bool hasLoops =
        values.is_cpu() && (type == torch::kFloat32 || type == torch::kFloat64 || type == torch::kBFloat16);
    if (!hasLoops)
        return at::dropout(values, p, true);
    return RandomZerosFunction::apply(values, static_cast<std::int64_t>(model::drawSeed()), p);
}

} // namespace fettle::components
