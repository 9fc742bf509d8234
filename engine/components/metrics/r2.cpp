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

class RSquaredMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "r2";
        info.title = FETTLE_TEXT("R²");
        info.help = FETTLE_TEXT("The share of the ups and downs that the model explains: 1 is perfect, 0 is no better than the mean.");
        info.suits = {"target:number"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const double residual = (data.targets - data.scores).square().sum().item<double>();
        const double total = (data.targets - data.targets.mean()).square().sum().item<double>();
        if (data.targets.numel() < 2)
            return std::numeric_limits<double>::quiet_NaN();
        if (total == 0.0)
            return residual == 0.0 ? 1.0 : 0.0;
        return 1.0 - residual / total;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, r2, components::RSquaredMetric)
