// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"

namespace fettle {

struct SamplerContext {
    std::span<const std::int64_t> rows;         ///< of the training split
    std::span<const std::int64_t> classIndices; ///< per row, for balanced order; empty where there are no classes
    std::span<const std::int64_t> lengths;      ///< per row, for length buckets; empty where rows are of one length
    std::int64_t batchSize = 0;
    std::uint64_t seed = 0;
    std::int64_t epoch = 0;
};

/// The order of one epoch: a pure function of the context, so that a resumed run takes up the same order.
class Sampler : public Component {
public:
    /// Row numbers in order; consecutive runs of batchSize are the batches, the last may be smaller.
    [[nodiscard]] virtual std::vector<std::int64_t> order(const Parameters& parameters,
                                                          const SamplerContext& context) const = 0;
};

} // namespace fettle
