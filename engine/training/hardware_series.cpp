// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/hardware_series.h"

#include "engine/platform/machine.h"

namespace fettle::training {
namespace {

constexpr std::chrono::seconds kSampleInterval{1};

} // namespace

HardwareSeries::HardwareSeries(MetricLog& log)
    : m_log(log), m_cpu(log.series("hardware/cpu_percent")), m_memory(log.series("hardware/memory_bytes")),
      m_last(std::chrono::steady_clock::now()), m_cpuSeconds(platform::ownCpuSeconds())
{
}

void HardwareSeries::sampleIfDue(std::int64_t step, std::chrono::steady_clock::time_point now)
{
    const auto elapsed = now - m_last;
    if (elapsed < kSampleInterval)
        return;
    const double used = platform::ownCpuSeconds();
    m_log.add(m_cpu, step, 100.0 * (used - m_cpuSeconds) / std::chrono::duration<double>(elapsed).count());
    m_log.add(m_memory, step, static_cast<double>(platform::ownMemory().residentBytes));
    m_last = now;
    m_cpuSeconds = used;
}

} // namespace fettle::training
