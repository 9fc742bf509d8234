// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/adam_family.h"

#include <torch/torch.h>

#include "engine/components/optimizer_slots.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

class AdamInstance final : public OptimizerInstance {
public:
    AdamInstance(const Parameters& parameters, std::vector<ParameterGroup> groups, bool decoupled)
        : m_beta1(parameters.real("beta1")), m_beta2(parameters.real("beta2")), m_epsilon(parameters.real("eps")),
          m_weightDecay(parameters.real("weight_decay")), m_amsgrad(parameters.boolean("amsgrad")), m_decoupled(decoupled),
          m_slots(std::move(groups), m_amsgrad ? std::vector<std::string>{"exp_avg", "exp_avg_sq", "max_exp_avg_sq"}
                                               : std::vector<std::string>{"exp_avg", "exp_avg_sq"})
    {
    }

    void step(double learningRate) override
    {
        const torch::NoGradGuard noGradient;
        m_slots.gather();
        for (auto& bucket : m_slots.buckets()) {
            if (bucket.active.empty())
                continue;
            // Every parameter counts the same steps, so all of them share one counter.
            m_steps.assign(bucket.active.size(), m_slots.step());
            const auto& maxima = m_amsgrad ? bucket.activeSlots[2] : m_none;
            const model::AdamOptions options{learningRate * bucket.learningRateScale, m_beta1, m_beta2,
                                             bucket.weightDecay ? m_weightDecay : 0.0, m_epsilon, m_amsgrad};
            model::fusedAdamStep(bucket.active, bucket.gradients, bucket.activeSlots[0], bucket.activeSlots[1], maxima,
                                 m_steps, options, m_decoupled);
        }
    }

    std::vector<NamedTensor> state() const override { return m_slots.state(); }
    void load(const std::vector<NamedTensor>& state) override { m_slots.load(state); }

private:
    double m_beta1;
    double m_beta2;
    double m_epsilon;
    double m_weightDecay;
    bool m_amsgrad;
    bool m_decoupled;
    OptimizerSlots m_slots;
    std::vector<torch::Tensor> m_steps;
    std::vector<torch::Tensor> m_none;
};

} // namespace

ParameterInfo learningRateParameter(double value)
{
    return realParameter("lr", value).range(1e-9, 10.0).title(FETTLE_TEXT("Learning rate"))
        .help(FETTLE_TEXT("How far each step moves the weights."))
        .when(FETTLE_TEXT("Divide it by 3 or 10 when the loss jumps or grows; multiply it when the loss falls too slowly."))
        .logarithmic();
}

ParameterInfo weightDecayParameter(double value)
{
    return realParameter("weight_decay", value).range(0.0, 10.0).title(FETTLE_TEXT("Weight decay"))
        .help(FETTLE_TEXT("Pulls all weights a little toward zero at each step."))
        .when(FETTLE_TEXT("Raise it when the model does much better on the training set than on the validation set."));
}

std::vector<ParameterInfo> adamParameters(double weightDecay)
{
    return {learningRateParameter(1e-3), weightDecayParameter(weightDecay),
            realParameter("beta1", 0.9).range(0.0, 0.9999).title(FETTLE_TEXT("Beta 1"))
                .help(FETTLE_TEXT("How long earlier gradients are remembered for the direction."))
                .when(FETTLE_TEXT("Hardly ever; 0.8 can help with very noisy batches.")).advanced(),
            realParameter("beta2", 0.999).range(0.0, 0.999999).title(FETTLE_TEXT("Beta 2"))
                .help(FETTLE_TEXT("How long earlier gradients are remembered for the step's size."))
                .when(FETTLE_TEXT("0.95 to 0.98 for transformers that are trained from scratch.")).advanced(),
            realParameter("eps", 1e-8).range(1e-16, 1.0).title(FETTLE_TEXT("Epsilon"))
                .help(FETTLE_TEXT("Keeps the division by a tiny gradient in bounds."))
                .when(FETTLE_TEXT("Raise it to 1e-6 when training in a lower number format is unstable.")).advanced().logarithmic(),
            booleanParameter("amsgrad", false).title(FETTLE_TEXT("AMSGrad"))
                .help(FETTLE_TEXT("Never lets the step's size grow again."))
                .when(FETTLE_TEXT("Try it when the loss wanders at the end of a long training.")).advanced()};
}

std::unique_ptr<OptimizerInstance> createAdam(const Parameters& parameters, std::vector<ParameterGroup> groups, bool decoupled)
{
    return std::make_unique<AdamInstance>(parameters, std::move(groups), decoupled);
}

} // namespace fettle::components
