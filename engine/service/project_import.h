// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/contract/result.h"
#include "engine/service/project_document.h"
#include "engine/service/service_context.h"

namespace fettle::service {

/// Where a project file is unpacked before it is taken in: a hidden folder of the workspace, on the same disk.
[[nodiscard]] platform::Path importFolder(const Workspace& workspace, std::string_view id);

/// Takes in what unpackProject() left in `folder`: its folders get their places, its rows are stored in one transaction.
/// Ids, and names of the project and its datasets, that are taken here become others. On an error everything is as it was.
/// Errors: store.*, platform.*, those of reading the list.
[[nodiscard]] Result<store::ProjectRecord> takeInProject(const ServiceContext& context, const platform::Path& folder);

/// At start: what an import that was cut short left is removed.
void clearProjectImports(const ServiceContext& context);

/// Every folder that holds something of a project, the trash included: of its datasets, runs, models and its own.
[[nodiscard]] std::vector<platform::Path> foldersOfProject(const Workspace& workspace, const store::Reader& reader,
                                                           const std::string& project);

} // namespace fettle::service
