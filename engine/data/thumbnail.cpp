// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/thumbnail.h"

#include <algorithm>

#include "engine/data/picture_resize.h"
#include "engine/data/picture_writer.h"

namespace fettle::data {
namespace {

constexpr std::int64_t kExactSide = 64;
constexpr int kThumbnailQuality = 85;

std::string writeThumbnail(const Picture& picture)
{
    if (std::max(picture.height, picture.width) <= kExactSide)
        return writeStoredPng(picture);
    auto jpeg = writeJpeg(picture, kThumbnailQuality);
    return jpeg.ok() ? std::move(jpeg).value() : writeStoredPng(picture);
}

} // namespace

std::string makeThumbnail(const Picture& picture)
{
    const auto longer = std::max(picture.height, picture.width);
    if (longer < 1)
        return {};
    if (longer <= kThumbnailSide)
        return writeThumbnail(picture);
    const auto side = [&](std::int64_t length) {
        return std::max<std::int64_t>(1, (length * kThumbnailSide + longer / 2) / longer);
    };
    return writeThumbnail(resizePicture(picture, side(picture.height), side(picture.width)));
}

} // namespace fettle::data
