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

class F1Metric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "f1";
        info.title = FETTLE_TEXT("F1");
        info.help = FETTLE_TEXT("Precision and recall in one figure, low when either is.");
        info.suits = {"target:category"};
        info.parameters = {averageParameter()};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters& parameters) const override
    {
        return averaged(data, parameters.text("average"), [](double truePositives, double predicted, double actual) {
            return predicted + actual > 0.0 ? 2.0 * truePositives / (predicted + actual) : 0.0;
        });
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, f1, components::F1Metric)
