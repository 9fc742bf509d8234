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

class RecallMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "recall";
        info.title = FETTLE_TEXT("Recall");
        info.help = FETTLE_TEXT("Of those that really are a class, the share that the model found.");
        info.suits = {"target:category"};
        info.parameters = {averageParameter()};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters& parameters) const override
    {
        return averaged(data, parameters.text("average"), [](double truePositives, double, double actual) {
            return actual > 0.0 ? truePositives / actual : 0.0;
        });
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, recall, components::RecallMetric)
