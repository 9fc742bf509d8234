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

class RocAucMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "roc_auc";
        info.title = FETTLE_TEXT("ROC AUC");
        info.help = FETTLE_TEXT("The chance that an example of the class gets a higher score than one that is not; 0.5 is guessing. Over several classes: one against the rest, averaged.");
        info.suits = {"target:category"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const auto scores = data.scores.to(torch::kFloat64).contiguous();
        const auto targets = data.targets.contiguous();
        const std::int64_t classes = scores.size(1);
        if (classes == 2)
            return areaOf(scores, targets, 1);
        double sum = 0.0;
        for (std::int64_t c = 0; c < classes; ++c)
            sum += areaOf(scores, targets, c);
        return sum / static_cast<double>(classes);
    }

private:
    /// The Mann-Whitney statistic with mid-ranks for ties, which equals the area under the curve.
    static double areaOf(const torch::Tensor& scores, const torch::Tensor& targets, std::int64_t positive)
    {
        const auto rows = scores.accessor<double, 2>();
        const auto* truth = targets.data_ptr<std::int64_t>();
        std::vector<std::pair<double, bool>> order;
        for (std::int64_t i = 0; i < scores.size(0); ++i)
            if (truth[i] >= 0 && !std::isnan(rows[i][positive]))
                order.emplace_back(rows[i][positive], truth[i] == positive);
        std::sort(order.begin(), order.end());
        double rankSum = 0.0;
        double positives = 0.0;
        for (std::size_t first = 0; first < order.size();) {
            std::size_t last = first;
            double here = 0.0;
            for (; last < order.size() && order[last].first == order[first].first; ++last)
                here += order[last].second ? 1.0 : 0.0;
            rankSum += here * (static_cast<double>(first + last + 1) / 2.0);
            positives += here;
            first = last;
        }
        const double negatives = static_cast<double>(order.size()) - positives;
        if (positives == 0.0 || negatives == 0.0)
            return std::numeric_limits<double>::quiet_NaN();
        return (rankSum - positives * (positives + 1.0) / 2.0) / (positives * negatives);
    }

};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, roc_auc, components::RocAucMetric)
