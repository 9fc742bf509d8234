// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

struct ScheduleContext {
    double baseLearningRate = 1e-3;
    std::int64_t totalSteps = 0;
    std::int64_t stepsPerEpoch = 0;
    bool lowerIsBetter = true; ///< the metric that observe() gets
};

class ScheduleInstance {
public:
    virtual ~ScheduleInstance() = default;
    /// For the optimizer step with this number, counted from 0.
    [[nodiscard]] virtual double learningRate(std::int64_t step) const = 0;
    /// After each evaluation, with the watched metric; only plateau cares.
    virtual void observe(double) {}
    [[nodiscard]] virtual Value state() const { return {}; }
    virtual void load(const Value&) {}
};

/// Parameters may include warmup_steps or warmup_fraction (linear from 0 → the schedule's first value).
class Schedule : public Component {
public:
    [[nodiscard]] virtual std::unique_ptr<ScheduleInstance> create(const Parameters& parameters,
                                                                   const ScheduleContext& context) const = 0;
};

} // namespace fettle
