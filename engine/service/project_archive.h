// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "engine/contract/metric.h"
#include "engine/service/project_gathering.h"

namespace fettle::service {

/// Bytes done of all.
using ArchiveProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Writes the gathered files and their list as one ZIP, which appears whole under its name or not at all; `gathered`
/// gets the list. Errors: service.project_changed (a file became another while it was read), platform.*.
[[nodiscard]] Result<void> packProject(GatheredProject& gathered, const platform::Path& file,
                                       const ArchiveProgress& progress = {});

/// Unpacks into the empty folder `folder` what the list in the file names, and nothing else: every name, size and hash
/// is held against it, the list against what a project may hold, and the documents inside are read. What was unpacked is
/// on the disk then. On an error `folder` holds rubbish for the caller to remove. Errors: service.not_a_project_file,
/// service.project_file_newer, service.project_file_damaged, platform.disk_space_low, platform.*.
[[nodiscard]] Result<ProjectDocument> unpackProject(const platform::Path& file, const platform::Path& folder,
                                                    const ArchiveProgress& progress = {});

/// A line of metrics/ID.jsonl; nothing where it is none.
[[nodiscard]] std::optional<MetricBatch> readPointLine(std::string_view line);

} // namespace fettle::service
