// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/component_api/transform.h"

namespace fettle::components {

class RotationTransform final : public Transform {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Transform;
        info.id = "rotation";
        info.title = FETTLE_TEXT("Rotate");
        info.help = FETTLE_TEXT("Turns each training picture by a small angle, so that a tilt stops mattering.");
        info.suits = {"image"};
        info.keywords = {"angle", "tilt", "turn"};
        info.parameters = {
            realParameter("degrees", 10.0)
                .range(0, 180)
                .unit("°")
                .title(FETTLE_TEXT("Largest angle"))
                .help(FETTLE_TEXT("Pictures are turned by up to this many degrees to either side."))
                .when(FETTLE_TEXT("180 for pictures without an up; 5 to 15 for digits and photos.")),
        };
        return info;
    }

    void apply(Picture& picture, const Parameters& parameters, RandomStream& random) const override
    {
        const double limit = parameters.real("degrees");
        const double angle = random.uniform(-limit, limit) * std::numbers::pi / 180.0;
        if (limit > 0.0)
            rotate(picture, angle);
    }

private:
    /// Fixed point with 16 bits behind the point: exact on every machine.
    static constexpr int kBits = 16;
    static constexpr std::int64_t kOne = std::int64_t{1} << kBits;

    /// About the middle, bilinear; what comes in from outside is black.
    static void rotate(Picture& picture, double angle)
    {
        const auto from = picture.pixels;
        const auto cosine = std::llround(std::cos(angle) * static_cast<double>(kOne));
        const auto sine = std::llround(std::sin(angle) * static_cast<double>(kOne));
        const auto channels = picture.channels;
        const auto rowBytes = picture.width * channels;
        auto* out = picture.pixels.data();
        for (std::int64_t y = 0; y < picture.height; ++y) {
            // Twice the distance from the middle keeps it whole for even sizes too.
            const auto dy = 2 * y + 1 - picture.height;
            for (std::int64_t x = 0; x < picture.width; ++x) {
                const auto dx = 2 * x + 1 - picture.width;
                const auto sourceX = (cosine * dx - sine * dy + (picture.width - 1) * kOne) >> 1;
                const auto sourceY = (sine * dx + cosine * dy + (picture.height - 1) * kOne) >> 1;
                const auto column = sourceX >> kBits;
                const auto row = sourceY >> kBits;
                const auto wx = sourceX & (kOne - 1);
                const auto wy = sourceY & (kOne - 1);
                for (std::int64_t c = 0; c < channels; ++c) {
                    const auto pixel = [&](std::int64_t r, std::int64_t k) -> std::int64_t {
                        const bool isInside = r >= 0 && r < picture.height && k >= 0 && k < picture.width;
                        return isInside ? from[static_cast<std::size_t>(r * rowBytes + k * channels + c)] : 0;
                    };
                    const auto upper = pixel(row, column) * (kOne - wx) + pixel(row, column + 1) * wx;
                    const auto lower = pixel(row + 1, column) * (kOne - wx) + pixel(row + 1, column + 1) * wx;
                    const auto value = (upper * (kOne - wy) + lower * wy + (std::int64_t{1} << 31)) >> 32;
                    *out++ = static_cast<std::uint8_t>(value);
                }
            }
        }
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(transforms, rotation, components::RotationTransform)
