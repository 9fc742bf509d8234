// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/ranking.h"

namespace fettle::components {
namespace {

class MeanReciprocalRankMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "mrr";
        info.title = FETTLE_TEXT("Mean reciprocal rank");
        info.help = FETTLE_TEXT("1 divided by the place of the right match, on average: 1 where it always comes first, 0.5 where it is second.");
        info.suits = {"target:text"};
        info.keywords = {"retrieval", "ranking", "search"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override { return meanReciprocalPlace(data); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, mrr, components::MeanReciprocalRankMetric)
