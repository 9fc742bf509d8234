// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/result.h"
#include "engine/model/network.h"
#include "engine/training/encoded_split.h"
#include "engine/training/network_pass.h"

namespace fettle::training {

struct ContrastiveOptions {
    std::int64_t steps = 0;
    std::uint64_t seed = 1;
    PassOptions pass;
    std::function<bool()> cancelled;
    std::function<void(double done, double total)> progress;
    std::function<void(std::int64_t step, double loss)> learned; ///< after each step, counted from 1
};

/// Positions of `classes` for one step: as many classes as possible with the same number of examples each, at least two.
/// A class with a single example gives it twice: seen through different dropout, it is a pair too (Gao et al. 2021).
[[nodiscard]] std::vector<std::int64_t> contrastiveBatch(const std::vector<std::vector<std::int64_t>>& examplesOfClass, std::uint64_t seed,
                                                         std::int64_t step);

/// Tunes `body` so that what it says of texts of one class lies together and of different classes apart (SetFit's first
/// half, Tunstall et al. 2022, with the loss of Khosla et al. 2020). The table of words stays as it is: a handful of
/// texts has few of them. The same seed, data and threads give the same bits; torch's default generator is left as it was.
/// Gives the mean loss of the last tenth of the steps. Errors: training.stopped_early, training.diverged, components.*.
[[nodiscard]] Result<double> startContrastively(model::Network& body, const EncodedSplit& examples, std::span<const std::int64_t> classes,
                                                const Registry& registry, const ContrastiveOptions& options);

} // namespace fettle::training
