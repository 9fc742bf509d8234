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

class PrecisionMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "precision";
        info.title = FETTLE_TEXT("Precision");
        info.help = FETTLE_TEXT("Of those that the model called a class, the share that really were.");
        info.suits = {"target:category"};
        info.parameters = {averageParameter()};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters& parameters) const override
    {
        return averaged(data, parameters.text("average"), [](double truePositives, double predicted, double) {
            return predicted > 0.0 ? truePositives / predicted : 0.0;
        });
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, precision, components::PrecisionMetric)
