// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <numeric>

#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/components/label_counts.h"

namespace fettle::components {
namespace {

class SubsetAccuracyMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "subset_accuracy";
        info.title = FETTLE_TEXT("Rows with all labels right");
        info.help = FETTLE_TEXT("The share of rows that got exactly their labels: none missing, none too many.");
        info.suits = {"target:tags"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const LabelCounts counts(data);
        return counts.rows == 0 ? std::numeric_limits<double>::quiet_NaN()
                                : static_cast<double>(counts.rightRows) / static_cast<double>(counts.rows);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, subset_accuracy, components::SubsetAccuracyMetric)
