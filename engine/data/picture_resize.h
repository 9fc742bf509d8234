// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/component_api/transform.h"

namespace fettle::data {

/// Resizes with antialiasing: a triangle filter as wide as the step, so that shrinking averages all pixels (area) and
/// enlarging is bilinear. The same rule as Pillow's BILINEAR and torchvision's antialias=True.
[[nodiscard]] Picture resizePicture(const Picture& picture, std::int64_t height, std::int64_t width);

/// A part of the picture; it must lie inside.
[[nodiscard]] Picture cutPicture(const Picture& picture, std::int64_t top, std::int64_t left, std::int64_t height,
                                 std::int64_t width);

enum class PictureFit {
    Crop,    ///< shorter side to size, then the middle is cut out
    Stretch, ///< both sides to size, whatever becomes of the proportions
    Pad      ///< longer side to size, black beside it
};

/// Brings the picture to exactly this size; nothing is done where it has it already.
void fitPicture(Picture& picture, std::int64_t height, std::int64_t width, PictureFit fit);

} // namespace fettle::data
