// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/platform/paths.h"

namespace fettle::documents {

// dataset.yaml (`fettle: dataset`) and model.yaml (`fettle: model`): the fields of DatasetManifest and ModelManifest,
// values that equal their default left out, doubles exact. Both may come from elsewhere (a project file, a download), so
// reading checks that the paths of parts and weights stay inside the folder they are joined to.

/// Errors: documents.*; documents.unsafe_file_name for a part's path that leads out of its folder.
[[nodiscard]] Result<DatasetManifest> readManifest(std::string_view text,
                                                   std::string_view fileForErrors = "dataset.yaml");
/// Also the errors of reading a file.
[[nodiscard]] Result<DatasetManifest> readManifestFile(const platform::Path& path);
/// Canonical: equal manifests give equal bytes.
[[nodiscard]] std::string writeManifest(const DatasetManifest& manifest);

[[nodiscard]] Result<ModelManifest> readModelManifest(std::string_view text,
                                                      std::string_view fileForErrors = "model.yaml");
[[nodiscard]] Result<ModelManifest> readModelManifestFile(const platform::Path& path);
[[nodiscard]] std::string writeModelManifest(const ModelManifest& manifest);

} // namespace fettle::documents
