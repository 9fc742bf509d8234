// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// The kernel's words for an errno value, in English whatever the locale: "No space left on device".
[[nodiscard]] std::string errnoText(int errorNumber);
/// An error of `code` with {path} and {reason}; ENOSPC and EDQUOT become platform.disk_full whatever was tried.
[[nodiscard]] Error systemError(std::string_view code, int errorNumber, const Path& path);

} // namespace fettle::platform
