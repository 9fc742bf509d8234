// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/component_api/registry.h"
#include "engine/contract/recipe.h"
#include "engine/contract/result.h"

namespace fettle::data {

/// What the estimate of minutes depends on; platform::Machine knows most of it.
struct MachineFacts {
    std::int64_t threads = 1;               ///< for training
    std::int64_t memoryBytes = 0;           ///< available; 0: unknown
    bool hasGpu = false;
    double multiplyAddsPerSecond = 2.0e10;  ///< per thread, sustained in training
};

/// What would be sensible for this dataset: task, roles, model, options and how long it takes here, each with its
/// reason. The recipe in the answer is complete enough to train. Request fields that are set are obeyed.
/// Errors: data.no_target, data.unknown_column, data.no_inputs, data.target_constant, data.matching_frozen, documents.*.
[[nodiscard]] Result<Recommendation> recommend(const RecommendRequest& request, const Registry& registry,
                                               const MachineFacts& machine);

} // namespace fettle::data
