// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_resize.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace fettle::data {
namespace {

/// Weights as whole numbers: sums stay exact and the same on every machine.
constexpr int kPrecisionBits = 22;

/// For each output position the input positions that it averages.
struct Filter {
    std::vector<std::int64_t> first;
    std::vector<std::int64_t> count;
    std::vector<std::int32_t> weights; ///< `support` per output position
    std::int64_t support = 0;
};

Filter triangleFilter(std::int64_t inputSize, std::int64_t outputSize)
{
    Filter filter;
    const double scale = static_cast<double>(inputSize) / static_cast<double>(outputSize);
    const double reach = std::max(scale, 1.0);
    filter.support = static_cast<std::int64_t>(std::ceil(reach)) * 2 + 1;
    filter.weights.assign(static_cast<std::size_t>(filter.support * outputSize), 0);
    std::vector<double> weights(static_cast<std::size_t>(filter.support));
    for (std::int64_t out = 0; out < outputSize; ++out) {
        const double centre = (static_cast<double>(out) + 0.5) * scale;
        const auto first = std::max<std::int64_t>(0, static_cast<std::int64_t>(centre - reach + 0.5));
        const auto end = std::min<std::int64_t>(inputSize, static_cast<std::int64_t>(centre + reach + 0.5));
        double sum = 0.0;
        for (std::int64_t i = first; i < end; ++i) {
            const double distance = std::abs((static_cast<double>(i) + 0.5 - centre) / reach);
            weights[static_cast<std::size_t>(i - first)] = std::max(0.0, 1.0 - distance);
            sum += weights[static_cast<std::size_t>(i - first)];
        }
        for (std::int64_t i = 0; i < end - first; ++i)
            filter.weights[static_cast<std::size_t>(out * filter.support + i)] = static_cast<std::int32_t>(
                std::lround(weights[static_cast<std::size_t>(i)] / sum * (1 << kPrecisionBits)));
        filter.first.push_back(first);
        filter.count.push_back(end - first);
    }
    return filter;
}

std::uint8_t roundWeighted(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp((sum + (1 << (kPrecisionBits - 1))) >> kPrecisionBits, 0, 255));
}

template <int kChannels>
void resizeRow(const std::uint8_t* from, const Filter& filter, std::uint8_t* to)
{
    for (std::size_t x = 0; x < filter.first.size(); ++x) {
        std::int32_t sums[kChannels] = {};
        const auto* weights = filter.weights.data() + static_cast<std::int64_t>(x) * filter.support;
        const auto* pixel = from + filter.first[x] * kChannels;
        for (std::int64_t i = 0; i < filter.count[x]; ++i, pixel += kChannels) {
            for (int c = 0; c < kChannels; ++c)
                sums[c] += pixel[c] * weights[i];
        }
        for (int c = 0; c < kChannels; ++c)
            *to++ = roundWeighted(sums[c]);
    }
}

Picture resizeAcross(const Picture& picture, std::int64_t width)
{
    Picture result{picture.height, width, picture.channels, {}};
    result.pixels.resize(static_cast<std::size_t>(picture.height * width * picture.channels));
    const Filter filter = triangleFilter(picture.width, width);
    for (std::int64_t y = 0; y < picture.height; ++y) {
        const auto* from = picture.pixels.data() + y * picture.width * picture.channels;
        auto* to = result.pixels.data() + y * width * picture.channels;
        if (picture.channels == 1)
            resizeRow<1>(from, filter, to);
        else
            resizeRow<3>(from, filter, to);
    }
    return result;
}

Picture resizeDown(const Picture& picture, std::int64_t height)
{
    const auto rowBytes = static_cast<std::size_t>(picture.width * picture.channels);
    Picture result{height, picture.width, picture.channels, {}};
    result.pixels.resize(static_cast<std::size_t>(height) * rowBytes);
    const Filter filter = triangleFilter(picture.height, height);
    std::vector<std::int32_t> sums(rowBytes);
    for (std::size_t y = 0; y < filter.first.size(); ++y) {
        std::fill(sums.begin(), sums.end(), 0);
        for (std::int64_t i = 0; i < filter.count[y]; ++i) {
            const auto weight = filter.weights[y * static_cast<std::size_t>(filter.support) + static_cast<std::size_t>(i)];
            const auto* from = picture.pixels.data() + static_cast<std::size_t>(filter.first[y] + i) * rowBytes;
            for (std::size_t x = 0; x < rowBytes; ++x)
                sums[x] += from[x] * weight;
        }
        auto* to = result.pixels.data() + y * rowBytes;
        for (std::size_t x = 0; x < rowBytes; ++x)
            to[x] = roundWeighted(sums[x]);
    }
    return result;
}

Picture padPicture(const Picture& picture, std::int64_t height, std::int64_t width)
{
    Picture result{height, width, picture.channels, {}};
    result.pixels.assign(static_cast<std::size_t>(height * width * picture.channels), 0);
    const auto top = (height - picture.height) / 2;
    const auto left = (width - picture.width) / 2;
    const auto rowBytes = static_cast<std::size_t>(picture.width * picture.channels);
    for (std::int64_t y = 0; y < picture.height; ++y)
        std::memcpy(result.pixels.data() + ((top + y) * width + left) * picture.channels,
                    picture.pixels.data() + static_cast<std::size_t>(y) * rowBytes, rowBytes);
    return result;
}

std::int64_t scaled(std::int64_t side, double factor)
{
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(side) * factor));
}

} // namespace

Picture resizePicture(const Picture& picture, std::int64_t height, std::int64_t width)
{
    Picture result = picture.width == width ? picture : resizeAcross(picture, width);
    return result.height == height ? result : resizeDown(result, height);
}

Picture cutPicture(const Picture& picture, std::int64_t top, std::int64_t left, std::int64_t height, std::int64_t width)
{
    Picture result{height, width, picture.channels, {}};
    const auto rowBytes = static_cast<std::size_t>(width * picture.channels);
    result.pixels.resize(static_cast<std::size_t>(height) * rowBytes);
    for (std::int64_t y = 0; y < height; ++y)
        std::memcpy(result.pixels.data() + static_cast<std::size_t>(y) * rowBytes,
                    picture.pixels.data() + ((top + y) * picture.width + left) * picture.channels, rowBytes);
    return result;
}

void fitPicture(Picture& picture, std::int64_t height, std::int64_t width, PictureFit fit)
{
    if (picture.height == height && picture.width == width)
        return;
    if (fit == PictureFit::Stretch) {
        picture = resizePicture(picture, height, width);
        return;
    }
    const double byHeight = static_cast<double>(height) / static_cast<double>(picture.height);
    const double byWidth = static_cast<double>(width) / static_cast<double>(picture.width);
    if (fit == PictureFit::Crop) {
        // Cut first: pixels that nobody sees are not resized. The part keeps the wanted proportions.
        const double factor = std::max(byHeight, byWidth);
        const auto cutHeight = std::min(picture.height, scaled(height, 1.0 / factor));
        const auto cutWidth = std::min(picture.width, scaled(width, 1.0 / factor));
        if (cutHeight != picture.height || cutWidth != picture.width)
            picture = cutPicture(picture, (picture.height - cutHeight) / 2, (picture.width - cutWidth) / 2, cutHeight,
                                 cutWidth);
        picture = resizePicture(picture, height, width);
        return;
    }
    const double factor = std::min(byHeight, byWidth);
    picture = padPicture(resizePicture(picture, std::min(height, scaled(picture.height, factor)),
                                       std::min(width, scaled(picture.width, factor))),
                         height, width);
}

} // namespace fettle::data
