// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/contract/enum_text.h"
#include "engine/contract/pretrained.h"
#include "engine/contract/recipe.h"

namespace fettle {

/// What the memory of a training depends on.
struct TrainingSize {
    std::int64_t parameterCount = 0;
    std::int64_t activationBytes = 0; ///< of one of the longest examples (they share a batch), kept for the backward pass
    std::int64_t batchSize = 1;
};

/// What a training takes of memory, roughly: the program, the weights with all that learning keeps beside them, and what a
/// batch leaves on its way through. The only place that reckons it. Set by MiniLM on 10,000 short messages in batches of 32,
/// which took 1.0 to 1.4 GB in full, 1.1 with LoRA, 0.6 frozen. `tuning`: of pretrained weights; Auto counts as Full.
[[nodiscard]] constexpr std::int64_t trainingMemory(const TrainingSize& size, const FineTuning& tuning = {})
{
    constexpr std::int64_t kProgramBytes = 400'000'000;
    constexpr std::int64_t kWeightBytes = 4;
    // With a gradient and the optimizer's two moments; LoRA has them for a small part.
    constexpr std::int64_t kLearningBytes = 16;
    constexpr std::int64_t kLowRankBytes = 5;
    const auto taken = [&](std::int64_t bytesPerWeight, std::int64_t examples) {
        return kProgramBytes + size.parameterCount * bytesPerWeight + size.activationBytes * examples;
    };
    const auto batch = std::max<std::int64_t>(1, size.batchSize);
    if (tuning.method == TuningMethod::Lora)
        return taken(kLowRankBytes, batch);
    if (tuning.method != TuningMethod::Frozen)
        return taken(kLearningBytes, batch);
    // Examples that are compared first adjust all of it.
    return tuning.contrastiveSteps > 0 ? taken(kLearningBytes, kComparedTogether) : taken(kWeightBytes, 0);
}

/// What a token of a text leaves for the backward pass, as the check of a network counts it: in the blocks and before them.
[[nodiscard]] constexpr std::int64_t keptBytesPerToken(const PretrainedNetwork& network)
{
    return 4 * (4 * network.hiddenSize + network.layers * (10 * network.hiddenSize + 3 * network.innerSize));
}

enum class MemoryFit { Fits, Tight, TooLarge };

/// `there`: 0 where it is not known, and everything fits.
[[nodiscard]] constexpr MemoryFit memoryFit(std::int64_t needed, std::int64_t there)
{
    // Other programs want some of a computer's memory too.
    constexpr double kTightShare = 0.7;
    if (there <= 0)
        return MemoryFit::Fits;
    const double share = static_cast<double>(needed) / static_cast<double>(there);
    return share > 1.0 ? MemoryFit::TooLarge : share > kTightShare ? MemoryFit::Tight : MemoryFit::Fits;
}

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::MemoryFit, {Fits, "fits"}, {Tight, "tight"}, {TooLarge, "too_large"});
