// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_writer.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <zlib.h>

namespace fettle::data {
namespace {

void appendBigEndian32(std::string& out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>((value >> shift) & 0xFF));
}

void appendChunk(std::string& out, std::string_view type, std::string_view body)
{
    appendBigEndian32(out, static_cast<std::uint32_t>(body.size()));
    const auto start = out.size();
    out.append(type).append(body);
    appendBigEndian32(out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(out.data() + start),
                                                            static_cast<uInt>(out.size() - start))));
}

/// zlib's framing around stored blocks of at most 65,535 bytes.
std::string storedZlib(std::string_view bytes)
{
    constexpr std::size_t kBlock = 65535;
    std::string out("\x78\x01", 2);
    out.reserve(bytes.size() + bytes.size() / kBlock * 5 + 16);
    for (std::size_t at = 0; at < bytes.size(); at += kBlock) {
        const auto size = std::min(kBlock, bytes.size() - at);
        out.push_back(at + size == bytes.size() ? '\x01' : '\x00');
        const auto length = static_cast<std::uint16_t>(size);
        const auto inverse = static_cast<std::uint16_t>(~length);
        for (const auto word : {length, inverse}) {
            out.push_back(static_cast<char>(word & 0xFF));
            out.push_back(static_cast<char>(word >> 8));
        }
        out.append(bytes.substr(at, size));
    }
    appendBigEndian32(out, static_cast<std::uint32_t>(adler32(1, reinterpret_cast<const Bytef*>(bytes.data()),
                                                              static_cast<uInt>(bytes.size()))));
    return out;
}

/// libjpeg reports by longjmp: nothing with a destructor is made while it runs.
struct JpegWriter {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    std::jmp_buf jump{};
    unsigned char* bytes = nullptr;
    unsigned long sizeBytes = 0;
    char message[JMSG_LENGTH_MAX] = {};

    ~JpegWriter()
    {
        jpeg_destroy_compress(&info);
        std::free(bytes);
    }
};

void onWriteError(j_common_ptr info)
{
    auto& writer = *static_cast<JpegWriter*>(info->client_data);
    (*info->err->format_message)(info, writer.message);
    std::longjmp(writer.jump, 1);
}

bool compress(JpegWriter& writer, const Picture& picture, int quality)
{
    auto& info = writer.info;
    info.err = jpeg_std_error(&writer.errors);
    writer.errors.error_exit = onWriteError;
    info.client_data = &writer;
    if (setjmp(writer.jump))
        return false;
    jpeg_create_compress(&info);
    info.client_data = &writer;
    jpeg_mem_dest(&info, &writer.bytes, &writer.sizeBytes);
    info.image_width = static_cast<JDIMENSION>(picture.width);
    info.image_height = static_cast<JDIMENSION>(picture.height);
    info.input_components = static_cast<int>(picture.channels);
    info.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    const auto rowBytes = picture.width * picture.channels;
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPROW>(picture.pixels.data() + rowBytes * info.next_scanline);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    return true;
}

} // namespace

std::string writeStoredPng(const Picture& picture)
{
    std::string out("\x89PNG\r\n\x1A\n", 8);
    std::string header;
    appendBigEndian32(header, static_cast<std::uint32_t>(picture.width));
    appendBigEndian32(header, static_cast<std::uint32_t>(picture.height));
    header.push_back('\x08');
    header.push_back(picture.channels == 1 ? '\x00' : '\x02');
    header.append(3, '\0');
    appendChunk(out, "IHDR", header);
    std::string rows;
    const auto rowBytes = static_cast<std::size_t>(picture.width * picture.channels);
    rows.reserve((rowBytes + 1) * static_cast<std::size_t>(picture.height));
    for (std::int64_t y = 0; y < picture.height; ++y) {
        rows.push_back('\0'); // no filter
        rows.append(reinterpret_cast<const char*>(picture.pixels.data()) + static_cast<std::size_t>(y) * rowBytes, rowBytes);
    }
    appendChunk(out, "IDAT", storedZlib(rows));
    appendChunk(out, "IEND", {});
    return out;
}

Result<std::string> writeJpeg(const Picture& picture, int quality)
{
    JpegWriter writer;
    if (!compress(writer, picture, quality))
        return makeError("data.picture_not_written", {{"width", picture.width}, {"height", picture.height}},
                         writer.message);
    return std::string(reinterpret_cast<const char*>(writer.bytes), writer.sizeBytes);
}

} // namespace fettle::data
