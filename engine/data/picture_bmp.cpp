// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <bit>

#include "engine/data/picture_codecs.h"

namespace fettle::data {
namespace {

constexpr std::string_view kBmpName = "BMP";
constexpr std::size_t kFileHeaderBytes = 14;

enum class Compression : std::uint32_t { None = 0, Rle8 = 1, Rle4 = 2, Masks = 3, Jpeg = 4, Png = 5, AlphaMasks = 6 };

/// One colour of a packed pixel: where its bits are.
struct Mask {
    std::uint32_t bits = 0;
    [[nodiscard]] std::uint8_t read(std::uint32_t pixel) const
    {
        if (bits == 0)
            return 0;
        const int shift = std::countr_zero(bits);
        const std::uint64_t maximum = bits >> shift;
        return static_cast<std::uint8_t>(((pixel & bits) >> shift) * 255ULL / maximum);
    }
};

using Rgb = std::array<std::uint8_t, 3>;

struct BmpFile {
    PictureBytes bytes;
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool isTopDown = false;
    std::uint32_t bitsPerPixel = 0;
    Compression compression = Compression::None;
    std::array<Mask, 4> masks{}; ///< red, green, blue, alpha
    std::vector<Rgb> palette;
    std::size_t pixelsAt = 0;

    [[nodiscard]] bool isGrey() const
    {
        return !palette.empty() &&
               std::all_of(palette.begin(), palette.end(), [](Rgb c) { return c[0] == c[1] && c[1] == c[2]; });
    }
    [[nodiscard]] Rgb colour(std::uint32_t index) const
    {
        return index < palette.size() ? palette[index] : Rgb{0, 0, 0};
    }
    [[nodiscard]] std::int64_t rowOf(std::int64_t storedRow) const
    {
        return isTopDown ? storedRow : height - 1 - storedRow;
    }
};

void readPalette(BmpFile& file, std::size_t at, std::size_t entryBytes, std::size_t declared)
{
    const std::size_t possible = std::size_t{1} << file.bitsPerPixel;
    const std::size_t wanted = declared == 0 ? possible : std::min(declared, possible);
    const std::size_t end = std::min(file.pixelsAt > at ? file.pixelsAt : file.bytes.size(), file.bytes.size());
    for (std::size_t i = 0; i < wanted && at + entryBytes <= end; ++i, at += entryBytes)
        file.palette.push_back({byteAt(file.bytes, at + 2), byteAt(file.bytes, at + 1), byteAt(file.bytes, at)});
}

/// Masks that the file names, or the usual ones: 5 bits a colour for 16, 8 bits for 24 and 32.
void readMasks(BmpFile& file, std::size_t headerBytes)
{
    const bool isNamed = file.compression == Compression::Masks || file.compression == Compression::AlphaMasks;
    if (isNamed) {
        const std::size_t count = file.compression == Compression::AlphaMasks || headerBytes >= 56 ? 4 : 3;
        for (std::size_t i = 0; i < count && 54 + i * 4 + 4 <= file.bytes.size(); ++i)
            file.masks[i].bits = littleEndian32(file.bytes, 54 + i * 4);
    } else if (file.bitsPerPixel == 16) {
        file.masks = {Mask{0x7C00}, Mask{0x03E0}, Mask{0x001F}, Mask{0}};
    } else {
        file.masks = {Mask{0xFF0000}, Mask{0x00FF00}, Mask{0x0000FF}, Mask{0}};
    }
}

Result<void> checkForm(const BmpFile& file, std::size_t headerBytes)
{
    const auto bits = file.bitsPerPixel;
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32)
        return pictureDamaged(kBmpName, "an unknown number of bits per pixel");
    switch (file.compression) {
    case Compression::None: return {};
    case Compression::Rle8:
        if (bits == 8)
            return {};
        break;
    case Compression::Rle4:
        if (bits == 4)
            return {};
        break;
    case Compression::Masks:
    case Compression::AlphaMasks:
        if (headerBytes == 64) // OS/2 2 uses the number for a fax code
            return makeError("data.picture_format_unsupported", {{"format", "BMP (Huffman)"}});
        if (bits == 16 || bits == 32)
            return {};
        break;
    case Compression::Jpeg:
        return makeError("data.picture_format_unsupported",
                         {{"format", headerBytes == 64 ? "BMP (RLE24)" : "BMP (JPEG)"}});
    case Compression::Png: return makeError("data.picture_format_unsupported", {{"format", "BMP (PNG)"}});
    }
    return pictureDamaged(kBmpName, "a compression that does not go with its bits per pixel");
}

Result<BmpFile> readBmpHeader(PictureBytes bytes)
{
    BmpFile file;
    file.bytes = bytes;
    if (bytes.size() < 18)
        return pictureTruncated(kBmpName);
    file.pixelsAt = littleEndian32(bytes, 10);
    const std::size_t headerBytes = littleEndian32(bytes, 14);
    if (kFileHeaderBytes + headerBytes > bytes.size())
        return pictureTruncated(kBmpName);
    std::size_t declaredColours = 0;
    std::size_t paletteAt = kFileHeaderBytes + headerBytes;
    if (headerBytes == 12) {
        file.width = littleEndian16(bytes, 18);
        file.height = littleEndian16(bytes, 20);
        file.bitsPerPixel = littleEndian16(bytes, 24);
    } else {
        file.width = static_cast<std::int32_t>(littleEndian32(bytes, 18));
        file.height = static_cast<std::int32_t>(littleEndian32(bytes, 22));
        file.isTopDown = file.height < 0;
        file.height = file.isTopDown ? -file.height : file.height;
        file.bitsPerPixel = littleEndian16(bytes, 28);
        if (headerBytes >= 40) {
            file.compression = static_cast<Compression>(littleEndian32(bytes, 30));
            declaredColours = littleEndian32(bytes, 46);
        }
        if (headerBytes == 40 && file.compression == Compression::Masks)
            paletteAt += 12;
        else if (headerBytes == 40 && file.compression == Compression::AlphaMasks)
            paletteAt += 16;
    }
    FETTLE_TRY(checkForm(file, headerBytes));
    if (file.bitsPerPixel <= 8)
        readPalette(file, paletteAt, headerBytes == 12 ? 3 : 4, declaredColours);
    else
        readMasks(file, headerBytes);
    if (file.pixelsAt < kFileHeaderBytes + headerBytes) // some writers leave it at 0
        file.pixelsAt = paletteAt + file.palette.size() * (headerBytes == 12 ? 3 : 4);
    return file;
}

/// Writes palette colours into the upright picture.
class IndexWriter {
public:
    IndexWriter(const BmpFile& file, Picture& picture) : m_file(file), m_picture(picture) {}
    /// False where the pixel lies outside.
    bool put(std::int64_t x, std::int64_t storedRow, std::uint32_t index)
    {
        if (x < 0 || x >= m_file.width || storedRow < 0 || storedRow >= m_file.height)
            return false;
        const auto colour = m_file.colour(index);
        const auto channels = static_cast<std::size_t>(m_picture.channels);
        auto* out = m_picture.pixels.data() +
                    static_cast<std::size_t>(m_file.rowOf(storedRow) * m_file.width + x) * channels;
        std::copy_n(colour.begin(), channels, out);
        return true;
    }
    void fill(std::uint32_t index)
    {
        for (std::int64_t y = 0; y < m_file.height; ++y) {
            for (std::int64_t x = 0; x < m_file.width; ++x)
                put(x, y, index);
        }
    }

private:
    const BmpFile& m_file;
    Picture& m_picture;
};

/// Run lengths. Pixels that it leaves out keep colour 0, as other readers have it.
Result<void> readRuns(const BmpFile& file, Picture& picture)
{
    IndexWriter writer(file, picture);
    writer.fill(0);
    const bool isNibbles = file.compression == Compression::Rle4;
    std::size_t at = file.pixelsAt;
    std::int64_t x = 0;
    std::int64_t row = 0;
    const auto nibble = [](std::uint8_t byte, std::uint32_t i) -> std::uint32_t { return i % 2 == 0 ? byte >> 4 : byte & 0x0F; };
    while (row < file.height) {
        if (at + 2 > file.bytes.size())
            return pictureTruncated(kBmpName);
        const auto count = byteAt(file.bytes, at);
        const auto value = byteAt(file.bytes, at + 1);
        at += 2;
        if (count > 0) {
            for (std::uint32_t i = 0; i < count; ++i)
                writer.put(x++, row, isNibbles ? nibble(value, i) : value);
        } else if (value == 0) {
            x = 0;
            ++row;
        } else if (value == 1) {
            return {};
        } else if (value == 2) {
            if (at + 2 > file.bytes.size())
                return pictureTruncated(kBmpName);
            x += byteAt(file.bytes, at);
            row += byteAt(file.bytes, at + 1);
            at += 2;
        } else {
            const std::size_t bytes = isNibbles ? (value + 1U) / 2U : value;
            if (at + bytes > file.bytes.size())
                return pictureTruncated(kBmpName);
            for (std::uint32_t i = 0; i < value; ++i)
                writer.put(x++, row, isNibbles ? nibble(byteAt(file.bytes, at + i / 2), i) : byteAt(file.bytes, at + i));
            at += bytes + bytes % 2;
        }
    }
    return {};
}

void readPackedRow(const BmpFile& file, std::size_t at, std::int64_t storedRow, bool hasAlpha, Picture& picture)
{
    auto* out = picture.pixels.data() + static_cast<std::size_t>(file.rowOf(storedRow) * file.width * 3);
    const std::size_t pixelBytes = file.bitsPerPixel / 8;
    for (std::int64_t x = 0; x < file.width; ++x, at += pixelBytes, out += 3) {
        std::uint32_t pixel = littleEndian16(file.bytes, at);
        for (std::size_t b = 2; b < pixelBytes; ++b)
            pixel |= static_cast<std::uint32_t>(byteAt(file.bytes, at + b)) << (8 * b);
        const unsigned alpha = hasAlpha ? file.masks[3].read(pixel) : 255U;
        for (std::size_t c = 0; c < 3; ++c)
            out[c] = overWhite(file.masks[c].read(pixel), alpha);
    }
}

/// Many writers leave the alpha of every pixel at 0 and mean opaque.
bool usesAlpha(const BmpFile& file, std::size_t rowBytes)
{
    if (file.masks[3].bits == 0)
        return false;
    const std::size_t pixelBytes = file.bitsPerPixel / 8;
    for (std::int64_t y = 0; y < file.height; ++y) {
        std::size_t at = file.pixelsAt + static_cast<std::size_t>(y) * rowBytes;
        for (std::int64_t x = 0; x < file.width; ++x, at += pixelBytes) {
            const auto pixel = pixelBytes == 4 ? littleEndian32(file.bytes, at) : littleEndian16(file.bytes, at);
            if (file.masks[3].read(pixel) != 0)
                return true;
        }
    }
    return false;
}

Result<void> readRows(const BmpFile& file, Picture& picture)
{
    const auto rowBytes =
        (static_cast<std::size_t>(file.width) * file.bitsPerPixel + 31) / 32 * 4;
    // The last row may lack its padding.
    const auto lastRowBytes = (static_cast<std::size_t>(file.width) * file.bitsPerPixel + 7) / 8;
    const auto needed = rowBytes * static_cast<std::size_t>(file.height - 1) + lastRowBytes;
    if (file.pixelsAt > file.bytes.size() || file.bytes.size() - file.pixelsAt < needed)
        return pictureTruncated(kBmpName);
    picture.pixels.resize(static_cast<std::size_t>(file.width * file.height * picture.channels));
    const bool hasAlpha = usesAlpha(file, rowBytes);
    IndexWriter writer(file, picture);
    for (std::int64_t y = 0; y < file.height; ++y) {
        const auto at = file.pixelsAt + static_cast<std::size_t>(y) * rowBytes;
        if (file.bitsPerPixel > 8) {
            readPackedRow(file, at, y, hasAlpha, picture);
            continue;
        }
        const auto perByte = static_cast<std::int64_t>(8 / file.bitsPerPixel);
        const std::uint32_t mask = (1U << file.bitsPerPixel) - 1U;
        for (std::int64_t x = 0; x < file.width; ++x) {
            const auto byte = byteAt(file.bytes, at + static_cast<std::size_t>(x / perByte));
            const auto shift = 8U - file.bitsPerPixel * static_cast<std::uint32_t>(x % perByte + 1);
            writer.put(x, y, (byte >> shift) & mask);
        }
    }
    return {};
}

} // namespace

Result<void> decodeBmp(PictureBytes bytes, const DecodeOptions& options, PictureFacts& facts, Picture* picture)
{
    FETTLE_TRY_ASSIGN(const BmpFile file, readBmpHeader(bytes));
    facts.width = file.width;
    facts.height = file.height;
    facts.channels = file.isGrey() ? 1 : 3;
    FETTLE_TRY(checkPictureSize(kBmpName, facts.width, facts.height, options));
    if (!picture)
        return {};
    *picture = {facts.height, facts.width, facts.channels, {}};
    const bool isRuns = file.compression == Compression::Rle8 || file.compression == Compression::Rle4;
    if (!isRuns)
        return readRows(file, *picture);
    // A run is at most 255 pixels in 2 bytes: a header that lies is found before memory is taken.
    if (file.width * file.height / 128 > static_cast<std::int64_t>(bytes.size()) * 256)
        return pictureTruncated(kBmpName);
    picture->pixels.resize(static_cast<std::size_t>(facts.width * facts.height * facts.channels));
    return readRuns(file, *picture);
}

} // namespace fettle::data
