// SPDX-License-Identifier: GPL-3.0-or-later
// One recurrent layer over rows of different length, forward and back.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <torch/types.h>

namespace fettle::components {

enum class RecurrentCell { Lstm, Gru, Tanh, Relu };

/// Blocks of a weight matrix: 4 of an LSTM, 3 of a GRU, 1.
[[nodiscard]] std::int64_t gateCount(RecurrentCell cell);

/// Some rows of a batch, longest first, laid out step by step: at step t the first active[t] of them are still under
/// way, and stand from offsets[t] on.
struct RecurrentChunk {
    std::vector<std::int64_t> active;
    std::vector<std::int64_t> offsets;
};

/// How a batch lies without its padding. Each chunk is a thread's: it waits for no other at any step.
struct RecurrentPlan {
    std::int64_t rows = 0;
    std::int64_t steps = 0;
    std::int64_t total = 0; ///< steps that hold data, of all rows
    std::vector<RecurrentChunk> chunks;
    torch::Tensor places;     ///< total int64: n·T + t of each packed row
    torch::Tensor firstSteps; ///< N int64: the packed row of step 0; of an empty row any
    torch::Tensor lastSteps;  ///< N int64: the packed row of the last step
    bool hasEmptyRows = false;
};

[[nodiscard]] std::shared_ptr<const RecurrentPlan> planRecurrence(const std::vector<std::int64_t>& lengths,
                                                                  std::int64_t steps, std::int64_t chunks);

/// packed total×D → total×(directions·H). `weights`: for each direction weight_ih, weight_hh and, unless there are
/// none, bias_ih, bias_hh, as PyTorch lays them out. float32 or float64 on the CPU. The second direction begins at each
/// row's last step.
[[nodiscard]] torch::Tensor recurrentLayer(const torch::Tensor& packed, const std::vector<torch::Tensor>& weights,
                                           std::shared_ptr<const RecurrentPlan> plan, RecurrentCell cell,
                                               std::int64_t directions);

} // namespace fettle::components
