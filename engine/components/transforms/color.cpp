// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/component_api/transform.h"

namespace fettle::components {

class ColorTransform final : public Transform {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Transform;
        info.id = "color";
        info.title = FETTLE_TEXT("Light and color");
        info.help = FETTLE_TEXT("Changes brightness, contrast and saturation of each training picture a little, so that "
                                "the light in which it was taken stops mattering.");
        info.suits = {"image"};
        info.keywords = {"color", "colour", "brightness", "contrast", "saturation", "jitter"};
        info.parameters = {
            realParameter("brightness", 0.2)
                .range(0, 1)
                .title(FETTLE_TEXT("Brightness"))
                .help(FETTLE_TEXT("Multiplies all pixels by 1 plus or minus up to this."))
                .when(FETTLE_TEXT("Raise it where pictures are taken in changing light.")),
            realParameter("contrast", 0.2)
                .range(0, 1)
                .title(FETTLE_TEXT("Contrast"))
                .help(FETTLE_TEXT("Moves pixels away from the picture's mean gray or toward it."))
                .when(FETTLE_TEXT("Raise it where cameras or scanners differ.")),
            realParameter("saturation", 0.2)
                .range(0, 1)
                .title(FETTLE_TEXT("Saturation"))
                .help(FETTLE_TEXT("Makes colors stronger or paler. Gray pictures stay as they are."))
                .when(FETTLE_TEXT("Set it to 0 where the color is what tells classes apart.")),
        };
        return info;
    }

    void apply(Picture& picture, const Parameters& parameters, RandomStream& random) const override
    {
        const auto factor = [&](const char* name) {
            const double reach = parameters.real(name);
            return random.uniform(1.0 - reach, 1.0 + reach);
        };
        const double brightness = factor("brightness");
        const double contrast = factor("contrast");
        const double saturation = factor("saturation");
        // Brightness and contrast are one straight line per pixel value: a table.
        const double mean = meanGrey(picture) * brightness;
        std::array<std::uint8_t, 256> table{};
        for (int pixel = 0; pixel < 256; ++pixel)
            table[static_cast<std::size_t>(pixel)] = rounded((pixel * brightness - mean) * contrast + mean);
        for (auto& pixel : picture.pixels)
            pixel = table[pixel];
        if (picture.channels == 3 && parameters.real("saturation") > 0.0)
            saturate(picture, saturation);
    }

private:
    static std::uint8_t rounded(double value)
    {
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
    }

    /// BT.601's luma × 65536.
    static std::int64_t luma(const std::uint8_t* pixel) { return pixel[0] * 19595 + pixel[1] * 38470 + pixel[2] * 7471; }

    static double meanGrey(const Picture& picture)
    {
        std::int64_t sum = 0;
        if (picture.channels == 1) {
            for (const auto pixel : picture.pixels)
                sum += pixel;
            sum *= 65536;
        } else {
            for (std::size_t i = 0; i + 2 < picture.pixels.size(); i += 3)
                sum += luma(picture.pixels.data() + i);
        }
        const auto count = std::max<std::int64_t>(1, picture.height * picture.width);
        return static_cast<double>(sum) / 65536.0 / static_cast<double>(count);
    }

    static void saturate(Picture& picture, double factor)
    {
        const auto weight = std::llround(factor * 65536.0);
        for (std::size_t i = 0; i + 2 < picture.pixels.size(); i += 3) {
            auto* pixel = picture.pixels.data() + i;
            const auto grey = (luma(pixel) + 32768) >> 16;
            for (int c = 0; c < 3; ++c) {
                const auto value = (grey * 65536 + (pixel[c] - grey) * weight + 32768) >> 16;
                pixel[c] = static_cast<std::uint8_t>(std::clamp<std::int64_t>(value, 0, 255));
            }
        }
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(transforms, color, components::ColorTransform)
