// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "engine/data/picture_decoder.h"
#include "engine/data/picture_resize.h"
#include "engine/data/picture_writer.h"
#include "engine/data/thumbnail.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace fettle;
namespace fs = std::filesystem;

std::span<const std::byte> pictureBytes(std::string_view text) { return std::as_bytes(std::span(text)); }

Picture patternPicture(std::int64_t height, std::int64_t width, std::int64_t channels)
{
    Picture picture{height, width, channels, {}};
    for (std::int64_t y = 0; y < height; ++y) {
        for (std::int64_t x = 0; x < width; ++x) {
            for (std::int64_t c = 0; c < channels; ++c)
                picture.pixels.push_back(static_cast<std::uint8_t>((x * 37 + y * 91 + ((x * y) % 7) * 23 + c * 50) % 256));
        }
    }
    return picture;
}

double meanDifference(const Picture& a, const Picture& b)
{
    REQUIRE(a.pixels.size() == b.pixels.size());
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        sum += std::abs(static_cast<int>(a.pixels[i]) - static_cast<int>(b.pixels[i]));
    return sum / static_cast<double>(a.pixels.size());
}

const std::set<std::string> kDecodeErrors = {"data.picture_empty",     "data.picture_format",
                                             "data.picture_truncated", "data.picture_damaged",
                                             "data.picture_too_large", "data.picture_format_unsupported"};

std::string codeOf(std::string_view bytes)
{
    const auto picture = data::decodePicture(pictureBytes(bytes));
    return picture.ok() ? "" : picture.error().code;
}

} // namespace

TEST_CASE("pictures: what we write reads back")
{
    for (const std::int64_t channels : {1, 3}) {
        const auto picture = patternPicture(21, 300, channels);
        const auto png = data::decodePicture(pictureBytes(data::writeStoredPng(picture)));
        REQUIRE(png.ok());
        CHECK(png->pixels == picture.pixels);
        CHECK(png->channels == channels);

        std::string raw;
        data::appendRawPictureHeader(raw, picture.height, picture.width, picture.channels);
        raw.append(picture.pixels.begin(), picture.pixels.end());
        const auto fromRaw = data::decodePicture(pictureBytes(raw));
        REQUIRE(fromRaw.ok());
        CHECK(fromRaw->pixels == picture.pixels);
        CHECK(codeOf(std::string_view(raw).substr(0, raw.size() - 1)) == "data.picture_truncated");
    }
    const auto large = patternPicture(300, 400, 3); // above one stored block
    CHECK(data::decodePicture(pictureBytes(data::writeStoredPng(large)))->pixels == large.pixels);

    Picture smooth{64, 80, 3, {}};
    for (std::int64_t i = 0; i < 64 * 80 * 3; ++i)
        smooth.pixels.push_back(static_cast<std::uint8_t>(i / 3 % 80 * 3));
    const auto jpeg = data::writeJpeg(smooth);
    REQUIRE(jpeg.ok());
    CHECK(meanDifference(*data::decodePicture(pictureBytes(*jpeg)), smooth) < 2.0);
    CHECK(data::writeJpeg({1, 70'000, 1, std::vector<std::uint8_t>(70'000)}).error().code == "data.picture_not_written");
}

TEST_CASE("pictures: content decides the format, and every kind of fault has its own error")
{
    CHECK(codeOf("") == "data.picture_empty");
    CHECK(codeOf("Not a picture at all, but a text") == "data.picture_format");
    CHECK(codeOf("BM, said the letter, and it was a text") == "data.picture_format");
    const std::string tiff("II*\0\10\0\0\0", 8);
    const auto unsupported = data::decodePicture(pictureBytes(tiff));
    REQUIRE_FALSE(unsupported.ok());
    CHECK(unsupported.error().code == "data.picture_format_unsupported");
    CHECK(unsupported.error().arguments.at("format") == Value("TIFF"));
    CHECK(data::recognisePicture(pictureBytes(std::string("\0\0\0\x18" "ftypheic", 12))).name == "HEIC");
    CHECK(data::recognisePicture(pictureBytes(std::string("\0\0\0\x18" "ftypavif", 12))).name == "AVIF");

    auto png = data::writeStoredPng(patternPicture(8, 8, 1));
    png[45] = static_cast<char>(png[45] ^ 0x55); // within the pixels: the checksum no longer fits
    CHECK(codeOf(png) == "data.picture_damaged");
    // A header that promises 65,535 × 65,535 pixels is refused before memory is taken.
    std::string bomb("GIF89a\xFF\xFF\xFF\xFF\x00\x00\x00", 13);
    const auto tooLarge = data::decodePicture(pictureBytes(bomb));
    REQUIRE_FALSE(tooLarge.ok());
    CHECK(tooLarge.error().code == "data.picture_too_large");
    CHECK(tooLarge.error().arguments.at("width") == Value(65535));
    const auto limited = data::decodePicture(pictureBytes(data::writeStoredPng(patternPicture(8, 8, 1))), {0, 0, 63});
    CHECK(limited.error().code == "data.picture_too_large");
}

TEST_CASE("pictures: any file cut anywhere or with changed bytes ends in a picture or a specific error")
{
    FETTLE_REQUIRE_DATA("awkward/png_suite");
    const auto root = test::sharedData("awkward");
    int files = 0;
    int cutErrors = 0;
    for (const auto* folder : {"png_suite", "images_pillow", "images_misc", "exif_samples"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file() || entry.file_size() > 20'000)
                continue;
            const auto bytes = test::readBytes(entry.path());
            if (!data::recognisePicture(pictureBytes(bytes)).isSupported())
                continue;
            CAPTURE(entry.path().filename().string());
            ++files;
            for (std::size_t part = 0; part < 50; ++part) {
                const auto code = codeOf(std::string_view(bytes).substr(0, bytes.size() * part / 50));
                CHECK((code.empty() || kDecodeErrors.contains(code)));
                cutErrors += code.empty() ? 0 : 1;
                auto changed = bytes;
                for (std::size_t at = part * 7 + 8; at < changed.size(); at += 331 + part)
                    changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1 << (part % 8)));
                const auto result = data::decodePicture(pictureBytes(changed), {0, 0, 4'000'000});
                CHECK((result.ok() || kDecodeErrors.contains(result.error().code)));
            }
        }
    }
    CHECK(files > 250);
    CHECK(cutErrors > files * 40);
}

TEST_CASE("pictures: a JPEG that ends early is cut short, one that lacks its end mark alone is whole")
{
    const auto jpeg = data::writeJpeg(patternPicture(64, 64, 3)).value();
    CHECK(codeOf(std::string_view(jpeg).substr(0, jpeg.size() * 9 / 10)) == "data.picture_truncated");
    CHECK(codeOf(std::string_view(jpeg).substr(0, jpeg.size() - 2)).empty());
    CHECK(codeOf(std::string_view(jpeg).substr(0, 100)) == "data.picture_truncated");
}

TEST_CASE("pictures: EXIF orientations 1 to 8 show the same picture")
{
    FETTLE_REQUIRE_DATA("awkward/exif_orientation");
    const auto root = test::sharedData("awkward/exif_orientation");
    const auto decode = [&](int number) {
        const auto bytes = test::readBytes(root / ("Landscape_" + std::to_string(number) + ".jpg"));
        const auto facts = data::readPictureFacts(pictureBytes(bytes));
        REQUIRE(facts.ok());
        CHECK(facts->orientation == std::max(1, number));
        auto picture = data::decodePicture(pictureBytes(bytes), {3, 300, 178'956'970});
        REQUIRE(picture.ok());
        CHECK((facts->width > facts->height) == (picture->width > picture->height));
        return data::resizePicture(*picture, 60, 90);
    };
    const auto upright = decode(1);
    for (int number = 2; number <= 8; ++number) {
        CAPTURE(number);
        CHECK(meanDifference(decode(number), upright) < 4.0);
    }
}

TEST_CASE("pictures: JPEG at a part of its size is the same picture")
{
    FETTLE_REQUIRE_DATA("img_flowers5");
    const auto folder = test::sharedData("img_flowers5/train/roses");
    const auto bytes = test::readBytes(fs::directory_iterator(folder)->path());
    const auto full = data::decodePicture(pictureBytes(bytes));
    const auto small = data::decodePicture(pictureBytes(bytes), {0, 64, 178'956'970});
    REQUIRE(full.ok());
    REQUIRE(small.ok());
    CHECK(std::min(small->width, small->height) >= 64);
    CHECK(small->width * 2 <= full->width);
    CHECK(meanDifference(data::resizePicture(*full, 48, 48), data::resizePicture(*small, 48, 48)) < 3.0);
    const auto grey = data::decodePicture(pictureBytes(bytes), {1, 0, 178'956'970});
    REQUIRE(grey.ok());
    auto converted = *full;
    data::convertChannels(converted, 1);
    CHECK(grey->channels == 1);
    CHECK(meanDifference(*grey, converted) < 1.5);
}

TEST_CASE("pictures: resizing gives Pillow's numbers")
{
    const auto picture = patternPicture(7, 9, 1);
    // Image.fromarray(pattern).resize(size, Image.BILINEAR), Pillow 13.0
    CHECK(data::resizePicture(picture, 3, 4).pixels == std::vector<std::uint8_t>{91, 105, 143, 98, 124, 133, 130, 105, 148, 158, 146, 141});
    CHECK(data::resizePicture(picture, 3, 9).pixels == std::vector<std::uint8_t>{78, 80, 137, 84, 106, 162, 164, 81, 83, 92, 123, 182, 137, 61, 197, 90, 95, 126, 121, 166, 160, 134, 198,
          135, 129, 124, 169});
    CHECK(data::resizePicture(picture, 11, 13).pixels == std::vector<std::uint8_t>{0, 20, 46, 71, 97, 122, 148, 174, 199, 205, 54, 20, 40, 41, 67, 100, 132, 94, 82, 115, 148, 180, 197, 83,
          66, 92, 99, 120, 153, 195, 95, 44, 77, 120, 154, 172, 119, 120, 141, 157, 98, 65, 119, 129, 119, 91, 144,
          125, 66, 137, 110, 51, 122, 84, 71, 135, 162, 143, 70, 157, 133, 39, 104, 92, 53, 17, 74, 147, 221, 195, 128,
          24, 163, 167, 71, 33, 69, 126, 75, 140, 200, 212, 152, 90, 38, 145, 164, 116, 87, 134, 199, 133, 168, 193,
          174, 114, 83, 96, 159, 178, 160, 141, 166, 201, 191, 146, 105, 98, 84, 119, 212, 215, 212, 204, 196, 156,
          111, 109, 135, 158, 161, 163, 188, 241, 147, 106, 109, 111, 134, 160, 34, 128, 212, 222, 232, 241, 251, 83,
          14, 24, 34, 118, 212});
    CHECK(data::resizePicture(picture, 1, 1).pixels == std::vector<std::uint8_t>{127});
    // Three channels are three grey pictures.
    const auto colour = data::resizePicture(patternPicture(7, 9, 3), 11, 13);
    const auto grey = data::resizePicture(picture, 11, 13);
    for (std::size_t i = 0; i < grey.pixels.size(); ++i)
        CHECK(colour.pixels[i * 3] == grey.pixels[i]);
}

TEST_CASE("pictures: fitting crops the middle, stretches or pads")
{
    Picture picture{20, 40, 1, std::vector<std::uint8_t>(800, 0)};
    for (std::int64_t y = 0; y < 20; ++y) // white in the middle half
        std::fill_n(picture.pixels.begin() + y * 40 + 10, 20, std::uint8_t{255});
    auto cropped = picture;
    data::fitPicture(cropped, 10, 10, data::PictureFit::Crop);
    CHECK(cropped.pixels == std::vector<std::uint8_t>(100, 255));
    auto stretched = picture;
    data::fitPicture(stretched, 10, 10, data::PictureFit::Stretch);
    CHECK(stretched.pixels[0] == 0);
    CHECK(stretched.pixels[5] == 255);
    auto padded = picture;
    data::fitPicture(padded, 20, 20, data::PictureFit::Pad);
    CHECK(padded.pixels[10] == 0);           // above
    CHECK(padded.pixels[20 * 10 + 10] == 255);
    CHECK(padded.pixels[20 * 10 + 1] == 0);
}

TEST_CASE("thumbnails: small pictures stay exact, large ones become small")
{
    const auto digit = patternPicture(28, 28, 1);
    const auto small = data::makeThumbnail(digit);
    CHECK(data::decodePicture(pictureBytes(small))->pixels == digit.pixels);
    const auto large = data::makeThumbnail(patternPicture(400, 1200, 3));
    const auto facts = data::readPictureFacts(pictureBytes(large));
    REQUIRE(facts.ok());
    CHECK(facts->format.name == "JPEG");
    CHECK(facts->width == 96);
    CHECK(facts->height == 32);
    CHECK(data::makeThumbnail({}).empty());
}
