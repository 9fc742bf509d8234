// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/loss.h"

namespace fettle::components {
namespace {

/// Khosla et al. (2020), equation 2: for each example the mean over the others of its class of −log softmax of the
/// cosine / temperature, among all others of the batch. Examples that are alone of their class count nowhere.
class SupervisedContrastiveFunction final : public LossFunction {
public:
    explicit SupervisedContrastiveFunction(double temperature) : m_temperature(temperature) {}

    torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        const auto [each, counts] = losses(output, target);
        const auto scale = weights.defined() ? counts * weights.to(counts.options()) : counts;
        // A batch without a pair has no loss, and not one that is no number.
        return (each * scale).sum() / scale.sum().clamp_min(1e-12);
    }

    torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const override
    {
        const auto [each, counts] = losses(output.to(torch::kFloat32), target);
        return each.masked_fill(counts.eq(0), std::nan(""));
    }

private:
    [[nodiscard]] std::pair<torch::Tensor, torch::Tensor> losses(const torch::Tensor& output, const torch::Tensor& target) const
    {
        const auto directions = torch::nn::functional::normalize(output, torch::nn::functional::NormalizeFuncOptions().dim(1));
        const auto self = torch::eye(output.size(0), torch::TensorOptions(torch::kBool));
        const auto likeness = (directions.mm(directions.t()) / m_temperature).masked_fill(self, -std::numeric_limits<float>::infinity());
        const auto shares = likeness - likeness.logsumexp(1, true);
        const auto same = target.unsqueeze(0).eq(target.unsqueeze(1)).logical_and(self.logical_not());
        const auto pairs = same.sum(1).to(output.scalar_type());
        const auto each = -shares.masked_fill(same.logical_not(), 0.0).sum(1) / pairs.clamp_min(1.0);
        return {each, pairs.gt(0).to(output.scalar_type())};
    }

    double m_temperature;
};

class SupervisedContrastiveLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "supervised_contrastive";
        info.title = FETTLE_TEXT("Contrast of classes");
        info.help = FETTLE_TEXT("For rows of numbers instead of answers: those of one class are drawn together, those of different classes apart.");
        info.parameters = {
            realParameter("temperature", 0.07).range(0.005, 1.0).logarithmic()
                .title(FETTLE_TEXT("Temperature"))
                .help(FETTLE_TEXT("How much more the nearest wrong examples count than the far ones; the smaller, the more."))
                .when(FETTLE_TEXT("Raise it where labels are often wrong."))};
        info.suits = {"head:embedding"};
        info.keywords = {"contrastive", "supcon", "setfit", "embedding"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters& parameters, const LossContext&) const override
    {
        return std::make_unique<SupervisedContrastiveFunction>(parameters.real("temperature"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, supervised_contrastive, components::SupervisedContrastiveLoss)
