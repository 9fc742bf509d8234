// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/threads.h"

#include <algorithm>

#include <ATen/Parallel.h>

#include "engine/platform/machine.h"

namespace fettle::training {

std::int64_t resolveThreads(std::int64_t wanted)
{
    if (wanted > 0)
        return wanted;
    const auto cores = static_cast<std::int64_t>(platform::Machine().cpu().usablePhysicalCores);
    return cores >= 4 ? cores - 1 : std::max<std::int64_t>(cores, 1);
}

ThreadPlan planThreads(std::int64_t total, bool preparesOnTheFly)
{
    ThreadPlan plan;
    plan.total = std::max<std::int64_t>(total, 1);
    plan.compute = plan.total;
    if (!preparesOnTheFly)
        return plan;
    plan.pipeline = std::max<std::int64_t>(plan.total / 4, 1);
    if (plan.total >= 4)
        plan.compute = plan.total - plan.pipeline;
    return plan;
}

void applyThreads(const ThreadPlan& plan) { at::set_num_threads(static_cast<int>(plan.compute)); }

} // namespace fettle::training
