// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/gradients.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <ATen/Parallel.h>
#include <torch/torch.h>

namespace fettle::training {
namespace {

// Sums of a run of this many squares are kept in single precision lanes, then added up in double: the error stays far
// below a float's own, and the order does not depend on threads.
constexpr std::int64_t kRun = 1024;
constexpr std::int64_t kParallelRuns = 256;

// Eight floats at once: GCC lowers it to what the machine has.
using Lanes = float __attribute__((vector_size(32)));

double sumOfSquares(const float* values, std::int64_t count)
{
    Lanes sums[4] = {};
    std::int64_t i = 0;
    for (; i + 32 <= count; i += 32)
        for (int k = 0; k < 4; ++k) {
            Lanes lane;
            std::memcpy(&lane, values + i + 8 * k, sizeof lane);
            sums[k] += lane * lane;
        }
    const Lanes all = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    double sum = 0.0;
    for (int k = 0; k < 8; ++k)
        sum += static_cast<double>(all[k]);
    for (; i < count; ++i)
        sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    return sum;
}

double sumOfSquares(const double* values, std::int64_t count)
{
    double sum = 0.0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += values[i] * values[i];
    return sum;
}

template <class T>
double sumInRuns(const T* values, std::int64_t count)
{
    const auto runs = (count + kRun - 1) / kRun;
    if (runs <= kParallelRuns) {
        double sum = 0.0;
        for (std::int64_t first = 0; first < count; first += kRun)
            sum += sumOfSquares(values + first, std::min(kRun, count - first));
        return sum;
    }
    std::vector<double> sums(static_cast<std::size_t>(runs));
    at::parallel_for(0, runs, kParallelRuns, [&](std::int64_t begin, std::int64_t end) {
        for (auto run = begin; run < end; ++run)
            sums[static_cast<std::size_t>(run)] =
                sumOfSquares(values + run * kRun, std::min(kRun, count - run * kRun));
    });
    double sum = 0.0;
    for (const auto part : sums)
        sum += part;
    return sum;
}

double squaresOf(const torch::Tensor& gradient)
{
    if (gradient.is_cpu() && gradient.is_non_overlapping_and_dense()) {
        if (gradient.scalar_type() == torch::kFloat32)
            return sumInRuns(gradient.const_data_ptr<float>(), gradient.numel());
        if (gradient.scalar_type() == torch::kFloat64)
            return sumInRuns(gradient.const_data_ptr<double>(), gradient.numel());
    }
    const auto norm = gradient.to(torch::kFloat64).norm().item<double>();
    return norm * norm;
}

} // namespace

double gradientNorm(std::span<const NamedTensor> parameters)
{
    double sum = 0.0;
    for (const auto& parameter : parameters)
        if (const auto& gradient = parameter.tensor.grad(); gradient.defined())
            sum += squaresOf(gradient);
    return std::sqrt(sum);
}

void clipGradients(std::span<const NamedTensor> parameters, double norm, double maximum)
{
    if (const double factor = maximum / (norm + 1e-6); factor < 1.0)
        scaleGradients(parameters, factor);
}

void scaleGradients(std::span<const NamedTensor> parameters, double factor)
{
    const torch::NoGradGuard guard;
    for (const auto& parameter : parameters)
        if (auto gradient = parameter.tensor.grad(); gradient.defined())
            gradient.mul_(factor);
}

void addL1(std::span<const NamedTensor> parameters, double factor)
{
    const torch::NoGradGuard guard;
    for (const auto& parameter : parameters)
        if (auto gradient = parameter.tensor.grad(); gradient.defined())
            gradient.add_(parameter.tensor.sign(), factor);
}

void clearGradients(std::span<const NamedTensor> parameters)
{
    for (const auto& parameter : parameters)
        torch::Tensor(parameter.tensor).mutable_grad().reset();
}

} // namespace fettle::training
