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

class LogLossMetric final : public Metric {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Metric;
        info.id = "log_loss";
        info.title = FETTLE_TEXT("Log loss");
        info.help = FETTLE_TEXT("How far the scores of the right class are from certainty: low when sure answers are right.");
        info.suits = {"target:category"};
        return info;
    }

    double compute(const EvaluationData& data, const Parameters&) const override
    {
        const auto scores = data.scores.to(torch::kFloat64).contiguous();
        const auto targets = data.targets.contiguous();
        const auto rows = scores.accessor<double, 2>();
        const auto* truth = targets.data_ptr<std::int64_t>();
        constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
        double sum = 0.0;
        std::int64_t count = 0;
        for (std::int64_t i = 0; i < scores.size(0); ++i) {
            if (truth[i] < 0)
                continue;
            double total = 0.0;
            for (std::int64_t c = 0; c < scores.size(1); ++c)
                total += rows[i][c];
            // scikit-learn clips to one float64 epsilon from 0 and 1.
            sum -= std::log(std::clamp(rows[i][truth[i]] / total, kEpsilon, 1.0 - kEpsilon));
            ++count;
        }
        return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
    }
    bool lowerIsBetter() const override { return true; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(metrics, log_loss, components::LogLossMetric)
