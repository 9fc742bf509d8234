// SPDX-License-Identifier: GPL-3.0-or-later
// Every picture of the awkward sets, held against what Pillow sees in it (awkward_images.json, make_awkward_images.py).
#include <cmath>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/data/picture_decoder.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace fettle;

constexpr int kGrid = 4;

std::span<const std::byte> asBytes(const std::string& text) { return std::as_bytes(std::span(text)); }

std::vector<double> gridMeans(const Picture& picture)
{
    std::vector<double> means;
    for (std::int64_t i = 0; i < kGrid; ++i) {
        for (std::int64_t j = 0; j < kGrid; ++j) {
            const auto top = picture.height * i / kGrid;
            const auto bottom = std::max(top + 1, picture.height * (i + 1) / kGrid);
            const auto left = picture.width * j / kGrid;
            const auto right = std::max(left + 1, picture.width * (j + 1) / kGrid);
            for (std::int64_t c = 0; c < 3; ++c) {
                double sum = 0;
                for (auto y = top; y < bottom; ++y) {
                    for (auto x = left; x < right; ++x)
                        sum += picture.pixels[static_cast<std::size_t>((y * picture.width + x) * 3 + c)];
                }
                means.push_back(sum / static_cast<double>((bottom - top) * (right - left)));
            }
        }
    }
    return means;
}

nlohmann::json expectedTable()
{
    return nlohmann::json::parse(fettle::test::readBytes(fettle::test::sourceFolder() / "tests/data/awkward_images.json"));
}

const std::set<std::string> kSpecificErrors = {"data.picture_empty",     "data.picture_format",
                                               "data.picture_truncated", "data.picture_damaged",
                                               "data.picture_too_large", "data.picture_format_unsupported"};
const std::set<std::string> kOurFormats = {"JPEG", "MPO", "PNG", "BMP", "DIB", "GIF", "WEBP"};

/// What we see differently on purpose.
const std::map<std::string, std::string> kExceptions = {
    {"images_pillow/bmp/b/badrle.bmp", "runs that leave the picture: what is drawn is anybody's guess"},
    {"images_pillow/xmp_tags_orientation_exiftool.png", "turned by an XMP text, which only EXIF does here"},
    {"png_suite/pngsuite/xcsn0g01.png", "a wrong checksum over the pixels is damage"},
};

double largestDifference(const Picture& picture, const nlohmann::json& expected)
{
    const auto means = gridMeans(picture);
    double largest = 0;
    for (std::size_t i = 0; i < means.size(); ++i)
        largest = std::max(largest, std::abs(means[i] - expected["grid"][i].get<double>()));
    return largest;
}

} // namespace

TEST_CASE("pictures: every awkward file is seen as Pillow sees it, or gets a specific error")
{
    FETTLE_REQUIRE_DATA("awkward/png_suite");
    const auto root = test::sharedData("awkward");
    int compared = 0;
    int refused = 0;
    const auto table = expectedTable();
    for (const auto& [name, expected] : table.items()) {
        CAPTURE(name);
        const auto bytes = test::readBytes(root / name);
        const auto picture = data::decodePicture(asBytes(bytes), {3, 0, 178'956'970});
        if (!picture.ok()) {
            ++refused;
            CHECK_MESSAGE(kSpecificErrors.contains(picture.error().code), toLogLine(picture.error()));
            const bool ours = kOurFormats.contains(expected.value("format", ""));
            CHECK_MESSAGE((!expected.contains("grid") || !ours || kExceptions.contains(name)), toLogLine(picture.error()));
            continue;
        }
        if (!expected.contains("grid"))
            continue;
        if (const auto exception = kExceptions.find(name); exception != kExceptions.end())
            continue;
        ++compared;
        CHECK(picture->width == expected["width"].get<std::int64_t>());
        CHECK(picture->height == expected["height"].get<std::int64_t>());
        CHECK(largestDifference(*picture, expected) < 1.1);
    }
    MESSAGE(compared << " compared, " << refused << " refused");
    CHECK(compared > 350);
}
