// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/training_time.h"

#include <algorithm>

namespace fettle::data {
namespace {

constexpr double kGpuMultiplyAddsPerSecond = 2.0e12;
/// Small networks are bound by memory and overhead, not by arithmetic.
constexpr double kSecondsPerExample = 4.0e-7;
constexpr double kSecondsPerStep = 1.5e-4;
constexpr double kSecondsPerMediaStep = 1.0e-3;
/// A row whose features are at hand.
constexpr double kSecondsOfKeptRow = 1e-5;
/// Evaluating and saving.
constexpr double kOtherWork = 1.15;
/// Of a network forward and backward are about three passes; without gradients of the weights two.
constexpr double kFullPasses = 3.0;
constexpr double kLowRankPasses = 2.0;

} // namespace

TrainingWork workOver(const Dataset& dataset)
{
    TrainingWork work;
    work.trainingRows = static_cast<double>(dataset.rows(Split::Train).size());
    for (const auto split : {Split::Train, Split::Validation, Split::Test})
        work.allRows += static_cast<double>(dataset.rows(split).size());
    return work;
}

TrainingTime trainingTime(const TrainingWork& work, const MachineFacts& machine)
{
    const double speed = machine.hasGpu ? kGpuMultiplyAddsPerSecond
                                        : machine.multiplyAddsPerSecond * static_cast<double>(std::max<std::int64_t>(1, machine.threads));
    const double pass = work.multiplyAdds / speed;
    const bool isFrozen = work.tuning.method == TuningMethod::Frozen;
    TrainingTime time;
    time.onceSeconds = kFullPasses * static_cast<double>(kComparedTogether * work.tuning.contrastiveSteps) * pass;
    if (isFrozen && work.keepsFeatures) {
        time.onceSeconds += work.allRows * pass;
        time.epochSeconds = work.trainingRows * kSecondsOfKeptRow;
    } else {
        const double passes = isFrozen ? 1.0 : work.tuning.method == TuningMethod::Lora ? kLowRankPasses : kFullPasses;
        time.epochSeconds = work.trainingRows * (passes * pass + kSecondsPerExample)
            + work.trainingRows / std::max(1.0, work.batchSize) * (work.hasMedia ? kSecondsPerMediaStep : kSecondsPerStep);
    }
    time.onceSeconds *= kOtherWork;
    time.epochSeconds *= kOtherWork;
    return time;
}

} // namespace fettle::data
