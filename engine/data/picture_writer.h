// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/component_api/transform.h"
#include "engine/contract/result.h"

namespace fettle::data {

/// The picture as a PNG file whose rows are stored, not compressed: the fastest way to a file that everything reads.
[[nodiscard]] std::string writeStoredPng(const Picture& picture);
/// As a JPEG file. Errors: data.picture_not_written (a side above 65,535 pixels).
[[nodiscard]] Result<std::string> writeJpeg(const Picture& picture, int quality = 85);

} // namespace fettle::data
