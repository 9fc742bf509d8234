// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/components/warm_up.h"

namespace fettle::components {
namespace {

/// Smith, Topin 2018 ("Super-convergence"), cosine form: PyTorch's OneCycleLR with lr as max_lr, without momentum cycling.
class OneCycleInstance final : public WarmUpSchedule {
public:
    OneCycleInstance(const Parameters& parameters, const ScheduleContext& context)
        : WarmUpSchedule(parameters, context), m_pctStart(parameters.real("pct_start")),
          m_first(m_base / parameters.real("div_factor")), m_last(m_first / parameters.real("final_div_factor"))
    {
    }

private:
    double after(std::int64_t step) const override
    {
        const double peak = m_pctStart * static_cast<double>(m_steps) - 1.0;
        const double end = static_cast<double>(m_steps) - 1.0;
        const double now = std::min(static_cast<double>(step), end);
        if (now <= peak)
            return between(m_first, m_base, peak > 0.0 ? now / peak : 1.0);
        return between(m_base, m_last, end > peak ? (now - peak) / (end - peak) : 1.0);
    }
    static double between(double from, double to, double share)
    {
        return to + (from - to) / 2.0 * (std::cos(std::numbers::pi * share) + 1.0);
    }
    double m_pctStart;
    double m_first;
    double m_last;
};

class OneCycleSchedule final : public Schedule {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Schedule;
        info.id = "one_cycle";
        info.title = FETTLE_TEXT("One cycle");
        info.help = FETTLE_TEXT("Climbs to the learning rate and falls to almost zero. Fast when the number of epochs is small.");
        info.parameters = {
            realParameter("pct_start", 0.3).range(0.01, 0.99).title(FETTLE_TEXT("Share that climbs"))
                .help(FETTLE_TEXT("The part of all steps in which the learning rate grows."))
                .when(FETTLE_TEXT("Make it smaller when the loss is steady from the start.")).advanced(),
            realParameter("div_factor", 25.0).range(1.0, 1e6).title(FETTLE_TEXT("Start divided by"))
                .help(FETTLE_TEXT("The first learning rate is the highest one divided by this."))
                .when(FETTLE_TEXT("Larger for a gentler start.")).advanced().logarithmic(),
            realParameter("final_div_factor", 1e4).range(1.0, 1e9).title(FETTLE_TEXT("End divided by"))
                .help(FETTLE_TEXT("The last learning rate is the first one divided by this."))
                .when(FETTLE_TEXT("Smaller when the last epochs bring nothing more.")).advanced().logarithmic()};
        for (auto& parameter : warmUpParameters())
            info.parameters.push_back(std::move(parameter));
        return info;
    }

    std::unique_ptr<ScheduleInstance> create(const Parameters& parameters, const ScheduleContext& context) const override
    {
        return std::make_unique<OneCycleInstance>(parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(schedules, one_cycle, components::OneCycleSchedule)
