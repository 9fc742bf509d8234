// SPDX-License-Identifier: GPL-3.0-or-later
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>

#include <jerror.h>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

/// A progressive file may hold thousands of scans that each cost a pass over the whole picture.
constexpr int kMaximumScans = 500;
constexpr std::string_view kJpegName = "JPEG";

/// libjpeg reports by longjmp: everything with a destructor lives in this object, outside of the jumping function.
struct JpegReader {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_source_mgr source{};
    jpeg_progress_mgr progress{};
    std::jmp_buf jump{};
    char message[JMSG_LENGTH_MAX] = {};
    bool isAtEnd = false;     ///< the bytes ran out, which the picture may have survived
    bool isTruncated = false; ///< and something of it is missing
    bool hasTooManyScans = false;
    bool isCreated = false;
    bool isReadingRows = false;
    std::vector<std::uint8_t> row; ///< one CMYK row

    ~JpegReader()
    {
        if (isCreated)
            jpeg_destroy_decompress(&info);
    }
};

JpegReader& readerOf(j_common_ptr info) { return *static_cast<JpegReader*>(info->client_data); }

void onError(j_common_ptr info)
{
    auto& reader = readerOf(info);
    (*info->err->format_message)(info, reader.message);
    std::longjmp(reader.jump, 1);
}

/// Warnings are stray bytes and small faults, which every viewer passes over; except where data was wanted after the
/// end. A file that lacks its end marker alone is whole.
void onMessage(j_common_ptr info, int level)
{
    auto& reader = readerOf(info);
    if (level < 0 && reader.isAtEnd && info->err->msg_code == JWRN_HIT_MARKER)
        reader.isTruncated = true;
}

boolean onEndOfData(j_decompress_ptr info)
{
    static const JOCTET kEndOfImage[2] = {0xFF, JPEG_EOI};
    auto& reader = readerOf(reinterpret_cast<j_common_ptr>(info));
    reader.isAtEnd = true;
    // Before the picture's data and between the scans of a progressive file there is no other way to notice.
    if (!reader.isReadingRows || info->buffered_image || jpeg_has_multiple_scans(info))
        reader.isTruncated = true;
    info->src->next_input_byte = kEndOfImage;
    info->src->bytes_in_buffer = sizeof kEndOfImage;
    return TRUE;
}

void onSkip(j_decompress_ptr info, long count)
{
    if (count <= 0)
        return;
    if (static_cast<std::size_t>(count) > info->src->bytes_in_buffer) {
        onEndOfData(info);
        return;
    }
    info->src->next_input_byte += count;
    info->src->bytes_in_buffer -= static_cast<std::size_t>(count);
}

void onProgress(j_common_ptr common)
{
    auto* info = reinterpret_cast<j_decompress_ptr>(common);
    auto& reader = readerOf(common);
    if (info->input_scan_number > kMaximumScans) {
        reader.hasTooManyScans = true;
        std::longjmp(reader.jump, 1);
    }
}

/// Orientation from the first APP1 segment with EXIF; the segments are short and come before the picture's data.
int orientationOf(PictureBytes bytes)
{
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && byteAt(bytes, at) == 0xFF) {
        const auto marker = byteAt(bytes, at + 1);
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0xD8 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            at += 2;
            continue;
        }
        if (marker == 0xDA || marker == 0xD9)
            break;
        const std::size_t length = bigEndian16(bytes, at + 2);
        if (length < 2 || at + 2 + length > bytes.size())
            break;
        const auto body = bytes.subspan(at + 4, length - 2);
        if (marker == 0xE1 && body.size() > 6 && std::memcmp(body.data(), "Exif\0\0", 6) == 0)
            return exifOrientation(body);
        at += 2 + length;
    }
    return 1;
}

void prepare(JpegReader& reader, PictureBytes bytes)
{
    reader.info.err = jpeg_std_error(&reader.errors);
    reader.errors.error_exit = onError;
    reader.errors.emit_message = onMessage;
    reader.info.client_data = &reader;
    reader.source.next_input_byte = reinterpret_cast<const JOCTET*>(bytes.data());
    reader.source.bytes_in_buffer = bytes.size();
    reader.source.init_source = [](j_decompress_ptr) {};
    reader.source.fill_input_buffer = onEndOfData;
    reader.source.skip_input_data = onSkip;
    reader.source.resync_to_restart = jpeg_resync_to_restart;
    reader.source.term_source = [](j_decompress_ptr) {};
    reader.progress.progress_monitor = onProgress;
}

bool readHeader(JpegReader& reader)
{
    if (setjmp(reader.jump))
        return false;
    jpeg_create_decompress(&reader.info);
    reader.isCreated = true;
    reader.info.client_data = &reader;
    reader.info.src = &reader.source;
    reader.info.progress = &reader.progress;
    return jpeg_read_header(&reader.info, TRUE) == JPEG_HEADER_OK;
}

bool start(JpegReader& reader)
{
    if (setjmp(reader.jump))
        return false;
    return jpeg_start_decompress(&reader.info) == TRUE;
}

bool readRow(JpegReader& reader, std::uint8_t* row)
{
    if (setjmp(reader.jump))
        return false;
    JSAMPROW rows[1] = {row};
    return jpeg_read_scanlines(&reader.info, rows, 1) == 1;
}

Error errorOf(const JpegReader& reader)
{
    if (reader.hasTooManyScans)
        return pictureDamaged(kJpegName, "more than 500 scans");
    if (reader.isAtEnd)
        return pictureTruncated(kJpegName, reader.message);
    return pictureDamaged(kJpegName, reader.message);
}

/// The largest of 1, 2, 4, 8 by which the shorter side may be divided.
unsigned scaleOf(const jpeg_decompress_struct& info, std::int64_t wantedShorterSide)
{
    if (wantedShorterSide <= 0)
        return 1;
    const std::int64_t shorter = std::min(info.image_width, info.image_height);
    unsigned scale = 1;
    while (scale < 8 && shorter / (scale * 2) >= wantedShorterSide)
        scale *= 2;
    return scale;
}

/// Files hold CMYK inverted, as Adobe writes it: 255 is no ink.
void cmykToRgb(const std::uint8_t* from, std::uint8_t* to, std::int64_t width)
{
    for (std::int64_t x = 0; x < width; ++x, from += 4, to += 3) {
        for (int c = 0; c < 3; ++c)
            to[c] = static_cast<std::uint8_t>((from[c] * from[3] + 127) / 255);
    }
}

Result<void> readPixels(JpegReader& reader, const DecodeOptions& options, Picture& picture)
{
    auto& info = reader.info;
    const bool isCmyk = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    const bool isGrey = info.jpeg_color_space == JCS_GRAYSCALE;
    // The luma of a YCbCr file is its grey picture: a third of the work.
    const bool wantsGrey = isGrey || (options.channels == 1 && info.jpeg_color_space == JCS_YCbCr);
    info.out_color_space = isCmyk ? JCS_CMYK : wantsGrey ? JCS_GRAYSCALE : JCS_RGB;
    info.scale_num = 1;
    info.scale_denom = scaleOf(info, options.wantedShorterSide);
    reader.isReadingRows = true;
    if (!start(reader) || reader.isTruncated)
        return errorOf(reader);
    picture.width = info.output_width;
    picture.height = info.output_height;
    picture.channels = wantsGrey ? 1 : 3;
    const auto rowBytes = static_cast<std::size_t>(picture.width * picture.channels);
    // Reserved memory costs nothing until it is written: a header that lies takes no more than the rows that come.
    picture.pixels.reserve(rowBytes * static_cast<std::size_t>(picture.height));
    if (isCmyk)
        reader.row.resize(static_cast<std::size_t>(picture.width) * 4);
    for (std::int64_t y = 0; y < picture.height; ++y) {
        const auto offset = picture.pixels.size();
        picture.pixels.resize(offset + rowBytes);
        auto* row = picture.pixels.data() + offset;
        if (!readRow(reader, isCmyk ? reader.row.data() : row) || reader.isTruncated)
            return errorOf(reader);
        if (isCmyk)
            cmykToRgb(reader.row.data(), row, picture.width);
    }
    return {};
}

} // namespace

Result<void> decodeJpeg(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    JpegReader reader;
    prepare(reader, bytes);
    if (!readHeader(reader))
        return errorOf(reader);
    if (reader.isTruncated)
        return pictureTruncated(kJpegName);
    facts.width = reader.info.image_width;
    facts.height = reader.info.image_height;
    facts.channels = reader.info.jpeg_color_space == JCS_GRAYSCALE ? 1 : 3;
    facts.orientation = orientationOf(bytes);
    FETTLE_TRY(checkPictureSize(kJpegName, facts.width, facts.height, options));
    return picture ? readPixels(reader, options, *picture) : Result<void>();
}

} // namespace fettle::data
