// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include <libheif/heif.h>

#include "engine/contract/error_codes.h"
#include "engine/data/picture_decoder.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

struct HeifWish {
    heif_compression_format format = heif_compression_HEVC;
    heif_orientation orientation = heif_orientation_normal;
    bool transparentLeft = false;
};

/// 64 × 48: red above left, green above right, blue below.
heif_image* testImage(bool withAlpha)
{
    heif_image* image = nullptr;
    REQUIRE(heif_image_create(64, 48, heif_colorspace_RGB,
                              withAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, &image).code == heif_error_Ok);
    REQUIRE(heif_image_add_plane(image, heif_channel_interleaved, 64, 48, 8).code == heif_error_Ok);
    int stride = 0;
    auto* pixels = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    const int samples = withAlpha ? 4 : 3;
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x) {
            auto* pixel = pixels + y * stride + x * samples;
            pixel[0] = y < 24 && x < 32 ? 220 : 20;
            pixel[1] = y < 24 && x >= 32 ? 220 : 20;
            pixel[2] = y >= 24 ? 220 : 20;
            if (withAlpha)
                pixel[3] = x < 32 ? 0 : 255;
        }
    return image;
}

std::string heifFile(const HeifWish& wish)
{
    heif_context* context = heif_context_alloc();
    heif_encoder* encoder = nullptr;
    REQUIRE(heif_context_get_encoder_for_format(context, wish.format, &encoder).code == heif_error_Ok);
    heif_encoder_set_lossy_quality(encoder, 95);
    heif_image* image = testImage(wish.transparentLeft);
    heif_encoding_options* options = heif_encoding_options_alloc();
    options->image_orientation = wish.orientation;
    heif_image_handle* handle = nullptr;
    REQUIRE(heif_context_encode_image(context, image, encoder, options, &handle).code == heif_error_Ok);
    std::string bytes;
    heif_writer writer{1, [](heif_context*, const void* data, std::size_t size, void* to) {
                           static_cast<std::string*>(to)->assign(static_cast<const char*>(data), size);
                           return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
                       }};
    REQUIRE(heif_context_write(context, &writer, &bytes).code == heif_error_Ok);
    heif_image_handle_release(handle);
    heif_encoding_options_free(options);
    heif_image_release(image);
    heif_encoder_release(encoder);
    heif_context_free(context);
    return bytes;
}

std::span<const std::byte> heifBytes(const std::string& file) { return std::as_bytes(std::span(file)); }

/// Which color a place has: r, g, b, or w for white.
char colorAt(const Picture& picture, double x, double y)
{
    const auto* pixel = picture.pixels.data()
        + (static_cast<std::int64_t>(y * static_cast<double>(picture.height)) * picture.width
           + static_cast<std::int64_t>(x * static_cast<double>(picture.width))) * 3;
    if (pixel[0] > 180 && pixel[1] > 180 && pixel[2] > 180)
        return 'w';
    return pixel[0] > 150 ? 'r' : pixel[1] > 150 ? 'g' : pixel[2] > 150 ? 'b' : '?';
}

bool canEncode(heif_compression_format format) { return heif_have_encoder_for_format(format) != 0; }

} // namespace

TEST_CASE("HEIC and AVIF decode to upright RGB")
{
    FETTLE_REQUIRE_OR_SKIP(canEncode(heif_compression_HEVC) && canEncode(heif_compression_AV1), "no encoder for HEIC or AVIF");
    for (const auto format : {heif_compression_HEVC, heif_compression_AV1}) {
        CAPTURE(format);
        const auto file = heifFile({format, heif_orientation_normal, false});
        const auto recognised = data::recognisePicture(heifBytes(file));
        CHECK(recognised.isSupported());
        CHECK(recognised.name == (format == heif_compression_HEVC ? "HEIC" : "AVIF"));
        const auto facts = data::readPictureFacts(heifBytes(file));
        REQUIRE_MESSAGE(facts.ok(), toLogLine(facts.error()));
        CHECK(facts->width == 64);
        CHECK(facts->height == 48);
        const auto picture = data::decodePicture(heifBytes(file));
        REQUIRE_MESSAGE(picture.ok(), toLogLine(picture.error()));
        CHECK(picture->width == 64);
        CHECK(picture->height == 48);
        CHECK(picture->channels == 3);
        CHECK(colorAt(*picture, 0.2, 0.2) == 'r');
        CHECK(colorAt(*picture, 0.8, 0.2) == 'g');
        CHECK(colorAt(*picture, 0.5, 0.8) == 'b');
        data::DecodeOptions grey;
        grey.channels = 1;
        CHECK(data::decodePicture(heifBytes(file), grey)->channels == 1);
    }
}

TEST_CASE("a turned HEIC is upright once, and transparency lies on white")
{
    FETTLE_REQUIRE_OR_SKIP(canEncode(heif_compression_HEVC), "no encoder for HEIC");
    const auto turned = heifFile({heif_compression_HEVC, heif_orientation_rotate_90_cw, false});
    const auto facts = data::readPictureFacts(heifBytes(turned));
    REQUIRE(facts.ok());
    CHECK(facts->width == 48);
    CHECK(facts->height == 64);
    const auto picture = data::decodePicture(heifBytes(turned));
    REQUIRE(picture.ok());
    CHECK(picture->width == 48);
    // Turned clockwise: what was below is on the left, what was above left is above right.
    CHECK(colorAt(*picture, 0.8, 0.2) == 'r');
    CHECK(colorAt(*picture, 0.8, 0.8) == 'g');
    CHECK(colorAt(*picture, 0.2, 0.5) == 'b');
    const auto clear = data::decodePicture(heifBytes(heifFile({heif_compression_HEVC, heif_orientation_normal, true})));
    REQUIRE(clear.ok());
    CHECK(colorAt(*clear, 0.2, 0.2) == 'w');
    CHECK(colorAt(*clear, 0.8, 0.2) == 'g');
}

TEST_CASE("cut, damaged and oversized HEIC files are errors, whatever the place")
{
    FETTLE_REQUIRE_OR_SKIP(canEncode(heif_compression_HEVC), "no encoder for HEIC");
    const auto file = heifFile({});
    data::DecodeOptions small;
    small.maximumPixels = 1000;
    const auto large = data::decodePicture(heifBytes(file), small);
    REQUIRE_FALSE(large.ok());
    CHECK(large.error().code == "data.picture_too_large");
    int failures = 0;
    for (std::size_t length = 12; length < file.size(); length += std::max<std::size_t>(1, file.size() / 60)) {
        const auto picture = data::decodePicture(heifBytes(file.substr(0, length)));
        failures += !picture.ok();
        if (!picture.ok())
            CHECK(findErrorCode(picture.error().code) != nullptr);
    }
    CHECK(failures > 50);
    for (std::size_t at = 0; at < file.size(); at += 7) {
        auto damaged = file;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x5A);
        static_cast<void>(data::decodePicture(heifBytes(damaged)));
    }
    // The size that the header tells is set to 60,000 × 60,000.
    auto huge = file;
    const auto place = huge.find("ispe");
    REQUIRE(place != std::string::npos);
    const char side[] = {0, 0, static_cast<char>(0xEA), 0x60};
    std::memcpy(huge.data() + place + 8, side, 4);
    std::memcpy(huge.data() + place + 12, side, 4);
    CHECK_FALSE(data::decodePicture(heifBytes(huge)).ok());
}

} // namespace fettle::test
