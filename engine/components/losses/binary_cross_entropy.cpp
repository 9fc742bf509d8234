// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <torch/torch.h>

#include "engine/component_api/loss.h"

namespace fettle::components {
namespace {

/// PyTorch's binary_cross_entropy_with_logits: never takes the logarithm of a number that could round to 0.
class BinaryCrossEntropyFunction final : public LossFunction {
public:
    explicit BinaryCrossEntropyFunction(torch::Tensor positiveWeights) : m_positiveWeights(std::move(positiveWeights)) {}

    torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        std::optional<torch::Tensor> positive;
        if (m_positiveWeights.defined())
            positive = m_positiveWeights.to(output.options());
        const auto each = at::binary_cross_entropy_with_logits(output, target.to(output.scalar_type()), {}, positive, at::Reduction::None);
        if (!weights.defined())
            return each.mean();
        const auto scale = weights.to(each.options());
        return (each.mean(1) * scale).sum() / scale.sum();
    }

    torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const override
    {
        // A row without a target is no number in every place, and so is its loss.
        return at::binary_cross_entropy_with_logits(output.to(torch::kFloat32), target.to(torch::kFloat32), {}, {}, at::Reduction::None)
            .mean(1);
    }

private:
    torch::Tensor m_positiveWeights;
};

class BinaryCrossEntropyLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "binary_cross_entropy";
        info.title = FETTLE_TEXT("Binary cross-entropy");
        info.help = FETTLE_TEXT("For rows with several labels: each label is a question of its own, and sure mistakes are punished most.");
        info.parameters = {
            choiceParameter("pos_weight", "none").choice("none", FETTLE_TEXT("All labels count alike"))
                .choice("balanced", FETTLE_TEXT("Rare labels count more"))
                .title(FETTLE_TEXT("Weight of labels"))
                .help(FETTLE_TEXT("Balanced weighs the rows that have a label by how much rarer it is than the most frequent one, at most a hundredfold."))
                .when(FETTLE_TEXT("Choose balanced when rare labels are hardly ever given."))};
        info.suits = {"target:tags"};
        info.keywords = {"multi-label", "sigmoid", "logits", "bce"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters& parameters, const LossContext& context) const override
    {
        torch::Tensor weights;
        if (parameters.text("pos_weight") == "balanced" && !context.classCounts.empty())
            weights = balancedWeights(context.classCounts);
        return std::make_unique<BinaryCrossEntropyFunction>(std::move(weights));
    }

private:
    /// How much rarer each label is than the most frequent one.
    static torch::Tensor balancedWeights(const std::vector<std::int64_t>& counts)
    {
        constexpr double kMost = 100.0;
        const auto most = static_cast<double>(*std::ranges::max_element(counts));
        std::vector<double> weights;
        for (const auto count : counts)
            weights.push_back(count == 0 ? 1.0 : std::min(most / static_cast<double>(count), kMost));
        return torch::tensor(weights, torch::kFloat64);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, binary_cross_entropy, components::BinaryCrossEntropyLoss)
