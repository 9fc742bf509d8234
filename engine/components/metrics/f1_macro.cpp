// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <numeric>

#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/components/label_counts.h"

namespace fettle::components {
namespace {

class MacroF1Metric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "f1_macro";
        info.title = FETTLE_TEXT("F1 by label");
        info.help = FETTLE_TEXT("F1 of each label by itself, averaged; rare labels count as much as frequent ones.");
        info.suits = {"target:tags"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const LabelCounts counts(data);
        if (counts.rows == 0 || counts.actual.empty())
            return std::numeric_limits<double>::quiet_NaN();
        double sum = 0.0;
        for (std::size_t i = 0; i < counts.actual.size(); ++i)
            sum += labelF1(counts.right[i], counts.predicted[i], counts.actual[i]);
        return sum / static_cast<double>(counts.actual.size());
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, f1_macro, components::MacroF1Metric)
