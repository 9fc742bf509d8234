// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/transform.h"

namespace fettle::data {

/// (v / 255 − mean) / deviation per channel. Every path goes through the same table of 256 values per channel, so that
/// a cached and a freshly encoded picture are the same bits.
class PictureNormalizer {
public:
    PictureNormalizer() = default;
    /// One mean and deviation per channel, in 0 … 1.
    PictureNormalizer(std::vector<double> mean, std::vector<double> deviation);

    [[nodiscard]] const std::vector<double>& mean() const { return m_mean; }
    [[nodiscard]] const std::vector<double>& deviation() const { return m_deviation; }
    [[nodiscard]] float value(std::int64_t channel, std::uint8_t pixel) const
    {
        return m_tables[static_cast<std::size_t>(channel) * 256 + pixel];
    }
    [[nodiscard]] const float* table(std::int64_t channel) const { return m_tables.data() + channel * 256; }

    /// Interleaved pixels (H×W×C) into example `index` of `out` (N×C×H×W, uint8 or float32, any strides).
    void write(const std::uint8_t* pixels, torch::Tensor& out, std::int64_t index) const;
    /// uint8 N×C×H×W → float32 in the same memory format: out[i] = batch[indices[i]].
    void gather(const torch::Tensor& batch, std::span<const std::int64_t> indices, torch::Tensor& out) const;
    /// An encoded picture (C×H×W, uint8 or float32) as pixels again, for previews.
    [[nodiscard]] Picture toPicture(const torch::Tensor& encoded) const;

private:
    std::vector<double> m_mean;
    std::vector<double> m_deviation;
    std::vector<float> m_tables;
};

} // namespace fettle::data
