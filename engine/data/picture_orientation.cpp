// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;

/// Pixel (x, y) of the upright picture comes from (column, row) of the stored one.
struct Source {
    std::int64_t column;
    std::int64_t row;
};

Source sourceOf(int orientation, std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height)
{
    switch (orientation) { // width and height are the stored picture's
    case 2: return {width - 1 - x, y};
    case 3: return {width - 1 - x, height - 1 - y};
    case 4: return {x, height - 1 - y};
    case 5: return {y, x};
    case 6: return {y, height - 1 - x};
    case 7: return {width - 1 - y, height - 1 - x};
    case 8: return {width - 1 - y, x};
    default: return {x, y};
    }
}

} // namespace

int exifOrientation(PictureBytes exif)
{
    static constexpr std::string_view kPrefix{"Exif\0\0", 6};
    const std::string_view text(reinterpret_cast<const char*>(exif.data()), exif.size());
    if (text.starts_with(kPrefix))
        exif = exif.subspan(kPrefix.size());
    if (exif.size() < 14)
        return 1;
    const bool little = byteAt(exif, 0) == 'I' && byteAt(exif, 1) == 'I';
    if (!little && !(byteAt(exif, 0) == 'M' && byteAt(exif, 1) == 'M'))
        return 1;
    const auto word = [&](std::size_t at) { return little ? littleEndian16(exif, at) : bigEndian16(exif, at); };
    const auto longWord = [&](std::size_t at) { return little ? littleEndian32(exif, at) : bigEndian32(exif, at); };
    const std::size_t directory = longWord(4);
    if (word(2) != 42 || directory > exif.size() - 2)
        return 1;
    const std::size_t entries = word(directory);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + i * 12;
        if (at + 12 > exif.size())
            return 1;
        if (word(at) != kOrientationTag)
            continue;
        const auto type = word(at + 2);
        const auto value = type == 1 ? byteAt(exif, at + 8) : type == 4 ? longWord(at + 8) : word(at + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

void applyOrientation(Picture& picture, int orientation)
{
    if (orientation <= 1 || orientation > 8)
        return;
    Picture upright;
    const bool swapped = orientation >= 5;
    upright.width = swapped ? picture.height : picture.width;
    upright.height = swapped ? picture.width : picture.height;
    upright.channels = picture.channels;
    upright.pixels.resize(picture.pixels.size());
    const auto channels = picture.channels;
    auto* out = upright.pixels.data();
    for (std::int64_t y = 0; y < upright.height; ++y) {
        // Both coordinates are linear in x, so the source moves by a constant step along an upright row.
        const auto first = sourceOf(orientation, 0, y, picture.width, picture.height);
        const auto second = sourceOf(orientation, 1, y, picture.width, picture.height);
        const auto step = ((second.row - first.row) * picture.width + second.column - first.column) * channels;
        auto offset = (first.row * picture.width + first.column) * channels;
        for (std::int64_t x = 0; x < upright.width; ++x, offset += step) {
            for (std::int64_t c = 0; c < channels; ++c)
                *out++ = picture.pixels[static_cast<std::size_t>(offset + c)];
        }
    }
    picture = std::move(upright);
}

} // namespace fettle::data
