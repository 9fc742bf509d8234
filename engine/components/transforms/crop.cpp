// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/component_api/transform.h"
#include "engine/data/picture_resize.h"

namespace fettle::components {

class CropTransform final : public Transform {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Transform;
        info.id = "crop";
        info.title = FETTLE_TEXT("Crop");
        info.help = FETTLE_TEXT("Cuts each training picture at a slightly different place, so that the place stops "
                                "mattering. The size of the picture stays.");
        info.suits = {"image"};
        info.keywords = {"shift", "zoom", "padding", "random resized crop"};
        info.parameters = {
            integerParameter("padding", 4)
                .range(0, 512)
                .unit("px")
                .title(FETTLE_TEXT("Shift"))
                .help(FETTLE_TEXT("Moves the picture by up to this many pixels in each direction."))
                .when(FETTLE_TEXT("An eighth of the side is usual: 4 for 32 pixels.")),
            choiceParameter("padding_mode", "constant")
                .choice("constant", FETTLE_TEXT("Black"))
                .choice("reflect", FETTLE_TEXT("The picture mirrored"))
                .choice("edge", FETTLE_TEXT("The edge repeated"))
                .title(FETTLE_TEXT("What comes in"))
                .help(FETTLE_TEXT("What fills the part that moves in from outside."))
                .when(FETTLE_TEXT("Mirror photos; black suits digits and drawings on black."))
                .advanced(),
            realParameter("min_scale", 1.0)
                .range(0.05, 1)
                .title(FETTLE_TEXT("Smallest part"))
                .help(FETTLE_TEXT("Cuts out a part of at least this share of the area and enlarges it again. 1 leaves it out."))
                .when(FETTLE_TEXT("0.3 to 0.6 for photos in which things appear in many sizes.")),
        };
        return info;
    }

    void apply(Picture& picture, const Parameters& parameters, RandomStream& random) const override
    {
        const double minimumScale = parameters.real("min_scale");
        if (minimumScale < 1.0)
            zoom(picture, minimumScale, random);
        const auto padding = parameters.integer("padding");
        if (padding > 0) {
            const auto down = random.below(2 * padding + 1) - padding;
            const auto right = random.below(2 * padding + 1) - padding;
            shift(picture, down, right, parameters.text("padding_mode"));
        }
    }

private:
    /// A part with 3/4 to 4/3 of the picture's proportions, brought back to its size.
    static void zoom(Picture& picture, double minimumScale, RandomStream& random)
    {
        const double share = random.uniform(minimumScale, 1.0);
        const double stretch = std::exp(random.uniform(std::log(0.75), std::log(4.0 / 3.0)) / 2.0);
        const auto part = [&](std::int64_t side, double factor) {
            return std::clamp<std::int64_t>(std::llround(static_cast<double>(side) * std::sqrt(share) * factor), 1, side);
        };
        const auto height = part(picture.height, stretch);
        const auto width = part(picture.width, 1.0 / stretch);
        const auto top = random.below(picture.height - height + 1);
        const auto left = random.below(picture.width - width + 1);
        picture = data::resizePicture(data::cutPicture(picture, top, left, height, width), picture.height, picture.width);
    }

    /// Where a coordinate outside of the picture is taken from; −1: black.
    static std::int64_t source(std::int64_t at, std::int64_t size, const std::string& mode)
    {
        if (at >= 0 && at < size)
            return at;
        if (mode == "edge" || (mode == "reflect" && size == 1))
            return std::clamp<std::int64_t>(at, 0, size - 1);
        if (mode != "reflect")
            return -1;
        const auto period = 2 * (size - 1);
        const auto place = ((at % period) + period) % period;
        return place < size ? place : period - place;
    }

    static void shift(Picture& picture, std::int64_t down, std::int64_t right, const std::string& mode)
    {
        const auto from = picture.pixels;
        const auto channels = picture.channels;
        const auto rowBytes = picture.width * channels;
        // The part that both have is one run a row; the few pixels that come in are done one by one.
        const auto firstColumn = std::clamp<std::int64_t>(right, 0, picture.width);
        const auto endColumn = std::clamp<std::int64_t>(picture.width + right, 0, picture.width);
        for (std::int64_t y = 0; y < picture.height; ++y) {
            auto* out = picture.pixels.data() + y * rowBytes;
            const auto row = source(y - down, picture.height, mode);
            if (row < 0) {
                std::memset(out, 0, static_cast<std::size_t>(rowBytes));
                continue;
            }
            const auto* in = from.data() + row * rowBytes;
            if (endColumn > firstColumn)
                std::memcpy(out + firstColumn * channels, in + (firstColumn - right) * channels,
                            static_cast<std::size_t>((endColumn - firstColumn) * channels));
            for (std::int64_t x = 0; x < picture.width; ++x) {
                if (x >= firstColumn && x < endColumn)
                    continue;
                const auto column = source(x - right, picture.width, mode);
                for (std::int64_t c = 0; c < channels; ++c)
                    out[x * channels + c] = column < 0 ? 0 : in[column * channels + c];
            }
        }
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(transforms, crop, components::CropTransform)
