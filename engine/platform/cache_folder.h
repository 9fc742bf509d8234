// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/platform/paths.h"

namespace fettle::platform {

// Folders of files that can be made anew: what was not used for longest goes first.

/// Marks a file as used just now. One that cannot be marked is only removed sooner.
void touchFile(const Path& path) noexcept;
/// Removes files of a folder until no more than `mostBytes` are left, those first that were written or touched the longest
/// time ago. Folders and links in it stay, and so does the file `keep`. Nothing is an error: what cannot be removed stays.
void trimFolder(const Path& folder, std::uint64_t mostBytes, const Path& keep = {});

} // namespace fettle::platform
