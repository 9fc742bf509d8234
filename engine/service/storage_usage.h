// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/contract/value.h"
#include "engine/platform/paths.h"

namespace fettle::service {

/// What a part of the workspace takes on the disk.
struct StoragePart {
    /// "datasets", "runs", "models", "projects", "cache", "database", "trash", "other"
    std::string part;
    std::uint64_t bytes = 0;
    std::int64_t files = 0;
    friend bool operator==(const StoragePart&, const StoragePart&) = default;
};

struct StorageUsage {
    /// Every part once, in the order above.
    std::vector<StoragePart> parts;
    /// Folders that could not be read, and what lay beyond the bound on entries: the figures are lower bounds then.
    bool complete = true;

    [[nodiscard]] std::uint64_t bytesOf(std::string_view part) const;
    [[nodiscard]] std::uint64_t totalBytes() const;
};

/// {parts: [{part, bytes, files}], total_bytes, complete}
[[nodiscard]] Value toValue(const StorageUsage& usage);

struct StorageQuestion {
    platform::Path workspace;
    /// Folders, resolved, of what lies in the trash: they count there and not where they stand.
    std::set<platform::Path> trashed;
    std::int64_t mostEntries = 5'000'000;
};

/// Adds up the sizes of all files below the workspace. Links are counted as nothing and never followed; what vanishes
/// meanwhile is left out. Nothing once `stop` is requested. Reads the disk for as long as it takes: not for a thread
/// that has somebody waiting.
[[nodiscard]] std::optional<StorageUsage> measureStorage(const StorageQuestion& question,
                                                         const std::stop_token& stop = {});

} // namespace fettle::service
