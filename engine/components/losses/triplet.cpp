// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/pair_directions.h"

namespace fettle::components {
namespace {

/// Schroff et al. (2015): how much nearer the text that does not belong is than the match, plus a margin; distances are
/// 1 − cosine. Without a column of such texts it is the nearest match of another text of the batch; where there is none, 0.
class TripletFunction final : public LossFunction {
public:
    explicit TripletFunction(double margin) : m_margin(margin) {}

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
        const auto directions = pairDirections(output);
        const auto texts = directions.select(1, 0);
        const auto own = (texts * directions.select(1, 1)).sum(1);
        if (directions.size(1) > 2)
            return torch::relu((texts * directions.select(1, 2)).sum(1) - own + m_margin);
        const auto isOwn = sameMatch(keys).logical_or(torch::eye(keys.size(0), torch::TensorOptions(torch::kBool)));
        // Two cosines are at most 2 apart: a row without any other match has no loss.
        const auto nearest = std::get<0>(texts.mm(directions.select(1, 1).t()).masked_fill(isOwn, -2.0 - m_margin - 1.0).max(1));
        return torch::relu(nearest - own + m_margin);
    }

    double m_margin;
};

class TripletLoss final : public Loss {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Loss;
        info.id = "triplet";
        info.title = FETTLE_TEXT("Nearer than what does not belong");
        info.help = FETTLE_TEXT("Wants each text nearer to its match than to a text that does not belong, by a margin.");
        info.parameters = {
            realParameter("margin", 0.2).range(0.0, 2.0)
                .title(FETTLE_TEXT("Margin"))
                .help(FETTLE_TEXT("By how much nearer; what is beyond it is learned already."))
                .when(FETTLE_TEXT("Raise it where right and wrong matches are still too close."))};
        info.suits = {"target:text"};
        info.keywords = {"contrastive", "triplet margin", "facenet", "hard negative", "embedding"};
        return info;
    }

    std::unique_ptr<LossFunction> create(const Parameters& parameters, const LossContext&) const override
    {
        return std::make_unique<TripletFunction>(parameters.real("margin"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(losses, triplet, components::TripletLoss)
