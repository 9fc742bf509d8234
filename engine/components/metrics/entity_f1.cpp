// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/mark_counts.h"

namespace fettle::components {
namespace {

class EntityF1Metric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "entity_f1";
        info.title = FETTLE_TEXT("F1 of marked parts");
        info.help = FETTLE_TEXT("Precision and recall of marked parts in one figure: a part counts where label, beginning and end are right.");
        info.suits = {"target:spans"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override { return AllMarks(data).f1(); }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, entity_f1, components::EntityF1Metric)
