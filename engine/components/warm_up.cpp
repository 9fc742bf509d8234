// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/warm_up.h"

#include <cmath>

namespace fettle::components {

std::vector<ParameterInfo> warmUpParameters()
{
    return {integerParameter("warmup_steps", 0).range(0, 1e9).title(FETTLE_TEXT("Warm-up steps"))
                .help(FETTLE_TEXT("The learning rate climbs from zero over so many steps."))
                .when(FETTLE_TEXT("100 to 1000 when the loss jumps at the very beginning.")),
            realParameter("warmup_fraction", 0.0).range(0.0, 0.9).title(FETTLE_TEXT("Warm-up share"))
                .help(FETTLE_TEXT("The same as a share of all steps; the longer of the two counts."))
                .when(FETTLE_TEXT("0.05 to 0.1 for transformers.")).advanced()};
}

WarmUpSchedule::WarmUpSchedule(const Parameters& parameters, const ScheduleContext& context)
    : m_base(context.baseLearningRate), m_stepsPerEpoch(std::max<std::int64_t>(1, context.stepsPerEpoch)),
      m_lowerIsBetter(context.lowerIsBetter)
{
    const auto share = std::llround(parameters.real("warmup_fraction") * static_cast<double>(context.totalSteps));
    m_warmUpSteps = std::max<std::int64_t>(parameters.integer("warmup_steps"), share);
    m_steps = std::max<std::int64_t>(1, context.totalSteps - m_warmUpSteps);
}

} // namespace fettle::components
