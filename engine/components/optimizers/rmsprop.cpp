// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/adam_family.h"
#include "engine/components/optimizer_slots.h"

namespace fettle::components {
namespace {

/// LibTorch has no fused RMSprop; the order of operations is PyTorch's, so that golden losses agree.
class RmspropInstance final : public OptimizerInstance {
public:
    RmspropInstance(const Parameters& parameters, std::vector<ParameterGroup> groups)
        : m_alpha(parameters.real("alpha")), m_epsilon(parameters.real("eps")), m_momentum(parameters.real("momentum")),
          m_weightDecay(parameters.real("weight_decay")), m_centered(parameters.boolean("centered")),
          m_slots(std::move(groups), slotNames())
    {
    }

    void step(double learningRate) override
    {
        const torch::NoGradGuard noGradient;
        m_slots.gather();
        for (auto& bucket : m_slots.buckets())
            for (std::size_t i = 0; i < bucket.active.size(); ++i)
                update(bucket, i, learningRate * bucket.learningRateScale);
    }

    std::vector<NamedTensor> state() const override { return m_slots.state(); }
    void load(const std::vector<NamedTensor>& state) override { m_slots.load(state); }

private:
    std::vector<std::string> slotNames() const
    {
        std::vector<std::string> names{"square_avg"};
        if (m_centered)
            names.push_back("grad_avg");
        if (m_momentum > 0.0)
            names.push_back("momentum_buffer");
        return names;
    }

    void update(OptimizerSlots::Bucket& bucket, std::size_t i, double rate) const
    {
        auto& parameter = bucket.active[i];
        auto gradient = bucket.gradients[i];
        if (bucket.weightDecay && m_weightDecay != 0.0)
            gradient = gradient.add(parameter, m_weightDecay);
        auto& squareAverage = bucket.activeSlots[0][i];
        squareAverage.mul_(m_alpha).addcmul_(gradient, gradient, 1.0 - m_alpha);
        torch::Tensor scale;
        if (m_centered) {
            auto& average = bucket.activeSlots[1][i];
            average.lerp_(gradient, 1.0 - m_alpha);
            scale = squareAverage.addcmul(average, average, -1.0).sqrt_();
        } else {
            scale = squareAverage.sqrt();
        }
        scale.add_(m_epsilon);
        if (m_momentum > 0.0) {
            auto& buffer = bucket.activeSlots.back()[i];
            buffer.mul_(m_momentum).addcdiv_(gradient, scale);
            parameter.add_(buffer, -rate);
        } else {
            parameter.addcdiv_(gradient, scale, -rate);
        }
    }

    double m_alpha;
    double m_epsilon;
    double m_momentum;
    double m_weightDecay;
    bool m_centered;
    OptimizerSlots m_slots;
};

class RmspropOptimizer final : public Optimizer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Optimizer;
        info.id = "rmsprop";
        info.title = FETTLE_TEXT("RMSprop");
        info.help = FETTLE_TEXT("Divides each step by the recent size of the gradient. An older relative of Adam.");
        info.parameters = {
            learningRateParameter(0.01), weightDecayParameter(0.0),
            realParameter("alpha", 0.99).range(0.0, 0.99999).title(FETTLE_TEXT("Alpha"))
                .help(FETTLE_TEXT("How long earlier gradients are remembered."))
                .when(FETTLE_TEXT("0.9 reacts faster to change.")).advanced(),
            realParameter("momentum", 0.0).range(0.0, 0.9999).title(FETTLE_TEXT("Momentum"))
                .help(FETTLE_TEXT("How much of the last step's direction is kept."))
                .when(FETTLE_TEXT("0.9 can speed up a slow training.")),
            realParameter("eps", 1e-8).range(1e-16, 1.0).title(FETTLE_TEXT("Epsilon"))
                .help(FETTLE_TEXT("Keeps the division by a tiny gradient in bounds."))
                .when(FETTLE_TEXT("Raise it when the first steps jump.")).advanced().logarithmic(),
            booleanParameter("centered", false).title(FETTLE_TEXT("Centered"))
                .help(FETTLE_TEXT("Measures the gradient's spread around its mean."))
                .when(FETTLE_TEXT("Try it when training is unstable.")).advanced()};
        return info;
    }

    std::unique_ptr<OptimizerInstance> create(const Parameters& parameters, std::vector<ParameterGroup> groups) const override
    {
        return std::make_unique<RmspropInstance>(parameters, std::move(groups));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(optimizers, rmsprop, components::RmspropOptimizer)
