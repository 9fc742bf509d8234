// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/pair_directions.h"

namespace fettle::components {
namespace {

/// Henderson et al. (2017), van den Oord et al. (2018): for each text −log softmax of cosine / temperature of its own match
/// among the matches of all texts of the batch and all texts that do not belong. With `symmetric` the mean of this and of
/// each match's own text among all texts.
class MultipleNegativesFunction final : public LossFunction {
public:
    MultipleNegativesFunction(double temperature, bool symmetric) : m_temperature(temperature), m_symmetric(symmetric) {}

    torch::Tensor mean(const torch::Tensor& output, const torch::Tensor& target, const torch::Tensor& weights) const override
    {
        return weightedMean(losses(output, target), weights);
    }
    torch::Tensor perExample(const torch::Tensor& output, const torch::Tensor& target) const override
    {
        return inBlocks(output, target, [this](const torch::Tensor& rows, const torch::Tensor& keys) { return losses(rows, keys); });
    }

private:
    [[nodiscard]] torch::Tensor losses(const torch::Tensor& output, const torch::Tensor& keys) const
    {
        constexpr double kNever = -std::numeric_limits<float>::infinity();
        const auto directions = pairDirections(output);
        const auto texts = directions.select(1, 0);
        const auto likeness = texts.mm(directions.select(1, 1).t()) / m_temperature;
        const auto own = likeness.diagonal();
        const auto others = likeness.masked_fill(sameMatch(keys), kNever);
        auto candidates = others;
        if (directions.size(1) > 2)
            candidates = torch::cat({others, texts.mm(directions.select(1, 2).t()) / m_temperature}, 1);
        const auto forward = candidates.logsumexp(1) - own;
        return m_symmetric ? 0.5 * (forward + others.logsumexp(0) - own) : forward;
    }

    double m_temperature;
    bool m_symmetric;
};

class MultipleNegativesLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "multiple_negatives";
        info.title = FETTLE_TEXT("Own match among all");
        info.help = FETTLE_TEXT("Draws each text to the one that belongs to it and away from those that belong to the other texts of the batch.");
        info.parameters = {
            realParameter("temperature", 0.05).range(0.005, 1.0).logarithmic()
                .title(FETTLE_TEXT("Temperature"))
                .help(FETTLE_TEXT("How much more the nearest wrong matches count than the far ones; the smaller, the more."))
                .when(FETTLE_TEXT("Raise it where many texts would fit as well as their own match.")),
            booleanParameter("symmetric", true)
                .title(FETTLE_TEXT("In both directions"))
                .help(FETTLE_TEXT("Whether each match must also find its own text among all texts."))
                .when(FETTLE_TEXT("Switch it off where only the search from the text to its match counts."))
                .advanced()};
        info.suits = {"target:text"};
        info.keywords = {"contrastive", "infonce", "in-batch negatives", "mnrl", "embedding", "retrieval"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters& parameters, const LossContext&) const override
    {
        return std::make_unique<MultipleNegativesFunction>(parameters.real("temperature"), parameters.boolean("symmetric"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, multiple_negatives, components::MultipleNegativesLoss)
