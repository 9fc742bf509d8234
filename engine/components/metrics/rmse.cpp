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

class RootMeanSquaredErrorMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "rmse";
        info.title = FETTLE_TEXT("Root mean squared error");
        info.help = FETTLE_TEXT("How far predictions are off, where large mistakes count more, in the unit of the column.");
        info.suits = {"target:number"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        return std::sqrt((data.scores - data.targets).square().mean().item<double>());
    }
    bool lowerIsBetter() const override { return true; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, rmse, components::RootMeanSquaredErrorMetric)
