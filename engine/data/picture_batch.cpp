// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_batch.h"

#include <algorithm>
#include <cmath>

#include <torch/torch.h>

namespace fettle::data {
namespace {

/// Where the values of an example lie: [C, H, W] with these steps.
struct PictureLayout {
    std::int64_t channels, height, width;
    std::int64_t channelStep, rowStep, columnStep;
};

PictureLayout layoutOf(const torch::Tensor& batch)
{
    return {batch.size(1), batch.size(2), batch.size(3), batch.stride(1), batch.stride(2), batch.stride(3)};
}

/// Copies an example from one layout to another through a function of (channel, pixel).
template <class To, class Function>
void copyPicture(const std::uint8_t* from, const PictureLayout& source, To* to, const PictureLayout& target,
                 Function&& convert)
{
    for (std::int64_t c = 0; c < source.channels; ++c) {
        for (std::int64_t y = 0; y < source.height; ++y) {
            const auto* in = from + c * source.channelStep + y * source.rowStep;
            auto* out = to + c * target.channelStep + y * target.rowStep;
            for (std::int64_t x = 0; x < source.width; ++x)
                out[x * target.columnStep] = convert(c, in[x * source.columnStep]);
        }
    }
}

/// The same where both are dense and in the same order, with one channel: a plain run.
void convertRun(const std::uint8_t* from, const float* table, float* to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = table[from[i]];
}

bool isDense(const PictureLayout& layout)
{
    return layout.channels == 1 && layout.columnStep == 1 && layout.rowStep == layout.width;
}

} // namespace

PictureNormalizer::PictureNormalizer(std::vector<double> mean, std::vector<double> deviation)
    : m_mean(std::move(mean)), m_deviation(std::move(deviation))
{
    for (std::size_t c = 0; c < m_mean.size(); ++c) {
        for (int pixel = 0; pixel < 256; ++pixel)
            m_tables.push_back(static_cast<float>((pixel / 255.0 - m_mean[c]) / m_deviation[c]));
    }
}

void PictureNormalizer::write(const std::uint8_t* pixels, torch::Tensor& out, std::int64_t index) const
{
    const auto target = layoutOf(out);
    const PictureLayout source{target.channels, target.height, target.width, 1, target.width * target.channels,
                               target.channels};
    if (out.scalar_type() == torch::kUInt8) {
        copyPicture(pixels, source, out.mutable_data_ptr<std::uint8_t>() + index * out.stride(0), target,
                    [](std::int64_t, std::uint8_t pixel) { return pixel; });
        return;
    }
    auto* to = out.mutable_data_ptr<float>() + index * out.stride(0);
    if (isDense(target))
        convertRun(pixels, table(0), to, target.height * target.width);
    else
        copyPicture(pixels, source, to, target, [this](std::int64_t c, std::uint8_t pixel) { return value(c, pixel); });
}

void PictureNormalizer::gather(const torch::Tensor& batch, std::span<const std::int64_t> indices,
                               torch::Tensor& out) const
{
    const auto source = layoutOf(batch);
    const auto target = layoutOf(out);
    const auto* from = batch.const_data_ptr<std::uint8_t>();
    auto* to = out.mutable_data_ptr<float>();
    const bool isRun = isDense(source) && isDense(target);
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto* picture = from + indices[i] * batch.stride(0);
        auto* place = to + static_cast<std::int64_t>(i) * out.stride(0);
        if (isRun)
            convertRun(picture, table(0), place, source.height * source.width);
        else
            copyPicture(picture, source, place, target,
                        [this](std::int64_t c, std::uint8_t pixel) { return value(c, pixel); });
    }
}

Picture PictureNormalizer::toPicture(const torch::Tensor& encoded) const
{
    const auto values = encoded.to(torch::kFloat64).cpu().contiguous();
    const bool isNormalized = encoded.scalar_type() != torch::kUInt8;
    Picture picture{values.size(1), values.size(2), values.size(0), {}};
    picture.pixels.resize(static_cast<std::size_t>(values.numel()));
    const auto* from = values.const_data_ptr<double>();
    const auto area = picture.height * picture.width;
    for (std::int64_t c = 0; c < picture.channels; ++c) {
        const auto channel = static_cast<std::size_t>(c);
        for (std::int64_t i = 0; i < area; ++i) {
            double pixel = *from++;
            if (isNormalized)
                pixel = (pixel * m_deviation[channel] + m_mean[channel]) * 255.0;
            picture.pixels[static_cast<std::size_t>(i * picture.channels + c)] =
                static_cast<std::uint8_t>(std::clamp(std::lround(pixel), 0L, 255L));
        }
    }
    return picture;
}

} // namespace fettle::data
