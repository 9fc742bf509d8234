// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/mark_counts.h"

namespace fettle::components {
namespace {

class EntityPrecisionMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "entity_precision";
        info.title = FETTLE_TEXT("Precision of marked parts");
        info.help = FETTLE_TEXT("Of the parts that were marked, the share whose label, beginning and end are right.");
        info.suits = {"target:spans"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override { return AllMarks(data).precision(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, entity_precision, components::EntityPrecisionMetric)
