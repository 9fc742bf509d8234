// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/value.h"
#include "engine/training/batch_pipeline.h"

namespace fettle::training {

/// Where a training stands, beside its tensors: all that decides how it goes on.
struct TrainState {
    std::int64_t step = 0; ///< optimizer steps taken
    DataPosition position; ///< batches consumed by them
    std::int64_t microBatchSize = 0;
    double bestMetric = std::numeric_limits<double>::quiet_NaN(); ///< of the watched figure
    std::int64_t bestStep = -1;                                   ///< −1: no evaluation yet
    std::int64_t badEvaluations = 0; ///< in a row without improvement
    double lossSum = 0.0;            ///< since the last evaluation, for a schedule without validation part
    std::int64_t lossCount = 0;
    double prepareSeconds = 0.0;     ///< before the loop, over all sessions
    double trainSeconds = 0.0;       ///< in the loop, over all sessions; the next two are parts of it
    double evaluateSeconds = 0.0;
    double checkpointSeconds = 0.0;
    std::int64_t examples = 0;       ///< that passed in trainSeconds
    bool recomputesBlocks = false;   ///< memory was short: Transformer blocks are worked out twice
    std::string endReason;           ///< set when the loop has ended: finished, early_stopped, time_limit, stopped_by_user
    std::vector<Note> notes;         ///< said so far; TrainResult repeats them

    [[nodiscard]] Value toValue() const;
    [[nodiscard]] static TrainState fromValue(const Value& value);
};

} // namespace fettle::training
