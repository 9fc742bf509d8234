// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/recipe.h"
#include "engine/contract/result.h"
#include "engine/model/network.h"
#include "engine/training/encoded_split.h"
#include "engine/training/network_pass.h"
#include "engine/training/train_faults.h"

namespace fettle::training {

struct ContrastiveOptions {
    std::int64_t steps = 0;
    std::uint64_t seed = 1;
    PassOptions pass;
    std::function<bool()> cancelled;
    std::function<void(double done, double total)> progress;
    std::function<void(std::int64_t step, double loss)> learned; ///< after each step, counted from 1
    ActivationCheckpointing checkpointing = ActivationCheckpointing::Auto; ///< Auto: blocks are worked out twice once memory runs short
    std::function<void(const Note&)> note;
    TrainFaults* faults = nullptr;
};

/// Two of two classes: with fewer there is nothing to compare.
inline constexpr std::int64_t kLeastContrastiveBatch = 4;

/// Positions of `classes` for one step, at most `most` of them: as many classes as possible with the same number of examples each, at least two.
/// A class with a single example gives it twice: seen through different dropout, it is a pair too (Gao et al. 2021).
[[nodiscard]] std::vector<std::int64_t> contrastiveBatch(const std::vector<std::vector<std::int64_t>>& examplesOfClass, std::uint64_t seed,
                                                         std::int64_t step, std::int64_t most = kComparedTogether);

/// Tunes `body` so that what it says of texts of one class lies together and of different classes apart (SetFit's first
/// half, Tunstall et al. 2022, with the loss of Khosla et al. 2020). The table of words stays as it is: a handful of
/// texts has few of them. The same seed, data and threads give the same bits; torch's default generator is left as it was.
/// Where memory runs short, blocks are worked out twice, which changes no number; then fewer texts are compared at a time.
/// Gives the mean loss of the last tenth of the steps. Errors: training.stopped_early, training.diverged,
/// training.contrastive_out_of_memory, components.*.
[[nodiscard]] Result<double> startContrastively(model::Network& body, const EncodedSplit& examples, std::span<const std::int64_t> classes,
                                                const Registry& registry, const ContrastiveOptions& options);

} // namespace fettle::training
