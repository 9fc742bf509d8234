// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/adam_family.h"
#include "engine/components/optimizer_slots.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

class SgdInstance final : public OptimizerInstance {
public:
    SgdInstance(const Parameters& parameters, std::vector<ParameterGroup> groups)
        : m_momentum(parameters.real("momentum")), m_dampening(parameters.real("dampening")),
          m_weightDecay(parameters.real("weight_decay")), m_nesterov(parameters.boolean("nesterov")),
          m_slots(std::move(groups), m_momentum > 0.0 ? std::vector<std::string>{"momentum_buffer"} : std::vector<std::string>{})
    {
    }

    void step(double learningRate) override
    {
        const torch::NoGradGuard noGradient;
        m_slots.gather();
        for (auto& bucket : m_slots.buckets())
            if (!bucket.active.empty())
                model::fusedSgdStep(bucket.active, bucket.gradients, m_momentum > 0.0 ? bucket.activeSlots[0] : m_none,
                                    {learningRate * bucket.learningRateScale, bucket.weightDecay ? m_weightDecay : 0.0,
                                     m_momentum, m_dampening, m_nesterov && m_momentum > 0.0, m_slots.stepCount() == 1});
    }

    std::vector<NamedTensor> state() const override { return m_slots.state(); }
    void load(const std::vector<NamedTensor>& state) override { m_slots.load(state); }

private:
    double m_momentum;
    double m_dampening;
    double m_weightDecay;
    bool m_nesterov;
    OptimizerSlots m_slots;
    std::vector<torch::Tensor> m_none;
};

class SgdOptimizer final : public Optimizer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Optimizer;
        info.id = "sgd";
        info.title = FETTLE_TEXT("SGD");
        info.help = FETTLE_TEXT("Plain gradient steps with momentum. Slower to tune than AdamW, often best for pictures in the end.");
        info.parameters = {
            learningRateParameter(0.01), weightDecayParameter(0.0),
            realParameter("momentum", 0.9).range(0.0, 0.9999).title(FETTLE_TEXT("Momentum"))
                .help(FETTLE_TEXT("How much of the last step's direction is kept."))
                .when(FETTLE_TEXT("0.9 suits most trainings; 0 gives plain gradient descent, for teaching.")),
            realParameter("dampening", 0.0).range(0.0, 1.0).title(FETTLE_TEXT("Dampening"))
                .help(FETTLE_TEXT("Takes so much away from the newest gradient when momentum is on."))
                .when(FETTLE_TEXT("Leave it at 0 unless a paper asks for it.")).advanced(),
            booleanParameter("nesterov", false).title(FETTLE_TEXT("Nesterov"))
                .help(FETTLE_TEXT("Looks one step ahead along the momentum; dampening should be 0."))
                .when(FETTLE_TEXT("A little faster on pictures.")).advanced()};
        info.keywords = {"gradient descent", "momentum"};
        return info;
    }

    std::unique_ptr<OptimizerInstance> create(const Parameters& parameters, std::vector<ParameterGroup> groups) const override
    {
        return std::make_unique<SgdInstance>(parameters, std::move(groups));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(optimizers, sgd, components::SgdOptimizer)
