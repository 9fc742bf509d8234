// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "engine/component_api/registry.h"
#include "engine/component_api/transform.h"

namespace fettle {
void registerComponent_transforms_flip(Registry& registry);
void registerComponent_transforms_crop(Registry& registry);
void registerComponent_transforms_rotation(Registry& registry);
void registerComponent_transforms_color(Registry& registry);
} // namespace fettle

namespace {

using namespace fettle;

Registry transformRegistry()
{
    Registry registry;
    registerComponent_transforms_flip(registry);
    registerComponent_transforms_crop(registry);
    registerComponent_transforms_rotation(registry);
    registerComponent_transforms_color(registry);
    return registry;
}

Picture texture(std::int64_t height, std::int64_t width, std::int64_t channels)
{
    Picture picture{height, width, channels, {}};
    for (std::int64_t i = 0; i < height * width * channels; ++i)
        picture.pixels.push_back(static_cast<std::uint8_t>((i * 53 + i / 7 * 19) % 256));
    return picture;
}

Picture transformed(const char* id, const ValueMap& given, Picture picture, std::uint64_t seed = 1,
                    std::uint64_t epoch = 0, std::uint64_t sample = 0)
{
    const auto registry = transformRegistry();
    const auto resolved = registry.resolve<Transform>(ComponentKind::Transform, {id, given});
    REQUIRE_MESSAGE(resolved.ok(), toLogLine(resolved.error()));
    RandomStream random(seed, epoch, sample, 0);
    resolved->first->apply(picture, resolved->second, random);
    return picture;
}

std::uint8_t pixelAt(const Picture& picture, std::int64_t y, std::int64_t x, std::int64_t c = 0)
{
    return picture.pixels[static_cast<std::size_t>((y * picture.width + x) * picture.channels + c)];
}

} // namespace

TEST_CASE("transforms: pure functions of seed, epoch and sample that keep the size")
{
    for (const char* id : {"flip", "crop", "rotation", "color"}) {
        for (const std::int64_t channels : {1, 3}) {
            CAPTURE(id);
            const ValueMap given = std::string(id) == "crop" ? ValueMap{{"min_scale", 0.5}} : ValueMap{};
            const auto picture = texture(13, 17, channels);
            const auto first = transformed(id, given, picture, 3, 4, 5);
            CHECK(first.height == 13);
            CHECK(first.width == 17);
            CHECK(first.pixels.size() == picture.pixels.size());
            CHECK(first.pixels == transformed(id, given, picture, 3, 4, 5).pixels);
            int different = 0;
            for (std::uint64_t sample = 0; sample < 20; ++sample)
                different += transformed(id, given, picture, 3, 4, sample).pixels == first.pixels ? 0 : 1;
            CHECK(different >= 5);
        }
    }
}

TEST_CASE("flip: exactly mirrored, at the given share")
{
    const auto picture = texture(5, 7, 3);
    const auto mirrored = transformed("flip", {{"horizontal", 1}}, picture);
    const auto turned = transformed("flip", {{"horizontal", 0}, {"vertical", 1}}, picture);
    for (std::int64_t y = 0; y < 5; ++y) {
        for (std::int64_t x = 0; x < 7; ++x) {
            CHECK(pixelAt(mirrored, y, x, 1) == pixelAt(picture, y, 6 - x, 1));
            CHECK(pixelAt(turned, y, x, 2) == pixelAt(picture, 4 - y, x, 2));
        }
    }
    int flips = 0;
    for (std::uint64_t sample = 0; sample < 1000; ++sample)
        flips += transformed("flip", {}, picture, 1, 0, sample).pixels == picture.pixels ? 0 : 1;
    CHECK(flips > 440);
    CHECK(flips < 560);
}

TEST_CASE("crop: moves by at most its padding, and fills as told")
{
    const auto picture = texture(12, 12, 1);
    bool wasStill = false;
    bool wasFarthest = false;
    for (std::uint64_t sample = 0; sample < 300; ++sample) {
        const auto moved = transformed("crop", {{"padding", 2}, {"padding_mode", "edge"}}, picture, 1, 0, sample);
        bool isFound = false;
        for (std::int64_t down = -2; down <= 2 && !isFound; ++down) {
            for (std::int64_t right = -2; right <= 2 && !isFound; ++right) {
                isFound = true;
                for (std::int64_t y = 0; y < 12 && isFound; ++y) {
                    for (std::int64_t x = 0; x < 12 && isFound; ++x)
                        isFound = pixelAt(moved, y, x) == pixelAt(picture, std::clamp<std::int64_t>(y - down, 0, 11),
                                                                  std::clamp<std::int64_t>(x - right, 0, 11));
                }
                wasStill = wasStill || (isFound && down == 0 && right == 0);
                wasFarthest = wasFarthest || (isFound && down == -2 && right == 2);
            }
        }
        CHECK(isFound);
    }
    CHECK(wasStill);
    CHECK(wasFarthest);
    // White moved out leaves black behind, or white where the picture is mirrored.
    const Picture white{4, 4, 1, std::vector<std::uint8_t>(16, 255)};
    for (std::uint64_t sample = 0; sample < 50; ++sample) {
        const auto black = transformed("crop", {{"padding", 8}}, white, 1, 0, sample);
        CHECK(std::all_of(black.pixels.begin(), black.pixels.end(), [](int p) { return p == 0 || p == 255; }));
        CHECK(transformed("crop", {{"padding", 8}, {"padding_mode", "reflect"}}, white, 1, 0, sample).pixels == white.pixels);
        CHECK(transformed("crop", {{"padding", 0}, {"min_scale", 0.1}}, white, 1, 0, sample).pixels == white.pixels);
    }
    CHECK(transformed("crop", {{"padding", 3}, {"padding_mode", "reflect"}}, texture(1, 1, 3)).pixels == texture(1, 1, 3).pixels);
}

TEST_CASE("rotation: none at 0 degrees; the middle stays; corners leave")
{
    const auto picture = texture(9, 9, 3);
    CHECK(transformed("rotation", {{"degrees", 0}}, picture).pixels == picture.pixels);
    const Picture white{21, 21, 1, std::vector<std::uint8_t>(441, 255)};
    for (std::uint64_t sample = 0; sample < 20; ++sample) {
        const auto turned = transformed("rotation", {{"degrees", 180}}, white, 1, 0, sample);
        CHECK(pixelAt(turned, 10, 10) == 255);
        CHECK(transformed("rotation", {{"degrees", 45}}, picture, 1, 0, sample).pixels.size() == picture.pixels.size());
    }
    // A bar that lies across stands after a quarter turn: the mass does not change much.
    Picture bar{21, 21, 1, std::vector<std::uint8_t>(441, 0)};
    for (std::int64_t x = 5; x < 16; ++x)
        bar.pixels[static_cast<std::size_t>(10 * 21 + x)] = 200;
    const auto sum = [](const Picture& p) {
        double total = 0;
        for (const auto pixel : p.pixels)
            total += pixel;
        return total;
    };
    for (std::uint64_t sample = 0; sample < 20; ++sample)
        CHECK(sum(transformed("rotation", {{"degrees", 180}}, bar, 2, 0, sample)) == doctest::Approx(sum(bar)).epsilon(0.1));
}

TEST_CASE("color: none at 0; within its range; grey stays grey")
{
    const auto picture = texture(8, 8, 3);
    const ValueMap none{{"brightness", 0}, {"contrast", 0}, {"saturation", 0}};
    CHECK(transformed("color", none, picture).pixels == picture.pixels);
    const Picture plain{4, 4, 3, std::vector<std::uint8_t>(48, 100)};
    for (std::uint64_t sample = 0; sample < 50; ++sample) {
        const auto changed = transformed("color", {{"brightness", 0.3}}, plain, 1, 0, sample);
        CHECK(std::all_of(changed.pixels.begin(), changed.pixels.end(),
                          [&](int p) { return p == changed.pixels.front() && p >= 69 && p <= 131; }));
    }
    const auto paler = transformed("color", {{"brightness", 0}, {"contrast", 0}, {"saturation", 1}}, picture, 1, 0, 7);
    double before = 0;
    double after = 0;
    for (std::size_t i = 0; i < picture.pixels.size(); i += 3) {
        before += 0.299 * picture.pixels[i] + 0.587 * picture.pixels[i + 1] + 0.114 * picture.pixels[i + 2];
        after += 0.299 * paler.pixels[i] + 0.587 * paler.pixels[i + 1] + 0.114 * paler.pixels[i + 2];
    }
    CHECK(after == doctest::Approx(before).epsilon(0.1)); // the light stays but for what is cut off at 0 and 255
}

TEST_CASE("transforms: parameters outside of their range are refused")
{
    const auto registry = transformRegistry();
    const auto code = [&](const char* id, const ValueMap& given) {
        const auto result = registry.resolve<Transform>(ComponentKind::Transform, {id, given});
        return result.ok() ? std::string() : result.error().code;
    };
    CHECK(code("flip", {{"horizontal", 1.5}}) == "components.parameter_range");
    CHECK(code("crop", {{"padding_mode", "green"}}) == "components.parameter_choice");
    CHECK(code("rotation", {{"degree", 5}}) == "components.parameter_unknown");
}
