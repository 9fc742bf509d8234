// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "engine/component_api/transform.h"
#include "engine/contract/result.h"
#include "engine/data/picture_format.h"

namespace fettle::data {

struct DecodeOptions {
    /// 1: grey, 3: RGB, 0: as the picture is.
    std::int64_t channels = 0;
    /// JPEG is decoded at 1/2, 1/4 or 1/8 as long as its shorter side stays at least this long; 0: at full size.
    std::int64_t wantedShorterSide = 0;
    /// Pictures of more pixels are refused before memory is taken for them.
    std::int64_t maximumPixels = 178'956'970;
};

struct PictureFacts {
    RecognisedFormat format;
    std::int64_t height = 0; ///< as it is seen: after EXIF orientation
    std::int64_t width = 0;
    std::int64_t channels = 0;
    int orientation = 1;     ///< EXIF's 1–8
};

/// Decodes JPEG, PNG, BMP, GIF (first frame), WebP (first frame), HEIC, AVIF and raw pictures to 8-bit grey or RGB,
/// upright by their EXIF orientation (HEIC and AVIF by their own). Transparent pixels are laid on white; palettes, 16 bits and CMYK become 8-bit RGB or grey.
/// Errors: data.picture_empty, data.picture_format (not a picture), data.picture_format_unsupported (names it),
/// data.picture_truncated, data.picture_damaged, data.picture_too_large. Never throws but for a shortage of memory
/// that the system itself does not survive; a picture that does not fit into memory is data.picture_too_large.
[[nodiscard]] Result<Picture> decodePicture(std::span<const std::byte> bytes, const DecodeOptions& options = {});

/// Size, channels and orientation without decoding the pixels. Errors: as decodePicture.
[[nodiscard]] Result<PictureFacts> readPictureFacts(std::span<const std::byte> bytes);

/// RGB to grey by ITU-R BT.601's luma, or grey to RGB; nothing to do where the channels are right already.
void convertChannels(Picture& picture, std::int64_t channels);

} // namespace fettle::data
