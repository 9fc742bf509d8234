// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/component_api/transform.h"

namespace fettle::data {

/// Of a picture in any size; cheap beside decoding it.
[[nodiscard]] PictureLikeness likenessOf(const Picture& picture);

/// Whether two pictures are the same but for size, quality or a touch of light. Pictures with hardly anything in them
/// are not alike: too much looks so.
[[nodiscard]] bool areAlike(const PictureLikeness& one, const PictureLikeness& other);

/// Groups of pictures that are alike: by picture the number of the first of its group, its own where it stands alone.
/// Each is compared with the first of a group alone, so that chains of small steps do not join what differs.
[[nodiscard]] std::vector<std::int64_t> groupAlike(const std::vector<PictureLikeness>& pictures);

} // namespace fettle::data
