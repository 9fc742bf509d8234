// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of LibTorch that is private or has moved between 2.11, 2.13 and later. The rest of the engine uses stable
// operators alone; a new version of LibTorch is met by mending this file.
#pragma once

#include <cstdint>

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/torch.h>
#include <torch/version.h>

static_assert(TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 11, "Fettle needs LibTorch 2.11 or later");

namespace fettle::model {

/// Mixed precision for a scope: operators that gain from `dtype` take their inputs in it. The casts of weights are kept
/// within the scope and dropped at its end, so that the next step sees the weights as the optimizer left them.
class AutocastScope {
public:
    AutocastScope(torch::DeviceType device, torch::ScalarType dtype)
        : m_device(device), m_wasEnabled(at::autocast::is_autocast_enabled(device)),
          m_previous(at::autocast::get_autocast_dtype(device))
    {
        at::autocast::set_autocast_enabled(device, true);
        at::autocast::set_autocast_dtype(device, dtype);
        at::autocast::increment_nesting();
    }
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;
    ~AutocastScope()
    {
        if (at::autocast::decrement_nesting() == 0)
            at::autocast::clear_cache();
        at::autocast::set_autocast_dtype(m_device, m_previous);
        at::autocast::set_autocast_enabled(m_device, m_wasEnabled);
    }

private:
    torch::DeviceType m_device;
    bool m_wasEnabled;
    torch::ScalarType m_previous;
};

/// State of an Adam step over tensors of one device and dtype; `steps` are float tensors on the tensors' device.
struct AdamTensors {
    std::vector<at::Tensor> parameters;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> averages;
    std::vector<at::Tensor> squareAverages;
    std::vector<at::Tensor> largestSquareAverages; ///< empty without amsgrad
    std::vector<at::Tensor> steps;                 ///< counted up by the caller before the call
};

struct AdamOptions {
    double learningRate = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double weightDecay = 0.0;
    double eps = 1e-8;
    bool amsgrad = false;
};

/// One pass over memory for the whole step.
inline void fusedAdamStep(AdamTensors& tensors, const AdamOptions& options, bool decoupledWeightDecay)
{
    const auto step = [&](auto function) {
        function(tensors.parameters, tensors.gradients, tensors.averages, tensors.squareAverages, tensors.largestSquareAverages,
                 tensors.steps, options.learningRate, options.beta1, options.beta2, options.weightDecay, options.eps,
                 options.amsgrad, false);
    };
    if (decoupledWeightDecay)
        step([](auto&&... arguments) { at::_fused_adamw_(arguments...); });
    else
        step([](auto&&... arguments) { at::_fused_adam_(arguments...); });
}

struct SgdOptions {
    double learningRate = 1e-2;
    double weightDecay = 0.0;
    double momentum = 0.0;
    double dampening = 0.0;
    bool nesterov = false;
    bool isFirstStep = false; ///< momentum buffers are filled, not updated
};

inline void fusedSgdStep(at::TensorList parameters, at::TensorList gradients, at::TensorList momentumBuffers, const SgdOptions& options)
{
    at::_fused_sgd_(parameters, gradients, momentumBuffers, options.weightDecay, options.momentum, options.learningRate,
                    options.dampening, options.nesterov, false, options.isFirstStep);
}

/// Whether CPU kernels for bfloat16 run on this machine's own instructions (AVX-512 BF16 or AMX), so that they are
/// likely to be quicker than single precision.
[[nodiscard]] inline bool cpuHasBFloat16()
{
    return __builtin_cpu_supports("avx512bf16") != 0;
}

/// Same numbers at every run: deterministic algorithms or an error where there is none.
inline void setDeterministic(bool deterministic)
{
    at::globalContext().setDeterministicAlgorithms(deterministic, false);
    at::globalContext().setBenchmarkCuDNN(!deterministic);
    at::globalContext().setDeterministicCuDNN(deterministic);
}

/// The version of LibTorch that this was built with: "2.13.0".
[[nodiscard]] inline const char* torchVersion() { return TORCH_VERSION; }

} // namespace fettle::model
