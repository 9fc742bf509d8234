// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/recipe.h"
#include "engine/contract/training_memory.h"
#include "engine/data/recommend.h"

namespace fettle::data {

/// One of the ways to train a pretrained model, as a machine can take it; roughly.
struct TrainingFit {
    TuningMethod method = TuningMethod::Full;
    std::int64_t memoryBytes = 0;
    MemoryFit fit = MemoryFit::Fits; ///< Fits where it is not known how much memory there is
    double seconds = 0.0;            ///< for a thousand texts of a hundred tokens
};

/// In full, with LoRA, frozen. `machine.memoryBytes` is all that there is, in use or not.
[[nodiscard]] std::vector<TrainingFit> trainingFits(const PretrainedModel& model, const MachineFacts& machine);

/// Rounds over so many texts, at least one, that are recommended where a pretrained model sorts or marks them.
[[nodiscard]] double pretrainedEpochs(TuningMethod method, double rows);

/// Of a token of a text of `tokens` tokens, once through the network.
[[nodiscard]] double multiplyAddsPerToken(const PretrainedNetwork& network, double tokens);

} // namespace fettle::data
