// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/ranking.h"

namespace fettle::components {
namespace {

class RecallAtFiveMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "recall_at_5";
        info.title = FETTLE_TEXT("Found among the first five");
        info.help = FETTLE_TEXT("Share of the texts whose right match is one of the first five that a search shows.");
        info.suits = {"target:text"};
        info.keywords = {"retrieval", "ranking", "search"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override { return recallAt(data, 5); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, recall_at_5, components::RecallAtFiveMetric)
