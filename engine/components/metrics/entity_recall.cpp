// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/mark_counts.h"

namespace fettle::components {
namespace {

class EntityRecallMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "entity_recall";
        info.title = FETTLE_TEXT("Recall of marked parts");
        info.help = FETTLE_TEXT("Of the parts that should be marked, the share that was, with the right label, beginning and end.");
        info.suits = {"target:spans"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override { return AllMarks(data).recall(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, entity_recall, components::EntityRecallMetric)
