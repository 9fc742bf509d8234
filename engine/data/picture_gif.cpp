// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include <gif_lib.h>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

constexpr std::string_view kGifName = "GIF";
constexpr int kTransparencyFlag = 0x01;

struct GifSource {
    PictureBytes bytes;
    std::size_t at = 0;
    bool isTruncated = false;
};

int onGifRead(GifFileType* gif, GifByteType* out, int length)
{
    auto& source = *static_cast<GifSource*>(gif->UserData);
    const auto count = std::min(static_cast<std::size_t>(length), source.bytes.size() - source.at);
    if (count < static_cast<std::size_t>(length))
        source.isTruncated = true;
    std::memcpy(out, source.bytes.data() + source.at, count);
    source.at += count;
    return static_cast<int>(count);
}

class GifReader {
public:
    explicit GifReader(PictureBytes bytes) : m_source{bytes, 0, false}
    {
        m_gif = DGifOpen(&m_source, onGifRead, &m_code);
    }
    ~GifReader()
    {
        int ignored = 0;
        if (m_gif)
            DGifCloseFile(m_gif, &ignored);
    }
    GifReader(const GifReader&) = delete;
    GifReader& operator=(const GifReader&) = delete;

    [[nodiscard]] GifFileType* gif() const { return m_gif; }
    [[nodiscard]] int transparentIndex() const { return m_transparent; }
    [[nodiscard]] Error error() const
    {
        if (m_source.isTruncated)
            return pictureTruncated(kGifName);
        const char* text = GifErrorString(m_gif ? m_gif->Error : m_code);
        return pictureDamaged(kGifName, text ? text : "not readable");
    }

    /// Moves to the first frame's description.
    [[nodiscard]] Result<void> findFrame()
    {
        for (;;) {
            GifRecordType type = UNDEFINED_RECORD_TYPE;
            if (DGifGetRecordType(m_gif, &type) == GIF_ERROR)
                return error();
            if (type == TERMINATE_RECORD_TYPE)
                return pictureDamaged(kGifName, "no picture in it");
            if (type == IMAGE_DESC_RECORD_TYPE)
                return DGifGetImageDesc(m_gif) == GIF_ERROR ? Result<void>(error()) : Result<void>();
            if (type == EXTENSION_RECORD_TYPE)
                FETTLE_TRY(readExtension());
        }
    }

private:
    [[nodiscard]] Result<void> readExtension()
    {
        int code = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(m_gif, &code, &block) == GIF_ERROR)
            return error();
        while (block) {
            if (code == GRAPHICS_EXT_FUNC_CODE && block[0] >= 4)
                m_transparent = (block[1] & kTransparencyFlag) != 0 ? block[4] : -1;
            if (DGifGetExtensionNext(m_gif, &block) == GIF_ERROR)
                return error();
        }
        return {};
    }

    GifSource m_source;
    GifFileType* m_gif = nullptr;
    int m_code = 0;
    int m_transparent = -1;
};

/// Row of the frame that the n-th row in the file is, by GIF's four interlace passes.
std::vector<std::int64_t> rowOrder(std::int64_t height, bool isInterlaced)
{
    std::vector<std::int64_t> order;
    order.reserve(static_cast<std::size_t>(height));
    static constexpr std::int64_t kFirst[] = {0, 4, 2, 1};
    static constexpr std::int64_t kStep[] = {8, 8, 4, 2};
    if (!isInterlaced) {
        for (std::int64_t y = 0; y < height; ++y)
            order.push_back(y);
        return order;
    }
    for (int pass = 0; pass < 4; ++pass) {
        for (std::int64_t y = kFirst[pass]; y < height; y += kStep[pass])
            order.push_back(y);
    }
    return order;
}

Result<void> readFramePixels(GifReader& reader, const PictureFacts& facts, Picture& picture)
{
    const auto* gif = reader.gif();
    const auto& frame = gif->Image;
    const ColorMapObject* palette = frame.ColorMap ? frame.ColorMap : gif->SColorMap;
    picture = {facts.height, facts.width, 3, {}};
    // What the frame leaves free is transparent: white.
    picture.pixels.assign(static_cast<std::size_t>(facts.width * facts.height * 3), 255);
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    for (const auto y : rowOrder(frame.Height, frame.Interlace)) {
        if (DGifGetLine(reader.gif(), line.data(), frame.Width) == GIF_ERROR)
            return reader.error();
        auto* out = picture.pixels.data() + ((frame.Top + y) * facts.width + frame.Left) * 3;
        for (const auto index : line) {
            if (index == reader.transparentIndex()) {
                out += 3;
                continue;
            }
            // Without a palette the index is the grey.
            const bool known = palette && index < palette->ColorCount;
            const GifColorType colour = known ? palette->Colors[index] : palette ? GifColorType{0, 0, 0}
                                                                                 : GifColorType{index, index, index};
            *out++ = colour.Red;
            *out++ = colour.Green;
            *out++ = colour.Blue;
        }
    }
    return {};
}

} // namespace

Result<void> decodeGif(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    GifReader reader(bytes);
    if (!reader.gif())
        return reader.error();
    facts.channels = 3;
    // A frame may be larger than the screen that the header announces; both have to be within the limit.
    facts.width = reader.gif()->SWidth;
    facts.height = reader.gif()->SHeight;
    if (facts.width > 0 && facts.height > 0)
        FETTLE_TRY(checkPictureSize(kGifName, facts.width, facts.height, options));
    FETTLE_TRY(reader.findFrame());
    const auto& frame = reader.gif()->Image;
    facts.width = std::max<std::int64_t>(facts.width, frame.Left + frame.Width);
    facts.height = std::max<std::int64_t>(facts.height, frame.Top + frame.Height);
    if (frame.Width < 1 || frame.Height < 1)
        return pictureDamaged(kGifName, "a frame without pixels");
    FETTLE_TRY(checkPictureSize(kGifName, facts.width, facts.height, options));
    return picture ? readFramePixels(reader, facts, *picture) : Result<void>();
}

} // namespace fettle::data
