// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of LibTorch that is private or has moved between 2.11, 2.13 and later. The rest of the engine uses stable
// operators alone; a new version of LibTorch is met by mending this file.
#pragma once

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/torch.h>
#include <torch/version.h>

static_assert(TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 11, "Fettle needs LibTorch 2.11 or later");

namespace fettle::model {

/// Mixed precision for a scope: operators that gain from `dtype` take their inputs in it. The casts of weights are kept
/// within the scope and forgotten at its end: weights change with the next step.
class AutocastScope {
public:
    AutocastScope(bool enabled, torch::DeviceType device, torch::ScalarType dtype) : m_enabled(enabled), m_device(device)
    {
        if (!m_enabled)
            return;
        m_wasEnabled = at::autocast::is_autocast_enabled(device);
        m_previous = at::autocast::get_autocast_dtype(device);
        at::autocast::set_autocast_enabled(device, true);
        at::autocast::set_autocast_dtype(device, dtype);
        at::autocast::increment_nesting();
    }
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;
    ~AutocastScope()
    {
        if (!m_enabled)
            return;
        if (at::autocast::decrement_nesting() == 0)
            at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(m_device, m_wasEnabled);
        at::autocast::set_autocast_dtype(m_device, m_previous);
    }

private:
    bool m_enabled;
    torch::DeviceType m_device;
    bool m_wasEnabled = false;
    torch::ScalarType m_previous = torch::kFloat32;
};

/// One number of torch's default generator, which checkpoints keep: a seed for loops that draw by themselves.
[[nodiscard]] inline std::uint64_t drawSeed()
{
    auto generator = at::detail::getDefaultCPUGenerator();
    const std::lock_guard lock(generator.mutex());
    return at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
}

/// The type that mixed precision asks for here, or `otherwise`, which also stands where double precision is at work.
[[nodiscard]] inline torch::ScalarType autocastTypeOr(torch::DeviceType device, torch::ScalarType otherwise)
{
    return at::autocast::is_autocast_enabled(device) && otherwise != torch::kFloat64 ? at::autocast::get_autocast_dtype(device)
                                                                                     : otherwise;
}

/// No mixed precision for a scope: what lies in it has its own loops for single precision.
class NoAutocast {
public:
    explicit NoAutocast(torch::DeviceType device) : m_device(device), m_wasEnabled(at::autocast::is_autocast_enabled(device))
    {
        if (m_wasEnabled)
            at::autocast::set_autocast_enabled(m_device, false);
    }
    NoAutocast(const NoAutocast&) = delete;
    NoAutocast& operator=(const NoAutocast&) = delete;
    ~NoAutocast()
    {
        if (m_wasEnabled)
            at::autocast::set_autocast_enabled(m_device, true);
    }

private:
    torch::DeviceType m_device;
    bool m_wasEnabled;
};

struct AdamOptions {
    double learningRate = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double weightDecay = 0.0;
    double eps = 1e-8;
    bool amsgrad = false;
};

/// The whole step in one pass over memory; tensors of one device and dtype. `steps`: float tensors on that device, already
/// counted up; one tensor may stand in all places. `maxima`: empty without amsgrad. `decoupled`: AdamW.
inline void fusedAdamStep(at::TensorList parameters, at::TensorList gradients, at::TensorList averages,
                          at::TensorList squareAverages, at::TensorList maxima, at::TensorList steps,
                          const AdamOptions& options, bool decoupled)
{
    if (decoupled)
        at::_fused_adamw_(parameters, gradients, averages, squareAverages, maxima, steps, options.learningRate,
                          options.beta1, options.beta2, options.weightDecay, options.eps, options.amsgrad, false);
    else
        at::_fused_adam_(parameters, gradients, averages, squareAverages, maxima, steps, options.learningRate,
                         options.beta1, options.beta2, options.weightDecay, options.eps, options.amsgrad, false);
}

struct SgdOptions {
    double learningRate = 1e-2;
    double weightDecay = 0.0;
    double momentum = 0.0;
    double dampening = 0.0;
    bool nesterov = false;
    bool isFirstStep = false; ///< momentum buffers are filled, not updated
};

/// `momentumBuffers`: empty without momentum.
inline void fusedSgdStep(at::TensorList parameters, at::TensorList gradients, at::TensorList momentumBuffers,
                         const SgdOptions& options)
{
    at::_fused_sgd_(parameters, gradients, momentumBuffers, options.weightDecay, options.momentum, options.learningRate,
                    options.dampening, options.nesterov, false, options.isFirstStep);
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
