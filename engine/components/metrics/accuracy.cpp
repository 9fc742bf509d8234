// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/components/classification_counts.h"

namespace fettle::components {
namespace {

class AccuracyMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "accuracy";
        info.title = FETTLE_TEXT("Accuracy");
        info.help = FETTLE_TEXT("The share of examples that are right.");
        info.suits = {"target:category"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const ClassificationCounts counts(data);
        return counts.total > 0 ? static_cast<double>(counts.right) / static_cast<double>(counts.total)
                                : std::numeric_limits<double>::quiet_NaN();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, accuracy, components::AccuracyMetric)
