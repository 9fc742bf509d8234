// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_decoder.h"

#include <new>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

/// Longest side that any of the formats can hold; a header that says more is damage.
constexpr std::int64_t kMaximumSide = 1 << 24;

Result<void> decodeRaw(PictureBytes bytes, PictureFacts& facts, Picture* picture)
{
    const auto raw = readRawPicture(bytes);
    if (!raw)
        return pictureTruncated("raw");
    facts.height = raw->height;
    facts.width = raw->width;
    facts.channels = raw->channels;
    if (picture) {
        *picture = {raw->height, raw->width, raw->channels, {}};
        picture->pixels.assign(raw->pixels, raw->pixels + raw->height * raw->width * raw->channels);
    }
    return {};
}

Result<void> decodeAs(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    if (bytes.empty())
        return makeError("data.picture_empty");
    facts.format = recognisePicture(bytes);
    switch (facts.format.format) {
    case PictureFormat::Jpeg: return decodeJpeg(bytes, options, facts, picture);
    case PictureFormat::Png: return decodePng(bytes, options, facts, picture);
    case PictureFormat::Bmp: return decodeBmp(bytes, options, facts, picture);
    case PictureFormat::Gif: return decodeGif(bytes, options, facts, picture);
    case PictureFormat::WebP: return decodeWebP(bytes, options, facts, picture);
    case PictureFormat::Heif: return decodeHeif(bytes, options, facts, picture);
    case PictureFormat::Raw: return decodeRaw(bytes, facts, picture);
    case PictureFormat::Other:
        return makeError("data.picture_format_unsupported", {{"format", std::string(facts.format.name)}});
    case PictureFormat::Unknown: break;
    }
    return makeError("data.picture_format");
}

} // namespace

Result<void> checkPictureSize(std::string_view format, std::int64_t width, std::int64_t height,
                              const DecodeOptions& options)
{
    if (width < 1 || height < 1)
        return pictureDamaged(format, "the header says that it has no pixels");
    if (width > kMaximumSide || height > kMaximumSide || width * height > options.maximumPixels)
        return makeError("data.picture_too_large",
                         {{"width", width}, {"height", height}, {"limit", options.maximumPixels}});
    return {};
}

void convertChannels(Picture& picture, std::int64_t channels)
{
    if (channels == 0 || channels == picture.channels)
        return;
    const auto count = static_cast<std::size_t>(picture.height * picture.width);
    std::vector<std::uint8_t> pixels(count * static_cast<std::size_t>(channels));
    const auto* from = picture.pixels.data();
    if (channels == 1) {
        for (std::size_t i = 0; i < count; ++i, from += 3) // weights × 65536, rounded to sum up to 65536
            pixels[i] = static_cast<std::uint8_t>((from[0] * 19595U + from[1] * 38470U + from[2] * 7471U + 32768U) >> 16);
    } else {
        for (std::size_t i = 0; i < count; ++i)
            std::fill_n(pixels.begin() + static_cast<std::ptrdiff_t>(i * 3), 3, from[i]);
    }
    picture.pixels = std::move(pixels);
    picture.channels = channels;
}

Result<Picture> decodePicture(std::span<const std::byte> bytes, const DecodeOptions& options)
{
    PictureFacts facts;
    try {
        Picture picture;
        FETTLE_TRY(decodeAs(bytes, options, facts, &picture));
        applyOrientation(picture, facts.orientation);
        convertChannels(picture, options.channels);
        return picture;
    } catch (const std::bad_alloc&) {
        return makeError("data.picture_too_large",
                         {{"width", facts.width}, {"height", facts.height}, {"limit", options.maximumPixels}},
                         "not enough memory");
    }
}

Result<PictureFacts> readPictureFacts(std::span<const std::byte> bytes)
{
    PictureFacts facts;
    FETTLE_TRY(decodeAs(bytes, {}, facts, nullptr));
    if (facts.orientation >= 5)
        std::swap(facts.width, facts.height);
    return facts;
}

} // namespace fettle::data
