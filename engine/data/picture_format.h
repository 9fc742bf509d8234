// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fettle::data {

/// What a picture's bytes are, told by their content and never by a file's extension.
enum class PictureFormat { Unknown, Jpeg, Png, Bmp, Gif, WebP, Heif, Raw, Other };

struct RecognisedFormat {
    PictureFormat format = PictureFormat::Unknown;
    std::string_view name; ///< "JPEG", "TIFF", "HEIC" …; empty where unknown
    [[nodiscard]] bool isSupported() const { return format != PictureFormat::Unknown && format != PictureFormat::Other; }
};

/// Looks at the first bytes (32 are enough). Formats that are known but not read (TIFF, JPEG XL …) are Other.
[[nodiscard]] RecognisedFormat recognisePicture(std::span<const std::byte> bytes);

// Raw pictures: what the IDX importer stores, so that reading costs no more than a copy. 16 bytes, then the rows:
//   0  "\x89FPX"   4  version 1   5  channels 1 or 3   6  two zero bytes
//   8  width, 12  height, both uint32 little-endian     16  height × width × channels bytes, interleaved
inline constexpr std::size_t kRawPictureHeaderBytes = 16;

struct RawPicture {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
    const std::uint8_t* pixels = nullptr; ///< within the bytes that were given
};

/// Nothing where the bytes are not a whole raw picture.
[[nodiscard]] std::optional<RawPicture> readRawPicture(std::span<const std::byte> bytes);
/// The header's 16 bytes appended to `out`.
void appendRawPictureHeader(std::string& out, std::int64_t height, std::int64_t width, std::int64_t channels);

} // namespace fettle::data
