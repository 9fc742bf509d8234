// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "engine/training/metric_log.h"

namespace fettle::training {

/// What the training takes of the machine, as series of the run: "hardware/cpu_percent" (100 is one core, all threads
/// together) and "hardware/memory_bytes". They depend on the clock and on what else runs, so comparisons of runs leave
/// out whatever begins with "hardware/".
class HardwareSeries {
public:
    explicit HardwareSeries(MetricLog& log);
    /// Adds a point where a second has passed since the last one.
    void sampleIfDue(std::int64_t step, std::chrono::steady_clock::time_point now);

private:
    MetricLog& m_log;
    std::size_t m_cpu;
    std::size_t m_memory;
    std::chrono::steady_clock::time_point m_last;
    double m_cpuSeconds;
};

} // namespace fettle::training
