// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/signal.h"
#include "engine/contract/recipe.h"
#include "engine/contract/tensor_spec.h"
#include "engine/model/network.h"

namespace fettle::training {

/// How a network is run: the same in training, evaluation and prediction, so that their numbers agree.
struct PassOptions {
    Precision precision = Precision::Float32; ///< resolved: never Auto
    bool channelsLast = false;
};

/// By head; one over tokens has the layout of the texts behind it.
using HeadOutputs = std::map<std::string, Signal>;

/// Forward through the network; heads come back as float32 (float64 where that is the precision). With bfloat16 the
/// pass runs under autocast; the backward pass belongs outside of it.
[[nodiscard]] HeadOutputs forwardPass(model::Network& network, const std::map<std::string, Signal>& inputs,
                                      bool training, const PassOptions& options);

/// The same for rows [first, first + count) of a batch.
[[nodiscard]] std::map<std::string, Signal> sliceSignals(const std::map<std::string, Signal>& signals,
                                                         std::int64_t first, std::int64_t count);

/// Puts a freshly built network into the layout and type that the options ask for. Weights keep their identity.
void prepareNetwork(model::Network& network, const PassOptions& options);

/// Rows that evaluation and prediction pass at once: as large as is useful, bounded by memory; depends on the encoded
/// inputs alone, so that prediction gives evaluation's bits.
[[nodiscard]] std::int64_t evaluationBatchSize(const std::vector<std::pair<std::string, TensorSpec>>& inputs);

} // namespace fettle::training
