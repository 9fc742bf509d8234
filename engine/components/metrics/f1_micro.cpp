// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <numeric>

#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/components/label_counts.h"

namespace fettle::components {
namespace {

class MicroF1Metric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "f1_micro";
        info.title = FETTLE_TEXT("F1 over all labels");
        info.help = FETTLE_TEXT("Precision and recall in one figure, over the labels of all rows together; frequent labels count most.");
        info.suits = {"target:tags"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const LabelCounts counts(data);
        const auto total = [](const std::vector<std::int64_t>& each) { return std::accumulate(each.begin(), each.end(), std::int64_t{0}); };
        return counts.rows == 0 ? std::numeric_limits<double>::quiet_NaN()
                                : labelF1(total(counts.right), total(counts.predicted), total(counts.actual));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, f1_micro, components::MicroF1Metric)
