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

class BalancedAccuracyMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "balanced_accuracy";
        info.title = FETTLE_TEXT("Balanced accuracy");
        info.help = FETTLE_TEXT("The share of right ones per class, averaged over the classes: always answering the commonest class gains nothing.");
        info.suits = {"target:category"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const ClassificationCounts counts(data);
        double sum = 0.0;
        int classes = 0;
        for (std::size_t i = 0; i < counts.actual.size(); ++i) {
            if (counts.actual[i] == 0)
                continue;
            sum += static_cast<double>(counts.truePositives[i]) / static_cast<double>(counts.actual[i]);
            ++classes;
        }
        return classes > 0 ? sum / classes : std::numeric_limits<double>::quiet_NaN();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, balanced_accuracy, components::BalancedAccuracyMetric)
