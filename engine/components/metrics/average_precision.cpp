// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/components/label_counts.h"

namespace fettle::components {
namespace {

class AveragePrecisionMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "average_precision";
        info.title = FETTLE_TEXT("Average precision");
        info.help = FETTLE_TEXT("How well each label's scores put the rows that have it before those that don't, averaged over the labels; it needs no thresholds. Labels that no row has do not count.");
        info.suits = {"target:tags"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const auto scores = data.scores.to(torch::kFloat64).contiguous();
        const auto classes = static_cast<std::int64_t>(data.classes.size());
        double sum = 0.0;
        int labels = 0;
        for (std::int64_t label = 0; label < classes; ++label)
            if (const double area = areaOf(data, scores, label); !std::isnan(area)) {
                sum += area;
                ++labels;
            }
        return labels == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / labels;
    }

private:
    /// The sum of precision times gained recall over the different scores, as scikit-learn has it.
    static double areaOf(const EvaluationData& data, const torch::Tensor& scores, std::int64_t label)
    {
        const auto rows = scores.accessor<double, 2>();
        std::vector<std::pair<double, bool>> order;
        for (std::int64_t row = 0; row < scores.size(0); ++row) {
            if (!labelsAreKnown(data, row) || std::isnan(rows[row][label]))
                continue;
            const auto marks = data.targetMarks.row(row);
            const bool has = std::ranges::find(marks, static_cast<std::int32_t>(label), &RowMark::label) != marks.end();
            order.emplace_back(-rows[row][label], has);
        }
        std::ranges::sort(order);
        const auto positives = static_cast<double>(std::ranges::count_if(order, [](const auto& each) { return each.second; }));
        if (positives == 0.0)
            return std::numeric_limits<double>::quiet_NaN();
        double found = 0.0;
        double area = 0.0;
        for (std::size_t first = 0; first < order.size();) {
            std::size_t last = first;
            double here = 0.0;
            for (; last < order.size() && order[last].first == order[first].first; ++last)
                here += order[last].second ? 1.0 : 0.0;
            found += here;
            area += here / positives * (found / static_cast<double>(last));
            first = last;
        }
        return area;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, average_precision, components::AveragePrecisionMetric)
