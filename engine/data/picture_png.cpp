// SPDX-License-Identifier: GPL-3.0-or-later
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <png.h>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

constexpr std::string_view kPngName = "PNG";
constexpr png_alloc_size_t kMaximumChunkBytes = 8'000'000;

/// libpng reports by longjmp: everything with a destructor lives in this object, outside of the jumping functions.
struct PngReader {
    PictureBytes bytes;
    std::size_t at = 0;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::jmp_buf jump{};
    std::string message;
    bool isTruncated = false;
    // After the header:
    std::int64_t width = 0;
    std::int64_t height = 0;
    int samples = 0; ///< per pixel, as libpng gives it: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA
    int passes = 1;
    std::vector<std::uint8_t> buffer; ///< a row; the whole picture where it is interlaced
    std::vector<png_bytep> rows;

    ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }
};

[[noreturn]] void onPngError(png_structp png, png_const_charp message)
{
    auto& reader = *static_cast<PngReader*>(png_get_error_ptr(png));
    reader.message = message;
    // "Not enough image data", "Not enough compressed data"
    reader.isTruncated = reader.isTruncated || std::string_view(message).starts_with("Not enough");
    std::longjmp(reader.jump, 1);
}

void onPngWarning(png_structp, png_const_charp) {}

void onPngRead(png_structp png, png_bytep out, png_size_t length)
{
    auto& reader = *static_cast<PngReader*>(png_get_io_ptr(png));
    if (length > reader.bytes.size() - reader.at) {
        reader.isTruncated = true;
        png_error(png, "the file ends too early");
    }
    std::memcpy(out, reader.bytes.data() + reader.at, length);
    reader.at += length;
}

bool readPngHeader(PngReader& reader)
{
    if (setjmp(reader.jump))
        return false;
    reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader, onPngError, onPngWarning);
    if (!reader.png)
        return false;
    reader.info = png_create_info_struct(reader.png);
    if (!reader.info)
        return false;
    png_set_read_fn(reader.png, &reader, onPngRead);
    png_set_user_limits(reader.png, 0x7FFFFFFF, 0x7FFFFFFF); // our own limit on the area follows
    png_set_chunk_cache_max(reader.png, 1000);
    png_set_chunk_malloc_max(reader.png, kMaximumChunkBytes);
    // The texts, profiles and times of a picture are of no use here: bombs stay packed.
    png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
    static const png_byte kIgnored[] = "iCCP\0iTXt\0tEXt\0zTXt\0sPLT\0eXIf";
    png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, kIgnored, 6);
    png_read_info(reader.png, reader.info);
    reader.width = png_get_image_width(reader.png, reader.info);
    reader.height = png_get_image_height(reader.png, reader.info);
    return true;
}

/// 8 bits, no palette, alpha as a sample of its own.
bool choosePngForm(PngReader& reader)
{
    if (setjmp(reader.jump))
        return false;
    png_set_expand(reader.png);
    png_set_scale_16(reader.png);
    reader.passes = png_set_interlace_handling(reader.png);
    png_read_update_info(reader.png, reader.info);
    reader.samples = png_get_channels(reader.png, reader.info);
    return true;
}

bool readPngRow(PngReader& reader, png_bytep row)
{
    if (setjmp(reader.jump))
        return false;
    png_read_row(reader.png, row, nullptr);
    return true;
}

bool readPngInterlaced(PngReader& reader)
{
    if (setjmp(reader.jump))
        return false;
    png_read_image(reader.png, reader.rows.data());
    return true;
}

Error pngError(const PngReader& reader)
{
    return reader.isTruncated ? pictureTruncated(kPngName, reader.message) : pictureDamaged(kPngName, reader.message);
}

void storePngRow(const std::uint8_t* from, int samples, std::uint8_t* to, std::int64_t width)
{
    if (samples == 1 || samples == 3) {
        std::memcpy(to, from, static_cast<std::size_t>(width) * static_cast<std::size_t>(samples));
        return;
    }
    const int channels = samples - 1;
    for (std::int64_t x = 0; x < width; ++x, from += samples, to += channels) {
        for (int c = 0; c < channels; ++c)
            to[c] = overWhite(from[c], from[channels]);
    }
}

/// eXIf chunk before or after the pixels, without libpng, which would keep it only up to the pixels.
int pngOrientation(PictureBytes bytes)
{
    std::size_t at = 8;
    while (at + 12 <= bytes.size()) {
        const std::size_t length = bigEndian32(bytes, at);
        if (length > bytes.size() - at - 12)
            break;
        if (std::memcmp(bytes.data() + at + 4, "eXIf", 4) == 0)
            return exifOrientation(bytes.subspan(at + 8, length));
        at += 12 + length;
    }
    return 1;
}

Result<void> readPngPixels(PngReader& reader, Picture& picture)
{
    if (!choosePngForm(reader))
        return pngError(reader);
    if (reader.samples < 1 || reader.samples > 4)
        return pictureDamaged(kPngName, "an unknown number of samples per pixel");
    picture.width = reader.width;
    picture.height = reader.height;
    picture.channels = reader.samples <= 2 ? 1 : 3;
    const auto rowBytes = static_cast<std::size_t>(picture.width * picture.channels);
    const auto rawRowBytes = static_cast<std::size_t>(picture.width * reader.samples);
    const bool isInterlaced = reader.passes > 1;
    if (isInterlaced) {
        reader.buffer.resize(rawRowBytes * static_cast<std::size_t>(picture.height));
        for (std::int64_t y = 0; y < picture.height; ++y)
            reader.rows.push_back(reader.buffer.data() + static_cast<std::size_t>(y) * rawRowBytes);
        if (!readPngInterlaced(reader))
            return pngError(reader);
    } else {
        reader.buffer.resize(rawRowBytes);
    }
    // Reserved memory costs nothing until it is written: a header that lies takes no more than the rows that come.
    picture.pixels.reserve(rowBytes * static_cast<std::size_t>(picture.height));
    for (std::int64_t y = 0; y < picture.height; ++y) {
        const auto offset = picture.pixels.size();
        if (!isInterlaced && !readPngRow(reader, reader.buffer.data()))
            return pngError(reader);
        picture.pixels.resize(offset + rowBytes);
        const auto* row = isInterlaced ? reader.rows[static_cast<std::size_t>(y)] : reader.buffer.data();
        storePngRow(row, reader.samples, picture.pixels.data() + offset, picture.width);
    }
    return {};
}

} // namespace

Result<void> decodePng(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    PngReader reader;
    reader.bytes = bytes;
    if (!readPngHeader(reader))
        return pngError(reader);
    facts.width = reader.width;
    facts.height = reader.height;
    const auto colour = png_get_color_type(reader.png, reader.info);
    facts.channels = (colour & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
    facts.orientation = pngOrientation(bytes);
    FETTLE_TRY(checkPictureSize(kPngName, facts.width, facts.height, options));
    return picture ? readPngPixels(reader, *picture) : Result<void>();
}

} // namespace fettle::data
