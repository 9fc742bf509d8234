// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/component_api/loss.h"

namespace fettle::components {
namespace {

class HuberFunction final : public LossFunction {
public:
    explicit HuberFunction(double delta) : m_delta(delta) {}

    torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        const auto shaped = target.reshape_as(output);
        if (!weights.defined())
            return at::huber_loss(output, shaped, at::Reduction::Mean, m_delta);
        const auto each = at::huber_loss(output, shaped, at::Reduction::None, m_delta).flatten(1).mean(1);
        const auto scale = weights.to(each.options());
        return (each * scale).sum() / scale.sum();
    }

    torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const override
    {
        const auto shaped = target.reshape_as(output);
        return at::huber_loss(output, shaped, at::Reduction::None, m_delta).flatten(1).mean(1);
    }

private:
    double m_delta;
};

class HuberLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "huber";
        info.title = FETTLE_TEXT("Huber");
        info.help = FETTLE_TEXT("For numbers with outliers: the square of small distances, the distance itself of large ones.");
        info.parameters = {
            realParameter("delta", 1.0).range(1e-6, 1e6).title(FETTLE_TEXT("Delta"))
                .help(FETTLE_TEXT("From this distance on, in standard deviations of the target, a mistake counts by its size and no more by its square."))
                .when(FETTLE_TEXT("Make it smaller when a few wild values in the data pull the model away."))
                .logarithmic()};
        info.suits = {"target:number"};
        info.keywords = {"regression"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters& parameters, const LossContext&) const override
    {
        return std::make_unique<HuberFunction>(parameters.real("delta"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, huber, components::HuberLoss)
