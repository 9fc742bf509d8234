// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_format.h"

#include <array>
#include <cstring>

namespace fettle::data {
namespace {

constexpr std::string_view kRawMagic = "\x89" "FPX";

struct PictureSignature {
    std::size_t offset;
    std::string_view bytes;
    PictureFormat format;
    std::string_view name;
};

using namespace std::string_view_literals;

constexpr std::array kSignatures{
    PictureSignature{0, "\xFF\xD8\xFF"sv, PictureFormat::Jpeg, "JPEG"},
    PictureSignature{0, "\x89PNG\r\n\x1A\n"sv, PictureFormat::Png, "PNG"},
    PictureSignature{0, "GIF87a"sv, PictureFormat::Gif, "GIF"},
    PictureSignature{0, "GIF89a"sv, PictureFormat::Gif, "GIF"},
    PictureSignature{0, kRawMagic, PictureFormat::Raw, "raw"},
    PictureSignature{0, "II*\0"sv, PictureFormat::Other, "TIFF"},
    PictureSignature{0, "MM\0*"sv, PictureFormat::Other, "TIFF"},
    PictureSignature{0, "II+\0"sv, PictureFormat::Other, "TIFF"},
    PictureSignature{0, "MM\0+"sv, PictureFormat::Other, "TIFF"},
    PictureSignature{0, "8BPS"sv, PictureFormat::Other, "Photoshop"},
    PictureSignature{0, "\0\0\1\0"sv, PictureFormat::Other, "ICO"},
    PictureSignature{0, "\0\0\2\0"sv, PictureFormat::Other, "CUR"},
    PictureSignature{0, "\0\0\0\x0CjP  \r\n\x87\n"sv, PictureFormat::Other, "JPEG 2000"},
    PictureSignature{0, "\xFF\x4F\xFF\x51"sv, PictureFormat::Other, "JPEG 2000"},
    PictureSignature{0, "\xFF\x0A"sv, PictureFormat::Other, "JPEG XL"},
    PictureSignature{0, "\0\0\0\x0CJXL \r\n\x87\n"sv, PictureFormat::Other, "JPEG XL"},
    PictureSignature{0, "P1"sv, PictureFormat::Other, "PBM"},
    PictureSignature{0, "P2"sv, PictureFormat::Other, "PGM"},
    PictureSignature{0, "P3"sv, PictureFormat::Other, "PPM"},
    PictureSignature{0, "P4"sv, PictureFormat::Other, "PBM"},
    PictureSignature{0, "P5"sv, PictureFormat::Other, "PGM"},
    PictureSignature{0, "P6"sv, PictureFormat::Other, "PPM"},
    PictureSignature{0, "P7"sv, PictureFormat::Other, "PAM"},
    PictureSignature{0, "PF\n"sv, PictureFormat::Other, "PFM"},
    PictureSignature{0, "Pf\n"sv, PictureFormat::Other, "PFM"},
    PictureSignature{0, "%PDF-"sv, PictureFormat::Other, "PDF"},
    PictureSignature{0, "<svg"sv, PictureFormat::Other, "SVG"},
    PictureSignature{0, "\x76\x2F\x31\x01"sv, PictureFormat::Other, "OpenEXR"},
    PictureSignature{0, "#?RADIANCE"sv, PictureFormat::Other, "Radiance HDR"},
    PictureSignature{0, "DDS "sv, PictureFormat::Other, "DDS"},
};

std::string_view isoBrand(std::string_view brand)
{
    if (brand == "avif" || brand == "avis")
        return "AVIF";
    if (brand == "heic" || brand == "heix" || brand == "hevc" || brand == "heim" || brand == "heis")
        return "HEIC";
    if (brand == "mif1" || brand == "msf1")
        return "HEIF";
    return {};
}

/// "BM" alone would take any text that begins so: the size of the second header must be one of BMP's.
bool isBmp(std::string_view head)
{
    if (head.size() < 18 || !head.starts_with("BM"))
        return false;
    const auto headerSize = static_cast<std::uint8_t>(head[14]);
    const bool small = head[15] == 0 && head[16] == 0 && head[17] == 0;
    return small && (headerSize == 12 || headerSize == 16 || headerSize == 40 || headerSize == 52 ||
                     headerSize == 56 || headerSize == 64 || headerSize == 108 || headerSize == 124);
}

void appendLittleEndian(std::string& out, std::int64_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<char>((value >> shift) & 0xFF));
}

} // namespace

RecognisedFormat recognisePicture(std::span<const std::byte> bytes)
{
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 64));
    for (const auto& signature : kSignatures) {
        if (head.size() >= signature.offset + signature.bytes.size() &&
            head.substr(signature.offset, signature.bytes.size()) == signature.bytes)
            return {signature.format, signature.name};
    }
    if (head.size() >= 12 && head.starts_with("RIFF") && head.substr(8, 4) == "WEBP")
        return {PictureFormat::WebP, "WebP"};
    if (isBmp(head))
        return {PictureFormat::Bmp, "BMP"};
    if (head.size() >= 12 && head.substr(4, 4) == "ftyp") {
        if (const auto name = isoBrand(head.substr(8, 4)); !name.empty())
            return {PictureFormat::Heif, name};
    }
    if (head.starts_with("<?xml") && std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())
                                             .substr(0, 1024)
                                             .find("<svg") != std::string_view::npos)
        return {PictureFormat::Other, "SVG"};
    return {};
}

std::optional<RawPicture> readRawPicture(std::span<const std::byte> bytes)
{
    if (bytes.size() < kRawPictureHeaderBytes || std::memcmp(bytes.data(), kRawMagic.data(), kRawMagic.size()) != 0)
        return std::nullopt;
    const auto* header = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto word = [&](std::size_t at) {
        return static_cast<std::int64_t>(header[at]) | static_cast<std::int64_t>(header[at + 1]) << 8 |
               static_cast<std::int64_t>(header[at + 2]) << 16 | static_cast<std::int64_t>(header[at + 3]) << 24;
    };
    RawPicture picture{word(12), word(8), header[5], header + kRawPictureHeaderBytes};
    constexpr std::int64_t kSideLimit = 1 << 20;
    if (header[4] != 1 || (picture.channels != 1 && picture.channels != 3) || picture.width < 1 ||
        picture.height < 1 || picture.width > kSideLimit || picture.height > kSideLimit)
        return std::nullopt;
    const auto size = static_cast<std::uint64_t>(picture.width * picture.height * picture.channels);
    if (bytes.size() - kRawPictureHeaderBytes != size)
        return std::nullopt;
    return picture;
}

void appendRawPictureHeader(std::string& out, std::int64_t height, std::int64_t width, std::int64_t channels)
{
    out.append(kRawMagic);
    out.push_back('\x01');
    out.push_back(static_cast<char>(channels));
    out.append(2, '\0');
    appendLittleEndian(out, width);
    appendLittleEndian(out, height);
}

} // namespace fettle::data
