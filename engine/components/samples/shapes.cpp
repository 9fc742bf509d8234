// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <png.h>

#include "engine/component_api/sample.h"
#include "engine/component_api/transform.h"
#include "engine/platform/files.h"

namespace fettle::components {

/// 600 pictures of 32 × 32 pixels: one of five shapes, of any colour, size, place and turn, over clutter (lines, spots)
/// and noise; shape and ground are sometimes hard to tell apart.
class ShapesSample final : public Sample {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sample;
        info.id = "shapes";
        info.title = FETTLE_TEXT("Pictures of shapes");
        info.help = FETTLE_TEXT("600 small pictures of circles, crosses, squares, stars and triangles with clutter and noise. "
                                "Tell which shape a picture shows.");
        info.keywords = {"pictures", "classification"};
        info.suits = {"image"};
        return info;
    }
    [[nodiscard]] std::string target() const override { return "label"; }

    [[nodiscard]] Result<std::vector<std::string>> write(const std::string& folder, std::uint64_t seed) const override
    {
        const platform::Path root = platform::fromUtf8(folder) / "shapes";
        for (std::size_t shape = 0; shape < kShapes.size(); ++shape) {
            const platform::Path place = root / kShapes[shape];
            FETTLE_TRY(platform::makeFolders(place));
            for (std::uint64_t i = 0; i < kPerClass; ++i) {
                RandomStream random(seed, 2, shape * kPerClass + i, 0);
                FETTLE_TRY(platform::writeFileAtomically(place / fmt::format("{}_{:03}.png", kShapes[shape], i + 1),
                                                         encode(draw(shape, random))));
            }
        }
        return std::vector<std::string>{platform::toUtf8(root)};
    }

private:
    static constexpr std::array<const char*, 5> kShapes = {"circle", "cross", "square", "star", "triangle"};
    static constexpr std::uint64_t kPerClass = 120;
    static constexpr int kSide = 32;
    static constexpr int kSamplesPerSide = 3; ///< per pixel, for smooth edges

    using Colour = std::array<double, 3>;
    using Canvas = std::vector<Colour>;

    static Colour anyColour(RandomStream& random)
    {
        return {random.uniform(20, 235), random.uniform(20, 235), random.uniform(20, 235)};
    }
    static double distance(const Colour& a, const Colour& b)
    {
        return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]);
    }

    /// Whether (x, y), in units of the shape's radius and turned with it, lies in the shape.
    static bool isInside(std::size_t shape, double x, double y)
    {
        const double radius = std::hypot(x, y);
        switch (shape) {
        case 0: return radius <= 0.9;
        case 1: return (std::abs(x) <= 0.3 && std::abs(y) <= 0.95) || (std::abs(y) <= 0.3 && std::abs(x) <= 0.95);
        case 2: return std::max(std::abs(x), std::abs(y)) <= 0.75;
        case 3: {
            // Five rays: the edge's radius goes linearly between outer and inner corners.
            constexpr double kRay = 2.0 * std::numbers::pi / 5.0;
            const double angle = std::fmod(std::atan2(x, -y) + 2.0 * std::numbers::pi, kRay) / kRay;
            const double toRay = std::abs(angle - std::round(angle)) * 2.0;
            return radius <= 1.0 - 0.62 * toRay;
        }
        default: return y <= 0.5 && std::abs(x) <= (y + 1.0) * 0.577;
        }
    }

    template <class Inside>
    static void fill(Canvas& canvas, const Colour& colour, Inside inside)
    {
        for (int py = 0; py < kSide; ++py)
            for (int px = 0; px < kSide; ++px) {
                int hits = 0;
                for (int s = 0; s < kSamplesPerSide * kSamplesPerSide; ++s)
                    hits += inside(px + (s % kSamplesPerSide + 0.5) / kSamplesPerSide,
                                   py + (s / kSamplesPerSide + 0.5) / kSamplesPerSide);
                const double cover = hits / static_cast<double>(kSamplesPerSide * kSamplesPerSide);
                Colour& pixel = canvas[static_cast<std::size_t>(py * kSide + px)];
                for (std::size_t c = 0; c < 3; ++c)
                    pixel[c] += cover * (colour[c] - pixel[c]);
            }
    }

    static void addClutter(Canvas& canvas, RandomStream& random)
    {
        for (std::int64_t n = 2 + random.below(4); n > 0; --n) {
            const double x = random.uniform(0, kSide);
            const double y = random.uniform(0, kSide);
            const double angle = random.uniform(0, std::numbers::pi);
            const double half = random.uniform(0.4, 1.0);
            const double length = random.uniform(4, 14);
            fill(canvas, anyColour(random), [=](double px, double py) {
                const double along = (px - x) * std::cos(angle) + (py - y) * std::sin(angle);
                const double across = (py - y) * std::cos(angle) - (px - x) * std::sin(angle);
                return std::abs(along) <= length && std::abs(across) <= half;
            });
        }
        for (std::int64_t n = random.below(5); n > 0; --n) {
            const double x = random.uniform(0, kSide);
            const double y = random.uniform(0, kSide);
            const double radius = random.uniform(0.8, 2.4);
            fill(canvas, anyColour(random), [=](double px, double py) { return std::hypot(px - x, py - y) <= radius; });
        }
    }

    static Canvas draw(std::size_t shape, RandomStream& random)
    {
        const Colour ground = anyColour(random);
        Canvas canvas(kSide * kSide, ground);
        const double slopeX = random.uniform(-1.5, 1.5);
        const double slopeY = random.uniform(-1.5, 1.5);
        for (int i = 0; i < kSide * kSide; ++i)
            for (double& c : canvas[static_cast<std::size_t>(i)])
                c += slopeX * (i % kSide - kSide / 2) + slopeY * (i / kSide - kSide / 2);
        addClutter(canvas, random);
        Colour colour = anyColour(random);
        while (distance(colour, ground) < 90.0)
            colour = anyColour(random);
        const double radius = random.uniform(6.5, 12.5);
        const double x = random.uniform(radius * 0.9, kSide - radius * 0.9);
        const double y = random.uniform(radius * 0.9, kSide - radius * 0.9);
        const double turn = random.uniform(0, 2.0 * std::numbers::pi);
        fill(canvas, colour, [=](double px, double py) {
            const double dx = (px - x) / radius;
            const double dy = (py - y) / radius;
            return isInside(shape, dx * std::cos(turn) + dy * std::sin(turn), dy * std::cos(turn) - dx * std::sin(turn));
        });
        const double noise = random.uniform(6, 34);
        for (Colour& pixel : canvas)
            for (double& c : pixel)
                c += noise * (random.uniform() + random.uniform() + random.uniform() - 1.5);
        return canvas;
    }

    /// PNG by libpng, with settings of our own so that the bytes do not depend on its defaults.
    static std::string encode(const Canvas& canvas)
    {
        std::vector<std::uint8_t> pixels;
        for (const Colour& pixel : canvas)
            for (const double c : pixel)
                pixels.push_back(static_cast<std::uint8_t>(std::lround(std::min(255.0, std::max(0.0, c)))));
        png_image image{};
        image.version = PNG_IMAGE_VERSION;
        image.width = kSide;
        image.height = kSide;
        image.format = PNG_FORMAT_RGB;
        png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
        std::string bytes(size, '\0');
        if (!png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr))
            throw std::runtime_error(std::string("libpng: ") + image.message);
        bytes.resize(size);
        return bytes;
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(samples, shapes, components::ShapesSample)
