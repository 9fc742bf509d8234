// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

constexpr std::string_view kWebPName = "WebP";

struct DemuxerEnd {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};

Error webPError(VP8StatusCode status)
{
    switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED: return pictureTruncated(kWebPName);
    case VP8_STATUS_UNSUPPORTED_FEATURE: return pictureDamaged(kWebPName, "a feature that is not supported");
    case VP8_STATUS_OUT_OF_MEMORY: return makeError("data.memory_short", {}, "not enough memory");
    default: return pictureDamaged(kWebPName, "the bitstream is not valid");
    }
}

const std::uint8_t* data(PictureBytes bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

/// Decodes one still frame as RGBA or RGB and lays it on the white canvas.
Result<void> drawWebPFrame(PictureBytes frame, std::int64_t left, std::int64_t top, Picture& canvas)
{
    WebPBitstreamFeatures features;
    if (const auto status = WebPGetFeatures(data(frame), frame.size(), &features); status != VP8_STATUS_OK)
        return webPError(status);
    if (left < 0 || top < 0 || left + features.width > canvas.width || top + features.height > canvas.height)
        return pictureDamaged(kWebPName, "a frame that is larger than the picture");
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config))
        return pictureDamaged(kWebPName, "the library is of another version");
    const int samples = features.has_alpha ? 4 : 3;
    const auto stride = static_cast<std::size_t>(features.width) * static_cast<std::size_t>(samples);
    std::vector<std::uint8_t> pixels(stride * static_cast<std::size_t>(features.height));
    config.output.colorspace = features.has_alpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = pixels.data();
    config.output.u.RGBA.stride = static_cast<int>(stride);
    config.output.u.RGBA.size = pixels.size();
    const auto status = WebPDecode(data(frame), frame.size(), &config);
    WebPFreeDecBuffer(&config.output);
    if (status != VP8_STATUS_OK)
        return webPError(status);
    for (std::int64_t y = 0; y < features.height; ++y) {
        const auto* from = pixels.data() + static_cast<std::size_t>(y) * stride;
        auto* to = canvas.pixels.data() + ((top + y) * canvas.width + left) * 3;
        for (std::int64_t x = 0; x < features.width; ++x, from += samples, to += 3) {
            for (int c = 0; c < 3; ++c)
                to[c] = samples == 4 ? overWhite(from[c], from[3]) : from[c];
        }
    }
    return {};
}

} // namespace

Result<void> decodeWebP(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    if (bytes.size() < 20)
        return pictureTruncated(kWebPName);
    if (littleEndian32(bytes, 4) > bytes.size() - 8)
        return pictureTruncated(kWebPName);
    const WebPData file{data(bytes), bytes.size()};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    const std::unique_ptr<WebPDemuxer, DemuxerEnd> demuxer(WebPDemuxPartial(&file, &state));
    if (!demuxer)
        return state == WEBP_DEMUX_PARSING_HEADER ? pictureTruncated(kWebPName)
                                                  : pictureDamaged(kWebPName, "the chunks are not valid");
    facts.width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    facts.height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    facts.channels = 3;
    FETTLE_TRY(checkPictureSize(kWebPName, facts.width, facts.height, options));
    WebPChunkIterator chunk;
    if (WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk)) {
        facts.orientation = exifOrientation(std::as_bytes(std::span(chunk.chunk.bytes, chunk.chunk.size)));
        WebPDemuxReleaseChunkIterator(&chunk);
    }
    if (!picture)
        return {};
    WebPIterator frame;
    if (!WebPDemuxGetFrame(demuxer.get(), 1, &frame))
        return state == WEBP_DEMUX_DONE ? pictureDamaged(kWebPName, "no picture in it") : pictureTruncated(kWebPName);
    *picture = {facts.height, facts.width, 3, {}};
    picture->pixels.assign(static_cast<std::size_t>(facts.width * facts.height * 3), 255);
    auto result = frame.complete ? drawWebPFrame(std::as_bytes(std::span(frame.fragment.bytes, frame.fragment.size)),
                                                 frame.x_offset, frame.y_offset, *picture)
                                 : Result<void>(pictureTruncated(kWebPName));
    WebPDemuxReleaseIterator(&frame);
    return result;
}

} // namespace fettle::data
