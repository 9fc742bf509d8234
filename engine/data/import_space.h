// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/machine.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// How the free space of a folder's disk is found out; tests bring their own.
using FreeSpace = std::function<Result<platform::DiskSpace>(const platform::Path&)>;

/// About what a dataset of these paths will take on disk, by the sizes of what the importer reads. Looks at names and
/// sizes only. What cannot be looked at counts as nothing: reading says what is wrong with it.
[[nodiscard]] std::uint64_t estimateImportBytes(const std::string& importer, const std::vector<std::string>& paths);

/// Errors: data.disk_low. A disk that does not say how much is free is taken to have enough.
[[nodiscard]] Result<void> requireImportSpace(std::uint64_t neededBytes, const platform::Path& folder,
                                              const FreeSpace& freeSpace = platform::diskSpace);

} // namespace fettle::data
