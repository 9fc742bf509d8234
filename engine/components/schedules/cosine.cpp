// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/components/warm_up.h"

namespace fettle::components {
namespace {

/// Loshchilov, Hutter 2017 ("SGDR"), one period over all steps: PyTorch's CosineAnnealingLR.
class CosineInstance final : public WarmUpSchedule {
public:
    CosineInstance(const Parameters& parameters, const ScheduleContext& context)
        : WarmUpSchedule(parameters, context), m_minimum(parameters.real("eta_min"))
    {
    }

private:
    double after(std::int64_t step) const override
    {
        const double share = std::min(1.0, static_cast<double>(step) / static_cast<double>(m_steps));
        return m_minimum + (m_base - m_minimum) * (1.0 + std::cos(std::numbers::pi * share)) / 2.0;
    }
    double m_minimum;
};

class CosineSchedule final : public Schedule {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Schedule;
        info.id = "cosine";
        info.title = FETTLE_TEXT("Cosine");
        info.help = FETTLE_TEXT("Falls along half a cosine to its smallest value at the end. A good choice for a fixed number of epochs.");
        info.parameters = {
            realParameter("eta_min", 0.0).range(0.0, 1.0).title(FETTLE_TEXT("Smallest value"))
                .help(FETTLE_TEXT("The learning rate at the very end."))
                .when(FETTLE_TEXT("A hundredth of the learning rate when the last epochs bring nothing more.")).advanced()};
        for (auto& parameter : warmUpParameters())
            info.parameters.push_back(std::move(parameter));
        return info;
    }

    std::unique_ptr<ScheduleInstance> create(const Parameters& parameters, const ScheduleContext& context) const override
    {
        return std::make_unique<CosineInstance>(parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(schedules, cosine, components::CosineSchedule)
