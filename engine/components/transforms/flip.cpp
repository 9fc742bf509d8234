// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/component_api/transform.h"

namespace fettle::components {

class FlipTransform final : public Transform {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Transform;
        info.id = "flip";
        info.title = FETTLE_TEXT("Flip");
        info.help = FETTLE_TEXT("Mirrors some training pictures, so that left and right (or up and down) stop mattering.");
        info.suits = {"image"};
        info.keywords = {"mirror", "horizontal", "vertical"};
        info.parameters = {
            realParameter("horizontal", 0.5)
                .range(0, 1)
                .title(FETTLE_TEXT("Left and right"))
                .help(FETTLE_TEXT("Share of pictures whose left and right are swapped."))
                .when(FETTLE_TEXT("Set it to 0 where sides mean something: letters, digits, road signs.")),
            realParameter("vertical", 0.0)
                .range(0, 1)
                .title(FETTLE_TEXT("Up and down"))
                .help(FETTLE_TEXT("Share of pictures that are turned upside down by mirroring."))
                .when(FETTLE_TEXT("Raise it for pictures without an up: from above, through a microscope.")),
        };
        return info;
    }

    void apply(Picture& picture, const Parameters& parameters, RandomStream& random) const override
    {
        // Both numbers are drawn at any setting, so that one option does not change what the other does.
        const bool isMirrored = random.uniform() < parameters.real("horizontal");
        const bool isTurned = random.uniform() < parameters.real("vertical");
        if (isMirrored)
            mirror(picture);
        if (isTurned)
            turn(picture);
    }

private:
    static void mirror(Picture& picture)
    {
        const auto channels = picture.channels;
        for (std::int64_t y = 0; y < picture.height; ++y) {
            auto* left = picture.pixels.data() + y * picture.width * channels;
            auto* right = left + (picture.width - 1) * channels;
            for (; left < right; left += channels, right -= channels)
                std::swap_ranges(left, left + channels, right);
        }
    }

    static void turn(Picture& picture)
    {
        const auto rowBytes = picture.width * picture.channels;
        for (std::int64_t y = 0; y < picture.height / 2; ++y) {
            auto* upper = picture.pixels.data() + y * rowBytes;
            std::swap_ranges(upper, upper + rowBytes, picture.pixels.data() + (picture.height - 1 - y) * rowBytes);
        }
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(transforms, flip, components::FlipTransform)
