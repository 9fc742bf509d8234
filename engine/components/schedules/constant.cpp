// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/components/warm_up.h"

namespace fettle::components {
namespace {

class ConstantInstance final : public WarmUpSchedule {
    using WarmUpSchedule::WarmUpSchedule;
    double after(std::int64_t) const override { return m_base; }
};

class ConstantSchedule final : public Schedule {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Schedule;
        info.id = "constant";
        info.title = FETTLE_TEXT("Constant");
        info.help = FETTLE_TEXT("The learning rate stays as it is.");
        info.parameters = {};
        for (auto& parameter : warmUpParameters())
            info.parameters.push_back(std::move(parameter));
        return info;
    }

    std::unique_ptr<ScheduleInstance> create(const Parameters& parameters, const ScheduleContext& context) const override
    {
        return std::make_unique<ConstantInstance>(parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(schedules, constant, components::ConstantSchedule)
