// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/ranking.h"

namespace fettle::components {
namespace {

class RecallAtOneMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "recall_at_1";
        info.title = FETTLE_TEXT("Found at first place");
        info.help = FETTLE_TEXT("Share of the texts for which the right match comes first, before all other matches.");
        info.suits = {"target:text"};
        info.keywords = {"retrieval", "ranking", "search"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override { return recallAt(data, 1); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, recall_at_1, components::RecallAtOneMetric)
