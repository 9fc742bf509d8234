// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/component_api/schedule.h"

namespace fettle::components {

/// warmup_steps and warmup_fraction, which every schedule has; the larger of the two counts.
[[nodiscard]] std::vector<ParameterInfo> warmUpParameters();

/// A schedule after a linear warm-up: step i of w has (i + 1) / w of the schedule's first value, then the schedule runs
/// over the steps that are left.
class WarmUpSchedule : public ScheduleInstance {
public:
    WarmUpSchedule(const Parameters& parameters, const ScheduleContext& context);

    [[nodiscard]] double learningRate(std::int64_t step) const final
    {
        if (step < m_warmUpSteps)
            return after(0) * static_cast<double>(step + 1) / static_cast<double>(m_warmUpSteps);
        return after(step - m_warmUpSteps);
    }

protected:
    /// The learning rate `step` steps after the warm-up.
    [[nodiscard]] virtual double after(std::int64_t step) const = 0;

    double m_base;
    std::int64_t m_steps;         ///< after the warm-up, at least 1
    std::int64_t m_stepsPerEpoch; ///< at least 1
    bool m_lowerIsBetter;

private:
    std::int64_t m_warmUpSteps;
};

} // namespace fettle::components
