// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <libheif/heif.h>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

/// Longest side that a decoder is asked for; beyond it a header is damage.
constexpr int kMaximumHeifSide = 32'768;

using HeifContext = std::unique_ptr<heif_context, void (*)(heif_context*)>;
using HeifHandle = std::unique_ptr<heif_image_handle, void (*)(const heif_image_handle*)>;
using HeifImage = std::unique_ptr<heif_image, void (*)(const heif_image*)>;
using HeifOptions = std::unique_ptr<heif_decoding_options, void (*)(heif_decoding_options*)>;

Error heifError(const heif_error& error, const RecognisedFormat& format)
{
    const char* text = error.message ? error.message : "";
    if (error.subcode == heif_suberror_End_of_data)
        return pictureTruncated(format.name, text);
    if (error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature
        || error.code == heif_error_Plugin_loading_error)
        return makeError("data.picture_format_unsupported", {{"format", std::string(format.name)}}, text);
    if (error.code == heif_error_Memory_allocation_error)
        return makeError("data.memory_short", {}, text);
    return pictureDamaged(format.name, text);
}

bool isFailure(const heif_error& error) { return error.code != heif_error_Ok; }

/// Interleaved RGB or RGBA of the decoder laid on white.
Result<void> takePixels(const heif_image& image, bool hasAlpha, bool isPremultiplied, const RecognisedFormat& format,
                        PictureFacts& facts, Picture& picture)
{
    int stride = 0;
    const auto* plane = heif_image_get_plane_readonly(&image, heif_channel_interleaved, &stride);
    const int width = heif_image_get_width(&image, heif_channel_interleaved);
    const int height = heif_image_get_height(&image, heif_channel_interleaved);
    const int samples = hasAlpha ? 4 : 3;
    if (!plane || width < 1 || height < 1 || stride < width * samples)
        return pictureDamaged(format.name, "the decoder gave no pixels");
    facts.width = width;
    facts.height = height;
    picture = {height, width, 3, {}};
    picture.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    auto* to = picture.pixels.data();
    for (int y = 0; y < height; ++y) {
        const auto* from = plane + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < width; ++x, from += samples, to += 3)
            for (int c = 0; c < 3; ++c)
                to[c] = !hasAlpha         ? from[c]
                        : isPremultiplied ? static_cast<std::uint8_t>(std::min(255, from[c] + 255 - from[3]))
                                          : overWhite(from[c], from[3]);
    }
    return {};
}

} // namespace

Result<void> decodeHeif(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    const auto format = facts.format;
    const HeifContext context(heif_context_alloc(), &heif_context_free);
    if (!context)
        return makeError("data.memory_short");
    heif_context_set_maximum_image_size_limit(context.get(), kMaximumHeifSide);
    // Pictures are decoded side by side already.
    heif_context_set_max_decoding_threads(context.get(), 0);
    if (const auto error = heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr); isFailure(error))
        return heifError(error, format);
    heif_image_handle* opened = nullptr;
    if (const auto error = heif_context_get_primary_image_handle(context.get(), &opened); isFailure(error))
        return heifError(error, format);
    const HeifHandle handle(opened, &heif_image_handle_release);
    facts.width = heif_image_handle_get_width(handle.get());
    facts.height = heif_image_handle_get_height(handle.get());
    facts.channels = 3;
    FETTLE_TRY(checkPictureSize(format.name, facts.width, facts.height, options));
    // Before it is cut and turned it may be larger; 0: the file does not say.
    if (const std::int64_t width = heif_image_handle_get_ispe_width(handle.get()),
        height = heif_image_handle_get_ispe_height(handle.get());
        width > 0 && height > 0)
        FETTLE_TRY(checkPictureSize(format.name, width, height, options));
    if (!picture)
        return {};
    const bool hasAlpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
    const HeifOptions decoding(heif_decoding_options_alloc(), &heif_decoding_options_free);
    if (decoding)
        decoding->convert_hdr_to_8bit = 1;
    heif_image* decoded = nullptr;
    if (const auto error = heif_decode_image(handle.get(), &decoded, heif_colorspace_RGB,
                                             hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, decoding.get());
        isFailure(error))
        return heifError(error, format);
    const HeifImage image(decoded, &heif_image_release);
    return takePixels(*image, hasAlpha, hasAlpha && heif_image_handle_is_premultiplied_alpha(handle.get()) != 0, format, facts,
                      *picture);
}

} // namespace fettle::data
