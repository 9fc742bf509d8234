// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/component_api/loss.h"

namespace fettle::components {
namespace {

class MeanSquaredErrorFunction final : public LossFunction {
public:

    torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        const auto shaped = target.reshape_as(output);
        if (!weights.defined())
            return at::mse_loss(output, shaped);
        const auto each = at::mse_loss(output, shaped, at::Reduction::None).flatten(1).mean(1);
        const auto scale = weights.to(each.options());
        return (each * scale).sum() / scale.sum();
    }

    torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const override
    {
        const auto shaped = target.reshape_as(output);
        return at::mse_loss(output, shaped, at::Reduction::None).flatten(1).mean(1);
    }

};

class MeanSquaredErrorLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "mse";
        info.title = FETTLE_TEXT("Mean squared error");
        info.help = FETTLE_TEXT("For numbers: the square of the distance, so that large mistakes count most.");

        info.suits = {"target:number"};
        info.keywords = {"regression"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters&, const LossContext&) const override
    {
        return std::make_unique<MeanSquaredErrorFunction>();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, mse, components::MeanSquaredErrorLoss)
