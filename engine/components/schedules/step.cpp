// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/components/warm_up.h"

namespace fettle::components {
namespace {

/// PyTorch's StepLR, counted in epochs.
class StepInstance final : public WarmUpSchedule {
public:
    StepInstance(const Parameters& parameters, const ScheduleContext& context)
        : WarmUpSchedule(parameters, context), m_epochs(parameters.integer("step_size")), m_gamma(parameters.real("gamma"))
    {
    }

private:
    double after(std::int64_t step) const override
    {
        return m_base * std::pow(m_gamma, static_cast<double>(step / (m_epochs * m_stepsPerEpoch)));
    }
    std::int64_t m_epochs;
    double m_gamma;
};

class StepSchedule final : public Schedule {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Schedule;
        info.id = "step";
        info.title = FETTLE_TEXT("Steps");
        info.help = FETTLE_TEXT("Multiplies the learning rate by a factor every few epochs.");
        info.parameters = {
            integerParameter("step_size", 10).range(1, 1e6).unit("epochs").title(FETTLE_TEXT("Every"))
                .help(FETTLE_TEXT("Epochs between two changes."))
                .when(FETTLE_TEXT("About a third of all epochs.")),
            realParameter("gamma", 0.1).range(1e-6, 1.0).title(FETTLE_TEXT("Factor"))
                .help(FETTLE_TEXT("What the learning rate is multiplied by."))
                .when(FETTLE_TEXT("0.5 for gentler and more frequent changes."))};
        for (auto& parameter : warmUpParameters())
            info.parameters.push_back(std::move(parameter));
        return info;
    }

    std::unique_ptr<ScheduleInstance> create(const Parameters& parameters, const ScheduleContext& context) const override
    {
        return std::make_unique<StepInstance>(parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(schedules, step, components::StepSchedule)
