// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/contract/metric.h"
#include "engine/training/train_observer.h"

namespace fettle::training {

/// Collects metric points by column and hands them on in bulk: adding one is two stores, so that every step's loss can
/// be a point. Nothing is thinned.
class MetricLog {
public:
    MetricLog(std::string run, TrainObserver& observer) : m_observer(observer) { m_batch.run = std::move(run); }

    /// A handle for `add`.
    [[nodiscard]] std::size_t series(const std::string& name);
    void add(std::size_t series, std::int64_t step, double value)
    {
        auto& points = m_batch.series[series];
        points.steps.push_back(step);
        points.values.push_back(value);
        ++m_pending;
    }
    void add(const std::string& name, std::int64_t step, double value) { add(series(name), step, value); }

    /// Sends what there is. Before every checkpoint message, and at least several times a second.
    void flush();
    /// flush() where enough has come together or enough time has passed.
    void flushIfDue(std::chrono::steady_clock::time_point now);

private:
    TrainObserver& m_observer;
    MetricBatch m_batch;
    std::int64_t m_pending = 0;
    std::chrono::steady_clock::time_point m_lastFlush = std::chrono::steady_clock::now();
};

} // namespace fettle::training
