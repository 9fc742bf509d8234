// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/service/project_document.h"
#include "engine/store/reader.h"

namespace fettle::service {

/// A file of a project and where its bytes stand now.
struct GatheredFile {
    std::string entry; ///< its path within the project file
    platform::Path source;
};

struct GatheredProject {
    ProjectDocument document; ///< still without files
    std::vector<GatheredFile> files;
    /// Titles of pretrained models that models of the project change, and that are not on this computer.
    std::set<std::string> basesLeftOut;
};

/// Everything that a project file takes along: the newest version of each dataset and those that runs name, runs that
/// have ended, models, the draft. What has to be written anew without this machine's paths (manifests, recipes, points)
/// is written into `scratch`. Errors: store.*, documents.*, platform.*.
[[nodiscard]] Result<GatheredProject> gatherProject(const platform::Path& workspace, const store::Reader& reader,
                                                    const std::string& project, const platform::Path& scratch);

} // namespace fettle::service
