// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "engine/component_api/transform.h"

namespace fettle::data {

/// Longer side of a thumbnail in pixels. Smaller pictures keep their size.
inline constexpr std::int64_t kThumbnailSide = 96;

/// The picture as a small PNG (up to 64 × 64, so that digits and icons stay exact) or JPEG, the forms of which a
/// version's packed thumbnail file consists. Empty where the picture is.
[[nodiscard]] std::string makeThumbnail(const Picture& picture);

} // namespace fettle::data
