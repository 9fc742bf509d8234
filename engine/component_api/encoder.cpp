// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/encoder.h"

#include <torch/torch.h>

namespace fettle {

void FittedEncoder::gather(const torch::Tensor& cache, std::span<const std::int64_t> indices, torch::Tensor out) const
{
    const auto rows = torch::from_blob(const_cast<std::int64_t*>(indices.data()),
                                       {static_cast<std::int64_t>(indices.size())}, torch::kInt64);
    out.narrow(0, 0, rows.size(0)).copy_(finish(cache.index_select(0, rows)));
}

void FittedEncoder::encodeSequences(const Column&, std::span<const std::int64_t>, SequenceRows&) const
{
    throw std::logic_error("an encoder of fixed size was asked for sequences");
}

void FittedEncoder::encodeAligned(const Column&, const AlignedField&, std::span<const std::int64_t>, SequenceRows&) const
{
    throw std::logic_error("an encoder that stands alone was asked for aligned sequences");
}

Result<std::unique_ptr<FittedEncoder>> Encoder::fitAligned(const Parameters& parameters, const Column& column, const AlignedField&,
                                                           std::span<const std::int64_t> trainRows) const
{
    return fit(parameters, column, trainRows, true);
}

} // namespace fettle
