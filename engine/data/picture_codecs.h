// SPDX-License-Identifier: GPL-3.0-or-later
// What picture_decoder.cpp and the codecs share. Not for others.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/data/picture_decoder.h"

namespace fettle::data {

using PictureBytes = std::span<const std::byte>;

// Each decodes without orientation; the channels may still differ from the options'. A null picture means: fill in
// the facts alone.
[[nodiscard]] Result<void> decodeJpeg(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts,
                                      Picture* picture);
[[nodiscard]] Result<void> decodePng(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts,
                                     Picture* picture);
[[nodiscard]] Result<void> decodeBmp(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts,
                                     Picture* picture);
[[nodiscard]] Result<void> decodeGif(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts,
                                     Picture* picture);
[[nodiscard]] Result<void> decodeWebP(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts,
                                      Picture* picture);
/// HEIC, AVIF and their kin. Upright already: the format keeps its own turns, and EXIF's are not to be applied.
[[nodiscard]] Result<void> decodeHeif(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts,
                                      Picture* picture);

[[nodiscard]] inline Error pictureTruncated(std::string_view format, std::string detail = {})
{
    return makeError("data.picture_truncated", {{"format", std::string(format)}}, std::move(detail));
}
[[nodiscard]] inline Error pictureDamaged(std::string_view format, std::string detail)
{
    return makeError("data.picture_damaged", {{"format", std::string(format)}}, std::move(detail));
}

/// Checks a header's size before memory is taken. Errors: data.picture_too_large, data.picture_damaged (no pixels).
[[nodiscard]] Result<void> checkPictureSize(std::string_view format, std::int64_t width, std::int64_t height,
                                            const DecodeOptions& options);

/// A colour of 8 bits with its opacity laid on white.
[[nodiscard]] inline std::uint8_t overWhite(unsigned colour, unsigned alpha)
{
    return static_cast<std::uint8_t>((colour * alpha + 255U * (255U - alpha) + 127U) / 255U);
}

/// Orientation 1–8 from an EXIF block (a TIFF header, with or without "Exif\0\0" before it); 1 where it says nothing.
[[nodiscard]] int exifOrientation(PictureBytes exif);
/// Turns and mirrors so that the picture is upright.
void applyOrientation(Picture& picture, int orientation);

[[nodiscard]] inline std::uint8_t byteAt(PictureBytes bytes, std::size_t at)
{
    return static_cast<std::uint8_t>(bytes[at]);
}
[[nodiscard]] inline std::uint32_t littleEndian16(PictureBytes bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(byteAt(bytes, at)) | static_cast<std::uint32_t>(byteAt(bytes, at + 1)) << 8;
}
[[nodiscard]] inline std::uint32_t littleEndian32(PictureBytes bytes, std::size_t at)
{
    return littleEndian16(bytes, at) | littleEndian16(bytes, at + 2) << 16;
}
[[nodiscard]] inline std::uint32_t bigEndian16(PictureBytes bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(byteAt(bytes, at)) << 8 | static_cast<std::uint32_t>(byteAt(bytes, at + 1));
}
[[nodiscard]] inline std::uint32_t bigEndian32(PictureBytes bytes, std::size_t at)
{
    return bigEndian16(bytes, at) << 16 | bigEndian16(bytes, at + 2);
}

} // namespace fettle::data
