// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numeric>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/loss.h"

namespace fettle::components {
namespace {

/// PyTorch's cross_entropy with class weights: the mean is weighted by the weights of the targets' classes.
class CrossEntropyFunction final : public LossFunction {
public:
    CrossEntropyFunction(torch::Tensor classWeights, double labelSmoothing)
        : m_classWeights(std::move(classWeights)), m_labelSmoothing(labelSmoothing)
    {
    }

    torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        if (output.dim() == 3)
            return meanOfTokens(output, target, weights);
        if (!weights.defined())
            return at::cross_entropy_loss(output, target, classWeights(output), at::Reduction::Mean, -100, m_labelSmoothing);
        const auto each = at::cross_entropy_loss(output, target, classWeights(output), at::Reduction::None, -100, m_labelSmoothing);
        const auto scale = weights.to(each.options());
        return (each * scale).sum() / scale.sum();
    }

    double divisor(const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        if (target.dim() == 2) {
            const auto counts = target.ne(FittedEncoder::kIgnoredToken).sum(1).to(torch::kFloat64);
            return (weights.defined() ? counts * weights : counts).sum().item<double>();
        }
        if (m_classWeights.defined() && !weights.defined())
            return m_classWeights.to(target.device()).index_select(0, target).sum().item<double>();
        return LossFunction::divisor(target, weights);
    }

    torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const override
    {
        if (output.dim() == 3)
            return perText(output, target);
        // −1 is a class that training did not have: no loss is defined for it.
        const auto known = target.clamp_min(0);
        auto each = at::cross_entropy_loss(output.to(torch::kFloat32), known, {}, at::Reduction::None);
        return each.masked_fill_(target.lt(0), std::nan(""));
    }

private:
    /// Over the tokens that count, wherever in the batch they stand; a row's weight is that of each of its tokens.
    torch::Tensor meanOfTokens(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const
    {
        const auto flat = target.reshape({-1});
        const auto each = at::cross_entropy_loss(output.reshape({-1, output.size(2)}), flat, classWeights(output),
                                                 at::Reduction::None, FittedEncoder::kIgnoredToken, m_labelSmoothing);
        auto scale = flat.ne(FittedEncoder::kIgnoredToken).to(each.scalar_type());
        if (weights.defined())
            scale = scale * weights.to(each.options()).unsqueeze(1).expand_as(target).reshape({-1});
        // A batch without a single token that counts has no loss, and not one that is no number.
        return (each * scale).sum() / scale.sum().clamp_min(1e-9);
    }

    static torch::Tensor perText(const torch::Tensor& output, const torch::Tensor& target)
    {
        const auto counts = target.ge(0);
        const auto each = at::cross_entropy_loss(output.to(torch::kFloat32).reshape({-1, output.size(2)}),
                                                 target.clamp_min(0).reshape({-1}), {}, at::Reduction::None)
                              .reshape(target.sizes());
        return (each * counts).sum(1) / counts.sum(1); // a row of which nothing counts: 0 / 0, which is no number
    }

    std::optional<torch::Tensor> classWeights(const torch::Tensor& output) const
    {
        if (!m_classWeights.defined())
            return std::nullopt;
        return m_classWeights.to(output.options());
    }

    torch::Tensor m_classWeights;
    double m_labelSmoothing;
};

class CrossEntropyLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "cross_entropy";
        info.title = FETTLE_TEXT("Cross-entropy");
        info.help = FETTLE_TEXT("For classes: punishes low scores of the right class, the more the surer the mistake.");
        info.parameters = {
            choiceParameter("class_weights", "none").choice("none", FETTLE_TEXT("All classes count alike per example"))
                .choice("balanced", FETTLE_TEXT("Rare classes count more"))
                .title(FETTLE_TEXT("Class weights"))
                .help(FETTLE_TEXT("Balanced weighs each example by how rare its class is."))
                .when(FETTLE_TEXT("Choose balanced when a rare class matters as much as a common one.")),
            realParameter("label_smoothing", 0.0).range(0.0, 0.99).title(FETTLE_TEXT("Label smoothing"))
                .help(FETTLE_TEXT("Takes so much of the right class's share and spreads it over all classes."))
                .when(FETTLE_TEXT("0.1 helps when labels contain mistakes or the model is too sure of itself."))
                .advanced()};
        info.suits = {"target:category", "target:spans"};
        info.keywords = {"log loss", "softmax", "classification"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters& parameters, const LossContext& context) const override
    {
        torch::Tensor weights;
        if (parameters.text("class_weights") == "balanced" && !context.classCounts.empty())
            weights = balancedWeights(context.classCounts);
        return std::make_unique<CrossEntropyFunction>(std::move(weights), parameters.real("label_smoothing"));
    }

private:
    /// scikit-learn's "balanced": examples / (classes × count); classes without an example get 0.
    static torch::Tensor balancedWeights(const std::vector<std::int64_t>& counts)
    {
        const auto total = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        auto weights = torch::zeros({static_cast<std::int64_t>(counts.size())}, torch::kFloat64);
        auto values = weights.accessor<double, 1>();
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i] > 0)
                values[static_cast<std::int64_t>(i)] = static_cast<double>(total) /
                                                       (static_cast<double>(counts.size()) * static_cast<double>(counts[i]));
        return weights;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, cross_entropy, components::CrossEntropyLoss)
